"""`kintrace manage make_backup_key FILE`: a pair of keys for backups, in the format of age."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Write the identity into a new file, and print the recipient that backups are sealed to."""

    help = "Make a key pair for backups. Keep the file away from this machine; only the printed line is needed here."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  # the shape is Django's
        import pyrage  # type: ignore[import-untyped]  # noqa: PLC0415  # it brings no types, and few need it

        identity = pyrage.x25519.Identity.generate()
        with os.fdopen(os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as file:
            file.write(f"# public key: {identity.to_public()}\n{identity}\n")
        self.stdout.write(str(identity.to_public()))
