"""Asks a SQLite file whether it is sound: readable as a whole, and each row the same as in every index."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def faults(path: Path) -> list[str]:
    """Return what is wrong with a SQLite file, three things at most; nothing where it is sound.

    A file that is not there, or empty, is yet to be made. What SQLite says may quote the damage.
    """
    if not path.exists() or path.stat().st_size == 0:
        return []
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as database:
            found = [str(row[0]) for row in database.execute("PRAGMA integrity_check(3)")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [str(error)]
    return found if found != ["ok"] else []
