"""`kintrace manage rotate_keys`: a new master key, and one of the laboratory; copies of the old ones open nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kintrace.vault import profiles
from kintrace.vault.rotation import rotate


class Command(BaseCommand):
    """Asks for the passphrase where it is needed; may be stopped and started again at any time."""

    help = (
        "Change the master key and the laboratory's. It may be interrupted; calling it again finishes what was begun."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # the shape is Django's
        version = rotate(lambda done: self.stderr.write(f"{done} cases"))
        self.stdout.write(f"Every case is now under master key {version}; the old one is destroyed.")
        if many := profiles.rotate():
            self.stdout.write(f"The laboratory has a new key too, and what it opens was wrapped anew: {many} keys.")
