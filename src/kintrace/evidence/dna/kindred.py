"""A family as the record tells it, made into who is whose parent.

The record knows a grandmother, an uncle, a brother by the same father, and often not the person between them and the
child. Each word says which ancestors two persons share; ancestors nobody named are put in, and two of them become
one as soon as what is said makes them one. What is said and cannot be is refused, naming the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kintrace.evidence.pedigree import Person, Sex
from kintrace.kernel.errors import UnusableData

type Side = Literal["mother", "father"]

SIDES: dict[Side, Sex] = {"mother": Sex.FEMALE, "father": Sex.MALE}
WAYS: dict[str, Side] = {"mat": "mother", "pat": "father"}
PARENT, SIBLINGS, SELF, CO_WIFE = "parent", ("full_sibling", "sibling"), "self", "co_wife_of_mother"
WOMEN, MEN = ("mother", "grandmother", "aunt", "co_wife"), ("father", "grandfather", "uncle")


@dataclass(frozen=True, slots=True)
class Relation:
    """`of` is the `kind` to `to`, as a row of the record has it: Relation("Z", "grandmother_mat", "C").

    Kinds are the record's codes; `parent` is mother or father by the person's sex, `sibling` a full sibling.
    """

    of: str
    kind: str
    to: str


@dataclass(slots=True)
class Kindred:
    """Persons and who is known to be whose parent. `placed` are those whose blood is told by a relation."""

    sexes: dict[str, Sex]
    placed: set[str] = field(default_factory=set)
    wives: list[tuple[str, str]] = field(default_factory=list)  # another wife of the father, of whom
    _same: dict[str, str] = field(default_factory=dict)
    _above: dict[tuple[str, Side], str] = field(default_factory=dict)
    _unnamed: set[str] = field(default_factory=set)

    def one(self, person: str) -> str:
        """Return the name under which a person stands."""
        while person in self._same:
            person = self._same[person]
        return person

    def above(self, person: str, side: Side) -> str:
        """Return the mother or father of a person, putting in one whom nobody named."""
        key = (self.one(person), side)
        if key not in self._above:
            name = f"{side} of {key[0]}"
            self._above[key] = name
            self._unnamed.add(name)
            self.sexes[name] = SIDES[side]
        return self.one(self._above[key])

    def be(self, person: str, sex: Sex, *, role: str) -> None:
        """Give a person the sex of a role; raises UnusableData where it is known to be the other."""
        known = self.sexes.get(self.one(person), Sex.UNKNOWN)
        if Sex.UNKNOWN not in {known, sex} and known is not sex:
            raise UnusableData(f"{person} is given as {role}, which their sex contradicts. Correct one.")
        self.sexes[self.one(person)] = known or sex

    def join(self, one: str, other: str, *, role: str) -> None:
        """Let two be one person, and so their parents; raises UnusableData where both have a name of their own."""
        one, other = self.one(one), self.one(other)
        if one == other:
            return
        if one not in self._unnamed and other not in self._unnamed:
            raise UnusableData(f"By what is said, {one} and {other} would both be {role}. Correct one of the two.")
        keep, gone = (other, one) if one in self._unnamed else (one, other)
        self.be(keep, self.sexes[gone], role=role)
        self._same[gone] = keep
        for side in SIDES:
            above = self._above.pop((gone, side), None)
            if above is not None:
                self.join(above, self._above.setdefault((keep, side), above), role=f"the {side} of {keep}")

    def persons(self) -> Iterator[Person]:
        """Yield everybody, each once."""
        for person in dict.fromkeys(map(self.one, self.sexes)):
            father, mother = (self._above.get((person, side)) for side in ("father", "mother"))
            yield Person(
                person,
                None if father is None else self.one(father),
                None if mother is None else self.one(mother),
                self.sexes[person],
            )


def kindred_of(relations: Sequence[Relation], *, sexes: Mapping[str, Sex]) -> Kindred:
    """Put what is said together; words that tell nothing of blood (neighbour, cousin of no side) place nobody.

    Raises UnusableData, naming the person, where two relations contradict each other or somebody's sex.
    """
    aliases = {relation.of: relation.to for relation in relations if relation.kind == SELF}
    said = [
        Relation(aliases.get(one.of, one.of), one.kind, aliases.get(one.to, one.to))
        for one in relations
        if one.kind != SELF
    ]
    family = Kindred({person: Sex.UNKNOWN for one in said for person in (one.to, one.of)} | dict(sexes))
    for relation in said:
        _tell(family, relation)
    for relation in said:
        _check_apart(family, relation)
    return family


def _tell(family: Kindred, relation: Relation) -> None:
    of, to = relation.of, relation.to
    word, _, way = relation.kind.rpartition("_")
    sex = Sex.FEMALE if relation.kind.startswith(WOMEN) else Sex.MALE if relation.kind.startswith(MEN) else Sex.UNKNOWN
    family.be(of, sex, role=f"the {relation.kind} of {to}")
    if relation.kind in {*SIDES, PARENT}:
        side = _side(family, relation)
        family.join(family.above(to, side), of, role=f"the {side} of {to}")
    elif relation.kind in SIBLINGS:
        _share(family, of, to, sides=tuple(SIDES))
    elif relation.kind == CO_WIFE:
        family.wives.append((of, to))
    elif word == "half_sibling" and way in WAYS:
        _share(family, of, to, sides=(WAYS[way],))
    elif word in {"grandmother", "grandfather"} and way in WAYS:
        side = "mother" if sex is Sex.FEMALE else "father"
        family.join(family.above(family.above(to, WAYS[way]), side), of, role=f"the {relation.kind} of {to}")
    elif word in {"aunt", "uncle"} and way in WAYS:
        _share(family, of, family.above(to, WAYS[way]), sides=tuple(SIDES))
    else:
        return
    family.placed |= {of, to}


def _side(family: Kindred, relation: Relation) -> Side:
    if relation.kind != PARENT:
        return "mother" if relation.kind == "mother" else "father"
    sex = family.sexes[family.one(relation.of)]
    if sex is Sex.UNKNOWN:
        raise UnusableData(f"{relation.of} is a parent of {relation.to}, of unknown sex. Say mother or father.")
    return "mother" if sex is Sex.FEMALE else "father"


def _share(family: Kindred, one: str, other: str, *, sides: Sequence[Side]) -> None:
    for side in sides:
        role = f"the {side} of {family.one(one)} and {family.one(other)}"
        family.join(family.above(one, side), family.above(other, side), role=role)


def _check_apart(family: Kindred, relation: Relation) -> None:
    """Raise UnusableData for half siblings who share both parents, and for an aunt who is the mother."""
    word, _, way = relation.kind.rpartition("_")
    if way not in WAYS:
        return
    if word == "half_sibling":
        side: Side = "mother" if way == "pat" else "father"
        if family.above(relation.of, side) == family.above(relation.to, side):
            told = f"{relation.of} is given as half sibling of {relation.to}, yet both have the same {side}."
            raise UnusableData(f"{told} Correct one.")
    elif word in {"aunt", "uncle"} and family.above(relation.to, WAYS[way]) == family.one(relation.of):
        told = f"{relation.of} is given as {word} and as {WAYS[way]} of {relation.to}."
        raise UnusableData(f"{told} Correct one.")
