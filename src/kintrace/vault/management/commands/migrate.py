"""`migrate` brings every database up to date: the keys first, because the record may need them on its way.

Beside the record the databases hold few tables. There the migrations of apps that have none are only noted: to carry
out a hundred that change nothing took most of half a minute.
"""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections, router

from kintrace.vault.router import KEYS

# Whoever asks for one of these asks for what Django does with it.
CHOSEN: Final = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """Django's own, once for each database unless one is named."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: Any) -> Any:  # noqa: ANN401  # likewise
        return {**super().get_check_kwargs(options), "databases": _named(options["database"])}

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # the shape is Django's
        for database in _named(options.pop("database")):
            rest = dict(options)
            if database != DEFAULT_DB_ALIAS and not any(options.get(name) for name in CHOSEN):
                for app in _apps_in(database):
                    super().handle(*args, **{**options, "database": database, "app_label": app, "run_syncdb": False})
                rest |= {"fake": True, "verbosity": 0}  # what is only noted is nothing to read of
            super().handle(*args, **{**rest, "database": database})


def _apps_in(database: str) -> list[str]:
    """Return the apps that keep a table in a database."""
    return [
        app.label
        for app in apps.get_app_configs()
        if any(router.allow_migrate_model(database, model) for model in app.get_models())
    ]


def _named(database: str | None) -> list[str]:
    return [KEYS, *(name for name in connections if name != KEYS)] if database is None else [database]
