"""`kintrace manage`: Django's own commands, over the record of this office."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Final

import typer
from django.core.management import ManagementUtility

from kintrace.cli.office import Office
from kintrace.kernel.errors import WrongUse

SETTINGS = "kintrace.config.settings"
# What may be done to an office's record from its server's terminal. What is not named here is refused: Django brings
# more, and some of it (`shell`, `dumpdata`, `flush`) would read or empty the record past its policy and its trail.
ALLOWED: Final = frozenset(
    """
    addrecipient addstaff anchor_audit codes export_trail make_backup_key newpassword thaw check clearsessions
    collect_keys
    db_worker help makemigrations migrate prune_db_task_results rotate_keys scrub_keys showmigrations version
    """.split()
)
# What needs no record yet, or makes one.
BEFORE: Final = frozenset("check help make_backup_key makemigrations migrate showmigrations version".split())


def command(
    words: Annotated[list[str] | None, typer.Argument(help="The command of Django, and what it takes.")] = None,
) -> None:
    """Look after the staff site: migrate, addstaff, newpassword and what else may be done at its terminal."""
    if not words:
        raise WrongUse(f"Which command? There are: {', '.join(sorted(ALLOWED))}.")
    if words[0] in ALLOWED - BEFORE and not {"-h", "--help"} & set(words):
        Office.named().require_record()
    manage(words)


def manage(words: Sequence[str]) -> None:
    """Carry out one of Django's commands, which ends the process itself where it says no."""
    if words and not words[0].startswith("-") and words[0] not in ALLOWED:
        raise WrongUse(f"There is no command {words[0]!r} for the record. There are: {', '.join(sorted(ALLOWED))}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)  # nothing this process makes is for others to read
    ManagementUtility(["kintrace manage", *words]).execute()


def main() -> None:
    """Stand behind `manage.py`."""
    manage(sys.argv[1:])
