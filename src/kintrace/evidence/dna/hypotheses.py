"""Who could this child be? The pedigrees that a family, as the record tells it, gives to be weighed.

That the child is the one sought is only the first of them. Where fathers have several wives, a half sibling or a
cousin explains many of the same alleles, and some pairs of explanations no sample at hand can tell apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kintrace.evidence.dna.kindred import SIDES, Kindred, Relation, Side, kindred_of
from kintrace.evidence.dna.telling import alike
from kintrace.evidence.pedigree import Pedigree, Person, Sex, pedigree_of
from kintrace.kernel.errors import UnusableData, WrongUse
from kintrace.kernel.says import Sentence, says

__all__ = ["UNRELATED", "Hypotheses", "Hypothesis", "Relation", "hypotheses"]

SOUGHT = says("sought child")
HALF: dict[Side, Sentence] = {
    "father": says("half sibling (same father)"),
    "mother": says("half sibling (same mother)"),
}
FULL = says("full sibling of the one sought")
WIFE = says("other wife's child")
COUSIN: dict[Side, Sentence] = {
    "father": says("cousin (father's side)"),
    "mother": says("cousin (mother's side)"),
}
STRANGER = says("unrelated")
UNRELATED = STRANGER.template

HALF_WORDS: dict[Side, Sentence] = {
    "father": says("The registered child and the one sought have the same father and different mothers."),
    "mother": says("The registered child and the one sought have the same mother and different fathers."),
}
COUSIN_WORDS: dict[Side, Sentence] = {
    "father": says("The registered child is a child of a brother or sister of the father of the one sought."),
    "mother": says("The registered child is a child of a brother or sister of the mother of the one sought."),
}
NOBODY: Mapping[str, Sex] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way in which the registered child may be related, its short label, and the same in a sentence."""

    label: Sentence
    words: Sentence
    pedigree: Pedigree

    @property
    def name(self) -> str:
        """Return the English label, by which a case calls it."""
        return str(self.label)


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """All of them, "sought child" first and "unrelated", the reference, last.

    `used` are the typed relatives who stand in the pedigrees, `left_out` those whom no relation of blood places, `wed`
    the father of the one sought with each further wife who is known by that alone.
    """

    every: tuple[Hypothesis, ...]
    used: tuple[str, ...]
    left_out: tuple[str, ...]
    child: str
    wed: tuple[tuple[str, str], ...] = ()
    reference: str = UNRELATED

    @property
    def pedigrees(self) -> dict[str, Pedigree]:
        """Return the pedigrees by name, as a `Case` takes them."""
        return {one.name: one.pedigree for one in self.every}

    @property
    def alike(self) -> tuple[tuple[str, ...], ...]:
        """Return in groups the names that the samples cannot tell apart; who is in none can be told from all others.

        Without mutation, the LR of one against another in a group is 1 whatever the profiles are. Worked out when it is
        asked for, in some 20 ms, and remembered.
        """
        return alike(self.pedigrees, typed=(*self.used, self.child))

    def alike_to(self, name: str) -> tuple[str, ...]:
        """Return the names that cannot be told from this one."""
        return tuple(other for group in self.alike if name in group for other in group if other != name)


def hypotheses(
    relations: Sequence[Relation],
    *,
    sought: str,
    child: str,
    typed: Collection[str],
    sexes: Mapping[str, Sex] = NOBODY,
) -> Hypotheses:
    """Return the pedigrees to weigh for a registered `child` and the one `sought`.

    `relations` are the family's (`Relation`: `of` is the `kind` to `to`), `typed` the relatives with a profile, `sexes`
    what is known beside what the relations tell. Another wife of the father is weighed where one is known, herself or
    by a child of hers; brothers and sisters of a parent are taken to be full ones. Raises UnusableData, naming the
    person, for what cannot be: somebody their own ancestor, a sex that contradicts a role, two mothers of one child.
    """
    if sought == child:
        raise WrongUse(f"{child} cannot be both the registered child and the one sought. Give each an id of its own.")
    family = kindred_of(relations, sexes=sexes)
    if child in {family.one(person) for person in family.placed}:
        told = f"{child} is the registered child and stands in the family already."
        raise UnusableData(f"{told} Leave that relation out.")
    if sought in typed:
        raise UnusableData(f"{sought} is sought, and yet has a profile among the relatives.")
    sex = _sex(family, sought=sought, child=child)
    family.sexes[sought] = sex
    parents = {side: family.above(sought, side) for side in SIDES}
    every = tuple(_every(family, parents, sought=sought, child=Person(child, sex=sex)))
    there = every[0].pedigree.by_id.keys() & (family.placed | {one for one, _ in family.wives})
    others = [person for person in dict.fromkeys(typed) if person != child]
    used = tuple(person for person in others if person in there)
    return Hypotheses(
        every,
        used,
        tuple(person for person in others if person not in there),
        child,
        tuple((parents["father"], wife) for wife, of in family.wives if of == sought),
    )


def _sex(family: Kindred, *, sought: str, child: str) -> Sex:
    one, other = (family.sexes.get(person, Sex.UNKNOWN) for person in (sought, child))
    if Sex.UNKNOWN not in {one, other} and one is not other:
        raise UnusableData(f"{child} cannot be {sought}: one is a boy and the other a girl. Correct one.")
    family.sexes.pop(child, None)
    return one or other


def _every(family: Kindred, parents: Mapping[Side, str], *, sought: str, child: Person) -> Iterator[Hypothesis]:
    ours = pedigree_of(family.persons()).persons
    yield Hypothesis(SOUGHT, says("The registered child is the child who is sought."), _renamed(ours, sought, child.id))
    father, mother = parents["father"], parents["mother"]
    halves: dict[Side, Person] = {"father": replace(child, father=father), "mother": replace(child, mother=mother)}
    for side, half in halves.items():
        yield Hypothesis(HALF[side], HALF_WORDS[side], pedigree_of([*ours, half]))
    told = says("The registered child is a brother or sister of the one sought, with the same mother and father.")
    yield Hypothesis(FULL, told, pedigree_of([*ours, replace(child, father=father, mother=mother)]))
    yield from _of_other_wives(family, ours, parents, child=child)
    for side in halves:
        yield Hypothesis(COUSIN[side], COUSIN_WORDS[side], _cousins(ours, parents[side], child=child))
    told = says("The registered child is related to nobody in this family.")
    yield Hypothesis(STRANGER, told, pedigree_of([*ours, child]))


def _renamed(persons: Sequence[Person], sought: str, child: str) -> Pedigree:
    def name(person: str | None) -> str | None:
        return child if person == sought else person

    return pedigree_of(
        replace(one, id=name(one.id) or one.id, father=name(one.father), mother=name(one.mother)) for one in persons
    )


def _of_other_wives(
    family: Kindred, ours: Sequence[Person], parents: Mapping[Side, str], *, child: Person
) -> Iterator[Hypothesis]:
    father, mother = parents["father"], parents["mother"]
    named = [wife for wife, of in family.wives if family.above(of, "father") == father]
    by_children = [one.mother for one in ours if one.father == father and one.mother is not None]
    wives = [wife for wife in dict.fromkeys([*named, *by_children]) if wife != mother]
    told = says("The registered child is a child of the same father and of another of his wives.")
    for wife in wives:
        label = WIFE if len(wives) == 1 else says("other wife's child ({wife})", wife=wife)
        yield Hypothesis(label, told, pedigree_of([*ours, replace(child, father=father, mother=wife)]))


def _cousins(ours: Sequence[Person], parent: str, *, child: Person) -> Pedigree:
    """Let the child be that of a brother of a parent of the one sought; a sister would be the same by DNA."""
    brother = f"brother of {parent}"
    known = next(one for one in ours if one.id == parent)
    father, mother = known.father or f"father of {parent}", known.mother or f"mother of {parent}"
    more = [Person(father, sex=Sex.MALE)] * (known.father is None) + [Person(mother, sex=Sex.FEMALE)] * (
        known.mother is None
    )
    persons = [replace(one, father=father, mother=mother) if one.id == parent else one for one in ours]
    return pedigree_of([*persons, *more, Person(brother, father, mother, Sex.MALE), replace(child, father=brother)])
