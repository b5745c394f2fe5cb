"""C13: no secret shows itself, and the memory that holds it stays with its process."""

import logging
import pickle
import subprocess
import sys
import traceback

import pytest

from kintrace.vault import envelope, keys
from kintrace.vault.cases import Plain
from kintrace.vault.secret import Secret

CANARY = b"canary in a coal mine"


@pytest.mark.parametrize("show", [repr, str, "{}".format, "%r".__mod__, lambda one: f"{one!r:>40}"])
def test_c13_a_secret_does_not_show_itself(show):
    assert "canary" not in show(Secret(CANARY))


def test_c13_a_secret_is_not_written_anywhere():
    with pytest.raises(TypeError):
        pickle.dumps(Secret(CANARY))


@pytest.mark.django_db
def test_c13_nor_do_the_things_that_hold_one(case):
    ring, key = keys.unlocked(), envelope.key_of(case)
    shown = repr(ring) + repr(key) + repr(Plain(case, "a", case, CANARY.decode()))
    assert not any(part in shown for part in ("canary", repr(key.secret), key.secret.hex()))


@pytest.mark.django_db
def test_c13_a_traceback_names_no_secret(case, caplog):
    box = envelope.lock_bytes(case, CANARY, context=b"")
    with caplog.at_level(logging.DEBUG):
        try:
            envelope.unlock_bytes(case, box, context=b"other")
        except envelope.aead.Damaged:
            logging.getLogger().exception("failed")
            told = traceback.format_exc()
    key = envelope.key_of(case).secret
    assert not any(part in told + caplog.text for part in ("canary", key.hex(), repr(key)))


def test_c13_the_memory_of_a_process_stays_with_it():
    code = (
        "from kintrace.vault.process import close_to_others, is_closed; "
        "print(is_closed()); close_to_others(); print(is_closed())"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.split()[-1] == "True"


def test_c13_every_process_of_the_site_is_closed():
    code = "import django; django.setup(); from kintrace.vault.process import is_closed; print(is_closed())"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout == "True\n"
