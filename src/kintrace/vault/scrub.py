"""Removes deleted keys from the files of a database that holds keys, not just from its tables.

SQLite overwrites deleted rows (`secure_delete`), but the write-ahead log and free pages may still hold them: the log
is cut to nothing and the file is written anew. PostgreSQL writes its tables anew too; its log keeps what was written
until it comes round to that place again. What a solid-state disk keeps beneath that is beyond any program;
rotating the master key makes those remains useless.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import OperationalError, connections
from django.db.backends.utils import CursorWrapper

from kintrace.vault.errors import VaultError
from kintrace.vault.router import KEYS

BUSY: Final = (
    "The keys are destroyed, but another process still reads that database, so remains of them may lie in its files. "
    "Run `kintrace manage scrub_keys` when the site is quiet."
)


class NotScrubbed(VaultError):
    """The rows are deleted, but remains of them could not be removed from the files yet."""


def scrub(database: str = KEYS, *, tables: Sequence[str] = ("vault_casekey", "vault_masterkey")) -> None:
    """Leave no trace of deleted keys in the files; raises NotScrubbed where another process holds them too long."""
    connection = connections[database]
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            _write_anew(cursor, tables)
            return
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        answer = cursor.fetchone()
        if answer is not None and answer[0]:
            raise NotScrubbed(BUSY)


def _write_anew(cursor: CursorWrapper, tables: Sequence[str]) -> None:
    """Write tables of PostgreSQL into new files: VACUUM alone leaves the old bytes in the gaps of its pages."""
    cursor.execute("SET lock_timeout = '20s'")
    try:
        for table in tables:
            cursor.execute(f"VACUUM FULL {table}")
    except OperationalError as error:
        raise NotScrubbed(BUSY) from error
    finally:
        cursor.execute("RESET lock_timeout")
