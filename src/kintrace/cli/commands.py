"""Which commands there are, where each lives, and an example of each.

A command is imported when it is called, so that matching two lists never waits for Django to start. Its module
holds one function `command` with typer's annotations; its docstring is what `--help` says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table: what is typed, what it does in one line, and what one would type."""

    name: str
    does: str
    example: str
    passes_on: bool = False  # the words after it belong to another program

    def load(self) -> Callable[..., None]:
        """Import the module of the command and return the function behind it."""
        function: Callable[..., None] = import_module(f"kintrace.cli.{self.name.replace('-', '_')}").command
        return function


COMMANDS = (
    Command(
        "match",
        "Find each child sought in a list of registered children.",
        "kintrace match requests.csv children.xlsx -o candidates.csv --explain candidates.html",
    ),
    Command(
        "explain",
        "Show what speaks for and against one pair.",
        "kintrace explain requests.csv children.xlsx R-17 C-204",
    ),
    Command(
        "duplicates",
        "Find rows of one list that are about one child.",
        "kintrace duplicates requests.csv -o duplicates.csv",
    ),
    Command(
        "names",
        "Say whether two names are one, in whatever scripts they are written.",
        'kintrace names "Умар Магомедов" "عمر محمدوف"',
    ),
    Command(
        "lr",
        "Weigh hypotheses about who is related how, by DNA.",
        "kintrace lr cases.json -o ratios.json --report report.html",
    ),
    Command(
        "estimate",
        "Estimate how many children there are from how lists overlap.",
        "kintrace estimate overlaps.json -o estimates.json --plot estimates.svg",
    ),
    Command(
        "dvi",
        "Identify several persons together, by DNA.",
        "kintrace dvi problems.json -o who.json",
    ),
    Command(
        "screen",
        "Weigh every child against every family that seeks one, by DNA.",
        "kintrace screen families.json laboratory.csv --consents consents.csv -o leads.csv --at-least 2",
    ),
    Command(
        "demo",
        "Make a world of families who never lived, match it and show it.",
        "kintrace demo --no-serve",
    ),
    Command(
        "serve",
        "Start the staff site.",
        "KINTRACE_HOME=~/office kintrace serve",
    ),
    Command(
        "export",
        "Let cases leave the record in a file, to one recipient, as families agreed.",
        "kintrace export match-sheet red-cross R-7QK2A-D -o sheet.csv --as aslan",
    ),
    Command(
        "backup",
        "Copy the record into sealed files, while the office goes on working.",
        "kintrace backup /media/stick --recipient age1…",
    ),
    Command(
        "restore",
        "Make a record again from a backup.",
        "KINTRACE_HOME=~/office-again kintrace restore /media/stick --identity backup-key.txt",
    ),
    Command(
        "verify-audit",
        "Check that nobody changed the trail of who did what.",
        "kintrace verify-audit kintrace.sqlite3 --anchors anchors.txt",
    ),
    Command(
        "manage",
        "Look after the staff site with Django's own commands.",
        "kintrace manage migrate",
        passes_on=True,
    ),
)
