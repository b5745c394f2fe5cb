"""Registers the app with Django, its permissions with the policy, and the acts of two persons that it carries out."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Work on one case."""

    name = "kintrace.casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        from kintrace.access.acts import plug  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.access.permissions import declare  # noqa: PLC0415  # likewise
        from kintrace.casework.actions import disclose_as_signed, recover_as_signed  # noqa: PLC0415  # likewise
        from kintrace.casework.permissions import TABLE  # noqa: PLC0415  # likewise

        declare(TABLE)
        plug("contact.disclose", disclose_as_signed)
        plug("keys.recover", recover_as_signed)
