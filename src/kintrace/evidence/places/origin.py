"""Where from, where born: how much likelier is it that a register names this place if the child is the one sought?

A family and a registrar name the same town, or one of them the republic and the other the town, or
neighbouring places; seldom is a statement wrong, and then it could be any place of the register.
A place many children of the register come from weighs little, a village nobody else names weighs much.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from kintrace.evidence.places.background import PlaceBackground
from kintrace.evidence.places.folding import bare
from kintrace.evidence.places.gazetteer import Gazetteer, Place
from kintrace.evidence.places.relation import Relation, km_apart, relate
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says

KIND = "places"
# How a true statement of the register lies to what the family says: to a town it names, to a republic.
TOLD = {Relation.SAME: 0.80, Relation.INSIDE: 0.12, Relation.NEAR: 0.08, Relation.ELSEWHERE: 0.0}
TOLD_OF_AREA = {Relation.SAME: 0.35, Relation.INSIDE: 0.60, Relation.NEAR: 0.05, Relation.ELSEWHERE: 0.0}
WRONG = 0.08
CEILING, FLOOR = 2.5, -1.5
SILENT = says("one side does not say which place")
UNKNOWN = says("{sought} and {found} are not in the gazetteer and could not be compared")

type Names = Callable[[str, str], float]


def same_if_equal(one: str, other: str) -> float:
    """Weigh two unknown spellings: 3 where their letters agree, else 0. The spelling model does better."""
    return 3.0 if bare(one) == bare(other) else 0.0


def compare_origins(
    sought: tuple[str, ...],
    found: tuple[str, ...],
    *,
    background: PlaceBackground,
    names: Names = same_if_equal,
) -> Weight:
    """Weigh where a family is from (or a child was born) against what the register says of the same.

    `background` counts the same column of the register; `names` weighs spellings that are in no gazetteer.

    >>> register = PlaceBackground.of(["Грозный"] * 10 + ["Москва"] * 40 + ["Шали"] * 10 + ["Казань"] * 40)
    >>> weight = compare_origins(("Гудермес",), ("غروزني",), background=register)
    >>> round(weight.log10_lr, 1), str(weight.because)
    (-0.3, 'Гудермес and غروزني lie in one area, 34 km apart')
    """
    pairs = [
        (_ratio(one, other, background=background, names=names), one, other)
        for one in said(sought)
        for other in said(found)
    ]
    if not pairs:
        return Weight.silent(KIND, SILENT)
    ratio = sum(ratio for ratio, _, _ in pairs) / len(pairs)
    _, one, other = max(pairs, key=lambda pair: pair[0])
    return weighed(ratio, one, other)


def said(values: tuple[str, ...]) -> list[str]:
    """Return the values that are not blank."""
    return [value for value in values if value.strip()]


def weighed(ratio: float, one: str, other: str) -> Weight:
    """Bound a ratio and tell why; a pair that says nothing and is in no gazetteer counts as silence."""
    because = told(one, other)
    if ratio == 1.0 and because.template == UNKNOWN.template:
        return Weight.silent(KIND, because)
    return Weight(KIND, min(CEILING, max(FLOOR, math.log10(ratio))), because)


def _ratio(one: str, other: str, *, background: PlaceBackground, names: Names) -> float:
    gazetteer = Gazetteer.load()
    sought, found = gazetteer.find(one), gazetteer.find(other)
    if not sought or not found:
        return by_spelling(names(one, other), background.share_of(other), TOLD[Relation.SAME] - WRONG)
    return (1 - WRONG) * _told_ratio(sought, relate(sought, found), background) + WRONG


def _told_ratio(sought: tuple[Place, ...], relation: Relation, background: PlaceBackground) -> float:
    """Return P(relation | a true statement) over the share of the register in that relation."""
    share, expected = background.shares(sought), TOLD_OF_AREA if sought[0].is_area else TOLD
    # Many registers name only towns, or only republics: then nobody can be registered under the other.
    possible = 1.0 - (0.0 if share[Relation.INSIDE] else expected[Relation.INSIDE])
    return expected[relation] / possible / max(share[relation], background.least)


def by_spelling(log10_same: float, share: float, same: float) -> float:
    """Return the ratio of two spellings of which one is in no gazetteer: the same place with prior `same`."""
    return same * min(math.pow(10.0, log10_same), 1.0 / share) + (1.0 - same)


@lru_cache(maxsize=50_000)
def told(one: str, other: str) -> Sentence:
    """Say how two places lie to each other, in the spellings of both sides."""
    gazetteer = Gazetteer.load()
    sought, found = gazetteer.find(one), gazetteer.find(other)
    if not sought or not found:
        return _unlisted(one, other)
    relation = relate(sought, found)
    km = round(km_apart(sought, found))
    if relation is Relation.SAME:
        place = next((here.name for here in sought if here in found), sought[0].name)
        return says("{sought} and {found} are the same place, {place}", sought=one, found=other, place=place)
    if relation is Relation.INSIDE:
        return says("{sought} and {found} fit together: one lies in the other", sought=one, found=other)
    if relation is Relation.NEAR:
        return says("{sought} and {found} lie in one area, {km} km apart", sought=one, found=other, km=km)
    return says("{sought} and {found} are different places, about {km} km apart", sought=one, found=other, km=km)


def _unlisted(one: str, other: str) -> Sentence:
    if bare(one) == bare(other):
        return says("both sides write {place}", place=one)
    return says(UNKNOWN.template, sought=one, found=other)
