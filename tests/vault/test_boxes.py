"""Anybody can fill a box; one key alone opens it."""

import subprocess
import sys

import pytest

from kintrace.vault import boxes
from kintrace.vault.errors import Damaged


@pytest.fixture
def mine():
    return boxes.new_private()


def test_a_box_opens_with_the_private_half(mine):
    box = boxes.seal_to(boxes.public_of(mine), b"mother", context=b"letter")
    assert boxes.open_with(mine, box, context=b"letter") == b"mother"


def test_a_box_opens_with_no_other_key_and_no_other_context(mine):
    box = boxes.seal_to(boxes.public_of(mine), b"mother", context=b"letter")
    with pytest.raises(Damaged):
        boxes.open_with(boxes.new_private(), box, context=b"letter")
    with pytest.raises(Damaged):
        boxes.open_with(mine, box, context=b"answer")


def test_a_box_that_was_cut_short_is_refused(mine):
    box = boxes.seal_to(boxes.public_of(mine), b"mother", context=b"")
    for length in range(len(box)):
        with pytest.raises(Damaged):
            boxes.open_with(mine, box[:length], context=b"")


def test_c6_what_the_public_door_imports_can_reach_no_key_of_the_record():
    code = "import kintrace.vault.boxes, sys; print(*(name for name in sys.modules if 'django' in name))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
