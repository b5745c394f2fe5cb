"""The comparisons, in order, like a recipe: what is set against what, and what each weighs.

Each comparison yields two columns of log10 ratios against "no relation": if the child found is the
one sought, and if it is a brother or sister. The family's evidence (parents, home, language)
speaks for both alike; only name, age and sex tell brothers and sisters apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dates import Cohort, weigh_births
from kintrace.evidence.languages import LanguageBackground, compare_languages
from kintrace.evidence.names import compare_names
from kintrace.evidence.names import weigh as names
from kintrace.evidence.places import PlaceBackground, compare_last_places, compare_origins
from kintrace.evidence.relations import weigh as relations
from kintrace.evidence.weight import Weight
from kintrace.matching.alike import Alike
from kintrace.matching.roles import ROLES
from kintrace.matching.sheet import NOBODY, Distinct, Sheet

type Floats = NDArray[np.floating[Any]]
type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

OTHER_SEX = 0.01  # a clerk ticked the wrong box


class Pairs:
    """Pairs of rows (request, child) and what their words say to each other."""

    def __init__(self, requests: Sheet, register: Sheet, likeness: Alike, *, rows: Ints, cols: Ints) -> None:
        self.requests, self.register = requests, register
        self.rows, self.cols = rows, cols
        asking = np.unique(rows)
        self.table = likeness.written_out(np.concatenate([requests.words_of[role][asking].ravel() for role in ROLES]))

    def sought(self, role: str) -> Ints:
        return self.requests.words_of[role][self.rows]

    def found(self, role: str) -> Ints:
        return self.register.words_of[role][self.cols]

    def ratio(self, sought: str, found: str) -> NDArray[np.float32]:
        return self.table.between(self.sought(sought), self.found(found))


@dataclass(frozen=True, slots=True)
class Compared:
    """The different values of one column on either side, and the comparison that weighs two of them."""

    sought: Distinct[Any]
    found: Distinct[Any]
    weigh: Callable[[Any, Any], Weight]


class Table:
    """What different values weigh against each other: each pair of values once, when first asked for."""

    def __init__(self, compared: Compared) -> None:
        self._sought, self._found = compared.sought, compared.found
        self._weigh = cache(compared.weigh)
        self._known: dict[int, float] = {}

    def weight(self, row: int, col: int) -> Weight:
        """Return the weight of one pair of dossiers, with its sentence."""
        return self._weigh(self._sought.values[self._sought.of[row]], self._found.values[self._found.of[col]])

    def of_pairs(self, rows: Ints, cols: Ints) -> Floats:
        """Return the weights of many pairs of dossiers."""
        width = len(self._found.values)
        keys, where = np.unique(self._sought.of[rows] * width + self._found.of[cols], return_inverse=True)
        return np.array([self._one(int(key), width) for key in keys])[where]

    def _one(self, key: int, width: int) -> float:
        if key not in self._known:
            sought, found = divmod(key, width)
            self._known[key] = self._weigh(self._sought.values[sought], self._found.values[found]).log10_lr
        return self._known[key]


type Weigh = Callable[[Background, Pairs], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison of the recipe: `weigh` returns log10 ratios (this child, sibling) for many pairs."""

    name: str
    kind: str  # one of match.KINDS
    weigh: Weigh


class Background:
    """What the register looks like as a whole: below the line of every ratio."""

    def __init__(self, requests: Sheet, register: Sheet) -> None:
        self.requests, self.register = requests, register
        self._tables: dict[str, Table] = {}

    def table(self, name: str, compare: Callable[[Background], Compared]) -> Table:
        """Return the weights of all different values of both lists against each other, made once."""
        if name not in self._tables:
            self._tables[name] = Table(compare(self))
        return self._tables[name]

    @cached_property
    def cohort(self) -> Cohort:
        return Cohort.of(dossier.births for dossier in self.register.dossiers)

    @cached_property
    def languages(self) -> LanguageBackground:
        return LanguageBackground.of(
            [dossier.languages for dossier in self.register.dossiers], [roles.nisbas for roles in self.register.roles]
        )

    @cached_property
    def origins(self) -> PlaceBackground:
        return PlaceBackground.of(place for d in self.register.dossiers for place in d.origins)

    @cached_property
    def birth_places(self) -> PlaceBackground:
        return PlaceBackground.of(place for d in self.register.dossiers for place in d.birth_places)

    @cached_property
    def last_places(self) -> PlaceBackground:
        return PlaceBackground.of(place for d in self.register.dossiers for place in d.last_places)

    @cached_property
    def sex_share(self) -> Floats:
        """Share of each sex among the children of whom it is said; 1 where nothing is."""
        counts = np.bincount(self.register.sexes, minlength=3) + np.array([0.0, 1.0, 1.0])
        return np.concatenate([[1.0], counts[1:] / counts[1:].sum()])


def _there(words: Ints) -> Bools:
    there: Bools = words != NOBODY
    return there


def _names(_: Background, pairs: Pairs) -> tuple[Floats, Floats]:
    sought, found, named = _there(pairs.sought("given")), _there(pairs.found("given")), _there(pairs.sought("siblings"))
    own = pairs.ratio("given", "given")
    this = names.same_child(own, sought=sought, found=found)
    sibling = names.sibling(own, pairs.ratio("siblings", "given"), sought=sought, named=named, found=found)
    return np.log10(this), np.log10(sibling)


def _births(background: Background, pairs: Pairs) -> tuple[Floats, Floats]:
    sides = pairs.requests.births, pairs.register.births, pairs.rows, pairs.cols
    this = weigh_births(*sides, cohort=background.cohort, relation="same")
    return this, weigh_births(*sides, cohort=background.cohort, relation="sibling")


def _sex(background: Background, pairs: Pairs) -> tuple[Floats, Floats]:
    sought, found = pairs.requests.sexes[pairs.rows], pairs.register.sexes[pairs.cols]
    share = background.sex_share[found]
    ratio = np.where(sought == found, 1 - OTHER_SEX, OTHER_SEX) / share
    weight = np.where((sought > 0) & (found > 0), np.log10(ratio), 0.0)
    return weight, np.zeros(len(weight))


def _parent(role: str, other: float) -> Weigh:
    def weigh(_: Background, pairs: Pairs) -> tuple[Floats, Floats]:
        there = {"sought": _there(pairs.sought(role)), "found": _there(pairs.found(role))}
        weight = np.log10(relations.parent(pairs.ratio(role, role), **there, other=other))
        return weight, weight

    return weigh


def _kunya(_: Background, pairs: Pairs) -> tuple[Floats, Floats]:
    children = np.concatenate([pairs.sought("given"), pairs.sought("siblings")], axis=1)
    ratio = relations.kunya(
        pairs.ratio("kunya", "kunya"),
        pairs.table.between(children, pairs.found("kunya")),
        sought=_there(pairs.sought("kunya")),
        found=_there(pairs.found("kunya")),
        known=_there(children),
    )
    return np.log10(ratio), np.log10(ratio)


def _siblings(_: Background, pairs: Pairs) -> tuple[Floats, Floats]:
    found = pairs.found("siblings")
    family = np.concatenate([pairs.sought("given"), pairs.sought("siblings")], axis=1)
    this = relations.siblings(
        pairs.ratio("siblings", "siblings"), sought=_there(pairs.sought("siblings")), found=_there(found)
    )
    sibling = relations.siblings(pairs.table.between(family, found), sought=_there(family), found=_there(found))
    return np.log10(this), np.log10(sibling)


def _languages(background: Background) -> Compared:
    read = lambda dossier, roles: (dossier.languages, roles.nisbas)  # noqa: E731
    return Compared(
        background.requests.distinct(read),
        background.register.distinct(read),
        lambda sought, found: compare_languages(
            sought[0], found[0], background=background.languages, sought_nisbas=sought[1], found_nisbas=found[1]
        ),
    )


def _spelled_alike(sought: str, found: str) -> float:
    """Compare two places that the gazetteer does not know as names."""
    return compare_names(sought, found).log10_lr


def _origins(background: Background) -> Compared:
    read = lambda dossier, _: dossier.origins  # noqa: E731
    return Compared(
        background.requests.distinct(read),
        background.register.distinct(read),
        lambda sought, found: compare_origins(sought, found, background=background.origins, names=_spelled_alike),
    )


def _birth_places(background: Background) -> Compared:
    read = lambda dossier, _: dossier.birth_places  # noqa: E731
    return Compared(
        background.requests.distinct(read),
        background.register.distinct(read),
        lambda sought, found: compare_origins(sought, found, background=background.birth_places, names=_spelled_alike),
    )


def _last_places(background: Background) -> Compared:
    read = lambda dossier, _: dossier.last_places  # noqa: E731
    return Compared(
        background.requests.distinct(read),
        background.register.distinct(read),
        lambda sought, found: compare_last_places(
            sought, found, background=background.last_places, names=_spelled_alike
        ),
    )


def _each_value_once(name: str) -> Weigh:
    """Weigh each pair of different values once, however many pairs hold them."""

    def weigh(background: Background, pairs: Pairs) -> tuple[Floats, Floats]:
        weight = background.table(name, RECIPE[name]).of_pairs(pairs.rows, pairs.cols)
        return weight, weight

    return weigh


# Comparisons of whole values, where few are different.
RECIPE: dict[str, Callable[[Background], Compared]] = {
    "origins": _origins,
    "birth_places": _birth_places,
    "last_places": _last_places,
    "languages": _languages,
}

TERMS = (
    Term("names", "names", _names),
    Term("surname", "names", _parent("surname", relations.OTHER_SURNAME)),
    Term("births", "births", _births),
    Term("sex", "births", _sex),
    Term("origins", "places", _each_value_once("origins")),
    Term("birth_places", "places", _each_value_once("birth_places")),
    Term("last_places", "places", _each_value_once("last_places")),
    Term("father", "relations", _parent("father", relations.OTHER_FATHER)),
    Term("mother", "relations", _parent("mother", relations.OTHER_MOTHER)),
    Term("kunya", "relations", _kunya),
    Term("siblings", "relations", _siblings),
    Term("languages", "languages", _each_value_once("languages")),
)


def weigh_terms(background: Background, pairs: Pairs) -> tuple[Floats, Floats]:
    """Return log10 ratios of every term, shapes (pairs, terms): if this child, and if a sibling."""
    columns = [term.weigh(background, pairs) for term in TERMS]
    return np.column_stack([this for this, _ in columns]), np.column_stack([sibling for _, sibling in columns])
