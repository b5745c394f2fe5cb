"""How much one list may hold, whatever its file says of itself: a small workbook can unpack into gigabytes.

What is counted is what comes out of a reader, row by row, before anything of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kintrace.kernel.errors import UnusableData

type Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Most:
    """The most that is read of one list: cells that say something, and signs in them.

    A cell that is kept takes about 200 bytes of memory, and 1 to 4 for each of its signs.
    """

    cells: int = 20_000_000  # a million rows of a line list
    signs: int = 1_000_000_000

    def of(self, rows: Iterable[Row], *, file: str) -> Iterator[Row]:
        """Yield rows until there are too many of them; then raise UnusableData."""
        cells = signs = 0
        for row in rows:
            cells += sum(map(bool, row[1]))
            signs += sum(map(len, row[1]))
            if cells > self.cells or signs > self.signs:
                raise UnusableData(
                    f"{file}: up to row {row[0]:,} this list holds more than can be read at once "
                    f"({self.cells:,} filled cells, {self.signs:,} signs). Split it into several lists, and try again."
                )
            yield row
