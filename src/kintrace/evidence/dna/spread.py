"""Laying small tables along the axes of a larger one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dna.mutation import Array


def along[Kind: np.generic](values: NDArray[Kind], axis: int, axes: int) -> NDArray[Kind]:
    """Lay row × value along one of the axes."""
    return values.reshape(len(values), *(-1 if place == axis else 1 for place in range(axes)))


def spread(table: Array, places: Sequence[int], axes: int) -> Array:
    """Put each axis of a table, after the row, to its place among all."""
    order = np.argsort(places)
    sizes = dict(zip(places, table.shape[1:], strict=True))
    moved = table.transpose(0, *(1 + order))
    return moved.reshape(len(table), *(sizes.get(place, 1) for place in range(axes)))
