"""The last news of a family against the place where a child was registered.

News is often old: about a third were found where they were last heard of, the others had moved on,
to nearer places rather than to far ones. So agreement speaks for a pair, and distance hardly speaks against it.
"""

from __future__ import annotations

import math

from kintrace.evidence.places.background import PlaceBackground, nearness
from kintrace.evidence.places.gazetteer import Gazetteer
from kintrace.evidence.places.origin import KIND, SILENT, Names, by_spelling, said, same_if_equal, told
from kintrace.evidence.places.relation import Relation, km_apart, relate
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says

STAYED = 0.30
FLOOR = -0.4
CEILING = 2.0


def compare_last_places(
    sought: tuple[str, ...],
    found: tuple[str, ...],
    *,
    background: PlaceBackground,
    names: Names = same_if_equal,
) -> Weight:
    """Weigh the last news of the family against where the child was registered.

    >>> register = PlaceBackground.of(["الرقة"] * 10 + ["Mosul"] * 50 + ["الهول"] * 40)
    >>> weight = compare_last_places(("Ракка",), ("Mosul",), background=register)
    >>> round(weight.log10_lr, 1), str(weight.because)
    (-0.2, 'last heard of in Ракка, registered in Mosul, about 372 km away')
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
    return Weight(KIND, min(CEILING, max(FLOOR, math.log10(ratio))), _because(one, other))


def _ratio(one: str, other: str, *, background: PlaceBackground, names: Names) -> float:
    gazetteer = Gazetteer.load()
    here, there = gazetteer.find(one), gazetteer.find(other)
    if not here or not there:
        return by_spelling(names(one, other), background.share_of(other), STAYED)
    moved = nearness(here, there) / background.nearness(here)
    relation = relate(here, there)
    stayed = 0.0
    if relation in {Relation.SAME, Relation.INSIDE}:
        stayed = 1.0 / max(background.shares(here)[relation], background.least)
    return STAYED * stayed + (1 - STAYED) * moved


def _because(one: str, other: str) -> Sentence:
    gazetteer = Gazetteer.load()
    here, there = gazetteer.find(one), gazetteer.find(other)
    if not here or not there or relate(here, there) in {Relation.SAME, Relation.INSIDE}:
        return told(one, other)
    km = round(km_apart(here, there))
    return says("last heard of in {sought}, registered in {found}, about {km} km away", sought=one, found=other, km=km)
