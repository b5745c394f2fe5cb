"""What of a count may be published: a few fixed cells, none of which gives away fewer than ten children.

Not by itself, not by subtracting one cell from the one it lies within, and not by subtracting an earlier release. A
cell that has moved by less than ten since any release is repeated as it was, with its old date. Counts are rounded to
five, estimates to ten, ends of intervals outwards. Pure: knows no database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from kintrace.estimate import Headline

LEAST: Final = 10  # children
COUNTED_BY, ESTIMATED_BY = 5, 10
CELLS: Final = ("requests", "sought", "sighted", "registered", "found", "closed")
ESTIMATED: Final = ("known", "likely", "cannot_exclude")
# (whole, part): where what is left of the whole would be small, the part is not shown.
WITHIN: Final = (
    ("requests", "closed"),
    ("sighted", "registered"),
    ("registered", "found"),
    ("sought", "found"),
    ("known", "registered"),
    ("known", "sought"),
)

type Range = tuple[int, int]
type Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a release: the counts behind it, their date, and what is shown (None where nothing is)."""

    basis: Range
    as_of: date
    shown: Range | None

    def to_json(self) -> dict[str, Any]:
        return {"basis": self.basis, "as_of": self.as_of.isoformat(), "shown": self.shown}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        low, high = kept["basis"]
        shown = kept["shown"]
        return cls((low, high), date.fromisoformat(kept["as_of"]), None if shown is None else (shown[0], shown[1]))

    @property
    def said(self) -> str:
        """The cell as it is signed: one number, a range, or a star."""
        if self.shown is None:
            return "*"
        low, high = self.shown
        return str(low) if low == high else f"{low}-{high}"


def release(
    counts: Mapping[str, Range], headline: Headline | None, *, as_of: date, earlier: Sequence[Cells]
) -> dict[str, Cell]:
    """Return what may be published now, after the `earlier` releases, oldest first.

    `counts` holds the lower and upper end of each cell of CELLS that is counted.
    """
    cells = {
        code: _cell(code, counts[code], as_of=as_of, earlier=earlier, shown=_counted(counts[code]))
        for code in CELLS
        if code in counts
    }
    return _without_remainders(cells | _estimated(headline, as_of=as_of, earlier=earlier))


def _cell(code: str, basis: Range, *, as_of: date, earlier: Sequence[Cells], shown: Range) -> Cell:
    before = [cells[code] for cells in earlier if code in cells and cells[code].shown is not None]
    if any(0 < abs(mine - theirs) < LEAST for one in before for mine, theirs in zip(basis, one.basis, strict=True)):
        return before[-1]
    return Cell(basis, as_of, shown if basis[0] >= LEAST else None)


def _small_rest(whole: Range, part: Range) -> bool:
    """Tell whether what may be left of the whole is a number under ten."""
    return any(0 < abs(more - less) < LEAST for more in whole for less in part)


def _counted(basis: Range) -> Range:
    """Round a count to the nearest five, a range outwards.

    >>> _counted((12, 12)), _counted((13, 13)), _counted((131, 158))
    ((10, 10), (15, 15), (130, 160))
    """
    low, high = basis
    if low == high:
        near = (low + COUNTED_BY // 2) // COUNTED_BY * COUNTED_BY
        return near, near
    return _down(low, COUNTED_BY), _up(high, COUNTED_BY)


def _down(number: int, step: int) -> int:
    return number // step * step


def _up(number: int, step: int) -> int:
    return -(-number // step) * step


def _estimated(headline: Headline | None, *, as_of: date, earlier: Sequence[Cells]) -> dict[str, Cell]:
    """Return the children known and, from one and the same day, what is likely and what cannot be excluded."""
    if headline is None:
        return {}
    basis = (headline.at_least, headline.at_least)
    at_least = _down(headline.at_least, ESTIMATED_BY)
    known = _cell("known", basis, as_of=as_of, earlier=earlier, shown=(at_least, at_least))
    for cells in reversed(earlier):
        if cells.get("known") is known:
            return {code: cells[code] for code in ESTIMATED if code in cells}
    found = {"known": known}
    if known.shown is not None and headline.likely is not None:
        low, high = headline.likely
        shown = (_down(low, ESTIMATED_BY), _up(high, ESTIMATED_BY))
        found["likely"] = Cell(headline.likely, as_of, shown)
    if known.shown is not None and headline.cannot_exclude is not None:
        most = headline.cannot_exclude
        found["cannot_exclude"] = Cell((most, most), as_of, (_up(most, ESTIMATED_BY), _up(most, ESTIMATED_BY)))
    return found


def _without_remainders(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Hide each part whose whole would give away a small remainder."""
    left = dict(cells)
    for whole, part in WITHIN:
        if not {whole, part} <= left.keys() or left[whole].shown is None or left[part].shown is None:
            continue
        if _small_rest(left[whole].basis, left[part].basis):
            left[part] = Cell(left[part].basis, left[part].as_of, None)
    return left
