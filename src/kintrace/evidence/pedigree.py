"""Who is whose parent.

A pedigree is a plain value: persons, each with both parents or none known, which of them are identical twins, and
how inbred the founders are. It is checked when it is made, so that whatever computes on it need not ask again:
every parent is there and of the right sex, and nobody is their own ancestor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from kintrace.kernel.errors import UnusableData


class Sex(IntEnum):
    """As pedigree files write it."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2


@dataclass(frozen=True, slots=True)
class Person:
    """One person; a parent that is None is unknown."""

    id: str
    father: str | None = None
    mother: str | None = None
    sex: Sex = Sex.UNKNOWN

    @property
    def is_founder(self) -> bool:
        return self.father is None and self.mother is None

    @property
    def parents(self) -> tuple[str, ...]:
        return tuple(parent for parent in (self.father, self.mother) if parent is not None)


@dataclass(frozen=True)
class Pedigree:
    """Persons in an order in which parents come before their children.

    `twins` are groups of identical twins; `inbreeding` holds the coefficient of founders who are inbred.
    Build it with `pedigree_of`, which orders and checks.
    """

    persons: tuple[Person, ...]
    twins: tuple[tuple[str, ...], ...] = ()
    inbreeding: tuple[tuple[str, float], ...] = ()

    @cached_property
    def _hash(self) -> int:
        return hash((self.persons, self.twins, self.inbreeding))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.persons}

    def __contains__(self, person: object) -> bool:
        return person in self.by_id

    def inbreeding_of(self, founder: str) -> float:
        return dict(self.inbreeding).get(founder, 0.0)

    def children_of(self, parent: str) -> tuple[str, ...]:
        return tuple(person.id for person in self.persons if parent in person.parents)


def pedigree_of(
    persons: Iterable[Person],
    *,
    twins: Iterable[Iterable[str]] = (),
    inbreeding: Mapping[str, float] | None = None,
) -> Pedigree:
    """Order the persons, give who has one parent the other as an unknown founder, and check.

    Raises UnusableData where somebody stands twice, is their own ancestor, has a parent who is not there or of the
    wrong sex, or where twins have different parents or sexes.
    """
    named: dict[str, Person] = {}
    for person in persons:
        if person.id in named:
            raise UnusableData(f"{person.id} stands twice in the pedigree. Give every person one row.")
        named[person.id] = person
    named = {person.id: person for person in _with_both_parents(named)}
    for person in named.values():
        _check_parents(person, named)
    groups = tuple(tuple(group) for group in twins)
    for group in groups:
        _check_twins(group, named)
    coefficients = tuple(sorted((inbreeding or {}).items()))
    for founder, coefficient in coefficients:
        _check_inbreeding(founder, coefficient, named)
    return Pedigree(tuple(_parents_first(named)), groups, coefficients)


def _with_both_parents(named: Mapping[str, Person]) -> Iterator[Person]:
    for person in named.values():
        if len(person.parents) != 1:
            yield person
            continue
        unknown = f"{'mother' if person.mother is None else 'father'} of {person.id}"
        sex = Sex.FEMALE if person.mother is None else Sex.MALE
        yield Person(unknown, sex=sex)
        yield Person(person.id, person.father or unknown, person.mother or unknown, person.sex)


def _check_parents(person: Person, named: Mapping[str, Person]) -> None:
    for parent, role, wrong in ((person.father, "father", Sex.FEMALE), (person.mother, "mother", Sex.MALE)):
        if parent is None:
            continue
        if parent not in named:
            raise UnusableData(f"{parent}, the {role} of {person.id}, is not in the pedigree. Add a row for them.")
        if named[parent].sex is wrong:
            raise UnusableData(f"{parent} is the {role} of {person.id}, which their sex contradicts. Correct one.")
    if person.father == person.mother and not person.is_founder:
        raise UnusableData(f"{person.father} is given as both parents of {person.id}. Correct one.")


def _check_twins(group: tuple[str, ...], named: Mapping[str, Person]) -> None:
    missing = next((twin for twin in group if twin not in named), None)
    if missing is not None:
        raise UnusableData(f"{missing} is given as an identical twin but is not in the pedigree.")
    alike = {(named[twin].father, named[twin].mother, named[twin].sex) for twin in group}
    if len(alike) > 1:
        raise UnusableData(f"{' and '.join(group)} cannot be identical twins: their parents or sexes differ.")


def _check_inbreeding(founder: str, coefficient: float, named: Mapping[str, Person]) -> None:
    if founder not in named or not named[founder].is_founder:
        raise UnusableData(f"{founder} has an inbreeding coefficient but is not a founder of the pedigree.")
    if not 0 <= coefficient <= 1:
        raise UnusableData(f"The inbreeding coefficient of {founder} is {coefficient}; it lies between 0 and 1.")


def _parents_first(named: Mapping[str, Person]) -> Iterator[Person]:
    waiting, placed = dict(named), set[str]()
    while waiting:
        ready = [person for person in waiting.values() if placed.issuperset(person.parents)]
        if not ready:
            raise UnusableData(f"{_own_ancestor(waiting)} is their own ancestor. Correct who is whose parent.")
        for person in ready:
            placed.add(person.id)
            del waiting[person.id]
            yield person


def _own_ancestor(waiting: Mapping[str, Person]) -> str:
    """Walk up from anybody among persons of whom each has a parent among them, until somebody comes again."""
    at, seen = next(iter(waiting)), set[str]()
    while at not in seen:
        seen.add(at)
        at = next(parent for parent in waiting[at].parents if parent in waiting)
    return at
