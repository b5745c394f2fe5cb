"""Triggers that refuse what would rewrite a table, so that not even our own mistakes can.

    operations = [seal("registry_statement")]        no UPDATE, DELETE or TRUNCATE
    operations = [seal_chain("access_event")]        and no INSERT that does not follow the last entry

The table's owner in the database could still drop a trigger: what protects against that is an anchor kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

type Backwards = Callable[[StateApps, BaseDatabaseSchemaEditor], None]

SQLITE = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_FOLLOWS = """
CREATE TRIGGER {table}_INSERT_refused BEFORE INSERT ON {table}
WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM {table})
  OR NEW.prev IS NOT COALESCE((SELECT hash FROM {table} ORDER BY seq DESC LIMIT 1), '{first}')
  OR LENGTH(NEW.hash) IS NOT 64
BEGIN SELECT RAISE(ABORT, '{table} is append-only: an entry has to follow the last one'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION kintrace_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION kintrace_refuse()
"""
# Only one transaction at a time may add an entry, whoever writes it: the lock is held until it ends.
POSTGRESQL_FOLLOWS = """
CREATE OR REPLACE FUNCTION {table}_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash varchar;
BEGIN
  PERFORM pg_advisory_xact_lock({lock});
  SELECT seq, hash INTO last_seq, last_hash FROM {table} ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM COALESCE(last_seq, 0) + 1 OR NEW.prev IS DISTINCT FROM COALESCE(last_hash, '{first}')
     OR LENGTH(NEW.hash) IS DISTINCT FROM 64 THEN
    RAISE EXCEPTION '{table} is append-only: an entry has to follow the last one';
  END IF;
  RETURN NEW;
END $$
"""
POSTGRESQL_INSERT = """
CREATE TRIGGER {table}_INSERT_refused BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_follows()
"""
DROP = {
    "sqlite": "DROP TRIGGER IF EXISTS {table}_{verb}_refused",
    "postgresql": "DROP TRIGGER IF EXISTS {table}_{verb}_refused ON {table}",
}
VERBS = {
    "sqlite": {"UPDATE": "ROW", "DELETE": "ROW"},
    "postgresql": {"UPDATE": "ROW", "DELETE": "ROW", "TRUNCATE": "STATEMENT"},
}
CHAIN_LOCK = 0x6B696E74  # names the lock that PostgreSQL hands from writer to writer
FIRST_PREV = "0" * 64


def statements(table: str, *, vendor: str) -> tuple[str, ...]:
    """Return the SQL that seals one table on one kind of database; raises KeyError for one we do not know."""
    template = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]
    first = (POSTGRESQL_FUNCTION,) if vendor == "postgresql" else ()
    return first + tuple(template.format(table=table, verb=verb, each=each) for verb, each in VERBS[vendor].items())


def chain_statements(table: str, *, vendor: str) -> tuple[str, ...]:
    """Return the SQL that seals a table of chained entries: as `statements`, and only what follows may be added."""
    follows = {"sqlite": (SQLITE_FOLLOWS,), "postgresql": (POSTGRESQL_FOLLOWS, POSTGRESQL_INSERT)}[vendor]
    chained = tuple(one.format(table=table, lock=CHAIN_LOCK, first=FIRST_PREV) for one in follows)
    return statements(table, vendor=vendor) + chained


def seal(table: str) -> RunPython:
    """Return the migration step that makes a table append-only, and its undoing."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements(table, vendor=editor.connection.vendor):
            editor.execute(statement, params=None)

    return RunPython(forwards, _unseal(table))


def seal_chain(table: str) -> RunPython:
    """Return the migration step that seals a table of chained entries, and its undoing."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in chain_statements(table, vendor=editor.connection.vendor):
            editor.execute(statement, params=None)

    return RunPython(forwards, _unseal(table))


def _unseal(table: str) -> Backwards:
    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        vendor = editor.connection.vendor
        for verb in (*VERBS[vendor], "INSERT"):
            editor.execute(DROP[vendor].format(table=table, verb=verb), params=None)

    return backwards
