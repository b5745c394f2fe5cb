"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Staff, roles and the trail."""

    name = "kintrace.access"
    verbose_name = "Access"

    def ready(self) -> None:
        import kintrace.access.staffing  # noqa: F401, PLC0415  # it plugs in what carries two acts out
