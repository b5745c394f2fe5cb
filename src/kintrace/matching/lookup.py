"""Looking a name up among a million: a whole name or a part of it, in any script, while a caller is speaking.

The index is held in memory and nowhere else. It knows names, not persons: whoever asks is told which
entries answer and by which written name, and opens them through the rooms that guard them.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from threading import RLock
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.asked import KINDS, Asked, Word, asked_in, words_in
from kintrace.matching.growing import Growing
from kintrace.matching.lexicon import NONE, Answers, Lexicon

type Ints = NDArray[np.int64]
type Progress = Callable[[int], None]  # names done

AT_ONCE = 20_000  # names read together when an index is built
MISSING_WORD = -0.5  # what a word asked costs that nothing answers
LOOKED_AT = 100  # names whose words are set against the words asked, one to one
EXTRA_WORD = 1e-3  # of names that answer alike the one with fewer other words comes first
WORTHLESS = 0.0  # a name that weighs no more is no answer
SPARSE = 2  # an index is packed when it holds so many times the names that are left


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that may be meant."""

    id: str
    weight: float  # log10 of how many times likelier the words asked are if this name is meant than by chance
    name: str  # the name that answered, as it was written


class NameIndex:
    """Written names of any number of entries, several for one id if need be.

    Safe to use from several threads: they take turns.

    >>> index = NameIndex.build([("a", "Магомедов Ахмад"), ("b", "خديجة عمر"), ("c", "Abu Umar")])
    >>> [found.id for found in index.search("Khadija")], [found.id for found in index.search("Абу Умар")]
    (['b'], ['c'])
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._empty()

    def _empty(self) -> None:
        self._lexicon = Lexicon()
        self._ids: list[str] = []
        self._names: list[str] = []
        self._rows_of: dict[str, tuple[int, ...]] = {}
        self._count = 0
        self._starts, self._keys, self._left = Growing(np.int64), Growing(np.int32), Growing(np.bool_)
        self._sizes = Growing(np.float32)
        self._starts.extend([0])
        self._bearing: list[array[int] | None] = []  # of each key the rows that have it

    def __len__(self) -> int:
        """Return how many names there are."""
        return self._count

    @property
    def words(self) -> int:
        """How many different words the names have."""
        return len(self._lexicon)

    @classmethod
    def build(cls, entries: Iterable[tuple[str, str]], *, progress: Progress | None = None) -> Self:
        """Make an index of entries (id, name as written); an id may come again with another name."""
        index = cls()
        index.extend(entries, progress=progress)
        return index

    def extend(self, entries: Iterable[tuple[str, str]], *, progress: Progress | None = None) -> None:
        """Add entries (id, name as written) to those there are, many at once."""
        done = 0
        for some in batched(entries, AT_ONCE):
            self._add(some)
            done += len(some)
            if progress is not None:
                progress(done)

    def add(self, entry: str, *names: str) -> None:
        """Add names of an entry to those it has."""
        self._add([(entry, name) for name in names])

    def remove(self, entry: str) -> None:
        """Forget all names of an entry; one that is not there is no error."""
        with self._lock:
            rows = self._rows_of.pop(entry, ())
            self._count -= len(rows)
            for row in rows:
                self._ids[row] = self._names[row] = ""
                self._left.filled[row] = False
                self._lexicon.borne(self._keys_of(row) // len(KINDS), names=-1)
            if rows and len(self._names) > SPARSE * (len(self) + AT_ONCE):
                self._pack()

    def replace(self, entry: str, *names: str) -> None:
        """Let an entry have these names and no others."""
        with self._lock:
            self.remove(entry)
            self.add(entry, *names)

    def search(self, words: str, *, top: int = 10) -> tuple[Found, ...]:
        """Return the entries that may be meant, the weightiest first, each once, by its best name.

        `words` is a name or a part of it: one word of several, an initial, the beginning of a word (which
        may end with an ellipsis), a kunya, which is answered by kunyas only.
        """
        asked = asked_in(words)
        with self._lock:
            answers = self._answers(asked)
            opened = self._opened(answers, most=max(LOOKED_AT, 2 * top))
            self._add_initials(asked, answers, opened)
            weighed = [(self._weight(row, answers), row) for row in opened.tolist()]
            weighed.sort(key=lambda one: (-round(one[0], 6), self._sizes.filled[one[1]], one[1]))
            best: dict[str, Found] = {}
            for weight, row in weighed:
                if weight > WORTHLESS and len(best) < top:
                    best.setdefault(self._ids[row], Found(self._ids[row], weight, self._names[row]))
            return tuple(best.values())

    def _add(self, entries: Sequence[tuple[str, str]]) -> None:
        read = [words_in(name) for _, name in entries]
        with self._lock:
            first = len(self._names)
            numbers = iter(self._lexicon.numbers([word.letters for words in read for word in words]))
            keys = [[next(numbers) * len(KINDS) + KINDS.index(word.kind) for word in words] for words in read]
            self._bearing += [None] * (len(self._lexicon) * len(KINDS) - len(self._bearing))
            self._note(keys, first=first)
            rows_of = defaultdict(list)
            for row, (entry, name) in enumerate(entries, start=first):
                self._ids.append(entry)
                self._names.append(name)
                rows_of[entry].append(row)
            for entry, rows in rows_of.items():
                self._rows_of[entry] = (*self._rows_of.get(entry, ()), *rows)

    def _note(self, keys: Sequence[Sequence[int]], *, first: int) -> None:
        """Note which keys the rows from `first` on have."""
        for row, here in enumerate(keys, start=first):
            for key in set(here):
                bearing = self._bearing[key]
                if bearing is None:
                    bearing = self._bearing[key] = array("i")
                bearing.append(row)
        sizes = np.array([len(here) for here in keys])
        flat = np.array([key for here in keys for key in here], dtype=np.int64)
        self._starts.extend(len(self._keys) + np.cumsum(sizes))
        self._keys.extend(flat)
        self._sizes.extend(sizes)
        self._left.extend(np.ones(len(keys)))
        self._count += len(keys)
        self._lexicon.borne(flat // len(KINDS), names=len(keys))

    def _pack(self) -> None:
        """Make the index anew from the names that are left; it happens once for as many removals as it has names."""
        left = [(entry, name) for entry, name in zip(self._ids, self._names, strict=True) if entry]
        self._empty()
        for some in batched(left, AT_ONCE):
            self._add(some)

    def _keys_of(self, row: int) -> Ints:
        starts = self._starts.filled
        keys: Ints = self._keys.filled[starts[row] : starts[row + 1]].astype(np.int64)
        return keys

    def _answers(self, asked: Sequence[Asked]) -> list[dict[int, float]]:
        """Return for each word asked the keys that answer it with their weights, the weightiest last."""
        whole = [one.word.letters for one in asked if not one.beginning and not one.initial]
        read = iter(self._lexicon.answers(whole))
        found = [NONE if one.beginning or one.initial else next(read) for one in asked]
        alone = all(one.initial for one in asked)  # beside other words a letter opens nothing: too many begin so
        for place, one in enumerate(asked):
            unanswered = one.perhaps_beginning and not one.initial and not len(found[place].words)
            if one.beginning or unanswered or alone:
                found[place] = self._lexicon.begun(one.word.letters)
        return [_keyed(answers, one.word) for answers, one in zip(found, asked, strict=True)]

    def _add_initials(self, asked: Sequence[Asked], answers: Sequence[dict[int, float]], rows: Ints) -> None:
        """Let initials be answered by the words of the rows that the other words opened."""
        words = np.unique(np.concatenate([NONE.words, *(self._keys_of(row) for row in rows.tolist())]) // len(KINDS))
        for one, known in zip(asked, answers, strict=True):
            if one.initial and len(words):
                known.update(_keyed(self._lexicon.initial(one.word.letters, among=words), one.word))

    def _opened(self, answers: Sequence[dict[int, float]], *, most: int) -> Ints:
        """Return the rows most opened by the words asked."""
        score = np.zeros(len(self._names), dtype=np.float32)
        for one in answers:
            bearing = [(rows, weight) for key, weight in one.items() if (rows := self._bearing[key]) is not None]
            best = np.zeros(len(self._names), dtype=np.float32)
            for rows, weight in bearing:  # a heavier one comes later and stays
                best[np.frombuffer(rows, dtype=np.int32)] = weight
            score += best
        opened = np.flatnonzero((score > 0) & self._left.filled)
        late = EXTRA_WORD * self._sizes.filled[opened] - score[opened]
        if len(opened) > most:
            worst = np.partition(late, most - 1)[most - 1]
            ahead, even = np.flatnonzero(late < worst), np.flatnonzero(late == worst)
            opened = opened[np.concatenate([ahead, even[: most - len(ahead)]])]
        return opened

    def _weight(self, row: int, answers: Sequence[dict[int, float]]) -> float:
        """Answer each word asked by one word of a name, the best first; a word without an answer costs."""
        keys = self._keys_of(row).tolist()
        pairs = [(one[key], place, at) for place, one in enumerate(answers) for at, key in enumerate(keys)
                 if key in one]  # fmt: skip
        total, places, taken = 0.0, set[int](), set[int]()
        for weight, place, at in sorted(pairs, reverse=True):
            if place not in places and at not in taken:
                total += weight
                places.add(place)
                taken.add(at)
        return total + MISSING_WORD * (len(answers) - len(places))


def _keyed(answers: Answers, word: Word) -> dict[int, float]:
    keys = answers.words * len(KINDS) + KINDS.index(word.kind)
    return dict(zip(keys.tolist(), answers.weights.tolist(), strict=True))
