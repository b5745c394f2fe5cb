"""The other process: reads one workbook under limits and writes its rows to standard output, one JSON line each.

It is started by its path and imports nothing of ours, so that a hostile workbook finds as little
as possible; when it goes wrong, only this process dies.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
# Unpacked, a workbook of half a million rows of a line list stays below this.
UNPACKED_BYTES = 600_000_000
MOST_RATIO = 200
MOST_PARTS = 2_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 512
LONGEST_CELL = 40_000
EXACT = 1e15  # floats hold whole numbers exactly up to here
SMALL_BYTES = 10_000_000  # a ratio says nothing of a small file
STANDARD_INPUT = "-"  # instead of a path: the workbook comes from memory and never lies on a disk

type Source = str | io.BytesIO


class TooMuchError(Exception):
    """The workbook is larger than any line list; `args[0]` says in what."""


def main(path: str) -> None:
    """Write `{"row": n, "cells": […]}` for each row that says something, then `{"end": …}` or `{"error": …}`."""
    _limit()
    try:
        held = sys.stdin.buffer.read() if path == STANDARD_INPUT else None
        _refuse_bombs(path if held is None else io.BytesIO(held))
        end = _stream(path if held is None else io.BytesIO(held))
    except TooMuchError as error:
        _write({"error": "too much", "detail": str(error)})
    except BaseException as error:  # noqa: BLE001 - calamine's panics are no Exception, and any end must be told
        _write({"error": "unreadable", "detail": f"{type(error).__name__}: {error}"[:300]})
    else:
        _write(end)
    sys.stdout.flush()


def _limit() -> None:
    """Take away memory, time, files to write and core dumps; on Windows only the clock outside holds."""
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return
    for name, value in (
        ("RLIMIT_AS", MEMORY_BYTES),
        ("RLIMIT_CPU", CPU_SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


def _refuse_bombs(source: Source) -> None:
    if not zipfile.is_zipfile(source):
        return
    with zipfile.ZipFile(source) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS:
        raise TooMuchError(f"{len(parts):,} parts")
    if unpacked > UNPACKED_BYTES or (unpacked > SMALL_BYTES and unpacked / packed > MOST_RATIO):
        raise TooMuchError(f"{unpacked / 1e6:,.0f} MB when unpacked")


def _stream(source: Source) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - after the limits

    with CalamineWorkbook.from_object(source) as book:
        sheets = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        for name in sheets:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is None:
                continue
            rows = _write_rows(sheet)
            others = [other[:100] for other in book.sheet_names if other != name]
            return {"end": rows, "sheet": name[:100], "others": others[:50]}
    return {"end": 0, "sheet": "", "others": []}


def _write_rows(sheet: Any) -> int:  # noqa: ANN401 - calamine's type is not imported before the limits hold
    top, left = sheet.start
    if top + sheet.height > MOST_ROWS:
        raise TooMuchError(f"{top + sheet.height:,} rows")
    number = int(top)
    for cells in sheet.iter_rows():
        number += 1
        texts = [""] * left + [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MOST_COLUMNS:
            raise TooMuchError(f"{len(texts):,} columns")
        if texts:
            _write({"row": number, "cells": texts})
    return number


def _text(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Write a cell as a person would: whole numbers without ".0", days as 2013-04-18."""
    match cell:
        case bool():
            return str(cell).lower()
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else repr(cell)
        case datetime():
            return cell.date().isoformat()
        case date() | time() | timedelta():
            return str(cell)
        case _:
            return str(cell).strip()[:LONGEST_CELL]


def _write(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")


def _arguments() -> Iterator[str]:
    yield from sys.argv[1:2]


if __name__ == "__main__":
    for argument in _arguments():
        main(argument)
