"""Open a list by what is in it: a workbook, delimited text, or neither, which is then said."""

from __future__ import annotations

from pathlib import Path

from kintrace.kernel.errors import UnusableData
from kintrace.linelist.delimited import DelimitedFile
from kintrace.linelist.headers import Side
from kintrace.linelist.held import Held, Place, open_bytes
from kintrace.linelist.workbook import Workbook

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_WORKBOOK_NAMES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
# Not tables, by how they begin; a name says nothing of what is inside.
_STRANGERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"{\\rtf", "a text document"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"PAR1", "a data file of another program"),
    (b"SQLite format 3", "a database"),
)
_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def open_list(path: Place, *, side: Side, file: str) -> DelimitedFile | Workbook:
    """Return the reader that fits; raises UnusableData for a folder, an empty file, a picture, a page."""
    try:
        if not isinstance(path, Held) and path.is_dir():
            raise UnusableData(f"{file}: this is a folder; name the file itself.")
        with open_bytes(path) as raw:
            head = raw.read(1024)
    except FileNotFoundError as error:
        raise UnusableData(f"{path}: there is no such file; check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise UnusableData(
            f"{file}: the file cannot be opened ({_reason(error)}); check that you may read it."
        ) from error
    if not head.strip():
        raise UnusableData(f"{file}: the file is empty; it must at least name its columns in the first row.")
    if head.startswith(_WORKBOOKS):
        return Workbook(path, file=file)
    _refuse_strangers(head, file=file)
    if Path(file).suffix.lower() in _WORKBOOK_NAMES:
        raise UnusableData(
            f"{file}: this is not a workbook that can be read, although its name says so; it may be damaged. Open it "
            "in a spreadsheet program and save it again, or, if it is plain text, rename it to end in .csv."
        )
    return DelimitedFile(path, side=side, file=file)


def _refuse_strangers(head: bytes, *, file: str) -> None:
    kind = next((kind for begin, kind in _STRANGERS if head.startswith(begin)), None)
    if kind is None and head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        kind = "a web page"
    if kind is not None:
        raise UnusableData(f"{file}: this is {kind}, not a table. Save the list as CSV or XLSX and try again.")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
