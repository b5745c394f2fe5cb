"""A sheet as the bytes of a file: CSV, or a workbook of text cells. No cell of either runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import Final

from kintrace.exchange.queries import Sheet
from kintrace.linelist.formulas import as_text


def as_csv(sheet: Sheet) -> bytes:
    """Return a sheet as CSV in UTF-8, marked so that spreadsheets read its letters right."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(_rows(sheet))
    return file.getvalue().encode("utf-8-sig")


def as_workbook(sheet: Sheet) -> bytes:
    """Return a sheet as an XLSX workbook; signs that no workbook can hold are left out."""
    from openpyxl import Workbook  # noqa: PLC0415  # slow to import, and most files are CSV
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415  # likewise

    book = Workbook(write_only=True)
    table = book.create_sheet()
    for row in _rows(sheet):
        table.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(sheet: Sheet) -> list[list[str]]:
    return [list(sheet.columns), *([as_text(cell) for cell in row] for row in sheet.rows)]


FORMATS: Final[Mapping[str, tuple[str, Callable[[Sheet], bytes]]]] = {
    "csv": ("text/csv", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_workbook),
}
