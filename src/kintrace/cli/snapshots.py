"""One moment of a database, copied into files while others go on writing.

SQLite: the backup of its own library, in one step. PostgreSQL: each table by COPY, all in one snapshot.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from kintrace.cli.sealed_copies import Manifest
from kintrace.kernel.errors import UnusableData
from kintrace.vault.soundness import faults

FILE = "database.sqlite3"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
IN_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
# Tables that name the record they belong to.
MARKED = ("vault_mark", "vault_masterkey", "vault_laboratorykey")

type Taken = tuple[dict[str, Any], list[tuple[str, Path]]]  # what the manifest says of it, and the parts


def of_sqlite(path: Path, *, into: Path) -> Taken:
    """Copy a SQLite database as it is at this moment; raises UnusableData where the copy is not sound."""
    copy = into / FILE
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    if found := faults(copy):
        raise UnusableData(
            f"The database {path} is damaged ({'; '.join(found)}), so no copy was made of it. Keep the "
            "backups you have: the last one that was made without this message is the one to restore."
        )
    return {**described(copy), "columns": {}}, [(FILE, copy)]


def described(path: Path) -> dict[str, Any]:
    """Say what a SQLite file holds: rows by table, migrations, mark of the record, head of the trail."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:

        def ask(statement: str) -> list[tuple[Any, ...]]:
            return database.execute(statement).fetchall()

        tables = [str(name) for (name,) in ask(IN_SQLITE)]
        return _described(tables, ask=ask)


def of_postgresql(params: dict[str, Any], *, into: Path) -> Taken:
    """Copy every table of a PostgreSQL database as they all are at this moment."""
    import psycopg  # noqa: PLC0415  # only who stores in PostgreSQL needs it

    with psycopg.connect(**params) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        tables = [str(row[0]) for row in connection.execute(TABLES)]
        columns = {table: [str(row[0]) for row in connection.execute(COLUMNS, [table])] for table in tables}
        for table in tables:
            statement = psycopg.sql.SQL("COPY {} ({}) TO STDOUT").format(
                psycopg.sql.Identifier(table), psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, columns[table]))
            )
            with (into / table).open("wb") as file, connection.cursor().copy(statement) as rows:
                for piece in rows:
                    file.write(piece)
        said = _described(tables, ask=lambda statement: connection.execute(statement).fetchall())
    return {**said, "columns": columns}, [(f"tables/{table}", into / table) for table in tables]


def into_postgresql(connection: Any, manifest: Manifest, *, folder: Path) -> dict[str, Any]:  # noqa: ANN401  # psycopg's
    """Fill the migrated, empty tables of an open transaction; return what is then there, described."""
    from psycopg import sql  # noqa: PLC0415  # likewise

    tables = [table for table in manifest.columns if table != "django_migrations"]
    named = {table: sql.Identifier(table) for table in tables}
    for table in tables:
        connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(named[table]))
    connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(named.values())))
    for table in tables:
        columns = sql.SQL(", ").join(map(sql.Identifier, manifest.columns[table]))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(named[table], columns)
        with (folder / "tables" / table).open("rb") as file, connection.cursor().copy(statement) as rows:
            while piece := file.read(1 << 20):
                rows.write(piece)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(named[table]))
        if "id" in manifest.columns[table]:
            _count_on(connection, table)
    return _described([*manifest.columns], ask=lambda statement: connection.execute(statement).fetchall())


def _count_on(connection: Any, table: str) -> None:  # noqa: ANN401  # psycopg's
    """Let the numbers of new rows begin after those that are there, where the database draws them."""
    from psycopg import sql  # noqa: PLC0415  # likewise

    (drawn,) = connection.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table]).fetchone()
    if drawn is not None:
        statement = sql.SQL("SELECT setval(%s, (SELECT COALESCE(MAX(id), 0) + 1 FROM {}), false)")
        connection.execute(statement.format(sql.Identifier(table)), [drawn])


def _described(tables: list[str], *, ask: Any) -> dict[str, Any]:  # noqa: ANN401  # a statement to its rows
    rows = {table: ask(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in tables}  # noqa: S608  # the database's own names  # nosec B608
    migrations = [f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name")]
    head = list(_first(ask, tables, table="access_event", what="seq, hash", order="ORDER BY seq DESC"))
    marks = (_first(ask, tables, table=table, what="record") for table in MARKED)
    mark = next((one for one in marks if one), ())
    return {"rows": rows, "migrations": migrations, "head": head, "mark": str(mark[0]).replace("-", "") if mark else ""}


def _first(ask: Any, tables: list[str], *, table: str, what: str, order: str = "") -> tuple[Any, ...]:  # noqa: ANN401  # likewise
    if table not in tables:
        return ()
    return next(iter(ask(f"SELECT {what} FROM {table} {order} LIMIT 1")), ())  # noqa: S608  # our own names  # nosec B608
