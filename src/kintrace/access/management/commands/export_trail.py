"""`kintrace manage export_trail`: the trail as lines that `kintrace verify-audit` reads anywhere."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from kintrace.access.trail import exported


class Command(BaseCommand):
    """Print each entry as a line of JSON; the trail holds codes and no names."""

    help = "Print the trail as lines of JSON, which `kintrace verify-audit` checks on any machine."

    def handle(self, *_args: object, **_options: object) -> None:
        for line in exported():
            self.stdout.write(line)
