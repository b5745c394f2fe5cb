"""The learned spelling model: how much two tokens, in any two scripts, speak for one name.

This is the seam that names, places and relations share. What stands behind it (letter operations
learned from open pairs, see `resources/spelling/compile.py`) may change; what it promises may not:
weights are base-10 logarithms of likelihood ratios, symmetric, and 0 where nothing can be said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.spelling.alphabet import Alphabet, Coded
from kintrace.evidence.spelling.around import TAKEN, VIEWS, Around
from kintrace.evidence.spelling.attested import Attested
from kintrace.evidence.spelling.background import Background
from kintrace.evidence.spelling.embedding import Embedding, nearest
from kintrace.evidence.spelling.pairing import Pairing
from kintrace.evidence.spelling.scripts import Script, fold, script_of
from kintrace.evidence.spelling.swift import SwiftTransducer

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

ORDER = (Script.ARABIC, Script.CYRILLIC, Script.LATIN)  # which script of a pair comes first
MISSPELT = 0.3  # another spelling weighs at most this much less than the same spelling twice


@dataclass(frozen=True, slots=True)
class Spellings:
    """Tokens ready to be weighed: their folded letters and script; unreadable ones have no script."""

    folded: tuple[str, ...]
    scripts: tuple[Script | None, ...]

    @classmethod
    def of(cls, tokens: Sequence[str]) -> Spellings:
        folded = tuple(fold(token) for token in tokens)
        scripts = tuple(script_of(token) if letters else None for token, letters in zip(tokens, folded, strict=True))
        return cls(folded, scripts)

    def rows_in(self, script: Script) -> Ints:
        return np.array([row for row, s in enumerate(self.scripts) if s is script], dtype=np.int64)


class SpellingModel:
    """The shipped model; `load()` it, do not make it."""

    def __init__(self, stored: Mapping[str, NDArray[Any]]) -> None:
        self._stored = stored
        self._pairings: dict[tuple[Script, Script], Pairing] = {}
        self._alphabets = {s: Alphabet(s, stored[f"triples_{s}"].astype(np.int64)) for s in ORDER}
        self._backgrounds = {s: Background(stored[f"background_{s}"].astype(np.float32)) for s in ORDER}
        self._embeddings = {s: self._embedding(s) for s in ORDER}

    def background(self, spellings: Spellings) -> Floats:
        """Return log10 P(token) of each spelling from its letters alone; 0 where it has none of ours."""
        out = np.zeros(len(spellings.folded))
        for script in ORDER:
            rows = spellings.rows_in(script)
            coded = self._alphabets[script].code([spellings.folded[row] for row in rows])
            out[rows] = self._backgrounds[script].score_nats(coded) / np.log(10)
        return out

    def weigh(self, first: Spellings, second: Spellings, *, rows: Ints, cols: Ints, once: bool = False) -> Floats:
        """Return the weight that first[rows[k]] and second[cols[k]] are one name, for every k.

        `once`: likely words are not read again in view of their neighbours; quicker where few are weighed at a time.
        """
        out = np.zeros(len(rows))
        numbers = {script: number for number, script in enumerate(ORDER)} | {None: -1}
        of_first = np.array([numbers[s] for s in first.scripts], dtype=np.int64)[rows]
        of_second = np.array([numbers[s] for s in second.scripts], dtype=np.int64)[cols]
        for a, one in enumerate(ORDER):
            for b, other in enumerate(ORDER):
                at = np.flatnonzero((of_first == a) & (of_second == b))
                if len(at) and a <= b:
                    out[at] = self._weigh(first, second, at=(rows[at], cols[at]), scripts=(one, other), once=once)
                elif len(at):
                    out[at] = self._weigh(second, first, at=(cols[at], rows[at]), scripts=(other, one), once=once)
        return out

    def nearest(self, first: Spellings, second: Spellings, *, most: int = 64) -> tuple[Ints, Ints]:
        """Return the index pairs worth weighing: for each of `first` its `most` nearest of each script of `second`."""
        found = [(np.zeros(0, dtype=np.int64),) * 2]
        for here in ORDER:
            asked = first.rows_in(here)
            places = self.places(first, asked, here)
            for script in ORDER:
                there = second.rows_in(script)
                rows, cols = nearest(places, self.places(second, there, script), most=most)
                found.append((asked[rows], there[cols]))
        return np.concatenate([rows for rows, _ in found]), np.concatenate([cols for _, cols in found])

    def places(self, spellings: Spellings, rows: Ints, script: Script) -> NDArray[np.float32]:
        """Return where some words of one script lie among those of all scripts, (rows, dimensions), each of length 1.

        The first dimensions tell most: an index may keep fewer.
        """
        return self._embeddings[script].place(self._alphabets[script].code([spellings.folded[row] for row in rows]))

    def _weigh(
        self, first: Spellings, second: Spellings, *, at: tuple[Ints, Ints], scripts: tuple[Script, Script], once: bool
    ) -> Floats:
        """Weigh pairs of one pair of scripts, each distinct token coded once."""
        rows, of_rows = np.unique(at[0], return_inverse=True)
        cols, of_cols = np.unique(at[1], return_inverse=True)
        one, other = [first.folded[r] for r in rows], [second.folded[c] for c in cols]
        x, y = self._alphabets[scripts[0]].code(one), self._alphabets[scripts[1]].code(other)
        pairing = self.pairing(scripts)
        weights = (replace(pairing, around=None) if once else pairing).weights(x, y, rows=of_rows, cols=of_cols)
        if scripts[0] is not scripts[1]:
            return weights
        every = list(dict.fromkeys((*one, *other)))
        number = {token: at for at, token in enumerate(every)}
        same = self._alike(self._alphabets[scripts[0]].code(every), scripts[0])
        first_of, other_of = np.array([number[t] for t in one])[of_rows], np.array([number[t] for t in other])[of_cols]
        differ, most = first_of != other_of, np.minimum(same[first_of], same[other_of])
        held: Floats = np.where(differ, np.minimum(weights, most - MISSPELT), most)
        return held

    def _alike(self, coded: Coded, script: Script) -> Floats:
        """Return the weight of each token beside itself.

        A slip makes a word that no letter model expects, so that agreeing with it would look the
        rarer: no misspelling may outweigh the spelling itself. Nor can a word beside itself weigh more
        than one in how many words it is by chance.
        """
        every = np.arange(len(coded.lengths))
        weights = self.pairing((script, script)).weights(coded, coded, rows=every, cols=every)
        rare: Floats = np.asarray(-self._backgrounds[script].score_nats(coded) / np.log(10), dtype=float)
        held: Floats = np.minimum(weights, rare)
        return held

    def pairing(self, scripts: tuple[Script, Script]) -> Pairing:
        """Return what weighs one pair of scripts, in the order of `ORDER`."""
        if scripts not in self._pairings:
            name, (one, other) = f"{scripts[0]}_{scripts[1]}", scripts
            theta = np.zeros((len(self._alphabets[one]), len(self._alphabets[other])), dtype=np.float32)
            theta[tuple(self._stored[f"{name}_ops"])] = self._stored[f"{name}_theta"]
            transducer = SwiftTransducer(self._alphabets[one], self._alphabets[other], theta)
            backgrounds = self._backgrounds[one], self._backgrounds[other]
            embeddings = None if one is other else (self._embeddings[one], self._embeddings[other])
            curve = self._stored[f"{name}_curve"]
            attested = Attested(self._alphabets[one], self._alphabets[other], self._stored[f"{name}_attested"])
            near = None if one is other else (self._around(name, transducer, 0), self._around(name, transducer, 1))
            self._pairings[scripts] = Pairing(transducer, backgrounds, embeddings, curve, attested, near)
        return self._pairings[scripts]

    def _around(self, name: str, plain: SwiftTransducer, side: int) -> Around:
        """Return how words of one side are written for words of the other."""
        first, second = (plain.first, plain.second) if side == 0 else (plain.second, plain.first)
        theta = plain.theta if side == 0 else np.ascontiguousarray(plain.theta.T)
        views, starts, left, shares, (letter, way, number) = (
            [self._stored[f"{name}_around{side}_view{at}"].astype(np.int64) for at in range(len(VIEWS))],
            *(self._stored[f"{name}_around{side}_{part}"] for part in ("starts", "left", "shares", "ways")),
        )
        ways = np.zeros((first.base, TAKEN * len(second)), dtype=np.int64)
        ways[letter, way] = number
        shares = shares.astype(np.float32)
        return Around(first, second, theta, tuple(views), starts.astype(np.int64), left, shares, ways)

    def _embedding(self, script: Script) -> Embedding:
        runs, pulls = self._stored[f"pulling_{script}"], self._stored[f"pulls_{script}"].astype(np.float32)
        every = np.zeros((len(self._alphabets[script]), pulls.shape[1]), dtype=np.float32)
        every[runs] = pulls
        return Embedding(every, self._stored[f"middle_{script}"].astype(np.float32))


@cache
def load() -> SpellingModel:
    """Read the model that ships in the package, once."""
    with files(__package__).joinpath("model.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return SpellingModel({name: stored[name] for name in stored.files})


def weigh_tokens(first: str, second: str) -> float:
    """Return the weight that two tokens are one name; 0 where either has no letters of ours.

    >>> weigh_tokens("Умар", "عمر") > 1 > 0 > weigh_tokens("Умар", "خديجة")
    True
    """
    at = np.zeros(1, dtype=np.int64)
    one, other = Spellings.of([first]), Spellings.of([second])
    if one.scripts[0] is None or other.scripts[0] is None:
        return 0.0
    return float(load().weigh(one, other, rows=at, cols=at)[0])
