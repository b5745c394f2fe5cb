"""What the databases are held to, asked through the office's own settings in processes of their own (checklist A4)."""

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
import sys
from django.db import connection
from kintrace.kernel.errors import UnusableData
key = {"sqlite": "init_command", "postgresql": "options"}[connection.vendor]
for loosened in sys.argv[1:]:
    connection.settings_dict["OPTIONS"][key] = loosened
    try:
        connection.connect()
    except UnusableData as error:
        print(error)
    connection.close()
"""
WAYS = (
    "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=OFF",
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA secure_delete=ON",
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA journal_mode=DELETE",
)


def test_a4_every_connection_of_eight_threads_keeps_its_promises(office):
    assert office.python(ASK).stdout.strip() in KEPT


def test_a4_a_connection_that_does_not_is_refused(office):
    ways = ("-c synchronous_commit=off",) if office.database else WAYS
    said = office.python(LOOSENED, *ways).stdout.splitlines()
    assert len([line for line in said if "'default' could lose what it acknowledged" in line]) == len(ways)


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
