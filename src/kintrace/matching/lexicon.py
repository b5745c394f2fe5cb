"""The distinct words of many names, kept in memory, and which of them may be one name with a word that is asked.

A million names have far fewer words. Each word lies somewhere in the space of spellings, so that a
word asked is set against its neighbours of every script only; those are weighed letter by letter.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.names.attested import all_corrected, spellings_of
from kintrace.evidence.names.common import common_share
from kintrace.evidence.spelling import Script, Spellings, load
from kintrace.matching.alike import BACKGROUND, RAREST, tempered
from kintrace.matching.growing import Growing, Tiled

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]

DIMENSIONS = 48  # of the space that are kept: more find no more
NEIGHBOURS = 60  # words of each script that are weighed against a word asked
WORTH = 0.3  # words whose letters answer one another less are not one name
LEAST = 0.01
SAMPLED = 64  # one word in so many tells how near the nearest are
SPARE = 8
MOST_BEGUN = 300  # words of the index that begin as asked, the commonest
LAST = "\uffff"  # comes behind every letter
MOST_OF_AN_INITIAL = 1.0  # about one name in ten has a word that begins so
AT_ONCE = 20_000  # words placed together
SCRIPTS = tuple(Script)


@dataclass(frozen=True, slots=True)
class Answers:
    """Words that may be one name with a word asked, and their weights, the weightiest last."""

    words: Ints
    weights: Floats


NONE = Answers(np.zeros(0, dtype=np.int64), np.zeros(0))


class Lexicon:
    """Distinct folded words by number; a word keeps its number for ever."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._number: dict[str, int] = {}
        self._sorted: list[str] = []
        self._names = 0
        self._script = Growing(np.int8)
        self._bearers, self._letters = Growing(np.int64), Growing(np.float32)
        self._known = Growing(np.float32)  # share of bearers where the name is known to be common
        self._of = {script: Growing(np.int32) for script in SCRIPTS}
        self._places = {script: Tiled(DIMENSIONS) for script in SCRIPTS}

    def __len__(self) -> int:
        return len(self.words)

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of folded words; new ones are taken in."""
        new = list(dict.fromkeys(word for word in words if word not in self._number))
        for start in range(0, len(new), AT_ONCE):
            self._take_in(new[start : start + AT_ONCE])
        return [self._number[word] for word in words]

    def borne(self, numbers: Ints, *, names: int) -> None:
        """Count the bearers of words: of so many names that were added, or removed if `names` is below 0."""
        np.add.at(self._bearers.filled, numbers, 1 if names > 0 else -1)
        self._names += names

    def answers(self, asked: Sequence[str]) -> list[Answers]:
        """Return what answers each of some folded words, read as whole words."""
        spellings = Spellings.of(asked)
        near = self._neighbours(spellings)
        rows = np.repeat(np.arange(len(asked)), [len(words) for words in near])
        cols = np.concatenate([*near, NONE.words])
        if not len(rows):
            return [NONE] * len(asked)
        spelled = self._weighed(spellings, rows, cols)
        kept = spelled > WORTH
        rows, cols = rows[kept], cols[kept]
        weights = self._tempered(spelled[kept], rows, cols)
        return [_ordered(cols[rows == row], weights[rows == row]) for row in range(len(asked))]

    def begun(self, beginning: str) -> Answers:
        """Return the words that begin so, in any script.

        They weigh no more than it is rare for a word of a name to begin so.
        """
        asked = Spellings.of([beginning])
        if asked.scripts[0] is None:
            return NONE
        written = self._beginning(asked.folded[0])
        near = np.setdiff1d(self._neighbours(asked)[0], written)
        heads, answered, of = self._heads(near, asked)
        at = np.arange(len(heads.folded))
        spelled = load().weigh(asked, heads, rows=np.zeros_like(at), cols=at)
        weights = np.concatenate([np.full(len(written), spelled[0]), np.full(len(near), -np.inf)])
        np.maximum.at(weights, len(written) + of, spelled[answered])
        found = np.concatenate([written, near])
        found, weights = found[weights > WORTH], weights[weights > WORTH]
        return _ordered(found, np.minimum(weights, self._rarity(found)))

    def initial(self, letter: str, *, among: Ints) -> Answers:
        """Return those of some words that a single letter may stand for."""
        asked = Spellings.of([letter])
        firsts, of = np.unique([self.words[word][:1] for word in among.tolist()], return_inverse=True)
        at = np.arange(len(firsts))
        weights = load().weigh(asked, Spellings.of(firsts.tolist()), rows=np.zeros_like(at), cols=at, once=True)
        likely = weights[of] > WORTH
        return _ordered(among[likely], np.minimum(weights, MOST_OF_AN_INITIAL)[of][likely])

    def _take_in(self, words: Sequence[str]) -> None:
        """Give new words their numbers and places."""
        first = len(self.words)
        self._number.update(zip(words, range(first, first + len(words)), strict=True))
        self.words += words
        spellings, model = Spellings.of(words), load()
        self._script.extend([-1 if script is None else SCRIPTS.index(script) for script in spellings.scripts])
        self._bearers.extend(np.zeros(len(words)))
        self._letters.extend(model.background(spellings))
        self._known.extend([common_share(word) for word in words])
        for script in SCRIPTS:
            rows = spellings.rows_in(script)
            self._of[script].extend(first + rows)
            self._places[script].extend(_shortened(model.places(spellings, rows, script)))
        self._sort(words)

    def _sort(self, words: Sequence[str]) -> None:
        if len(words) > 1:
            self._sorted = sorted([*self._sorted, *words])
        else:
            insort(self._sorted, words[0])

    def _beginning(self, letters: str) -> Ints:
        """Return the words written with these first letters, the commonest if they are many."""
        first, last = bisect_left(self._sorted, letters), bisect_left(self._sorted, letters + LAST)
        found = np.array([self._number[word] for word in self._sorted[first:last]], dtype=np.int64)
        if len(found) <= MOST_BEGUN:
            return found
        return found[np.argpartition(-self._bearers.filled[found], MOST_BEGUN)[:MOST_BEGUN]]

    def _heads(self, words: Ints, asked: Spellings) -> tuple[Spellings, Ints, Ints]:
        """Return what is asked and the beginnings of some words that it may stand for, each once; which is whose."""
        letters, script = len(asked.folded[0]), asked.scripts[0]
        number: dict[tuple[str, Script | None], int] = {(asked.folded[0], script): 0}
        answered, of = list[int](), list[int]()
        scripts = self._script.filled[words].tolist()
        for place, (word, written) in enumerate(zip(words.tolist(), scripts, strict=True)):
            whole, there = self.words[word], SCRIPTS[written]
            for length in _lengths(letters, (script, there)):
                if length <= len(whole):
                    answered.append(number.setdefault((whole[:length], there), len(number)))
                    of.append(place)
        heads = Spellings(tuple(head for head, _ in number), tuple(there for _, there in number))
        return heads, np.array(answered, dtype=np.int64), np.array(of, dtype=np.int64)

    def _neighbours(self, asked: Spellings) -> list[Ints]:
        """Return for each word asked the words nearest to it, and those known to be spellings of it."""
        places = np.zeros((len(asked.folded), DIMENSIONS), dtype=np.float32)
        for script in SCRIPTS:
            rows = asked.rows_in(script)
            places[rows] = _shortened(load().places(asked, rows, script))
        found = [[self._known_spellings(word)] for word in asked.folded]
        for script in SCRIPTS:
            for near, similarity in zip(found, self._places[script].beside(places), strict=True):
                near.append(self._of[script].filled[nearest(similarity)])
        readable = [script is not None for script in asked.scripts]
        return [np.unique(np.concatenate(near)) if reads else NONE.words
                for near, reads in zip(found, readable, strict=True)]  # fmt: skip

    def _known_spellings(self, word: str) -> Ints:
        known = [self._number[other] for other in spellings_of(word) if other in self._number]
        return np.array(known, dtype=np.int64)

    def _weighed(self, asked: Spellings, rows: Ints, cols: Ints) -> Floats:
        """Weigh words asked against words of the index, by letters and by what is known."""
        distinct, of = np.unique(cols, return_inverse=True)
        weights = load().weigh(asked, self._spellings(distinct), rows=rows, cols=of, once=True)
        words = [self.words[number] for number in distinct.tolist()]
        return all_corrected(weights, asked.folded, words, rows=rows, cols=of)

    def _spellings(self, numbers: Ints) -> Spellings:
        scripts = [None if at < 0 else SCRIPTS[at] for at in self._script.filled[numbers].tolist()]
        return Spellings(tuple(self.words[number] for number in numbers.tolist()), tuple(scripts))

    def _tempered(self, weights: Floats, rows: Ints, cols: Ints) -> Floats:
        """Hold the weights to how common the words are among all names of the index."""
        letters = 10.0 ** self._letters.filled[cols].astype(float)
        group = rows * (len(SCRIPTS) + 1) + self._script.filled[cols] + 1
        held = tempered(10.0**weights, group=group, common=self._shares(cols), letters=letters)
        return np.log10(held)

    def _shares(self, numbers: Ints) -> Floats:
        """Return P(a name has this word), for each of some words."""
        imagined = np.maximum(10.0 ** self._letters.filled[numbers].astype(float), self._known.filled[numbers])
        borne = np.maximum(self._bearers.filled[numbers] - 0.5, 0.25)
        whole = self._names + BACKGROUND
        shares: Floats = (borne + BACKGROUND * np.maximum(imagined, RAREST)) / whole
        return shares

    def _rarity(self, numbers: Ints) -> float:
        """Return -log10 P(a name has one of these words)."""
        return float(-np.log10(min(max(self._shares(numbers).sum(), 1e-9), 1.0)))


def nearest(similarity: NDArray[np.float32], *, most: int = NEIGHBOURS) -> Ints:
    """Return the places of the largest, in any order; a sample tells which of many need no second look."""
    if len(similarity) <= most:
        return np.arange(len(similarity))
    near: Ints = np.arange(len(similarity))
    if len(similarity) > SAMPLED**2:
        sample, enough = similarity[::SAMPLED], 2 * most // SAMPLED + SPARE
        near = np.flatnonzero(similarity >= np.partition(sample, -enough)[-enough])
    if len(near) < most:
        near = np.arange(len(similarity))
    found: Ints = near[np.argpartition(-similarity[near], most - 1)[:most]]
    return found


def _lengths(letters: int, scripts: tuple[Script | None, Script]) -> range:
    """Return how many letters may answer so many of another script; Arabic leaves short vowels out."""
    if scripts[0] is scripts[1]:
        return range(letters, letters + 1)
    if Script.ARABIC not in scripts:
        return range(letters - 1, letters + 2)
    if scripts[0] is Script.ARABIC:
        return range(letters, 2 * letters + 1)
    return range((letters + 1) // 2, letters + 1)


def _shortened(places: NDArray[np.float32]) -> NDArray[np.float32]:
    """Keep the first dimensions, and length 1."""
    kept = places[:, :DIMENSIONS]
    length = np.sqrt((kept * kept).sum(axis=1, keepdims=True))
    return np.asarray(kept / np.maximum(length, 1e-6), dtype=np.float32)


def _ordered(words: Ints, weights: Floats) -> Answers:
    """Put the weightiest last; a word that everybody bears still answers, if by next to nothing."""
    weights = np.maximum(weights, LEAST)
    order = np.lexsort((words, weights))
    return Answers(words[order], weights[order])
