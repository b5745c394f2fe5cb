"""Registers the app with Django, and its permissions with the policy."""

from __future__ import annotations

from django.apps import AppConfig


class TracingConfig(AppConfig):
    """Runs, candidates, judgements."""

    name = "kintrace.tracing"
    verbose_name = "Tracing"

    def ready(self) -> None:
        from kintrace.access.permissions import declare  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.registry.actions import case_erased  # noqa: PLC0415  # likewise
        from kintrace.registry.ladder import counts  # noqa: PLC0415  # likewise
        from kintrace.tracing.actions import forget_derived  # noqa: PLC0415  # likewise
        from kintrace.tracing.permissions import TABLE  # noqa: PLC0415  # likewise
        from kintrace.tracing.queries.standing import matched, matched_with_dna  # noqa: PLC0415  # likewise

        declare(TABLE)
        case_erased.connect(forget_derived, dispatch_uid="tracing")
        counts("matched", matched)
        counts("matched_with_dna", matched_with_dna)
