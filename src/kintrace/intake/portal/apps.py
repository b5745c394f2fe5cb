"""Registers the public door with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages that anybody may read. Nothing here can open what it takes in."""

    name = "kintrace.intake.portal"
    verbose_name = "Public door"
