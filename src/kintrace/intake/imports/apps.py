"""Registers the app with Django, and its permissions with the policy."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Uploads on their way into the record."""

    name = "kintrace.intake.imports"
    verbose_name = "Imports"

    def ready(self) -> None:
        from kintrace.access.permissions import declare  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.intake.imports.permissions import TABLE  # noqa: PLC0415  # likewise

        declare(TABLE)
