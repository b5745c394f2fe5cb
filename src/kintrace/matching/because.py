"""The words for what a pair weighs: one sentence a kind of evidence, from the values as they were written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dates import births_because
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says
from kintrace.matching.alike import Alike
from kintrace.matching.kin import KinWords
from kintrace.matching.match import KINDS
from kintrace.matching.model import Model
from kintrace.matching.sheet import NOBODY
from kintrace.matching.terms import RECIPE, TERMS, Background
from kintrace.matching.wording import MAYBE, ONE_NAME, Answers, joined, written

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

WORDLESS = says("")
TELLING = 0.05  # a weight below this is not worth a word among others

_KINDS = tuple(term.kind for term in TERMS)
_NAMES = tuple(term.name for term in TERMS)
_NUMBER = {term.name: number for number, term in enumerate(TERMS)}


class Explainer:
    """Turns the numbers of a pair into weights with sentences."""

    def __init__(self, background: Background, likeness: Alike, model: Model, *, household: Ints) -> None:
        self._background, self._model = background, model
        self._requests, self._register = background.requests, background.register
        self._answers = Answers(self._requests, self._register, likeness)
        self._kin = KinWords(self._requests, self._register, self._answers, household=household.tolist())
        given = self._register.words_of["given"]
        self._bearers = np.bincount(given[given != NOBODY], minlength=len(self._register.words))

    def terms(self, row: int, col: int, *, weights: Floats, words: int = len(KINDS)) -> tuple[Weight, ...]:
        """Return one weight for each of KINDS; `weights` are the pair's unfactored terms.

        Only the `words` weightiest kinds, and the weightiest against, have sentences: they take
        most of the time of a long list.
        """
        scaled: list[float] = (weights * self._model.this).tolist()
        sums = dict.fromkeys(KINDS, 0.0)
        for kind, weight in zip(_KINDS, scaled, strict=True):
            sums[kind] += weight
        told = {*sorted(KINDS, key=lambda kind: -abs(sums[kind]))[:words], min(KINDS, key=sums.__getitem__)}
        return tuple(
            _weight(kind, self._sentence(kind, row, col=col, scaled=scaled), sums[kind])
            if kind in told or sums[kind] == 0.0
            else Weight(kind, sums[kind], WORDLESS)
            for kind in KINDS
        )

    def _sentence(self, kind: str, row: int, *, col: int, scaled: list[float]) -> Sentence | None:
        """Say what a kind of evidence says of a pair, or None where a side is silent."""
        match kind:
            case "names":
                return self._names(row, col)
            case "births":
                return self._births(row, col, scaled)
            case "places":
                return self._places(row, col, scaled)
            case "relations":
                return self._kin.say(row, col, weights=dict(zip(_NAMES, scaled, strict=True)))
            case "languages":
                return self._compared("languages", row, col)
        return None

    def _names(self, row: int, col: int) -> Sentence | None:
        sought, found = self._requests.roles[row].given, self._register.roles[col].given
        if not sought or not found:
            return None
        one, other, ratio = self._answers.best(sought, found)
        asker, child = self._requests.dossiers[row], self._register.dossiers[col]
        slots = {
            "sought": written(one, (*asker.names, *asker.aliases)),
            "found": written(other, (*child.names, *child.aliases)),
        }
        if ratio >= ONE_NAME:
            n = self._one_in(other)
            return says("{sought} and {found} are one name; about one child in {n} of the list bears it", **slots, n=n)
        if ratio >= MAYBE:
            return says("{sought} and {found} may be one name", **slots)
        return self._sibling_named(row, found) or says("{sought} and {found} are different names", **slots)

    def _sibling_named(self, row: int, found: Sequence[str]) -> Sentence | None:
        """Say if the child found bears the name of a brother or sister whom the request names."""
        siblings = self._requests.roles[row].siblings
        one, other, ratio = self._answers.best(siblings, found) if siblings else ("", "", 0.0)
        if ratio < ONE_NAME:
            return None
        named = written(one, self._requests.dossiers[row].siblings)
        return says(
            "{found} is the name of a brother or sister in the request: {named}", found=other.capitalize(), named=named
        )

    def _one_in(self, word: str) -> int:
        """Return how many children of the list there are to one who bears the word."""
        return max(1, round(len(self._register) / max(int(self._bearers[self._register.number[word]]), 1)))

    def _births(self, row: int, col: int, scaled: list[float]) -> Sentence | None:
        asker, child = self._requests.dossiers[row], self._register.dossiers[col]
        parts = []
        if asker.births and child.births:
            parts.append(births_because(asker.births, child.births, scaled[_NUMBER["births"]]))
        if asker.sex and child.sex and asker.sex != child.sex:
            girl_sought = asker.sex == "f"
            parts.append(
                says("the request seeks a girl, the list says a boy") if girl_sought
                else says("the request seeks a boy, the list says a girl")
            )  # fmt: skip
        elif asker.sex and child.sex and not parts:
            boy = asker.sex == "m"
            parts.append(says("both sides speak of a boy") if boy else says("both sides speak of a girl"))
        return joined(parts)

    def _places(self, row: int, col: int, scaled: list[float]) -> Sentence | None:
        names = ("origins", "birth_places", "last_places")
        said = [(abs(scaled[_NUMBER[name]]), self._compared(name, row, col)) for name in names]
        said.sort(key=lambda part: -part[0])
        parts = [sentence for weight, sentence in said if sentence and weight > TELLING]
        parts = list({str(sentence): sentence for sentence in parts}.values())  # home and birth place are often one
        return joined(parts or [sentence for _, sentence in said if sentence is not None][:1])

    def _compared(self, name: str, row: int, col: int) -> Sentence | None:
        """Return what a comparison of whole values says, or None where a side is silent."""
        weight = self._background.table(name, RECIPE[name]).weight(row, col)
        return weight.because if weight.said else None


def _weight(kind: str, because: Sentence | None, value: float) -> Weight:
    if because is None and value == 0.0:
        return Weight.silent(kind, says("one side says nothing of this"))
    return Weight(kind, value, because or says("what little is said tells nothing"))
