"""Registers the app with Django, keeps doubles of what is not sealed, and closes the process to others."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate, pre_migrate

from kintrace.vault import doubles
from kintrace.vault.process import close_to_others


class VaultConfig(AppConfig):
    """Keys and what they seal."""

    name = "kintrace.vault"
    verbose_name = "Vault"

    def ready(self) -> None:
        pre_migrate.connect(doubles.put_aside, sender=self, dispatch_uid="kintrace.doubles")
        post_migrate.connect(doubles.keep, sender=self, dispatch_uid="kintrace.doubles")
        if not settings.DEBUG:
            close_to_others()
