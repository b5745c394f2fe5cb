"""`kintrace manage scrub_keys`: removes what deleted keys may have left in the files of the keys database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kintrace.vault.scrub import scrub


class Command(BaseCommand):
    """Only needed where an erasure said that the files were busy."""

    help = "Remove remains of destroyed keys from the files of the keys database."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # the shape is Django's
        scrub()
        self.stdout.write("No remains are left in the files.")
