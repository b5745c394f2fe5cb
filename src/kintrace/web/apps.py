"""Makes templates, static files and template tags of this package known to Django."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shared look; has no models."""

    name = "kintrace.web"
    label = "web"
