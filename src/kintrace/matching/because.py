"""The words for what a pair weighs: one sentence a kind of evidence, from the values as they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dates import births_because
from kintrace.evidence.names import read_name
from kintrace.evidence.spelling import fold
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says
from kintrace.matching.alike import Alike
from kintrace.matching.dossier import Dossier
from kintrace.matching.match import KINDS
from kintrace.matching.model import Model
from kintrace.matching.roles import Roles
from kintrace.matching.roles import roles_of as read_roles
from kintrace.matching.sheet import NOBODY
from kintrace.matching.terms import RECIPE, TERMS, Background

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

ONE_NAME = 10.0  # a ratio from which two words are called one name
MAYBE = 2.0
WORDLESS = says("")
TELLING = 0.05  # a weight below this is not worth a word among others

_KINDS = tuple(term.kind for term in TERMS)
_NUMBER = {term.name: number for number, term in enumerate(TERMS)}


class Explainer:
    """Turns the numbers of a pair into weights with sentences."""

    def __init__(self, background: Background, likeness: Alike, model: Model, *, household: Ints) -> None:
        self._background, self._likeness, self._model = background, likeness, model
        self._requests, self._register = background.requests, background.register
        self._household = household.tolist()
        self._members: dict[int, list[Dossier]] = defaultdict(list)
        for number, dossier in zip(self._household, self._register.dossiers, strict=True):
            self._members[number].append(dossier)
        self._known: dict[str, dict[str, float]] = {}
        self._own: dict[str, Roles] = {}
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
                return self._relations(row, col, scaled)
            case "languages":
                return self._compared("languages", row, col)
        return None

    def _names(self, row: int, col: int) -> Sentence | None:
        sought, found = self._requests.roles[row].given, self._register.roles[col].given
        if not sought or not found:
            return None
        one, other, ratio = self._best(sought, found)
        asker, child = self._requests.dossiers[row], self._register.dossiers[col]
        slots = {
            "sought": _written(one, (*asker.names, *asker.aliases)),
            "found": _written(other, (*child.names, *child.aliases)),
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
        one, other, ratio = self._best(siblings, found) if siblings else ("", "", 0.0)
        if ratio < ONE_NAME:
            return None
        named = _written(one, self._requests.dossiers[row].siblings)
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
        return _joined(parts)

    def _places(self, row: int, col: int, scaled: list[float]) -> Sentence | None:
        names = ("origins", "birth_places", "last_places")
        said = [(abs(scaled[_NUMBER[name]]), self._compared(name, row, col)) for name in names]
        said.sort(key=lambda part: -part[0])
        parts = [sentence for weight, sentence in said if sentence and weight > TELLING]
        parts = list({str(sentence): sentence for sentence in parts}.values())  # home and birth place are often one
        return _joined(parts or [sentence for _, sentence in said if sentence is not None][:1])

    def _compared(self, name: str, row: int, col: int) -> Sentence | None:
        """Return what a comparison of whole values says, or None where a side is silent."""
        weight = self._background.table(name, RECIPE[name]).weight(row, col)
        return weight.because if weight.said else None

    def _relations(self, row: int, col: int, scaled: list[float]) -> Sentence | None:
        said = [
            (abs(scaled[_NUMBER["father"]]), self._parent("father", row, col)),
            (abs(scaled[_NUMBER["mother"]]), self._parent("mother", row, col)),
            (abs(scaled[_NUMBER["kunya"]]), self._kunya(row, col)),
            (abs(scaled[_NUMBER["siblings"]]), self._siblings(row, col)),
        ]
        told = [(weight, sentence) for weight, sentence in said if sentence is not None]
        return _joined([sentence for _, sentence in sorted(told, key=lambda part: -part[0])])

    def _parent(self, role: str, row: int, col: int) -> Sentence | None:
        sought, found = getattr(self._requests.roles[row], role), getattr(self._register.roles[col], role)
        if not sought or not found:
            return None
        one, other, ratio = self._best(sought, found)
        asker, child = self._requests.dossiers[row], self._register.dossiers[col]
        mates = self._members[self._household[col]]  # what one child says of its father counts for the others
        slots = {
            "sought": _written(one, (*_parent_names(role, asker), *asker.names)),
            "found": _written(other, (*_parent_names(role, child, *mates), *child.names)),
        }
        return self._as_said(says(_PARENT[role, _likeness(ratio)], **slots), role, other, col=col)

    def _own_roles(self, dossier: Dossier) -> Roles:
        """Return what a record itself says, without what its household added."""
        if dossier.id not in self._own:
            self._own[dossier.id] = read_roles(dossier)
        return self._own[dossier.id]

    def _as_said(self, sentence: Sentence, role: str, word: str, *, col: int) -> Sentence:
        """Name the record a word comes from where it is not the child's own but a brother's or sister's."""
        if word in getattr(self._own_roles(self._register.dossiers[col]), role):
            return sentence
        for mate in self._members[self._household[col]]:
            if word in getattr(self._own_roles(mate), role):
                return says("{said} (as {id}, registered with this child, says)", said=sentence, id=mate.id)
        return sentence

    def _kunya(self, row: int, col: int) -> Sentence | None:
        asker, child = self._requests.roles[row], self._register.roles[col]
        known = (*asker.given, *asker.siblings)
        if not child.kunya or not (asker.kunya or known):
            return None
        for words, template in ((asker.kunya, _SAME_KUNYA), (known, _KUNYA_OF_CHILD)):
            one, other, ratio = self._best(words, child.kunya) if words else ("", "", 0.0)
            if ratio >= ONE_NAME:
                said = says(template, name=one.capitalize(), found=self._kunya_written(other, col))
                return self._as_said(said, "kunya", other, col=col)
        return says(_STRANGE_KUNYA, found=self._kunya_written(child.kunya[0], col))

    def _kunya_written(self, word: str, col: int) -> str:
        """Return the kunya that names the word, as it is written for the child or else for one of its household."""
        child, mates = self._register.dossiers[col], self._members[self._household[col]]
        for text in (*_parent_names("father", child), *_parent_names("mother", child)):
            if _names_child(text, word):
                return text
        others = (text for role in ("father", "mother") for text in _parent_names(role, *mates))
        return next((text for text in others if _names_child(text, word)), word)

    def _siblings(self, row: int, col: int) -> Sentence | None:
        asker, found = self._requests.roles[row], self._register.roles[col].siblings
        if not found:
            return None
        dossier = self._requests.dossiers[row]
        pairs = [self._best((word,), found) for word in asker.siblings]
        both = [_written(one, dossier.siblings) for one, _, ratio in pairs if ratio >= ONE_NAME]
        parts = [says("both sides name the brothers or sisters {names}", names=", ".join(both))] if both else []
        if asker.given:
            own, other, ratio = self._best(asker.given, found)
            if ratio >= ONE_NAME:
                slots = {"sought": _written(own, (*dossier.names, *dossier.aliases)), "found": other.capitalize()}
                parts.append(says("the child sought, {sought}, may be this child's brother or sister {found}", **slots))
        if not parts and asker.siblings:
            return says("the brothers and sisters named on the two sides are different")
        return _joined(parts)

    def _answers(self, word: str) -> dict[str, float]:
        """Return the words of the register that may be one name with a word of the requests, and their ratios."""
        if word not in self._known:
            answers, ratios = self._likeness.of(self._requests.number[word])
            self._known[word] = {self._register.words[at]: float(r) for at, r in zip(answers, ratios, strict=True)}
        return self._known[word]

    def _best(self, sought: Sequence[str], found: Sequence[str]) -> tuple[str, str, float]:
        """Return the two words that answer each other best, and their ratio."""
        best = (sought[0], found[0], -1.0)
        for one in sought:
            answers = self._answers(one)
            for other in found:
                ratio = answers.get(other, 0.0)
                if ratio > best[2]:
                    best = one, other, ratio
        return best


_SAME_KUNYA = says("the father or mother bears one kunya on both sides: {name}, “{found}”").template
_KUNYA_OF_CHILD = says("“{found}” may be called after {name}, a child of this family").template
_STRANGE_KUNYA = says("“{found}” names nobody the request knows of").template
_PARENT = {
    ("father", "one"): says("the fathers bear one name: {sought}, {found}").template,
    ("father", "maybe"): says("the fathers may bear one name: {sought}, {found}").template,
    ("father", "other"): says("the fathers bear different names: {sought}, {found}").template,
    ("mother", "one"): says("the mothers bear one name: {sought}, {found}").template,
    ("mother", "maybe"): says("the mothers may bear one name: {sought}, {found}").template,
    ("mother", "other"): says("the mothers bear different names: {sought}, {found}").template,
}


def _parent_names(role: str, *dossiers: Dossier) -> tuple[str, ...]:
    """Return the names and aliases of a parent, as they were written."""
    columns = (f"{role}_names", f"{role}_aliases")
    return tuple(text for dossier in dossiers for column in columns for text in getattr(dossier, column))


def _names_child(text: str, word: str) -> bool:
    parts = read_name(text)
    return word in parts.father_of or word in parts.mother_of


def _likeness(ratio: float) -> str:
    return "one" if ratio >= ONE_NAME else "maybe" if ratio >= MAYBE else "other"


def _weight(kind: str, because: Sentence | None, value: float) -> Weight:
    if because is None and value == 0.0:
        return Weight.silent(kind, says("one side says nothing of this"))
    return Weight(kind, value, because or says("what little is said tells nothing"))


def _joined(parts: Sequence[Sentence]) -> Sentence | None:
    """Chain sentences, the weightiest first."""
    if not parts:
        return None
    whole = parts[0]
    for part in parts[1:]:
        whole = says("{first}; {then}", first=whole, then=part)
    return whole


def _written(word: str, texts: Iterable[str]) -> str:
    """Return the word as somebody wrote it; a stem or a glued compound as it is, with a capital."""
    for text in texts:
        for piece in text.split():
            if fold(piece) == word:
                return piece
    return word.capitalize()
