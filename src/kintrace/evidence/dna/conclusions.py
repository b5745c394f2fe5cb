"""What may be said of each sample and each missing person, in the classes that disaster victim identification uses.

The order of the procedure: who cannot be identified at all; pairings with more than two impossible markers; pairs
beyond dispute, which then count as known relatives; families with one person left; families with several, jointly.
Threshold by default 10 000; one tenth of it is "probable".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kintrace.evidence.dna.joint import (
    Assignment,
    Family,
    Problem,
    Weighed,
    Weighing,
    incompatible,
    settled,
    weigh_assignments,
)
from kintrace.evidence.pedigree import Pedigree, Person

THRESHOLD = 1e4
MOST_IMPOSSIBLE = 2  # markers at which a true pairing may seem impossible, by mutation or error
EXACT = 1e-9  # likelihood ratios nearer to 1 than this are 1


class Conclusion(StrEnum):
    """A class of conclusion; none of them confirms anybody."""

    UNDISPUTED = "Undisputed"
    MATCH = "Match (GLR)"
    SYMMETRIC = "Symmetric match"
    PROBABLE = "Probable"
    DISPUTED = "Disputed"
    INCONCLUSIVE = "Inconclusive"
    NO_MATCH = "No match"
    EXCLUDED = "Excluded"
    NONIDENTIFIABLE = "Nonidentifiable"


@dataclass(slots=True)
class _Course:
    """Where the procedure stands."""

    problem: Problem
    threshold: float
    pairings: dict[str, tuple[str, ...]]
    said: dict[str, Conclusion] = field(default_factory=dict)

    def say(self, conclusion: Conclusion, persons: Iterable[str]) -> None:
        for person in persons:
            self.said.setdefault(person, conclusion)


def conclude(problem: Problem, *, threshold: float = THRESHOLD) -> dict[str, Conclusion]:
    """Return the class of every missing person and every sample."""
    course = _Course(problem, threshold, problem.pairings())
    _drop_nonidentifiable(course)
    excluded = True
    while excluded:
        _exclude(course)
        excluded = _settle_undisputed(course)
    _conclude_single(course)
    _conclude_joint(course)
    _conclude_rest(course)
    return {person: course.said[person] for person in (*problem.missing, *problem.samples)}


def _drop_nonidentifiable(course: _Course) -> None:
    for family in course.problem.families.values():
        course.say(Conclusion.NONIDENTIFIABLE, _nonidentifiable(family))
    _forget(course, set(course.said))


def _nonidentifiable(family: Family) -> set[str]:
    """Return the missing who share blood with nobody tested, not even by way of others missing."""
    told = set(family.profiles)
    open_ = set(family.missing)
    lines = {person: _line(family.pedigree, person) for person in told | open_}
    while reached := {one for one in open_ if any(lines[one] & lines[other] for other in told)}:
        told |= reached
        open_ -= reached
    return open_


def _line(pedigree: Pedigree, person: str) -> set[str]:
    """Return a person and all their ancestors."""
    return {person}.union(*(_line(pedigree, parent) for parent in pedigree.by_id[person].parents))


def _forget(course: _Course, missing: set[str]) -> None:
    """Offer these missing persons to no sample any more."""
    course.pairings = {
        sample: tuple(person for person in persons if person not in missing)
        for sample, persons in course.pairings.items()
    }


def _exclude(course: _Course) -> None:
    """Drop pairings with too many impossible markers, and those that even mutation cannot explain."""
    weighing = Weighing(course.problem)
    course.pairings = {
        sample: tuple(person for person in persons if _possible(weighing, sample, person))
        for sample, persons in course.pairings.items()
    }
    course.say(Conclusion.EXCLUDED, [sample for sample, persons in course.pairings.items() if not persons])
    course.say(Conclusion.EXCLUDED, set(course.problem.missing) - _offered(course))
    course.pairings = {sample: persons for sample, persons in course.pairings.items() if persons}


def _possible(weighing: Weighing, sample: str, person: str) -> bool:
    few = incompatible(weighing.problem, sample, person) <= MOST_IMPOSSIBLE
    return few and weighing.log10_lr(sample, person) > -math.inf


def _offered(course: _Course) -> set[str]:
    return {person for persons in course.pairings.values() for person in persons}


def _settle_undisputed(course: _Course) -> bool:
    """Settle pairs that are so much above 1, and above any other of either side; return whether there were any."""
    ratios = _ratios(course)
    much = math.log10(course.threshold)
    found = {
        sample: person
        for (sample, person), ratio in ratios.items()
        if ratio >= much and all(other <= ratio - much for other in _rivals(sample, person, ratios))
    }
    if not found:
        return False
    course.say(Conclusion.UNDISPUTED, (*found, *found.values()))
    course.problem = settled(course.problem, found)
    course.pairings = {sample: persons for sample, persons in course.pairings.items() if sample not in found}
    _forget(course, set(found.values()))
    return bool(course.pairings)


def _ratios(course: _Course) -> dict[tuple[str, str], float]:
    weighing = Weighing(course.problem)
    return {
        (sample, person): weighing.log10_lr(sample, person)
        for sample, persons in course.pairings.items()
        for person in persons
    }


def _rivals(sample: str, person: str, ratios: Mapping[tuple[str, str], float]) -> list[float]:
    return [ratio for (one, other), ratio in ratios.items() if (one == sample) != (other == person)]


def _conclude_single(course: _Course) -> None:
    """Conclude on families of which one person is still missing and offered."""
    ratios = _ratios(course)
    probable = math.log10(max(1.0, course.threshold / 10))
    for family in course.problem.families.values():
        left = [person for person in family.missing if person in _offered(course)]
        if len(left) != 1:
            continue
        own = {sample: ratio for (sample, person), ratio in ratios.items() if person == left[0]}
        above = [sample for sample, ratio in own.items() if ratio > probable]
        if len(above) > 1:
            course.say(Conclusion.DISPUTED, (left[0], *above))
        elif above:
            course.say(Conclusion.PROBABLE, (left[0], *above))
        else:
            course.say(_faint(max(own.values())), left)


def _faint(ratio: float) -> Conclusion:
    return Conclusion.INCONCLUSIVE if ratio >= -EXACT else Conclusion.NO_MATCH


def _conclude_joint(course: _Course) -> None:
    """Conclude on families with several missing, by generalised likelihood ratios."""
    for name, family in course.problem.families.items():
        left = [person for person in family.missing if person in _offered(course)]
        if len(left) < 2:  # noqa: PLR2004 - one alone was concluded on
            continue
        alone = Problem(course.problem.loci, course.problem.samples, {name: family})
        pairings = {sample: tuple(p for p in persons if p in left) for sample, persons in course.pairings.items()}
        pairings = {sample: persons for sample, persons in pairings.items() if persons}
        weighed = weigh_assignments(Weighing(alone), pairings) or []
        if weighed:
            _conclude_groups(course, family, list(pairings), weighed)
        course.say(Conclusion.INCONCLUSIVE, left)


def _conclude_groups(course: _Course, family: Family, samples: list[str], weighed: list[Weighed]) -> None:
    best = weighed[0]
    for group in _alike(family):
        ours = _samples_of(group, samples, best.assignment)
        others = [one.nats for one in weighed if _samples_of(group, samples, one.assignment) != ours]
        if not ours or (others and best.nats - max(others) < math.log(course.threshold) - EXACT):
            continue
        symmetric = len(group) > 1
        course.say(Conclusion.SYMMETRIC if symmetric else Conclusion.MATCH, (*group, *sorted(ours)))


def _samples_of(group: tuple[str, ...], samples: list[str], assignment: Assignment) -> frozenset[str]:
    return frozenset(sample for sample, person in zip(samples, assignment, strict=True) if person in group)


def _alike(family: Family) -> list[tuple[str, ...]]:
    """Group the missing whom no profile can tell apart: full siblings of one sex without children."""
    groups: dict[object, list[str]] = {}
    for person in family.missing:
        groups.setdefault(_kind(family.pedigree, family.pedigree.by_id[person]), []).append(person)
    return [tuple(group) for group in groups.values()]


def _kind(pedigree: Pedigree, person: Person) -> object:
    if person.is_founder or pedigree.children_of(person.id):
        return person.id
    return person.father, person.mother, person.sex


def _conclude_rest(course: _Course) -> None:
    """Conclude on samples that no family claimed, by their best pairing."""
    best: dict[str, float] = {}
    for (sample, _), ratio in _ratios(course).items():
        best[sample] = max(ratio, best.get(sample, -math.inf))
    for sample, ratio in best.items():
        course.say(_faint(ratio), [sample])
    course.say(Conclusion.NO_MATCH, [*course.problem.samples, *course.problem.missing])
