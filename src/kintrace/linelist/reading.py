"""Read a line list, CSV or workbook, into entries; whatever is not used is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path

from kintrace.kernel.says import Sentence, says
from kintrace.linelist.bounds import Most
from kintrace.linelist.cells import Finding, read_cell, shortened
from kintrace.linelist.headers import Columns, Side, count_known, read_headers
from kintrace.linelist.held import Held
from kintrace.linelist.listed import MOST_PROBLEMS, Entry, LineList, Problem, Severity
from kintrace.linelist.opening import open_list

# Titles may stand above the headers, which are known by at least two of their words.
_ROWS_SEARCHED = 20
_WORDS_KNOWN = 2
_LONGEST_ID = 200

type Row = tuple[int, list[str]]


def read_list(
    path: Path | str | bytes,
    *,
    today: date,
    side: Side = "requests",
    name: str | None = None,
    most: Most = Most(),  # noqa: B008  # frozen
) -> LineList:
    """Read a CSV, XLSX, XLS or ODS file, told by its content; `name` is what messages call it.

    Bytes are the content itself, and stay in memory. `most` bounds what is kept.

    Raises UnusableData, saying file and place, for what cannot be read as a line list at all; single
    bad values and rows are in `problems` instead.
    """
    file = name or ("the list" if isinstance(path, bytes) else Path(path).name)
    source = open_list(Held(path) if isinstance(path, bytes) else Path(path), side=side, file=file)
    with closing(source.rows()) as unbounded:
        rows = most.of(unbounded, file=file)
        above, header, held = _find_headers(rows, side=side)
        columns = read_headers(header[1], side=side, file=file)
        reading = _Reading(file, columns, today)
        reading.read(chain(held, rows), after=header[0])
    return reading.finished([*source.notices, *_skipped(above)])


def _find_headers(rows: Iterator[Row], *, side: Side) -> tuple[list[Row], Row, list[Row]]:
    """Return the rows above the headers, the headers, and rows already taken from below them."""
    taken: list[Row] = []
    for row in rows:
        if not any(cell.strip() for cell in row[1]):
            continue
        if count_known(row[1], side=side) >= _WORDS_KNOWN:
            below = list(islice(rows, 1))
            if below and count_known(below[0][1], side=side) > count_known(row[1], side=side):
                return taken, _with_merged(below[0], [row], side=side), []
            return taken, _with_merged(row, taken[-1:], side=side), below
        taken.append(row)
        if len(taken) >= _ROWS_SEARCHED:
            break
    return [], taken[0] if taken else (1, []), taken[1:]


def _with_merged(header: Row, above: list[Row], *, side: Side) -> Row:
    """Take headers that reach over two rows: a workbook keeps the words of merged cells in the upper one.

    Only what is missing is taken from there: a title that stands above is no header.
    """
    number, cells = header
    if not above or above[0][0] != number - 1:
        return header
    upper = above[0][1]
    whole = [*cells, *[""] * (len(upper) - len(cells))]
    for place, word in enumerate(upper):
        missing = count_known([*whole, word], side=side) > count_known(whole, side=side)
        if missing and not whole[place].strip():
            whole[place] = word
    return number, whole


def _skipped(above: list[Row]) -> Iterator[Sentence]:
    if above:
        yield says("rows above the headers that were not read: {n}", n=len(above))


@dataclass(slots=True)
class _Reading:
    """One list while it is read."""

    file: str
    columns: Columns
    today: date
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counted: Counter[Severity] = field(default_factory=Counter)
    row_of: dict[str, int] = field(default_factory=dict)  # by id
    rows_read: int = 0
    rows_empty: int = 0
    undated_ages: int = 0

    def read(self, rows: Iterable[Row], *, after: int) -> None:
        """Read the rows below the headers, which stand in row `after`."""
        places = [(column, place) for column, place in self.columns.places.items() if column != "id"]
        for number, cells in rows:
            self.rows_empty += number - after - 1  # a workbook leaves out its empty rows
            after = number
            if not any(map(str.strip, cells)):
                self.rows_empty += 1
                continue
            self.rows_read += 1
            self._read_row(number, cells, places=places)

    def _read_row(self, row: int, cells: list[str], *, places: list[tuple[str, int]]) -> None:
        if len(cells) > len(self.columns.headers):
            self._note_surplus(row, cells)
        entry_id = self._id_of(row, cells)
        if entry_id is None:
            return
        values: dict[str, tuple[str, ...]] = {}
        name = self._name_of(row, cells)
        if name:
            values["name"] = name
        for column, place in places:
            text = cells[place] if place < len(cells) else ""
            if text and (read := self._values(row, text, column=column, place=place)):
                values[column] = read
        self.undated_ages += "age" in values and not ("age_date" in values or "last_date" in values)
        self.entries.append(Entry(entry_id, row, values))

    def _values(self, row: int, text: str, *, column: str, place: int) -> tuple[str, ...]:
        cell = read_cell(text, column, today=self.today)
        for finding in cell.findings:
            self._report(row, finding, place=place)
        return cell.values

    def _name_of(self, row: int, cells: list[str]) -> tuple[str, ...]:
        """Return the names; where surname, name and patronymic stand apart, one name of all."""
        said = [
            self._values(row, cells[place], column="name", place=place)
            for place in self.columns.name_places
            if place < len(cells)
        ]
        if len(self.columns.name_places) <= 1:
            return said[0] if said else ()
        whole = " ".join(name for names in said for name in names[:1])
        others = tuple(name for names in said for name in names[1:])
        return (whole, *others) if whole else ()

    def _id_of(self, row: int, cells: list[str]) -> str | None:
        """Return the id of a row, or set the row aside and say why."""
        place = self.columns.places["id"]
        entry_id = cells[place].strip().replace("\0", "") if place < len(cells) else ""
        before = self.row_of.setdefault(entry_id, row)
        if not entry_id:
            what = says("the row has no id; give it one")
        elif len(entry_id) > _LONGEST_ID:
            what = says("the id is longer than {n} signs; give the row a short one", n=_LONGEST_ID)
        elif before != row:
            what = says(
                "the id “{id}” stands in row {row} already; give each row its own", id=shortened(entry_id), row=before
            )
        else:
            return entry_id
        self._report(row, Finding(shortened(entry_id), what, Severity.ROW_SET_ASIDE), place=place)
        return None

    def _note_surplus(self, row: int, cells: list[str]) -> None:
        """Report what stands to the right of the last header: often a comma that should have been quoted."""
        surplus = [cell for cell in cells[len(self.columns.headers) :] if cell.strip()]
        if surplus:
            value = shortened(surplus[0])
            what = says("“{value}” stands beyond the last column; the cells of this row may have shifted", value=value)
            self._report(row, Finding(value, what, Severity.VALUE_LEFT_OUT), place=len(self.columns.headers))

    def _report(self, row: int, finding: Finding, *, place: int) -> None:
        self.counted[finding.severity] += 1
        if len(self.problems) < MOST_PROBLEMS:
            headers = self.columns.headers
            header = shortened(headers[place]) if place < len(headers) else ""
            self.problems.append(Problem(self.file, row, header, finding.value, finding.what, finding.severity))

    def finished(self, notices: Iterable[Sentence]) -> LineList:
        """Return what was read, with what is to be said of the list as a whole."""
        return LineList(
            file=self.file,
            entries=tuple(self.entries),
            problems=tuple(self.problems),
            problems_counted=dict(self.counted),
            columns=self.columns.readings,
            notices=(*notices, *self._own_notices()),
            rows_read=self.rows_read,
            rows_set_aside=self.counted[Severity.ROW_SET_ASIDE],
            rows_empty=self.rows_empty,
        )

    def _own_notices(self) -> Iterator[Sentence]:
        if not self.rows_read:
            yield says("the list names its columns and holds no rows")
        if self.undated_ages:
            yield says(
                "ages without a date: {n}; they are taken as of {today}",
                n=self.undated_ages,
                today=self.today.isoformat(),
            )
        if sum(self.counted.values()) > len(self.problems):
            yield says("only the first {n} problems are told one by one", n=len(self.problems))
