"""What must hold of the files themselves: asked in a process of its own, with a keys database on a disk."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("on_disk.py")


@pytest.fixture
def answer(tmp_path):
    def ask(question):
        surroundings = os.environ | {
            "KINTRACE_HOME": str(tmp_path / "home"),
            "KINTRACE_KEYS": "demo",
            "DJANGO_SETTINGS_MODULE": "kintrace.config.settings",
        }
        surroundings.pop("KINTRACE_DATABASE", None)
        asked = subprocess.run(
            [sys.executable, SCRIPT, question], env=surroundings, capture_output=True, text=True, check=False
        )
        assert asked.returncode == 0, asked.stderr
        return json.loads(asked.stdout)

    return ask


def test_c5_a_rotation_survives_being_killed_and_the_old_key_opens_nothing(answer):
    said = answer("rotation_survives_kills")
    assert said.pop("kills") >= 15
    assert said == {"unreadable after": [], "masters": 1, "open": True, "opened by the old key": 0}


def test_c9_no_byte_of_an_erased_key_stays_in_the_files(answer):
    said = answer("erasure_leaves_nothing")
    was_there, left = said["scrubbed"]
    assert was_there
    assert left == 0
    assert said["open"]


def test_c9_the_search_finds_a_key_that_was_only_deleted(answer):
    was_there, left = answer("erasure_leaves_nothing")["only deleted"]
    assert was_there
    assert left > 0


def test_keys_live_in_a_database_of_their_own_and_alone(answer):
    assert answer("two_databases") == {"keys apart": True, "others with the keys": [], "keys with the record": []}
