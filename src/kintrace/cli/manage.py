"""`kintrace manage`: Django's own commands, over the record of this office."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from django.core.management import ManagementUtility

SETTINGS = "kintrace.config.settings"


def command(
    words: Annotated[list[str] | None, typer.Argument(help="The command of Django, and what it takes.")] = None,
) -> None:
    """Look after the staff site: migrate, addstaff, changepassword and all of Django's own commands."""
    manage(words or ["help"])


def manage(words: Sequence[str]) -> None:
    """Carry out one of Django's commands, which ends the process itself where it says no."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)  # nothing this process makes is for others to read
    ManagementUtility(["kintrace manage", *words]).execute()


def main() -> None:
    """Stand behind `manage.py`."""
    manage(sys.argv[1:])
