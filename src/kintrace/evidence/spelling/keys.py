"""Rough keys of folded spellings, to find which pairs are worth weighing at all.

A key writes any script in a few Latin letters (what one clerk hears as h another writes kh or g);
a bare key keeps only classes of consonants. Neither is evidence: they only keep hopeless pairs
away from the letter model. Nine in ten true Arabic–Latin pairs are among the 50 nearest of 26,000.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from kintrace.evidence.spelling.scripts import LETTERS, Script

_READ = {
    Script.ARABIC: dict(zip(LETTERS[Script.ARABIC], "abttjhhddrzsssdtzagfkklmnhwya", strict=True)),
    Script.CYRILLIC: dict(zip(LETTERS[Script.CYRILLIC], "abwgdejziyklmnoprstufhssssieua", strict=True)),
    Script.LATIN: dict(zip(LETTERS[Script.LATIN], "abkdefghijklmnopkrstuwwsyz", strict=True)),
}
_TWO_LETTERS = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("gh", "g"),
    ("th", "t"), ("ph", "f"), ("ts", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("x", "ks"),
)  # fmt: skip
_BARE = str.maketrans({"g": "k", "j": "k", "d": "t", "b": "p", "f": "p", "z": "s", **dict.fromkeys("wyhaeiou")})

type Ints = NDArray[np.int64]


def key(folded: str, script: Script) -> str:
    """Return the rough reading of a folded token.

    >>> key("мухаммад", Script.CYRILLIC), key("محمد", Script.ARABIC), key("kishmohamed", Script.LATIN)
    ('muhammad', 'mhmd', 'kismohamed')
    """
    if script is Script.LATIN:
        for written, read in _TWO_LETTERS:
            folded = folded.replace(written, read)
    table = _READ[script]
    return "".join(table[letter] for letter in folded)


def bare(rough: str) -> str:
    """Return the classes of consonants of a rough reading, doubles joined.

    >>> bare("muhammad"), bare("mhmd")
    ('mt', 'mt')
    """
    kept: list[str] = []
    for letter in rough.translate(_BARE):
        if not kept or kept[-1] != letter:
            kept.append(letter)
    return "".join(kept)


def nearest(first: list[str], second: list[str], *, most: int) -> tuple[Ints, Ints]:
    """Return index pairs: for each rough key of `first` its `most` nearest of `second`."""
    if not first or not second:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    bares = [bare(one) for one in first], [bare(other) for other in second]
    alike = cdist(first, second, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    alike += cdist(*bares, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    kept = min(most, len(second))
    cols = np.argpartition(-alike, kept - 1, axis=1)[:, :kept]
    rows = np.repeat(np.arange(len(first)), kept)
    return rows, cols.ravel().astype(np.int64)
