"""`kintrace manage` is Django's own, over the record of this office."""

import os
import subprocess
import sys

import pytest

from kintrace.cli.main import outcome


def managed(*words, home):
    command = [sys.executable, "-m", "kintrace.cli", "manage", *words]
    surroundings = os.environ | {"KINTRACE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kintrace.config.settings"}
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def test_it_carries_out_a_command_and_keeps_what_it_makes_private(tmp_path):
    done = managed("migrate", "sessions", "--verbosity", "0", home=tmp_path / "office")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "office" / "kintrace.sqlite3").stat().st_size > 0
    assert (tmp_path / "office" / "kintrace.sqlite3").stat().st_mode & 0o077 == 0


def test_what_django_refuses_is_said_without_a_traceback(tmp_path):
    done = managed("migrate", "--role", "supervisor", home=tmp_path)
    assert done.returncode == 2
    assert "--role" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [["manage", "addstaff", "z"], ["manage", "anchor_audit"], ["verify-audit"], ["backup", "b", "--recipient", "age1"]],
)
def test_where_no_record_was_made_yet_that_is_said_and_nothing_is_made(tmp_path, monkeypatch, capsys, words):
    monkeypatch.delenv("KINTRACE_DATABASE", raising=False)
    monkeypatch.setenv("KINTRACE_HOME", str(tmp_path / "nobody"))
    monkeypatch.chdir(tmp_path)
    assert outcome(words) == 2
    assert "There is no record at" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_asked_for_nothing_it_lists_what_may_be_done(capsys):
    assert outcome(["manage"]) == 2
    said = capsys.readouterr().err
    assert ("addstaff" in said, "shell" in said) == (True, False)


def test_a_trail_that_is_not_there_was_not_broken_by_anybody(tmp_path, capsys):
    assert outcome(["verify-audit", str(tmp_path / "none.sqlite3")]) == 2
    assert "no trail was checked" in capsys.readouterr().err
