"""What the databases are held to, asked through the office's own settings in processes of their own (checklist A4)."""

import sqlite3
from contextlib import closing

import pytest

ASK = """
import threading
from django.db import connections
said = set()
def ask():
    for alias in ("default", "keys"):
        connection = connections[alias]
        names = {"sqlite": "PRAGMA {}", "postgresql": "SHOW {}"}[connection.vendor]
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        for name in asked if connection.vendor == "sqlite" else ("synchronous_commit", "fsync"):
            with connection.cursor() as cursor:
                cursor.execute(names.format(name))
                said.add(f"{name}={cursor.fetchone()[0]}")
threads = [threading.Thread(target=ask) for _ in range(8)]
[one.start() for one in threads]; [one.join() for one in threads]
print(*sorted(said))
"""
KEPT = ("foreign_keys=1 journal_mode=wal secure_delete=1 synchronous=2", "fsync=on synchronous_commit=on")
LOOSENED = """
from django.db import connection
from django.conf import settings
connection.settings_dict["OPTIONS"]["init_command"] = sys.argv[1]
connection.connect()
"""


def test_a4_every_connection_of_eight_threads_keeps_its_promises(office):
    assert office.python(ASK).stdout.strip() in KEPT


@pytest.mark.parametrize(
    "loosened",
    [
        "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=OFF",
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA secure_delete=ON",
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA journal_mode=DELETE",
    ],
)
def test_a4_a_connection_that_does_not_is_refused(office, loosened):
    if office.database:
        office.database += "&options=-c%20synchronous_commit%3Doff"
        done = office.python("from django.db import connection; connection.connect(); print(connection.cursor)")
        assert done.returncode == 0  # what the address asks for does not loosen it
        return
    done = office.python("import sys" + LOOSENED, loosened)
    assert done.returncode == 1
    assert "NotDurable: The database 'default' could lose what it acknowledged" in done.stderr


def test_a4_a_server_that_does_not_is_refused(office):
    if office.database:
        code = "connection.settings_dict['OPTIONS']['options'] = '-c synchronous_commit=off'; connection.connect()"
        assert "synchronous_commit is off" in office.python(f"from django.db import connection; {code}").stderr


def test_a_damaged_record_is_refused_at_the_start_with_what_to_do(office):
    if office.database:
        office.database = office.database.replace("?", "_nowhere?")
        done = office.kintrace("manage", "migrate")
        assert done.returncode == 1
        assert "createdb" in done.stderr
        return
    for name, start, damage in (("kintrace.sqlite3", 4096, b"\xff" * 8192), ("keys.sqlite3", 0, b"no tables")):
        path = office.home / name
        sound = path.read_bytes()
        damaged = sound[:start] + damage + sound[start + len(damage) :]
        path.write_bytes(damaged)
        done = office.kintrace("manage", "migrate")
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "damaged" in done.stderr
        assert "kintrace restore" in done.stderr
        assert path.read_bytes() == damaged
        path.write_bytes(sound)
    assert office.kintrace("manage", "migrate").returncode == 0


def test_the_harness_would_see_that_a_page_was_damaged(office):
    if not office.database:
        with closing(sqlite3.connect(office.home / "kintrace.sqlite3")) as database:
            assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
