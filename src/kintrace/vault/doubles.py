"""A double of what is not sealed, so that no code, day or number reads differently because a bit flipped on the disk.

What is sealed does not open once a bit of it flips. SQLite keeps no checksum of the rest; but its `integrity_check`
compares every row with every index. So each table has one index over all of its columns that are not sealed, which
no query uses: SQLite itself keeps it true, whoever writes. PostgreSQL has checksums of its own (`data_checksums`).
"""

from __future__ import annotations

from typing import Any, Final

from django.db import connections
from django.db.backends.utils import CursorWrapper

from kintrace.vault.router import KEYS, LABORATORY, RECORD

KEPT_IN: Final = frozenset({RECORD, KEYS, LABORATORY, "mailbox"})
# The trail holds itself together by its hashes; a session is signed, and written anew with every page.
WITHOUT: Final = frozenset({"access_event", "django_session"})
SEALED: Final = "BLOB"
# Under a condition that no query states, SQLite keeps an index and never chooses it.
DOUBLE: Final = 'CREATE INDEX "double_{table}" ON "{table}" ({columns}) WHERE 1'


def keep(*, using: str, **_signal: Any) -> None:  # noqa: ANN401  # whatever Django sends along
    """Give each table of a SQLite database its double, or make it anew where the columns are others."""
    if using not in KEPT_IN or connections[using].vendor != "sqlite":
        return
    with connections[using].cursor() as cursor:
        there = dict(_rows(cursor, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name GLOB 'double_*'"))
        for (table,) in _rows(cursor, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
            wanted = _double_of(cursor, table)
            if wanted and there.get(f"double_{table}") != wanted:
                cursor.execute(f'DROP INDEX IF EXISTS "double_{table}"')
                cursor.execute(wanted)


def put_aside(*, using: str, plan: list[Any], **_signal: Any) -> None:  # noqa: ANN401  # likewise
    """Drop the doubles of a database whose tables are about to change: a column in an index cannot be dropped."""
    if plan and using in KEPT_IN and connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            for (name,) in _rows(
                cursor, "SELECT name FROM sqlite_master WHERE type = 'index' AND name GLOB 'double_*'"
            ):
                cursor.execute(f'DROP INDEX "{name}"')


def _double_of(cursor: CursorWrapper, table: str) -> str:
    """Return what makes the double of a table, in the order of its rows; empty where it needs none."""
    if table in WITHOUT or table.startswith("sqlite_"):
        return ""
    columns = [f'"{name}"' for _, name, kind, *_ in _rows(cursor, f'PRAGMA table_info("{table}")') if kind != SEALED]
    return DOUBLE.format(table=table, columns=", ".join(columns)) if columns else ""


def _rows(cursor: CursorWrapper, sql: str) -> list[tuple[Any, ...]]:
    return list(cursor.execute(sql).fetchall())
