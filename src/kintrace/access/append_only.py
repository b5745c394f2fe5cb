"""Triggers that refuse UPDATE and DELETE, so that not even our own mistakes can rewrite what was recorded.

    operations = [seal("access_event")]

The table's owner in the database could still drop a trigger: what protects against that is a copy elsewhere.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION kintrace_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION kintrace_refuse()
"""
DROP = {
    "sqlite": "DROP TRIGGER IF EXISTS {table}_{verb}_refused",
    "postgresql": "DROP TRIGGER IF EXISTS {table}_{verb}_refused ON {table}",
}
VERBS = ("UPDATE", "DELETE")


def statements(table: str, *, vendor: str) -> tuple[str, ...]:
    """Return the SQL that seals one table on one kind of database; raises KeyError for one we do not know."""
    template = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]
    first = (POSTGRESQL_FUNCTION,) if vendor == "postgresql" else ()
    return first + tuple(template.format(table=table, verb=verb) for verb in VERBS)


def seal(table: str) -> RunPython:
    """Return the migration step that makes a table append-only, and its undoing."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements(table, vendor=editor.connection.vendor):
            editor.execute(statement, params=None)

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for verb in VERBS:
            editor.execute(DROP[editor.connection.vendor].format(table=table, verb=verb), params=None)

    return RunPython(forwards, backwards)
