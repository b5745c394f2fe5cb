"""Registers the app with Django, and closes the process to others."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from kintrace.vault.process import close_to_others


class VaultConfig(AppConfig):
    """Keys and what they seal."""

    name = "kintrace.vault"
    verbose_name = "Vault"

    def ready(self) -> None:
        if not settings.DEBUG:
            close_to_others()
