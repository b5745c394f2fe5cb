"""Arrays that grow at their end: room is made for half as many again, so that adding stays cheap."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

type Directions = NDArray[np.float32]

LEAST = 256
TILE = 768  # directions kept side by side
TOGETHER = 2  # fewer directions asked are a product of another kind, which would be shared out


class Growing:
    """Numbers; `filled` is a view of those there are, good until the next `extend`."""

    def __init__(self, dtype: DTypeLike) -> None:
        self._room: NDArray[Any] = np.zeros(LEAST, dtype=dtype)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def filled(self) -> NDArray[Any]:
        return self._room[: self._count]

    def extend(self, rows: ArrayLike) -> None:
        new = np.asarray(rows, dtype=self._room.dtype)
        last = self._count + len(new)
        if last > len(self._room):
            room = np.zeros(max(last, len(self._room) * 3 // 2), dtype=self._room.dtype)
            room[: self._count] = self.filled
            self._room = room
        self._room[self._count : last] = new
        self._count = last


class Tiled:
    """Directions, set against a few others all at once.

    A tile of them stays in the processor's cache, its directions side by side, and is too small for the
    library beneath to share it out among threads, which would wait for one another longer than they work.
    """

    def __init__(self, dimensions: int) -> None:
        self._tiles: Directions = np.zeros((1, dimensions, TILE), dtype=np.float32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def extend(self, directions: Directions) -> None:
        """Add directions, shape (rows, dimensions)."""
        last = self._count + len(directions)
        have, needed = len(self._tiles), -(-last // TILE)
        if needed > have:
            room = np.zeros((max(needed, have * 3 // 2), *self._tiles.shape[1:]), dtype=np.float32)
            room[:have] = self._tiles
            self._tiles = room
        tile, place = np.divmod(np.arange(self._count, last), TILE)
        self._tiles[tile, :, place] = directions
        self._count = last

    def beside(self, asked: Directions) -> Directions:
        """Return how near each direction lies to each of a few, shape (asked, directions)."""
        filled = self._tiles[: -(-self._count // TILE)]
        few = np.concatenate([asked, np.zeros_like(asked, shape=(max(TOGETHER - len(asked), 0), asked.shape[1]))])
        tiles = np.matmul(few, filled).swapaxes(0, 1)
        near: Directions = tiles[: len(asked)].reshape(len(asked), len(filled) * TILE)[:, : self._count]
        return near
