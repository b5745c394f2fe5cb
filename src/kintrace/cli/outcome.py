"""What the commands write: whole or not at all, never onto a list that was given.

The result file of `kintrace match` has one row a candidate, and one a request for "not in this list".
"""

from __future__ import annotations

import csv
import math
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kintrace.evidence.weight import Weight
from kintrace.kernel.errors import UnusableData, WrongUse
from kintrace.kernel.says import Translate, says
from kintrace.linelist.formulas import as_text
from kintrace.matching.match import WEIGHED, Candidate, Ranking
from kintrace.web.findings import prior_words

COLUMNS = ("request_id", "child_id", "rank", "weight", "probability", "sibling_probability", *WEIGHED, "because")
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
TELLING = 0.05  # a weight that would be shown as 0.0 is no reason
MOST_NAMED = 5  # other requests that are named beside a candidate
REASONS = 3  # kinds of evidence whose sentences fit a cell


def check_writable(path: Path | None, *, given: Collection[Path]) -> None:
    """Refuse early what would fail after the work, or destroy a file that was `given`.

    Raises WrongUse for a file that was given, UnusableData where nothing can be written.
    """
    if path is None:
        return
    if any(path.resolve() == one.resolve() for one in given):
        raise WrongUse(f"{path} is given twice: what is written needs a name of its own.")
    if path.is_dir():
        raise UnusableData(f"{path} cannot be written: it is a folder. Add the name of a file.")
    if not path.absolute().parent.is_dir():
        raise UnusableData(f"{path} cannot be written: its folder does not exist. Make it, or choose another.")


def check_csv(path: Path | None) -> None:
    """Raise WrongUse where a table, which is written as CSV, would be called a workbook."""
    if path is not None and path.suffix.lower() in WORKBOOKS:
        raise WrongUse(f"-o writes CSV: name it {path.with_suffix('.csv').name}. Any spreadsheet program opens it.")


def write_outcome(path: Path, rankings: Iterable[Ranking], *, translate: Translate) -> None:
    """Write the file whole or not at all.

    Raises UnusableData where it cannot be written.
    """
    rows = (row for ranking in rankings for row in _rows(ranking, translate))
    write_table(path, COLUMNS, rows)


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV, whole or not at all."""
    with _writing(path) as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def write_workbook(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write an XLSX workbook of text cells, whole or not at all; signs that no workbook can hold are left out."""
    from openpyxl import Workbook  # noqa: PLC0415  # slow to import, and most results are CSV
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415  # likewise

    book = Workbook(write_only=True)
    table = book.create_sheet()
    for row in (columns, *rows):
        table.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    with _writing(path) as file:
        book.save(file.buffer)


def write_page(path: Path, page: str) -> None:
    """Write an HTML page, whole or not at all."""
    with _writing(path) as file:
        file.write(page)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file that is no text, whole or not at all."""
    with _writing(path) as file:
        file.buffer.write(content)


@contextmanager
def _writing(path: Path) -> Iterator[TextIO]:
    """Open a file beside its place and move it there when all is written; a device or pipe is written to directly."""
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf8", newline="") as file:
                yield file
            return
        handle, beside = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name[:100]}.")
        try:
            with os.fdopen(handle, "w", encoding="utf8", newline="") as file:
                yield file
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnusableData(f"{path} cannot be written: {error.strerror}. Choose another place or make room.") from error


def _rows(ranking: Ranking, translate: Translate) -> Iterator[list[str]]:
    request = as_text(ranking.request_id)
    for candidate in ranking.candidates:
        said = {term.kind: f"{term.log10_lr:.3f}" for term in candidate.terms if term.said}
        weights = [said.get(kind, "") for kind in WEIGHED]
        yield [
            request,
            as_text(candidate.child_id),
            str(candidate.rank),
            f"{math.fsum(float(weight or 0) for weight in weights):.3f}",
            probability(candidate.probability),
            probability(candidate.sibling_probability),
            *weights,
            as_text(_told(candidate, ranking, translate)),
        ]
    empty = [""] * len(WEIGHED)
    before = (said.text(translate) for said in prior_words(ranking.prior))
    absent = " ".join((f"{translate(NOT_IN_LIST)}.", *before))
    yield [request, "", "", "", probability(ranking.absent), "", *empty, as_text(absent)]


def _told(candidate: Candidate, ranking: Ranking, translate: Translate) -> str:
    """Say the reasons, and beside the leading candidate who else seeks the child."""
    reasons = because(candidate.terms, translate)
    if candidate.rank > 1 or not ranking.also_asked:
        return reasons
    ids = ", ".join(ranking.also_asked[:MOST_NAMED])
    return f"{reasons}; {says('the same child is probably sought in {ids} too', ids=ids).text(translate)}"


NOT_IN_LIST = says("not in this list").template
NOTHING_TELLS = says("what little is said tells nothing").template


def probability(value: float) -> str:
    """Write a probability rounded down, so that those of a request never sum to more than 1."""
    return f"{math.floor(value * 1e9) / 1e9:.9f}"


def because(terms: Sequence[Weight], translate: Translate) -> str:
    """Say the weightiest reasons, and always the weightiest against."""
    told = [term for term in terms if term.because.template and abs(term.log10_lr) >= TELLING]
    said = sorted(told, key=lambda term: -abs(term.log10_lr))
    shown = said[:REASONS]
    against = [term for term in said if term.log10_lr < 0]
    if against and against[0] not in shown:
        shown = [*shown[: REASONS - 1], against[0]]
    return "; ".join(_reason(term, translate) for term in shown) or translate(NOTHING_TELLS)


def _reason(term: Weight, translate: Translate) -> str:
    return f"{term.because.text(translate)} ({term.log10_lr:+.1f})"
