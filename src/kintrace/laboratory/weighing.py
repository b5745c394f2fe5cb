"""From a family in the record and opened profiles to likelihood ratios: pure figures, which nobody has read yet.

Persons go by the codes of their samples, and those who gave none by their place in the case, so that a report names
nobody. The registered child stands as CHILD.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kintrace.evidence.dna.case import Case, Ratios, weigh
from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.dna.genotype import UNKNOWN, Profile
from kintrace.evidence.dna.hypotheses import Hypotheses, Relation, hypotheses
from kintrace.evidence.dna.likelihood import evidence_of, likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.screening import SeekingFamily, screen
from kintrace.evidence.dna.seeking import USUAL
from kintrace.evidence.pedigree import Pedigree, Sex, pedigree_of
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence, says

CHILD: Final = "child"
SOUGHT: Final = "sought child"
SIBLINGS: Final = (
    "full sibling of the one sought",
    "half sibling (same father)",
    "half sibling (same mother)",
    "other wife's child",
)
WORST: Final = -9.0  # what no mutation explains; a mix-up of samples is never quite impossible
PARENT_NO_MORE: Final = 3  # markers without a common allele: more than mutation explains between parent and child
CLEARLY: Final = 2.0  # log10
RARE: Final = says("left out: an allele that the table of frequencies lacks")


@dataclass(frozen=True, slots=True)
class Asked:
    """A family, the child it is set against, and their profiles by the names of the pedigree."""

    relations: Sequence[Relation]
    sought: str
    profiles: Mapping[str, Profile]
    sexes: Mapping[str, Sex]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one child and one family come to."""

    case: Case
    said: Hypotheses
    ratios: Ratios
    excluded: Mapping[str, Sentence]  # markers left out
    odd: int  # markers that only a mutation explains, if this is the child sought
    unexpected: tuple[Sentence, ...]  # kinship that nobody asked about

    @property
    def this(self) -> float:
        """The log10 ratio if this is the child sought."""
        return max(self.ratios.total[SOUGHT], WORST)

    @property
    def sibling(self) -> float:
        """The log10 ratio if it is a brother or sister, full or half, each as probable as the others."""
        found = [self.ratios.total[name] for name in SIBLINGS if name in self.ratios.total]
        best = max(found)
        if not math.isfinite(best):
            return WORST
        return max(best + math.log10(sum(10 ** (one - best) for one in found) / len(found)), WORST)


def weigh_family(asked: Asked, *, name: str, database: str) -> Weighed:
    """Weigh every hypothesis that the family gives; raises UnusableData where it cannot be, naming the person."""
    relatives = [person for person in asked.profiles if person != CHILD]
    said = hypotheses(asked.relations, sought=asked.sought, child=CHILD, typed=relatives, sexes=asked.sexes)
    if not said.used:
        raise UnusableData("None of the samples is of a relative by blood, so there is nothing to compare.")
    used = {person: asked.profiles[person] for person in (*said.used, CHILD)}
    loci, excluded = loci_for(used, database=database)
    used = {person: _only(profile, loci) for person, profile in used.items()}
    case = Case(name, said.pedigrees, said.reference, used, loci, {}, database=database)
    ratios = weigh(case)
    family = seeking(said, used)
    odd = int(screen({"": family}, {"": used[CHILD]}, loci).inconsistent[0, 0])
    return Weighed(case, said, ratios, excluded, odd, tuple(_unexpected(asked, case, ratios)))


def seeking(said: Hypotheses, profiles: Mapping[str, Profile]) -> SeekingFamily:
    """Return the family as one that misses the child."""
    relatives = {person: profile for person, profile in profiles.items() if person in said.used}
    return SeekingFamily(said.every[0].pedigree, relatives, CHILD)


def loci_for(profiles: Mapping[str, Profile], *, database: str) -> tuple[list[Locus], dict[str, Sentence]]:
    """Return the markers that somebody has and the table knows, and those left out for an allele it lacks."""
    tables = shipped()[database]
    female, male = USUAL
    read = {marker for profile in profiles.values() for marker in profile}
    loci, excluded = [], {}
    for marker in sorted(read & set(tables)):
        seen = {allele for profile in profiles.values() for allele in profile.get(marker, ())} - {UNKNOWN}
        if seen <= set(tables[marker]):
            loci.append(locus_of(marker, tables[marker], female=female, male=male))
        else:
            excluded[marker] = RARE
    if not loci:
        raise UnusableData("The samples have no marker that the table of frequencies knows.")
    return loci, excluded


def fitting(profile: Profile, loci: Iterable[Locus]) -> dict[str, tuple[str, str]]:
    """Return what of a profile the tables know; the rest is left out, and counts for nothing."""
    return {
        locus.name: profile[locus.name]
        for locus in loci
        if locus.name in profile and all(one in locus.codes or one == UNKNOWN for one in profile[locus.name])
    }


def all_loci(database: str) -> list[Locus]:
    """Return every marker of a table."""
    female, male = USUAL
    return [locus_of(marker, table, female=female, male=male) for marker, table in shipped()[database].items()]


def _only(profile: Profile, loci: Sequence[Locus]) -> Profile:
    return {locus.name: profile[locus.name] for locus in loci if locus.name in profile}


def _unexpected(asked: Asked, case: Case, ratios: Ratios) -> Iterable[Sentence]:
    """Yield what contradicts the family as it was told: for the counsellor alone."""
    pedigree = case.hypotheses[SOUGHT]
    for one in pedigree.persons:
        for parent in one.parents:
            if one.id != CHILD and {one.id, parent} <= case.profiles.keys():
                apart = _without_common(case.profiles[parent], case.profiles[one.id])
                if apart >= PARENT_NO_MORE:
                    yield says("{parent} is not the parent of {person}, as it was told.", parent=parent, person=one.id)
    if _relatives_apart(case, pedigree) < -CLEARLY:
        yield says("The relatives are not related to one another as it was told.")
    maternal, told = ratios.total.get(SIBLINGS[2], -math.inf), {one.kind for one in asked.relations}
    others = [ratio for name, ratio in ratios.total.items() if name not in {SIBLINGS[2], "cousin (mother's side)"}]
    if "half_sibling_mat" not in told and maternal > max([*others, CLEARLY]) + CLEARLY:
        yield says("The child is related through the mother, and not through the father who was told.")


def _without_common(one: Profile, other: Profile) -> int:
    shared = (marker for marker in one.keys() & other.keys() if UNKNOWN not in {*one[marker], *other[marker]})
    return sum(not set(one[marker]) & set(other[marker]) for marker in shared)


def _relatives_apart(case: Case, pedigree: Pedigree) -> float:
    """Return how much likelier the relatives' profiles are as related as told than as strangers, log10."""
    relatives = {person: profile for person, profile in case.profiles.items() if person != CHILD}
    strangers = pedigree_of(replace(pedigree.by_id[person], father=None, mother=None) for person in relatives)
    evidence = evidence_of(relatives, case.loci)
    told, apart = likelihoods(pedigree, evidence), likelihoods(strangers, evidence)
    return math.fsum(
        math.log10(one / other) if one > 0 else WORST for one, other in zip(told, apart, strict=True) if other > 0
    )
