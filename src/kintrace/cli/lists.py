"""The two lists a command is given, read into dossiers, and what to say about the reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from kintrace.cli.counted import counted
from kintrace.kernel import clock
from kintrace.kernel.errors import UnusableData, WrongUse
from kintrace.linelist import LineList, Severity, read_list
from kintrace.linelist.headers import Side
from kintrace.matching.dossier import Dossier, dossier_of

MOST_SHOWN = 10  # problems of one list that are told one by one


@dataclass(frozen=True, slots=True)
class Lists:
    """Both sides of a match."""

    requests: tuple[Dossier, ...]
    children: tuple[Dossier, ...]


def read_lists(requests: Path, children: Path, *, strict: bool = False) -> Lists:
    """Read both lists and tell on standard error what was read; with `strict` any problem stops.

    Raises UnusableData for a list that cannot be used, WrongUse for one file given as both.
    """
    if requests.resolve() == children.resolve():
        raise WrongUse(
            f"{requests} is given as both lists. First comes the list of the children who are sought, then the list "
            "of the children who are registered."
        )
    today = clock.today()
    sought = read_list(requests, today=today, side="requests")
    found = read_list(children, today=today, side="children")
    tell(sought)
    tell(found)
    if strict:
        _stop_at_problems(sought, found)
    return Lists(_dossiers(sought, today=today), _dossiers(found, today=today))


def read_one_list(path: Path, *, strict: bool = False) -> tuple[Dossier, ...]:
    """Read one list of either kind, with the headers of the kind it knows more of; otherwise as `read_lists`.

    Raises UnusableData for a list that cannot be used.
    """
    today = clock.today()
    sides: tuple[Side, ...] = ("requests", "children")
    either = [read_list(path, today=today, side=side) for side in sides]
    listed = max(either, key=lambda one: sum(column.column is not None for column in one.columns))
    tell(listed)
    if strict:
        _stop_at_problems(listed)
    return _dossiers(listed, today=today)


def _dossiers(listed: LineList, *, today: date) -> tuple[Dossier, ...]:
    return tuple(dossier_of(entry.id, entry.values, today=today) for entry in listed.entries)


def _stop_at_problems(*lists: LineList) -> None:
    """Raise UnusableData if a value was left out or a row set aside; which ones has been told."""
    problems = [f"{counted(listed.left_out, 'problem')} in {listed.file}" for listed in lists if listed.left_out]
    if problems:
        told = " and ".join(problems)
        raise UnusableData(f"Stopped, because of --strict: {told}, told above. Nothing was written.")


def tell_population(population: float | None, registered: int) -> None:
    """Say how a number of children is taken that is smaller than the list."""
    if population is not None and population < registered:
        _say([f"--population {population:g} is smaller than the number of registered children: taken as {registered}."])


def tell(listed: LineList) -> None:
    """Say how many rows were read, used and set aside, and what was wrong."""
    aside = f"{listed.rows_set_aside} set aside, {listed.rows_empty} empty"
    _say([f"{listed.file}: {counted(listed.rows_read, 'row')} read, {listed.rows_used} used, {aside}"])
    _say([f"  {notice}" for notice in listed.notices])
    ignored = [column.header for column in listed.columns if column.column is None and column.header.strip()]
    _say([f"  columns not used: {', '.join(ignored)}"] if ignored else [])
    serious = sorted(listed.problems, key=lambda problem: problem.severity is Severity.NOTED)
    _say([f"  {problem}" for problem in serious[:MOST_SHOWN]])
    more = sum(listed.problems_counted.values()) - min(len(serious), MOST_SHOWN)
    _say([f"  … and {more} more like these"] if more > 0 else [])


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
