"""The trail under writers at the same time, over an older record, and checked on its own (checklist A8, E3, E5, E6)."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from kintrace.access import trail_verifier
from kintrace.access.models import Event
from kintrace.cli.main import outcome

STAFF = """
import sys
from kintrace.access.models import Event, User
aslan, _ = User.objects.get_or_create(username="aslan", defaults={"role": "tracing_officer"})
"""
WRITE = f"{STAFF}for number in range(int(sys.argv[1])): Event.record(aslan, 'pair.opened', subject=f'R-{{number}}')\n"
EXPORT = """
import pathlib, sys
from django.conf import settings
from kintrace.access.trail import exported
(pathlib.Path(settings.HOME) / "trail.jsonl").write_text("".join(line + chr(10) for line in exported()))
"""
IN_THREADS = f"""
{STAFF}
import threading
from django.db import connection
def write():
    for number in range(10):
        Event.record(aslan, "pair.opened", subject=f"R-{{number}}", purpose="tracing")
    connection.close()
threads = [threading.Thread(target=write) for _ in range(8)]
[one.start() for one in threads]; [one.join() for one in threads]
"""
OF_OLD = """
from django.db import connection
from django.utils import timezone
with connection.cursor() as cursor:
    user = "INSERT INTO access_user (password, username, public_id, name, role, office, language, is_active, joined)"
    at = timezone.now()
    cursor.execute(user + " VALUES ('', 'aslan', 'U-7QK2A-D', '', 'tracing_officer', '', '', %s, %s)", [True, at])
    for number in range(5):
        entry = "INSERT INTO access_event (at, verb, subject, by_id) VALUES (%s, 'pair.opened', %s, 1)"
        cursor.execute(entry, [at, f"R-{number}"])
"""


def found(office, *anchors):
    """Check what was exported last, or the SQLite file itself."""
    return trail_verifier.told(office.home / ("trail.jsonl" if office.database else "kintrace.sqlite3"), anchors)


def test_processes_and_threads_that_write_at_once_make_one_chain(office):
    first, second = (office.start(IN_THREADS + EXPORT) for _ in range(2))
    assert [one.communicate() and one.returncode for one in (first, second)] == [0, 0]
    done = office.python(EXPORT)
    assert (done.returncode, found(office)[1].startswith("Intact: 160 entries")) == (0, True)


def test_a_record_of_before_is_chained_and_an_entry_says_so(empty_office):
    migrate = "from django.core.management import call_command\ncall_command('migrate', {}verbosity=0)\n"
    tamper = "from kintrace.access.models import Event\nEvent.objects.all().delete()"
    code = migrate.format("'access', '0002', ") + OF_OLD + migrate.format("'access', ") + EXPORT + tamper
    assert "append-only" in empty_office.python(code).stderr
    lines = [json.loads(line) for line in (empty_office.home / "trail.jsonl").read_text().splitlines()]
    assert [line["subject"] for line in lines][:6] == ["R-0", "R-1", "R-2", "R-3", "R-4", "entries 5"]
    assert (lines[4]["actor"], lines[5]["actor"], lines[5]["verb"]) == ("U-7QK2A-D", None, "trail.chained")
    assert found(empty_office)[0] == 0


@pytest.fixture
def exported(aslan, tmp_path):
    """A trail of three entries as lines, and its anchor."""
    for number in range(3):
        Event.record(aslan, "pair.opened", subject=f"R-{number}")
    call_command("export_trail", stdout=(said := StringIO()))
    (tmp_path / "trail.jsonl").write_text(said.getvalue())
    call_command("anchor_audit", to=tmp_path / "anchors.txt", stdout=StringIO())
    return tmp_path / "trail.jsonl", tmp_path / "anchors.txt"


def test_e6_the_one_file_runs_alone_and_names_what_does_not_hold(exported):
    trail, anchors = exported
    alone = (sys.executable, "-I", trail_verifier.__file__, trail, "--anchors", anchors)
    done = subprocess.run(alone, check=False, capture_output=True, text=True)
    assert (done.returncode, "Anchored up to entry 3." in done.stdout) == (0, True)
    trail.write_text(trail.read_text().replace("R-1", "R-2"))
    done = subprocess.run(alone, check=False, capture_output=True, text=True)
    assert (done.returncode, "entry 2 " in done.stdout) == (1, True)


def test_the_command_says_the_same(exported, capsys):
    trail, anchors = exported
    assert outcome(["verify-audit", str(trail), "--anchors", str(anchors)]) == 0
    assert outcome(["verify-audit", str(trail)]) == 0
    trail.write_text(trail.read_text().partition("\n")[0])
    assert outcome(["verify-audit", str(trail), "--anchors", str(anchors)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "Anchored up to entry 3." in said[0]
    assert "Not anchored (kintrace manage anchor_audit does it); from 20" in said[1]
    assert said[2].startswith("NOT INTACT. entry 2 is missing: the trail ends at 1, and entry 3 was anchored")


def test_anchors_that_are_not_there_say_nothing_of_the_trail(exported, capsys):
    trail, anchors = exported
    assert outcome(["verify-audit", str(trail), "--anchors", str(anchors.with_name("nowhere.txt"))]) == 2
    said = capsys.readouterr()
    assert ("The trail was not checked." in said.err, said.out) == (True, "")


def test_e6_it_is_short_and_needs_nothing_but_the_standard_library():
    source = Path(trail_verifier.__file__).read_text()
    assert len(source.splitlines()) <= 120
    imported = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


def test_e5_an_anchor_shows_that_the_tail_was_cut_off_a_sqlite_file(office, tmp_path):
    anchor = "from django.core.management import call_command\ncall_command('anchor_audit', to=sys.argv[2])"
    office.python(
        WRITE + anchor.replace("sys.argv[2]", "__import__('pathlib').Path(sys.argv[2])"), 3, tmp_path / "anchors"
    )
    if office.database:
        assert (tmp_path / "anchors").read_text().split()[1] == "3"
        return
    with closing(sqlite3.connect(office.home / "kintrace.sqlite3", autocommit=True)) as database:
        database.execute("DROP TRIGGER access_event_DELETE_refused")
        database.execute("DELETE FROM access_event WHERE seq > 2")
    assert found(office)[0] == 0
    assert found(office, tmp_path / "anchors")[1].startswith("NOT INTACT. entry 3 is missing")


@pytest.mark.parametrize("content", [b"", b"no trail", b"SQLite format 3\0 and nothing more", b"[1, 2]\n", b"\xff\xfe"])
def test_what_is_no_trail_is_said_plainly(tmp_path, content):
    path = tmp_path / "trail"
    path.write_bytes(content)
    code, said = trail_verifier.told(path, [])
    assert code == (1 if content else 0)
    assert str(path) in said or not content
