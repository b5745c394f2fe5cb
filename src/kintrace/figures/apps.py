"""Registers the app with Django, its permissions with the policy, and the act of two persons that it carries out."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Counts and estimates."""

    name = "kintrace.figures"
    verbose_name = "Figures"

    def ready(self) -> None:
        from kintrace.access.acts import plug, word  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.access.permissions import declare  # noqa: PLC0415  # likewise
        from kintrace.figures.actions import publish_as_signed  # noqa: PLC0415  # likewise
        from kintrace.figures.permissions import TABLE  # noqa: PLC0415  # likewise
        from kintrace.figures.sheets import cell_in_words  # noqa: PLC0415  # likewise

        declare(TABLE)
        plug("figures.publish", publish_as_signed)
        word("cells", cell_in_words)
