"""The trail under writers at the same time, over an older record, and checked on its own (checklist A8, E3, E5, E6)."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kintrace.access import trail_verifier

STAFF = """
import sys
from kintrace.access.models import Event, User
aslan, _ = User.objects.get_or_create(username="aslan", defaults={"role": "tracing_officer"})
"""
WRITE = f"{STAFF}for number in range(int(sys.argv[1])): Event.record(aslan, 'pair.opened', subject=f'R-{{number}}')"
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


def lines_of(office):
    return [json.loads(line) for line in office.kintrace("manage", "export_trail").stdout.splitlines()]


def checked(office, *words):
    """Check an office's trail, by the command that fits its database."""
    if not office.database:
        return office.kintrace("verify-audit", *words)
    path = office.home / "trail.jsonl"
    path.write_text(office.kintrace("manage", "export_trail").stdout)
    return office.kintrace("verify-audit", path, *words)


def test_processes_and_threads_that_write_at_once_make_one_chain(office):
    office.python(WRITE, 1)
    both = [office.start(IN_THREADS) for _ in range(2)]
    assert [one.communicate()[1] or one.returncode for one in both] == [0, 0]
    done = checked(office)
    assert (done.returncode, done.stdout.startswith("Intact: 161 entries")) == (0, True)


def test_a_record_of_before_is_chained_and_an_entry_says_so(empty_office):
    office = empty_office
    assert office.kintrace("manage", "migrate", "access", "0002", "--verbosity", "0").returncode == 0
    assert office.python(OF_OLD).stderr == ""
    assert office.kintrace("manage", "migrate", "--verbosity", "0").stderr == ""
    last = [line for line in lines_of(office) if line["actor"] is None or line["verb"] == "trail.chained"]
    assert [(line["seq"], line["verb"], line["subject"]) for line in last][:1] == [(6, "trail.chained", "entries 5")]
    assert checked(office).returncode == 0
    assert "append-only" in office.python("from kintrace.access.models import *; Event.objects.all().delete()").stderr


def test_e6_the_one_file_runs_alone_and_names_what_does_not_hold(office, tmp_path):
    office.python(WRITE, 3)
    path = tmp_path / "trail.jsonl"
    path.write_text(office.kintrace("manage", "export_trail").stdout)
    alone = (sys.executable, "-I", trail_verifier.__file__)
    assert subprocess.run((*alone, path), check=False, capture_output=True).returncode == 0
    path.write_text(path.read_text().replace("R-1", "R-2"))
    done = subprocess.run((*alone, path), check=False, capture_output=True, text=True)
    assert (done.returncode, "entry 2 " in done.stdout) == (1, True)


def test_e6_it_is_short_and_needs_nothing_but_the_standard_library():
    source = Path(trail_verifier.__file__).read_text()
    assert len(source.splitlines()) <= 120
    imported = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


def test_e5_an_anchor_shows_that_the_whole_chain_was_made_anew(office, tmp_path):
    office.python(WRITE, 3)
    anchors = tmp_path / "anchors.txt"
    assert "not anchored" in checked(office).stdout.lower()
    office.kintrace("manage", "anchor_audit", "--to", anchors)
    assert "Anchored up to entry 3." in checked(office, "--anchors", anchors).stdout
    office.python(WRITE, 1)
    assert "Anchored up to entry 3, not since 20" in checked(office, "--anchors", anchors).stdout
    if not office.database:
        with closing(sqlite3.connect(office.home / "kintrace.sqlite3", autocommit=True)) as database:
            database.execute("DROP TRIGGER access_event_DELETE_refused")
            database.execute("DELETE FROM access_event WHERE seq > 2")
        assert checked(office).returncode == 0
        done = checked(office, "--anchors", anchors)
        assert (done.returncode, "entry 3 is missing" in done.stdout) == (1, True)


@pytest.mark.parametrize("content", [b"", b"no trail", b"SQLite format 3\0 and nothing more", b"[1, 2]\n", b"\xff\xfe"])
def test_what_is_no_trail_is_said_plainly(tmp_path, content):
    path = tmp_path / "trail"
    path.write_bytes(content)
    code, said = trail_verifier.told(path, [])
    assert code == (1 if content else 0)
    assert str(path) in said or not content
