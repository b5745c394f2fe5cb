"""Registers the app with Django, and its permissions with the policy."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The record."""

    name = "kintrace.registry"
    verbose_name = "Registry"

    def ready(self) -> None:
        from kintrace.access.acts import plug, word  # noqa: PLC0415  # likewise
        from kintrace.access.permissions import declare  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.registry.actions import erase_as_signed  # noqa: PLC0415  # likewise
        from kintrace.registry.actions.population import set_population_as_signed  # noqa: PLC0415  # likewise
        from kintrace.registry.ladder import counts  # noqa: PLC0415  # likewise
        from kintrace.registry.models.records import code_of  # noqa: PLC0415  # likewise
        from kintrace.registry.permissions import TABLE  # noqa: PLC0415  # likewise
        from kintrace.registry.queries import counting  # noqa: PLC0415  # likewise

        declare(TABLE)
        plug("case.erase", erase_as_signed)
        word("case", code_of)
        plug("matching.population", set_population_as_signed)
        for rung, standing in counting.RUNGS.items():
            counts(rung, standing)
