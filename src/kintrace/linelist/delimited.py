"""Rows of a CSV file, whatever stands between its cells and whatever encoding it is in."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator

from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence, says
from kintrace.linelist.encoding import SAMPLE, Encoding, find_encoding
from kintrace.linelist.headers import Side, count_known
from kintrace.linelist.held import Place, open_bytes, open_text

DELIMITERS = ",;\t"
BETWEEN_VALUES = "|"  # of one cell; between cells only where that alone makes headers of a line
LONGEST_LINE = 1 << 22
MOST_COLUMNS = 512

type Row = tuple[int, list[str]]


class DelimitedFile:
    """One CSV file: open it once, then iterate over its rows."""

    def __init__(self, path: Place, *, side: Side, file: str) -> None:
        self.path, self.file, self.side = path, file, side
        with open_bytes(path) as raw:
            sample = raw.read(SAMPLE)
        self.encoding = self._settle(find_encoding(sample, whole=len(sample) < SAMPLE), sample)
        self.notices: list[Sentence] = list(self._encoding_notices())

    def _settle(self, found: Encoding, sample: bytes) -> Encoding:
        """Make sure that what the sample showed holds to the end; a late stray byte is damage, not a new encoding."""
        if found.codec != "utf-8" or found.damaged or len(sample) < SAMPLE:
            return found
        try:
            with open_text(self.path, encoding="utf-8") as text:
                while text.read(SAMPLE):
                    pass
        except UnicodeDecodeError:
            if sample.isascii():
                return self._second_look()
            return Encoding("utf-8", guessed=True, damaged=True)
        return found

    def _second_look(self) -> Encoding:
        """Judge by the first bytes that are not ASCII, where the beginning of the file had none."""
        with open_bytes(self.path) as raw:
            while sample := raw.read(SAMPLE):
                if not sample.isascii():
                    return find_encoding(sample, whole=False)
        return Encoding("utf-8")

    def _encoding_notices(self) -> Iterator[Sentence]:
        if self.encoding.damaged:
            yield says("Some bytes of the file are damaged and shown as �. Save it again as “CSV UTF-8” if you can.")
        elif self.encoding.guessed:
            yield says(
                "The file is not UTF-8; it was read as {codec}. If names look wrong, save it as “CSV UTF-8”.",
                codec=self.encoding.codec,
            )

    def rows(self) -> Generator[Row]:
        """Yield row numbers, from 1, and cells; raises UnusableData for what is not a table."""
        with open_text(self.path, encoding=self.encoding.codec, errors="replace") as text:
            first = text.readline(LONGEST_LINE)
            told = _told_delimiter(first)
            text.seek(0)
            delimiter = told or _delimiter_of(first, side=self.side)
            yield from self._parsed(_Lines(text, self.file), delimiter=delimiter, told=told is not None)

    def _parsed(self, lines: _Lines, *, delimiter: str, told: bool) -> Iterator[Row]:
        reader = csv.reader(lines, delimiter=delimiter)
        number, long_rows = 0, 0
        try:
            for cells in reader:
                number += 1
                if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
                    raise UnusableData(_too_wide(self.file, number, len(cells)))
                long_rows += lines.taken > _LINES_A_ROW
                lines.last_row_began_at = number
                if not (told and number == 1):
                    yield number, cells
                lines.begin_row()
        except csv.Error as error:
            raise UnusableData(_not_csv(self.file, number + 1, str(error))) from error
        if lines.open_quote_at_end:
            raise UnusableData(_open_quote(self.file, number))
        if long_rows:
            self.notices.append(
                says(
                    "rows that go over many lines: {n}; a quotation mark may be missing before one of them.",
                    n=long_rows,
                )
            )


_LINES_A_ROW = 20


class _Lines:
    """Lines of a text, each of bounded length, that remembers whether a row ends inside quotation marks."""

    def __init__(self, text: io.TextIOWrapper, file: str) -> None:
        self.text, self.file = text, file
        self.taken, self.quotes = 0, 0
        self.last_row_began_at = 0
        self.open_quote_at_end = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_LINE)
        if not line:
            # The row that was being read when the file ended took many lines and an odd number of marks.
            self.open_quote_at_end |= self.taken > 1 and self.quotes % 2 == 1
            raise StopIteration
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise UnusableData(
                f"{self.file}, row {self.last_row_began_at + 1}: a line is longer than four million signs. "
                "This is not a line list; look at the file and remove what does not belong."
            )
        self.taken += 1
        self.quotes += line.count('"')
        return line

    def begin_row(self) -> None:
        self.taken, self.quotes = 0, 0


def _told_delimiter(line: str) -> str | None:
    """Return what Excel's own first line tells: `sep=;`."""
    tidy = line.strip("\r\n\ufeff").strip('"').casefold()
    told = tidy.removeprefix("sep=")
    return told if told != tidy and told in (*DELIMITERS, BETWEEN_VALUES) else None


def _delimiter_of(line: str, *, side: Side) -> str:
    """Return the delimiter under which most headers are known, or else most cells appear."""

    def known(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return count_known(cells[:MOST_COLUMNS], side=side), len(cells)

    best = max(DELIMITERS, key=known)
    return BETWEEN_VALUES if known(BETWEEN_VALUES)[0] > known(best)[0] else best


def _too_wide(file: str, row: int, columns: int) -> str:
    return (
        f"{file}, row {row}: {columns:,} columns; a line list has at most {MOST_COLUMNS}. "
        "Check that this is the right file and remove the columns that do not belong."
    )


def _not_csv(file: str, row: int, error: str) -> str:
    if "field larger" in error:
        return (
            f"{file}, row {row}: one cell is longer than a page can hold. A quotation mark may be opened there and not "
            "closed, or this is not a line list."
        )
    return f"{file}, row {row}: not readable as a table ({error}). Save the list again as CSV or XLSX."


def _open_quote(file: str, row: int) -> str:
    return (
        f"{file}: a quotation mark that is opened in row {row} is never closed, so what follows it cannot be told "
        "apart. Close or remove it and try again."
    )
