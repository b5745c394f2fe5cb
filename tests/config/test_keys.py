"""The secret comes from where KINTRACE_KEYS says, and each way that cannot be is refused with what to do."""

import os
import re

import pytest

from kintrace.config import keys
from kintrace.kernel.errors import WrongUse
from kintrace.vault.errors import Locked, NotADemo

WORDS = "six words drawn by chance alone"


@pytest.fixture
def said(settings, tmp_path):
    def provided(value, *, first=False):
        settings.KEYS = value
        settings.HOME = tmp_path
        return keys.provide(first).reveal().decode()

    return provided


@pytest.fixture
def typed(monkeypatch):
    """Type words on a terminal, one after the other."""

    def at_terminal(*words):
        left = iter(words)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("getpass.getpass", lambda _prompt: next(left))

    return at_terminal


def test_a_file_of_its_owner_alone(said, tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{WORDS}\n")
    file.chmod(0o400)
    assert said(f"file:{file}") == WORDS


def test_a_file_that_others_may_read_is_refused(said, tmp_path):
    file = tmp_path / "key"
    file.write_text(WORDS)
    file.chmod(0o440)
    with pytest.raises(WrongUse, match=f"chmod 0400 {re.escape(str(file))}"):
        said(f"file:{file}")


def test_a_file_that_is_missing_or_too_short_is_refused(said, tmp_path):
    with pytest.raises(Locked, match="cannot be read"):
        said(f"file:{tmp_path / 'nowhere'}")
    (tmp_path / "key").touch(mode=0o400)
    with pytest.raises(WrongUse, match="which is no key"):
        said(f"file:{tmp_path / 'key'}")


def test_the_key_of_demonstrations_is_refused_elsewhere(said, tmp_path):
    with pytest.raises(NotADemo, match="no demonstration's folder"):
        said("demo")
    (tmp_path / "made-by-kintrace-demo").touch()
    assert said("demo")


def test_a_pipe_hands_over_and_is_closed(said):
    out, into = os.pipe()
    os.write(into, WORDS.encode())
    os.close(into)
    assert said(f"pipe:{out}") == WORDS
    with pytest.raises(Locked, match="not handed over"):
        said(f"pipe:{out}")


def test_an_unknown_way_is_named(said):
    with pytest.raises(WrongUse, match="'vault', which is no way to keep keys"):
        said("vault:here")


def test_a_passphrase_is_asked_for(said, typed):
    typed(WORDS)
    assert said("") == WORDS


def test_a_new_passphrase_is_asked_for_twice_and_is_long(said, typed):
    typed(WORDS, WORDS)
    assert said("", first=True) == WORDS
    typed(WORDS, "other")
    with pytest.raises(WrongUse, match="not the same"):
        said("", first=True)
    typed("short")
    with pytest.raises(WrongUse, match="at least 16"):
        said("", first=True)


def test_without_a_terminal_it_says_what_to_do(said, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    with pytest.raises(Locked, match=r"no terminal to ask on.*file:/path"):
        said("")
