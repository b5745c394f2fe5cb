"""Which spellings are known to be one given name, and which are known to be two (`attested.txt`).

Letters cannot tell that Магомед is محمد, nor that Khalid and Khalil are two names. The table says so
where it knows both spellings; elsewhere it is silent and the letters speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling import fold

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

ONE_NAME = 3.0  # the least that two known spellings of one name weigh
TWO_NAMES = -1.5  # the most that known spellings of two names weigh: clerks do write Umar for Amir, but seldom


def corrected(first: str, second: str, weight: float) -> float:
    """Return the weight of two folded words, held to what is known of them.

    >>> corrected("магомед", "محمد", -2.0), corrected("khalid", "khalil", 2.5), corrected("ab", "ba", 0.5)
    (3.0, -1.5, 0.5)
    """
    one, other = _lines().get(first), _lines().get(second)
    if one is None or other is None:
        return weight
    return max(weight, ONE_NAME) if one & other else min(weight, TWO_NAMES)


def all_corrected(weights: Floats, first: Sequence[str], second: Sequence[str], *, rows: Ints, cols: Ints) -> Floats:
    """Return the weights of first[rows[k]] beside second[cols[k]], folded words, held to what is known of them."""
    known = [np.array([is_known(word) for word in side], dtype=bool) for side in (first, second)]
    held = weights.copy()
    for at in np.flatnonzero(known[0][rows] & known[1][cols]).tolist():
        held[at] = corrected(first[rows[at]], second[cols[at]], float(weights[at]))
    return held


def known_pairs(first: Sequence[str], second: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the index pairs of folded words that are known to be one name."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(second):
        if is_known(word):
            places.setdefault(word, []).append(place)
    found = [
        (row, place)
        for row, word in enumerate(first)
        for other in sorted(spellings_of(word))
        for place in places.get(other, ())
    ]
    rows, cols = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return rows, cols


def is_known(word: str) -> bool:
    """Tell whether a folded word stands in the table."""
    return word in _lines()


def spellings_of(word: str) -> frozenset[str]:
    """Return the folded spellings known to be one name with a folded word, itself among them; none if it is unknown.

    >>> "محمد" in spellings_of("магомед"), spellings_of("?")
    (True, frozenset())
    """
    return frozenset(spelling for line in _lines().get(word, ()) for spelling in _names()[line])


@cache
def _names() -> dict[int, tuple[str, ...]]:
    """Return the folded spellings on each line."""
    found: dict[int, list[str]] = {}
    for spelling, lines in _lines().items():
        for line in lines:
            found.setdefault(line, []).append(spelling)
    return {line: tuple(spellings) for line, spellings in found.items()}


@cache
def _lines() -> dict[str, frozenset[int]]:
    """Return the lines on which each folded spelling stands."""
    found: dict[str, set[int]] = {}
    text = files("kintrace.evidence.names").joinpath("attested.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        for spelling in () if line.startswith("#") else line.split():
            found.setdefault(fold(spelling), set()).add(number)
    return {spelling: frozenset(numbers) for spelling, numbers in found.items()}
