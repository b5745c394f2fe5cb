"""How two places lie to each other, in the few steps that matter for comparing what people say."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from kintrace.evidence.places.gazetteer import Gazetteer, Place

SAME_KM = 6.0  # a camp and the town it is named after
NEAR_KM = 50.0


class Relation(IntEnum):
    """From the closest to the farthest."""

    SAME = 0
    INSIDE = 1  # one contains the other: the republic and its town
    NEAR = 2  # two places of one area, or close neighbours over a border
    ELSEWHERE = 3


@lru_cache(maxsize=200_000)
def relate(ones: tuple[Place, ...], others: tuple[Place, ...]) -> Relation:
    """Return the closest relation between the places one spelling may name and those another may name."""
    return min((_relate(one, other) for one in ones for other in others), default=Relation.ELSEWHERE)


@lru_cache(maxsize=200_000)
def km_apart(ones: tuple[Place, ...], others: tuple[Place, ...]) -> float:
    """Return the least distance between the places two spellings may name."""
    gazetteer = Gazetteer.load()
    return min(gazetteer.km(one, other) for one in ones for other in others)


def _relate(one: Place, other: Place) -> Relation:
    gazetteer = Gazetteer.load()
    if one.id == other.id:
        return Relation.SAME
    if gazetteer.within(one, other) or gazetteer.within(other, one):
        return Relation.INSIDE
    if one.is_area or other.is_area:
        return Relation.ELSEWHERE
    km = gazetteer.km(one, other)
    if km <= SAME_KM and one.kind != other.kind:
        return Relation.SAME
    one_area = bool(one.area) and one.area == other.area and gazetteer.places[one.area].kind == "area"
    return Relation.NEAR if one_area or km <= NEAR_KM else Relation.ELSEWHERE
