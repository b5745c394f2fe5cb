"""`kintrace manage anchor_audit`: the head of the trail as one line, to be kept where nobody here can reach it."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from kintrace.access.trail import anchor


class Command(BaseCommand):
    """Print the anchor of this moment, and append it to a file where one is named."""

    help = "Print `date seq hash` of the last entry of the trail: write it on paper, or send it to a partner."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, metavar="FILE", help="an anchors file; the line is added at its end")

    def handle(self, *_args: object, **options: Path | None) -> None:
        line = anchor()
        place = options["to"]
        if place is not None:
            with place.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        self.stdout.write(line)
