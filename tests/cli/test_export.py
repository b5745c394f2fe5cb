"""`kintrace export`: who one is, what leaves, and what stays, said at the server's terminal."""

import csv
import getpass

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, connection

from kintrace.access import two_person
from kintrace.access.models import Event
from kintrace.cli import export
from kintrace.cli.outcome import write_table
from kintrace.exchange.models import Recipient
from kintrace.registry.models import TracingRequest
from tests.cast import PASSWORD, enrolled, unused_code
from tests.exchange.conftest import agree, record_of, red_cross  # noqa: F401  # fixtures
from tests.exchange.test_exporting import VISIT, say


@pytest.fixture
def signed_in(monkeypatch):
    """Let somebody type password and code."""

    def typed(user, *, password=PASSWORD):
        secret = enrolled(user)
        said = lambda prompt: password if prompt.startswith("Password") else unused_code(secret)  # noqa: E731
        monkeypatch.setattr(getpass, "getpass", said)

    return typed


def test_a_few_cases_leave_as_agreed_and_what_stayed_is_said(kintrace, tmp_path, aslan, world, agree, signed_in):  # noqa: F811
    agree("q1")
    signed_in(aslan)
    out = tmp_path / "out.csv"
    done = kintrace("export", "match-sheet", "red-cross", world["q1"], world["q2"], "-o", out, "--as", "aslan")
    with out.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (done.code, [row["id"] for row in rows]) == (0, [world["q1"]])
    assert rows[0]["only_for"] == "Red Cross of Exampleland"
    assert f"{world['q2']} stayed here" in done.err
    assert out.stat().st_mode & 0o077 == 0


def test_h5_a_workbook_of_the_record_holds_no_formula(kintrace, tmp_path, aslan, world, agree, record_of, signed_in):  # noqa: F811
    say(aslan, record_of("q1"), {"alias": ["=cmd|' /C calc'!A0"], "marks": ["@SUM(1)"]}, telling=VISIT)
    agree("q1")
    signed_in(aslan)
    out = tmp_path / "out.xlsx"
    assert kintrace("export", "match-sheet", "red-cross", world["q1"], "-o", out, "--as", "aslan").code == 0
    cells = [cell for row in openpyxl.load_workbook(out).active.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("wrong", ["password", "user"])
def test_whoever_cannot_say_who_they_are_gets_nothing(kintrace, tmp_path, aslan, world, agree, signed_in, wrong):  # noqa: F811
    agree("q1")
    signed_in(aslan, password="not it" if wrong == "password" else PASSWORD)
    name = "nobody" if wrong == "user" else "aslan"
    done = kintrace("export", "match-sheet", "red-cross", world["q1"], "-o", tmp_path / "out.csv", "--as", name)
    assert (done.code, "do not fit" in done.err, (tmp_path / "out.csv").exists()) == (1, True, False)


def test_a_signed_export_is_written_once(kintrace, tmp_path, aslan, zarema, world, agree, signed_in, pass_by):  # noqa: F811
    agree("q1", "q2")
    cases = [str(TracingRequest.objects.get(code=world[row]).case) for row in ("q1", "q2")]
    payload = {"profile": "match-sheet", "recipient": "red-cross", "cases": cases}
    proposal = two_person.propose(zarema, "export.bulk", payload)
    two_person.approve(aslan, proposal)
    pass_by(hours=24, seconds=1)
    signed_in(zarema)
    words = ("export", "match-sheet", "red-cross", "--signed", proposal.code, "--as", "zarema", "-o")
    first, again = kintrace(*words, tmp_path / "out.csv"), kintrace(*words, tmp_path / "again.csv")
    assert (first.code, again.code, (tmp_path / "again.csv").exists()) == (0, 1, False)
    assert (tmp_path / "out.csv").read_text().count("Red Cross") == 2


def test_a_disk_that_fails_leaves_a_signed_export_open(kintrace, tmp_path, aslan, world, agree, signed_in, monkeypatch):  # noqa: F811
    agree("q1")
    signed_in(aslan)
    monkeypatch.setattr(
        "pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    done = kintrace("export", "match-sheet", "red-cross", world["q1"], "-o", tmp_path / "out.csv", "--as", "aslan")
    assert (done.code, Event.objects.filter(verb="export.written").exists()) == (1, False)


@pytest.mark.django_db(transaction=True)
def test_e2_a_file_whose_trail_could_not_be_committed_does_not_stay(
    kintrace,
    tmp_path,
    aslan,
    world,
    agree,  # noqa: F811
    signed_in,
    monkeypatch,
):
    agree("q1")
    signed_in(aslan)
    written = []

    def write(*words):
        write_table(*words)
        written.append(words[0])
        monkeypatch.setattr(connection, "_commit", fail)

    def fail():
        raise DatabaseError("the disk failed while committing")

    monkeypatch.setitem(export.FORMATS, ".csv", write)
    (folder := tmp_path / "leaves").mkdir()
    done = kintrace("export", "match-sheet", "red-cross", world["q1"], "-o", folder / "out.csv", "--as", "aslan")
    monkeypatch.undo()
    assert (done.code != 0, len(written)) == (True, 1)
    assert list(folder.iterdir()) == []
    assert not Event.objects.filter(verb="export.written").exists()


def killed(folder, name, *, inside="out.csv"):
    """Leave what an export leaves that is killed before its trail is committed."""
    (beside := folder / name).mkdir()
    (beside / inside).write_text("a name in clear")
    return beside


def test_e2_what_an_export_left_that_was_killed_goes_at_the_next_one(
    kintrace,
    tmp_path,
    aslan,
    world,
    agree,  # noqa: F811
    signed_in,
):
    agree("q1")
    signed_in(aslan)
    (folder := tmp_path / "leaves").mkdir()
    left = killed(folder, ".out.csv.ab12_xyz")
    (left / ".out.csv.half").write_text("half of it")
    killed(folder, ".other.csv.ab12_xyz")
    killed(folder, ".out.csv.somebody", inside="a file of their own")
    busy = killed(folder, ".out.csv.written1")
    with export._held(busy):
        done = kintrace("export", "match-sheet", "red-cross", world["q1"], "-o", folder / "out.csv", "--as", "aslan")
    there = sorted(path.name for path in folder.iterdir())
    assert (done.code, "was cut off" in done.err) == (0, True)
    assert there == [".other.csv.ab12_xyz", ".out.csv.somebody", busy.name, "out.csv"]


def test_a_folder_is_held_as_long_as_it_is_written_in(tmp_path):
    with export._once_recorded(tmp_path / "out.csv") as write:
        assert (export._sweep(tmp_path / "out.csv"), len(list(tmp_path.iterdir()))) == (0, 1)
    assert (write is not None, list(tmp_path.iterdir())) == (True, [])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("everything", "red-cross", "R-1", "-o", "out.csv"), "no profile"),
        (("match-sheet", "red-cross", "R-1", "-o", "out.pdf"), ".csv or .xlsx"),
        (("match-sheet", "red-cross", "-o", "out.csv"), "codes"),
        (("match-sheet", "red-cross", "R-1", "--signed", "P-1", "-o", "out.csv"), "codes"),
    ],
)
def test_wrong_use_ends_with_2(kintrace, words, told):
    done = kintrace("export", *words, "--as", "aslan")
    assert (done.code, told in done.err) == (2, True)


def test_a_recipient_is_entered_by_a_supervisor_only(zarema, aslan, db):
    words = {"name": "Red Cross", "scope": "share_icrc_rfl"}
    with pytest.raises(PermissionDenied):
        call_command("addrecipient", "red-cross", by="aslan", **words)
    call_command("addrecipient", "red-cross", by="zarema", **words)
    assert Recipient.objects.get().name == "Red Cross"
