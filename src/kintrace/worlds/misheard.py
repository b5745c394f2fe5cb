"""A clerk's error about a whole family: the same wrong father, home or years stand with every child of it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from kintrace.worlds.chance import Chance
from kintrace.worlds.families import Family
from kintrace.worlds.names import NamePool
from kintrace.worlds.places import COMMUNITIES, HOMES

YEARS = (-3, -2, 2, 3)


class Misheard(NamedTuple):
    """A family as the clerk took it to be, and by how many years every child's age is off."""

    family: Family
    shift: int = 0


def mishear(chance: Chance, *, family: Family, pool: NamePool) -> Misheard:
    """Get one thing wrong: the father's name and kunya, where the family is from, or all ages."""
    match chance.below(3):
        case 0:
            return Misheard(replace(family, father=pool.draw(chance, "father"), kunya=pool.draw(chance, "boy")))
        case 1:
            community = chance.weighted(COMMUNITIES, [row.share for row in COMMUNITIES])
            return Misheard(replace(family, community=community, home=HOMES[chance.one_of(community.towns)]))
        case _:
            return Misheard(family, chance.one_of(YEARS))
