"""Which column a header means, in three languages; the words are data, in `headers.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import says
from kintrace.linelist.listed import COLUMNS, ColumnReading

type Side = Literal["requests", "children"]

_SAME = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ı": "i", "ـ": "", "'": "", "’": ""})
# "Ф. И. О." and "ФИО" are one word.
_INITIALS = re.compile(r"\b[^\W\d_](?: [^\W\d_])+\b")
_SHOWN = 60
_LONGEST = 200
_HEADERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row each column stands; a name may be put together from several places."""

    readings: tuple[ColumnReading, ...]
    places: Mapping[str, int]  # column → place
    name_places: tuple[int, ...]  # in the order a name is read
    headers: tuple[str, ...]


def folded(header: str) -> str:
    """Fold case, marks, punctuation and spaces: what two headers must share to be one."""
    letters = unicodedata.normalize("NFKD", header).casefold().translate(_SAME)  # № becomes "no"
    kept = "".join(sign if sign.isalnum() or sign == "#" else " " for sign in letters if not _is_mark(sign))
    return _INITIALS.sub(lambda run: run.group().replace(" ", ""), " ".join(kept.split()))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Cf"}


def read_headers(headers: Sequence[str], *, side: Side, file: str) -> Columns:
    """Understand a row of headers; raises UnusableData for two columns of one meaning, or none of ids."""
    meant = [_meaning(header, side=side) for header in headers]
    strong = {column for column in meant if column is not None and not column.startswith("weak ")}
    meant = [_settled(column, strong) for column in meant]
    places: dict[str, int] = {}
    for place, column in enumerate(meant):
        if column is None:
            continue
        if column in places:
            raise UnusableData(_twice(file, column, first=headers[places[column]], second=headers[place]))
        places[column] = place
    if "id" not in places:
        raise UnusableData(_no_id(file, headers))
    names = [places[part] for part in ("name before", "name given", "name", "name after") if part in places]
    known = {column: place for column, place in places.items() if column in COLUMNS and column != "name"}
    readings = tuple(
        _reading(header, column, many=len(names) > 1)
        for header, column in zip(headers, meant, strict=True)
        if header.strip() or column
    )
    return Columns(readings, known, tuple(names), tuple(headers))


def count_known(headers: Iterable[str], *, side: Side) -> int:
    """Count the headers whose meaning is known: how much a row looks like headers."""
    return len({column for header in headers if (column := _meaning(header, side=side)) is not None})


def says_nothing(value: str) -> bool:
    """Tell whether a value is only a way to say that nothing is known: "-", "нет данных"."""
    return value.casefold() in _nothing()


def _settled(column: str | None, strong: set[str]) -> str | None:
    """Let a weak meaning stand only where no header means the column plainly."""
    if column is None or not column.startswith("weak "):
        return column
    meant = column.removeprefix("weak ")
    return None if meant in strong else meant


def _reading(header: str, column: str | None, *, many: bool) -> ColumnReading:
    shown = header.strip()[:_SHOWN]
    if column is None:
        return ColumnReading(shown, None, says("not a column of a line list; ignored"))
    if column.startswith("name") and many:
        return ColumnReading(shown, "name", says("put together into one name"))
    return ColumnReading(shown, column.split(" ")[0], says("understood by its header"))


def _meaning(header: str, *, side: Side) -> str | None:
    if not header or len(header) > _LONGEST:
        return None
    known = _known(side)
    for part in _parts(header):
        if part in known:
            return known[part]
    return None


def _parts(header: str) -> Iterator[str]:
    """Yield the ways a header may be read: whole, as a column's own name, without brackets, by its halves."""
    yield folded(header)
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", header)
    yield folded(bare)
    for half in re.split(r"[/|\n\\()]| - | – ", header):
        yield folded(half)


@cache
def _known(side: Side) -> dict[str, str]:
    table = _table()
    known = {folded(column): column for column in COLUMNS}
    for section, prefix in (("any", ""), (side, ""), ("weak", "weak ")):
        for column, words in table.get(section, {}).items():
            for word in words:
                known.setdefault(folded(word), prefix + column)
    for part, words in table["name_parts"].items():
        for word in words:
            known.setdefault(folded(word), f"name {part}")
    known.pop("", None)
    return known


@cache
def _nothing() -> frozenset[str]:
    return frozenset(word.casefold() for word in _table()["nothing"]["words"])


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("kintrace.linelist").joinpath("headers.toml").read_text(encoding="utf-8"))


def _twice(file: str, column: str, *, first: str, second: str) -> str:
    return (
        f"{file}: the columns “{first.strip()[:_SHOWN]}” and “{second.strip()[:_SHOWN]}” both mean {column}. "
        "Rename or remove one of them and try again."
    )


def _no_id(file: str, headers: Sequence[str]) -> str:
    seen = [header.strip()[:_SHOWN] for header in headers if header.strip()]
    shown = ", ".join(f"“{header}”" for header in seen[:_HEADERS_SHOWN]) + (" …" if len(seen) > _HEADERS_SHOWN else "")
    return (
        f"{file}: no column of ids was found. The first row must name the columns, and one of them must be called "
        f"“id” (or “номер”, “الرقم”). The headers found: {shown or 'none'}."
    )
