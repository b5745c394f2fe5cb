"""What a database has promised is asked of it, on every connection: a record that could be lost is not opened.

SQLite forgets every PRAGMA but one with the connection, and answers one it does not know with silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Advice
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from kintrace.kernel.errors import UnusableData
from kintrace.vault.soundness import faults

SQLITE: Final = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
POSTGRESQL: Final = {"synchronous_commit": {"on", "remote_apply", "remote_write", "local"}, "fsync": {"on"}}


class NotDurable(UnusableData):
    """A database does not keep what it acknowledged."""


class Damaged(UnusableData):
    """The file of a database is damaged, or is none."""


def hold_to_promises() -> None:
    """Ask every connection from now on, before anything is read or written; and look at the files at each start."""
    connection_created.connect(_ask, dispatch_uid="kintrace.promises")
    register(sound, Tags.database)


def sound(databases: Sequence[str] | None = None, **_asked: Any) -> list[CheckMessage]:  # noqa: ANN401  # Django's
    """Report databases that are damaged or not there: `migrate`, which every start begins with, then refuses."""
    found = [said for alias in databases or () if (said := _looked_at(connections[alias])) is not None]
    return found or [said for alias in databases or () if (said := _unsummed(connections[alias])) is not None][:1]


def _looked_at(connection: BaseDatabaseWrapper) -> CheckMessage | None:
    try:
        if connection.vendor == "sqlite" and _is_a_file(connection):
            refuse_damaged(Path(connection.settings_dict["NAME"]))
        else:
            connection.ensure_connection()
    except (Damaged, NotDurable) as error:
        return Error(str(error), id="kintrace.E001")
    except OperationalError as error:
        name = connection.settings_dict["NAME"]
        record = name.removesuffix("_keys").removesuffix("_laboratory")
        hint = "See that the server runs, and that the three databases exist: "
        hint += f"createdb {record}; createdb {record}_keys; createdb {record}_laboratory"
        return Error(f"The database {name} cannot be reached ({str(error).strip()}).", hint=hint, id="kintrace.E002")
    return None


def _unsummed(connection: BaseDatabaseWrapper) -> CheckMessage | None:
    """Advise checksums where a server keeps none: whatever is not sealed could then flip unseen on its disk."""
    if connection.vendor != "postgresql" or _shown(connection, "data_checksums") == "on":
        return None
    hint = "Stop the server, run `pg_checksums --enable -D` with the folder of its data, and start it again."
    return Advice("PostgreSQL keeps no checksums, so damage to its disk may go unseen.", hint=hint, id="kintrace.W001")


def _ask(connection: BaseDatabaseWrapper, **_signal: Any) -> None:  # noqa: ANN401  # whatever Django sends along
    if connection.vendor == "sqlite" and _is_a_file(connection):
        broken = {name: found for name, kept in SQLITE.items() if (found := _pragma(connection, name)) != kept}
        hint = "Keep the record on a disk of this machine (not on a network share), and let nothing else set PRAGMAs."
        _refuse(connection, broken=broken, hint=hint)
    if connection.vendor == "postgresql":
        broken = {name: found for name, kept in POSTGRESQL.items() if (found := _shown(connection, name)) not in kept}
        _refuse(connection, broken=broken, hint="Set it right in postgresql.conf and restart the server.")


def _refuse(connection: BaseDatabaseWrapper, *, broken: dict[str, object], hint: str) -> None:
    if broken:
        connection.close()
        told = ", ".join(f"{name} is {found}" for name, found in broken.items())
        raise NotDurable(f"The database {connection.alias!r} could lose what it acknowledged: {told}. {hint}")


def _is_a_file(connection: BaseDatabaseWrapper) -> bool:
    """Tell a file from a database that tests hold in memory, which has no journal to keep."""
    name = str(connection.settings_dict["NAME"])
    return ":memory:" not in name and "mode=memory" not in name


def _pragma(connection: BaseDatabaseWrapper, name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def _shown(connection: BaseDatabaseWrapper, name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def refuse_damaged(path: Path) -> None:
    """Raise Damaged for a SQLite file that is there and is not sound, each row compared with its double."""
    if found := faults(path):
        raise Damaged(
            f"The database {path} is damaged ({'; '.join(found)}). Nothing was changed. Move the whole folder aside, "
            "do not delete it, and restore the last backup into a new one: "
            "KINTRACE_HOME=NEW-FOLDER kintrace restore BACKUP --identity KEY"
        )
