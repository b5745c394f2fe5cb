"""`migrate` brings every database up to date: the keys first, because the record may need them on its way."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from kintrace.vault.router import KEYS


class Command(migrate.Command):
    """Django's own, once for each database unless one is named."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: Any) -> Any:  # noqa: ANN401  # likewise
        return {**super().get_check_kwargs(options), "databases": _named(options["database"])}

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # the shape is Django's
        for database in _named(options.pop("database")):
            super().handle(*args, database=database, **options)


def _named(database: str | None) -> list[str]:
    return [KEYS, *(name for name in connections if name != KEYS)] if database is None else [database]
