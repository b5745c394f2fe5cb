"""An array that grows at its end: room is made for half as many again, so that adding stays cheap."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

LEAST = 256


class Growing:
    """Rows of numbers; `filled` is a view of those there are, good until the next `extend`."""

    def __init__(self, dtype: DTypeLike, *, width: int | None = None) -> None:
        self._room: NDArray[Any] = np.zeros((LEAST,) if width is None else (LEAST, width), dtype=dtype)
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
            room = np.zeros((max(last, len(self._room) * 3 // 2), *self._room.shape[1:]), dtype=self._room.dtype)
            room[: self._count] = self.filled
            self._room = room
        self._room[self._count : last] = new
        self._count = last
