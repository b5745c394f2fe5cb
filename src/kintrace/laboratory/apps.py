"""Registers the app with Django, and its permissions with the policy."""

from __future__ import annotations

from django.apps import AppConfig


class LaboratoryConfig(AppConfig):
    """Samples, profiles and findings."""

    name = "kintrace.laboratory"
    verbose_name = "Laboratory"

    def ready(self) -> None:
        from kintrace.access.permissions import declare  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.laboratory.actions import destroy_of_case, set_findings_aside  # noqa: PLC0415  # likewise
        from kintrace.laboratory.permissions import TABLE  # noqa: PLC0415  # likewise
        from kintrace.registry.actions import case_erased, relation_changed  # noqa: PLC0415  # likewise

        declare(TABLE)
        case_erased.connect(destroy_of_case, dispatch_uid="laboratory")
        relation_changed.connect(set_findings_aside, dispatch_uid="laboratory")
