"""Several children and several families at once: who is whom?

An assignment says for each sample which missing person it is, or "*", nobody who is sought here. Families are
independent once the assignment is known, so each family weighs its own part, once; an assignment that a part of it
makes impossible is not looked at further. All logarithms here are natural and end in `_nats`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from kintrace.evidence.dna.batch import Evidence, Row
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.likelihood import evidence_of, likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.pedigree import Pedigree, Person, Sex, pedigree_of

NOBODY = "*"
MOST_ASSIGNMENTS = 60_000
MOST_PARTS = 5_000  # parts of assignments that one family is asked to weigh

type Pairs = frozenset[tuple[str, str]]  # sample, missing person
type Assignment = tuple[str, ...]  # for each sample in order


@dataclass(frozen=True, slots=True)
class Sample:
    """A profile whose person is not known."""

    sex: Sex
    profile: Profile


@dataclass(frozen=True, slots=True)
class Family:
    """A pedigree with the profiles of relatives and the persons who are missing."""

    pedigree: Pedigree
    profiles: Mapping[str, Profile]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Samples on one side, families on the other."""

    loci: Sequence[Locus]
    samples: Mapping[str, Sample]
    families: Mapping[str, Family]

    @property
    def missing(self) -> dict[str, str]:
        """Return the family of each missing person."""
        return {person: name for name, family in self.families.items() for person in family.missing}

    def sex_of(self, missing: str) -> Sex:
        return self.families[self.missing[missing]].pedigree.by_id[missing].sex

    def pairings(self) -> dict[str, tuple[str, ...]]:
        """Return for each sample the missing persons whose sex does not contradict it."""
        return {
            name: tuple(person for person in self.missing if not _contradict(sample.sex, self.sex_of(person)))
            for name, sample in self.samples.items()
        }


def _contradict(one: Sex, other: Sex) -> bool:
    return Sex.UNKNOWN not in {one, other} and one is not other


@dataclass(eq=False, slots=True)
class Weighing:
    """Natural log likelihoods of the parts of a problem, each computed once."""

    problem: Problem
    _parts: dict[tuple[str, Pairs], float] = field(default_factory=dict)
    _alone: dict[str, float] = field(default_factory=dict)

    def alone_nats(self, sample: str) -> float:
        """Return that of a sample related to nobody."""
        if sample not in self._alone:
            pedigree = pedigree_of([Person(sample, sex=self.problem.samples[sample].sex)])
            evidence = evidence_of({sample: self.problem.samples[sample].profile}, self.problem.loci)
            self._alone[sample] = _sum_nats(likelihoods(pedigree, evidence))
        return self._alone[sample]

    def part_nats(self, family: str, pairs: Iterable[Pairs]) -> list[float]:
        """Return that of a family with these samples as these missing persons, for each way."""
        asked = list(pairs)
        groups: dict[frozenset[str], list[Pairs]] = {}
        for one in dict.fromkeys(asked):
            if (family, one) not in self._parts:
                groups.setdefault(frozenset(person for _, person in one), []).append(one)
        for group in groups.values():
            found = family_likelihoods(self.problem, family, group, self.problem.loci)
            for one, row in zip(group, found, strict=True):
                self._parts[family, one] = _sum_nats(row)
        return [self._parts[family, one] for one in asked]

    def log10_lr(self, sample: str, missing: str) -> float:
        """Return that of "this sample is this missing person" against "related to nobody"."""
        family = self.problem.missing[missing]
        together, before = self.part_nats(family, [frozenset({(sample, missing)}), frozenset()])
        return (together - before - self.alone_nats(sample)) / math.log(10)


def family_likelihoods(problem: Problem, family: str, ways: Sequence[Pairs], loci: Sequence[Locus]) -> Array:
    """Return the likelihood of a family's profiles, way × marker; all ways fill the same missing persons."""
    known = problem.families[family]
    rows = [Row(locus, _seen(problem, known, one, locus.name)) for one in ways for locus in loci]
    return likelihoods(known.pedigree, Evidence(rows, {})).reshape(len(ways), len(loci))


def _seen(problem: Problem, family: Family, pairs: Pairs, marker: str) -> dict[str, tuple[str, str]]:
    profiles = {**family.profiles, **{person: problem.samples[sample].profile for sample, person in pairs}}
    return {person: profile[marker] for person, profile in profiles.items() if marker in profile}


def _sum_nats(chances: Array) -> float:
    return math.fsum(np.log(chances)) if np.all(chances > 0) else -math.inf


def incompatible(problem: Problem, sample: str, missing: str) -> int:
    """Return at how many markers a pairing is impossible without mutation."""
    plain = [locus_of(one.name, dict(zip(one.alleles, one.frequencies, strict=True))) for one in problem.loci]
    pair = frozenset({(sample, missing)})
    return int((family_likelihoods(problem, problem.missing[missing], [pair], plain) == 0).sum())


@dataclass(frozen=True, slots=True)
class Weighed:
    """An assignment, its log likelihood, and its probability if all were equally likely beforehand."""

    assignment: Assignment
    nats: float
    posterior: float


def weigh_assignments(weighing: Weighing, pairings: Mapping[str, Sequence[str]]) -> list[Weighed] | None:
    """Weigh every assignment, the most likely first; None where they are too many to look at each."""
    found = list(islice(_assignments(list(pairings.values())), MOST_ASSIGNMENTS + 1))
    if len(found) > MOST_ASSIGNMENTS or not _weigh_parts(weighing, pairings):
        return None
    samples = list(pairings)
    nats = [_total_nats(weighing, dict(zip(samples, assignment, strict=True))) for assignment in found]
    most = max(nats)
    if most == -math.inf:
        return []
    odds = [math.exp(one - most) for one in nats]
    whole = math.fsum(odds)
    weighed = [Weighed(one, value, odd / whole) for one, value, odd in zip(found, nats, odds, strict=True)]
    return sorted(weighed, key=lambda one: -one.nats)


def _assignments(choices: Sequence[Sequence[str]], taken: Assignment = ()) -> Iterator[Assignment]:
    if len(taken) == len(choices):
        yield taken
        return
    for person in (*choices[len(taken)], NOBODY):
        if person == NOBODY or person not in taken:
            yield from _assignments(choices, (*taken, person))


def _weigh_parts(weighing: Weighing, pairings: Mapping[str, Sequence[str]]) -> bool:
    """Weigh what each family may be asked, pair by pair; return whether it could be done."""
    for name, family in weighing.problem.families.items():
        choices = [(sample, person) for sample, persons in pairings.items() for person in persons]
        ours = [(sample, person) for sample, person in choices if person in family.missing]
        level: set[Pairs] = {frozenset()}
        weighed = 0
        while level:
            weighed += len(level)
            if weighed > MOST_PARTS:
                return False
            ordered = sorted(level, key=sorted)
            nats = weighing.part_nats(name, ordered)
            possible = [part for part, value in zip(ordered, nats, strict=True) if value > -math.inf]
            level = {part | {pair} for part in possible for pair in ours if _fits(part, pair)}
    return True


def _fits(part: Pairs, pair: tuple[str, str]) -> bool:
    return all(pair[0] != sample and pair[1] != person for sample, person in part)


def _total_nats(weighing: Weighing, assignment: Mapping[str, str]) -> float:
    """Add up families and samples that are nobody; a part that was never weighed is impossible."""
    total = math.fsum(weighing.alone_nats(sample) for sample, person in assignment.items() if person == NOBODY)
    missing = weighing.problem.missing
    for name in weighing.problem.families:
        pairs = frozenset((s, p) for s, p in assignment.items() if p != NOBODY and missing[p] == name)
        total += weighing._parts.get((name, pairs), -math.inf)  # noqa: SLF001 - what `_weigh_parts` has filled
    return total


def settled(problem: Problem, pairs: Mapping[str, str]) -> Problem:
    """Return what remains once these samples are known to be these missing persons."""
    persons = {person: problem.samples[sample].profile for sample, person in pairs.items()}
    families = {
        name: replace(
            family,
            profiles={**family.profiles, **{p: persons[p] for p in family.missing if p in persons}},
            missing=tuple(person for person in family.missing if person not in persons),
        )
        for name, family in problem.families.items()
    }
    samples = {name: sample for name, sample in problem.samples.items() if name not in pairs}
    return replace(problem, samples=samples, families=families)
