"""Draws families: parents, children, home, kunya, the town in the theatre where they truly lived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kintrace.worlds.chance import Chance
from kintrace.worlds.names import Kind, Name, NamePool
from kintrace.worlds.places import COMMUNITIES, HOMES, THEATRE, Community, Place
from kintrace.worlds.rules import Rules


@dataclass(frozen=True, slots=True)
class Mother:
    """A mother: the name her relatives know and the one the register hears, usually the same."""

    name: Name
    heard: Name


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a family; `heard` is the name it is registered under."""

    name: Name
    heard: Name
    girl: bool
    born: date
    birth_place: Place
    mother: Mother

    @property
    def renamed(self) -> bool:
        return self.heard is not self.name

    @property
    def sex(self) -> str:
        return "f" if self.girl else "m"


@dataclass(frozen=True, slots=True)
class Family:
    """A father, one or two mothers and their children, the elder mother's first."""

    surname: Name
    father: Name
    kunya: Name
    community: Community
    home: Place
    lived_in: Place
    children: tuple[Child, ...]


def draw_family(chance: Chance, *, pool: NamePool, rules: Rules) -> Family:
    """Draw one family."""
    community = chance.weighted(COMMUNITIES, [row.share for row in COMMUNITIES])
    towns = tuple(HOMES) if chance.happens(rules.origin_elsewhere) else community.towns
    home = HOMES[chance.one_of(towns[:1] if rules.one_town else towns)]
    children: list[Child] = []
    for mother in _draw_mothers(chance, pool=pool, rules=rules):
        for _ in range(chance.weighted((1, 2, 3, 4), rules.children_of_a_mother)):
            taken = frozenset() if rules.namesakes else frozenset(child.name.key for child in children)
            children.append(_draw_child(chance, mother=mother, home=home, taken=taken, pool=pool, rules=rules))
    return Family(
        surname=pool.draw(chance, "surname"),
        father=pool.draw(chance, "father"),
        kunya=_draw_kunya(chance, children=children, pool=pool, rules=rules),
        community=community,
        home=home,
        lived_in=chance.one_of(THEATRE),
        children=tuple(children),
    )


def _draw_mothers(chance: Chance, *, pool: NamePool, rules: Rules) -> list[Mother]:
    mothers = []
    for _ in range(2 if chance.happens(rules.second_mother) else 1):
        heard = pool.draw(chance, "mother")
        convert = chance.happens(rules.convert_mother)
        mothers.append(Mother(pool.draw(chance, "birth_mother") if convert else heard, heard))
    return mothers


def _draw_child(
    chance: Chance, *, mother: Mother, home: Place, taken: frozenset[str], pool: NamePool, rules: Rules
) -> Child:
    girl = chance.happens(0.5)
    kind: Kind = "girl" if girl else "boy"
    name = pool.draw(chance, kind)
    while name.key in taken:
        name = pool.draw(chance, kind)
    heard = pool.draw(chance, kind) if chance.happens(rules.renamed) else name
    years = range(rules.first_birth_year, rules.last_birth_year + 1)
    born = date(chance.one_of(years), 1 + chance.below(12), 1 + chance.below(28))
    birth_place = home if born.year <= rules.departure_year else chance.one_of(THEATRE)
    return Child(name, heard, girl, born, birth_place, mother)


def _draw_kunya(chance: Chance, *, children: list[Child], pool: NamePool, rules: Rules) -> Name:
    """Take the eldest son, else the eldest daughter; some men take a name that is no child's."""
    if not chance.happens(rules.kunya_of_a_child):
        return pool.draw(chance, "boy")
    return min(children, key=lambda child: (child.girl, child.born)).name
