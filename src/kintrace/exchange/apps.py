"""Registers the app with Django, its permissions with the policy, and its act with those for two persons."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """What leaves the record."""

    name = "kintrace.exchange"
    verbose_name = "Exchange"

    def ready(self) -> None:
        from kintrace.access.acts import plug  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.access.permissions import declare  # noqa: PLC0415  # likewise
        from kintrace.exchange.actions import export_as_signed  # noqa: PLC0415  # likewise
        from kintrace.exchange.permissions import TABLE  # noqa: PLC0415  # likewise

        declare(TABLE)
        plug("export.bulk", export_as_signed)
