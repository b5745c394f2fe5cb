"""The demonstration: made anew, always alike, never over somebody's record."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kintrace.cli.called import as_called
from kintrace.cli.demo import empty, make, refuse_taken
from kintrace.cli.occupied import occupied, refuse_occupied
from kintrace.kernel.errors import WrongUse

HERE = {name: value for name, value in os.environ.items() if not name.startswith(("KINTRACE_", "DJANGO_"))}


def _demo(folder, *words, **settings):
    command = [sys.executable, "-m", "kintrace.cli", "demo", *words]
    return subprocess.run(
        command, cwd=folder, env=HERE | {"HOME": str(folder)} | settings, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def twice(followed):
    """Make a demonstration where the first one stands that a reader of the tutorial makes."""
    folder, (first, *_) = followed("docs/tutorial/first-day.md")
    second = _demo(folder, "--no-serve", KINTRACE_DATABASE=str(folder / "office.sqlite3"))
    return (first, second), folder


def _candidates(demonstration):
    return demonstration.stdout.partition("The best candidates")[2].partition("Everything lies in")[0]


def _passwords(text):
    return set(re.findall(r"\b[0-9a-f]{12}\b", text))


def test_two_demonstrations_show_the_same_candidates(twice):
    (first, second), _ = twice
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    one, other = map(_candidates, (first, second))
    assert one.count("R0") >= 10
    assert one == other


def test_each_demonstration_has_its_own_password(twice):
    (first, second), _ = twice
    assert len(_passwords(first.stdout)) == len(_passwords(second.stdout)) == 1
    assert _passwords(first.stdout) != _passwords(second.stdout)


def test_a_demonstration_leaves_the_database_of_the_office_alone(twice):
    _, folder = twice
    assert not (folder / "office.sqlite3").exists()
    assert (folder / ".demo" / "kintrace.sqlite3").exists()


WAITING = (
    "SELECT COUNT(*) FROM letters_incomingletter WHERE state = 'waiting'",
    "SELECT COUNT(*) FROM access_proposal WHERE state = 'waiting'",
    "SELECT COUNT(*) FROM access_opening WHERE reviewed_at IS NULL",
    "SELECT COUNT(*) FROM registry_tracingrequest WHERE state = 'contact_logged'",
)


def test_everybody_finds_work_of_their_own(twice):
    _, folder = twice
    with closing(sqlite3.connect(folder / ".demo" / "kintrace.sqlite3")) as record:
        assert [record.execute(asked).fetchone() for asked in WAITING] == [(3,), (1,), (1,), (1,)]


def test_dna_settles_what_names_left_open_and_a_finding_waits_for_its_reader(twice):
    (first, _), folder = twice
    assert "DNA settled it: /requests/R-" in first.stdout
    with closing(sqlite3.connect(folder / ".demo" / "laboratory.sqlite3")) as laboratory:
        states = laboratory.execute("SELECT state FROM laboratory_finding ORDER BY at").fetchall()
    with closing(sqlite3.connect(folder / ".demo" / "kintrace.sqlite3")) as record:
        settled = (
            "SELECT c.probability, c.sibling_probability FROM tracing_candidate c JOIN tracing_dnaresult d "
            "ON c.request_id = d.request_id AND c.child_id = d.child_id"
        )
        ((this, sibling),) = record.execute(settled).fetchall()
    assert states == [("released",), ("proposed",)]
    assert this < 0.01
    assert sibling > 0.9


def test_the_lists_of_a_demonstration_can_be_tried_by_hand(twice):
    _, folder = twice
    lists = {path.name for path in (folder / ".demo" / "lists").iterdir()}
    assert lists == {"hotline.xlsx", "committee.xlsx", "orphanage.csv"}


def test_how_many_children_truly_live_there_is_written_down_beside_what_was_counted(twice):
    _, folder = twice
    truth = int((folder / ".demo" / "children-in-this-world").read_text())
    with closing(sqlite3.connect(folder / ".demo" / "kintrace.sqlite3")) as record:
        state, estimate = record.execute("SELECT state, estimate FROM registry_snapshot").fetchone()
    at_least, (low, high), _ = json.loads(estimate)["headline"]
    assert state == "finished"
    assert at_least <= truth
    assert low <= truth <= high


def test_two_published_a_release_and_the_public_door_of_the_demonstration_shows_it(twice):
    _, folder = twice
    with closing(sqlite3.connect(folder / ".demo" / "kintrace.sqlite3")) as record:
        (published,) = record.execute("SELECT quarter FROM figures_release").fetchall()
        signed = "SELECT by_id <> decided_by_id, state FROM access_proposal WHERE act = 'figures.publish'"
        assert record.execute(signed).fetchall() == [(1, "done")]
    with closing(sqlite3.connect(folder / ".demo" / "mailbox" / "mailbox.sqlite3")) as mailbox:
        sheets = dict(mailbox.execute("SELECT language, text FROM mailbox_sheet WHERE name = 'figures'").fetchall())
    assert set(sheets) == {"en", "ru", "ar"}
    english = json.loads(sheets["en"])
    assert english["quarter"] == published[0]
    assert any(row["number"] is not None for row in english["rows"])


def test_a_folder_with_something_else_in_it_is_not_emptied(tmp_path):
    (tmp_path / "record.sqlite3").touch()
    with pytest.raises(WrongUse, match="was not made by a demonstration"):
        make(tmp_path)
    assert (tmp_path / "record.sqlite3").exists()


def test_a_folder_of_a_demonstration_is_emptied(tmp_path):
    make(tmp_path)
    (tmp_path / "old").touch()
    (tmp_path / "lists").mkdir()
    make(tmp_path)
    empty(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["made-by-kintrace-demo"]


def test_a_taken_port_is_said_before_any_work(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(WrongUse, match=f"Port {port} is taken.*--port"):
            refuse_taken(port)
        assert _demo(tmp_path, "--port", str(port)).returncode == 2
    assert not (tmp_path / ".demo").exists()


def test_a_second_demonstration_leaves_the_folder_of_a_running_one_alone(tmp_path):
    home = tmp_path / ".demo"
    make(home)
    (home / "record").touch()
    with occupied(home):
        second = _demo(tmp_path, "--port", "8123")
    assert second.returncode == 2
    assert "A demonstration is running in .demo" in second.stderr
    assert "--home" in second.stderr
    assert (home / "record").exists()


def test_a_folder_whose_demonstration_has_ended_is_free(tmp_path):
    make(tmp_path)
    with occupied(tmp_path):
        pass
    refuse_occupied(tmp_path)


def test_a_command_is_told_as_it_was_typed(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", [".venv/bin/kintrace", "demo"])
    assert as_called() == ".venv/bin/kintrace"
    monkeypatch.setattr(sys, "argv", ["/somewhere/__main__.py", "demo"])
    assert as_called().endswith(" -m kintrace.cli")


def test_make_names_the_port_once():
    lines = (Path(__file__).parents[2] / "Makefile").read_text().splitlines()
    assert sum(line.startswith("PORT ?=") for line in lines) == 1
    assert max(line.count("--port") for line in lines) == 1
