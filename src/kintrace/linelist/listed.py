"""What reading a list yields: entries, what was wrong, how the columns were understood, and the counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kintrace.kernel.says import Sentence

COLUMNS: Final = (
    "id",
    "name",
    "alias",
    "sex",
    "birth_date",
    "age",
    "age_date",
    "father_name",
    "father_alias",
    "mother_name",
    "mother_alias",
    "siblings",
    "languages",
    "origin",
    "birth_place",
    "last_place",
    "last_date",
    "marks",
)
# So many problems are told one by one; beyond, they are only counted.
MOST_PROBLEMS = 10_000


class Severity(StrEnum):
    """What became of the value or the row."""

    NOTED = "noted"  # used as it stands
    VALUE_LEFT_OUT = "value left out"
    ROW_SET_ASIDE = "row set aside"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, and what to do."""

    file: str
    row: int  # as a spreadsheet numbers it, from 1
    column: str  # the header as written, "" where the whole row is meant
    value: str  # shortened
    what: Sentence
    severity: Severity

    def __str__(self) -> str:
        column = f", column “{self.column}”" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.what} ({self.severity})"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one header was understood."""

    header: str
    column: str | None  # one of COLUMNS, None where the column is ignored
    why: Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that can be used; `values` only holds columns that say something."""

    id: str
    row: int
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LineList:
    """A line list as read. `rows_read` = `rows_used` + `rows_set_aside`; empty rows are counted apart."""

    file: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]  # the first MOST_PROBLEMS
    problems_counted: Mapping[Severity, int]  # all of them
    columns: tuple[ColumnReading, ...]
    notices: tuple[Sentence, ...]  # about the list as a whole
    rows_read: int
    rows_set_aside: int
    rows_empty: int

    @property
    def rows_used(self) -> int:
        return len(self.entries)

    @property
    def left_out(self) -> int:
        """How many values were left out and rows set aside: what `--strict` stops at."""
        return sum(n for severity, n in self.problems_counted.items() if severity is not Severity.NOTED)
