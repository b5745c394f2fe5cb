"""What grows at its end keeps all that was put in, and sets directions beside others as one product would."""

from __future__ import annotations

import numpy as np
import pytest

from kintrace.matching.growing import TILE, Growing, Tiled


def test_numbers_added_in_pieces_are_all_kept() -> None:
    numbers = Growing(np.int32)
    for first in range(0, 1000, 100):
        numbers.extend(np.arange(first, first + 100))
    assert numbers.filled.tolist() == list(range(1000))


@pytest.mark.parametrize("asked", [0, 1, 3, 6])
@pytest.mark.parametrize("pieces", [(0,), (5,), (TILE,), (3, TILE, 1, 4 * TILE)])
def test_directions_added_in_pieces_are_set_beside_others(asked: int, pieces: tuple[int, ...]) -> None:
    drawn = np.random.default_rng(1)
    every = drawn.normal(size=(sum(pieces), 8)).astype(np.float32)
    few = drawn.normal(size=(asked, 8)).astype(np.float32)
    tiled = Tiled(8)
    for rows in np.split(every, np.cumsum(pieces)[:-1]):
        tiled.extend(rows)
    assert len(tiled) == len(every)
    assert tiled.beside(few) == pytest.approx(few @ every.T, abs=1e-5)
