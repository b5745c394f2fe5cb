"""A9: a record of the main job is brought up to date, and whoever does it is killed, again and again, until it is done.

After each kill every database has the tables that its noted migrations give, or those of one more that never commits
by halves; in the end all reads as it does where nobody was killed. SQLite. Run in an empty office's surroundings:
`main(kills, mutant)`; with the mutant "torn" no migration is one transaction, which has to be found. `both` does
without and with it, over one record.
"""

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from unittest import mock

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder

from tests.assurance import deaths
from tests.registry import office_of_canaries

KILLS_A_RECORD = 25
ROWS = 40  # of each list: enough that sealing them takes a while
COUNTLESS = ("django_migrations", "sqlite_sequence", "django_session", "vault_casekey")  # kills leave keys of no case


def main(kills, mutant=""):
    """Kill so many (with a mutant: until it is caught), and print what was found as one line of JSON."""
    sys.stdout.write(json.dumps(_tried(*_prepared(), kills, mutant)))


def both(kills, most):
    """Kill so many, then those of the mutant until it is caught; print what was found of each as one line of JSON."""
    prepared = _prepared()
    sys.stdout.write(json.dumps([_tried(*prepared, kills, ""), _tried(*prepared, most, "torn")]))


def _prepared():
    """Make the record, and migrate it once undisturbed."""
    office_of_canaries.ROWS = ROWS
    office_of_canaries.old()
    images, begun = _images(), time.monotonic()
    return images, _reference(), time.monotonic() - begun


def _tried(images, reference, took, kills, mutant):
    known, right = reference
    counts, spans = Counter(kills=0, migrated=0, torn=0, unlike=0), _spans(took)
    while counts["kills"] < kills and not (mutant and counts["torn"]):
        _put_back(images)
        _once(counts, spans=spans, known=known, most=kills, mutant=mutant)
        if not mutant:
            counts["migrated"] += 1
            counts["unlike"] += _as_read() != right
        sys.stderr.write(f"{counts['kills']} kills, {counts['migrated']} brought up to date\n")
    return counts


def _spans(took):
    """Yield how long one after the other lives: none long enough to do it all, and the last as long as it takes."""
    rng = random.Random(5)
    while True:
        yield from (rng.uniform(0.0, took / 4) for _ in range(KILLS_A_RECORD))
        yield deaths.LONG


def _once(counts, *, spans, known, most, mutant):
    """Migrate from the beginning to the end, however many have to die for it."""
    for span in spans:
        seconds = deaths.LONG if counts["kills"] >= most and not mutant else span
        done, wrong = deaths.lives(lambda: _migrate(mutant), seconds=seconds)
        if wrong:
            sys.stderr.write(wrong)
        counts["torn"] += bool(wrong) or not _is_whole(known)
        if done or (mutant and counts["torn"]):
            return
        counts["kills"] += 1


def _migrate(mutant):
    with mock.patch.object(Migration, "atomic", mutant != "torn"):
        call_command("migrate", verbosity=0)


def _reference():
    """Migrate undisturbed; return the tables that each set of noted migrations gives, and how all reads then."""
    known, apply = {}, MigrationExecutor.apply_migration
    for alias in connections:
        known[_noted(alias)] = _tables(alias)

    def noting(executor, *words, **more):
        state = apply(executor, *words, **more)
        alias = executor.connection.alias
        known[_noted(alias)] = _tables(alias)
        return state

    with mock.patch.object(MigrationExecutor, "apply_migration", noting):
        _migrate("")
    return known, _as_read()


def _noted(alias):
    return alias, frozenset(MigrationRecorder(connections[alias]).applied_migrations())


def _tables(alias):
    """Return what the tables of a database are; doubles of rows are put aside and made anew by every migrating."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB 'double_*'")
        return frozenset(row for row in cursor.fetchall() if row[1] not in ("django_migrations", "sqlite_sequence"))


def _is_whole(known):
    """Tell whether every database is sound and has just the tables of what it notes; noting comes with the change."""
    connections.close_all()
    for alias in connections:
        with connections[alias].cursor() as cursor:
            if cursor.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                return False
        noted = _noted(alias)
        if noted in known and known[noted] != _tables(alias):
            return False
    return True


def _as_read():
    """Return what the record says once it is opened, and how many rows each of its tables has."""
    from kintrace.access.models import User  # noqa: PLC0415  # models of today, once the tables are theirs
    from kintrace.registry import queries  # noqa: PLC0415
    from tests.assurance.intake import look_at_the_databases  # noqa: PLC0415

    connections.close_all()
    user = User.objects.get(username="aslan")
    rows = {alias: _rows(alias) for alias in connections}
    said = [str(queries.dossiers(user, side, today=office_of_canaries.DAY)) for side in ("requests", "children")]
    sound = look_at_the_databases().bad == 0
    return rows, said, sound


def _rows(alias):
    with connections[alias].cursor() as cursor:
        tables = sorted(name for name in connections[alias].introspection.table_names(cursor) if name not in COUNTLESS)
        return {name: cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608


def _images():
    connections.close_all()
    paths = [Path(known["NAME"]) for known in connections.settings.values()]
    return {path: path.read_bytes() if path.exists() else None for path in paths}


def _put_back(images):
    connections.close_all()
    for path, content in images.items():
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
