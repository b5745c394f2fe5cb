"""Whom to ask for a sample next?

For each relative who could be asked: were the child found, how probable would it be that the likelihood ratio passes
the threshold, with the relative and without? Profiles are drawn from what is known of the family already (exactly,
one person after the other), from a seed, so that the same question has the same answer. The gain is set against the
days until a result is there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kintrace.evidence.dna.batch import Evidence, Row
from kintrace.evidence.dna.genotype import Genotype
from kintrace.evidence.dna.likelihood import likelihoods
from kintrace.evidence.dna.locus import Locus
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.dna.screening import SeekingFamily
from kintrace.evidence.dna.slot import Slot
from kintrace.evidence.pedigree import Pedigree, Sex, pedigree_of
from kintrace.kernel.errors import WrongUse

PATIENCE = 180.0  # days after which a gain counts half

type Seen = dict[str, Genotype]  # at one marker, by person


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What asking one relative would bring.

    `before` and `after` are probabilities of passing the threshold if the child is found; `worth` is the gain,
    halved for every `PATIENCE` days. `y_line`, `mt_line`: this relative's Y or mitochondrial DNA would be the
    child's as well, so that a difference excludes.
    """

    person: str
    before: float
    after: float
    days: float
    y_line: bool
    mt_line: bool

    @property
    def gain(self) -> float:
        return self.after - self.before

    @property
    def worth(self) -> float:
        return self.gain * float(2 ** (-self.days / PATIENCE))


def whom_next(
    family: SeekingFamily,
    relatives: Mapping[str, float],
    loci: Sequence[Locus],
    *,
    threshold: float = 1e4,
    simulations: int = 200,
    seed: int = 1,
) -> list[Suggestion]:
    """Rank relatives (with the days until a result) by what their samples would be worth, the best first.

    Raises WrongUse for a relative who is not in the pedigree or was tested.
    """
    for person in relatives:
        if person not in family.pedigree or person in family.profiles or person == family.missing:
            raise WrongUse(f"{person} cannot be asked: not in the pedigree, tested already, or the one missing.")
    bound = math.log10(threshold)
    known = [[_known(family, locus) for locus in loci] for _ in range(simulations)]
    with_child = _draw(family, known, loci, person=family.missing, seed=(seed, 0))
    before = _share(_log10_lr(family, with_child, loci), bound)
    found = []
    for person, days in relatives.items():
        drawn = _draw(family, with_child, loci, person=person, seed=(seed, 1))
        after = _share(_log10_lr(family, drawn, loci), bound)
        y_line, mt_line = _lines(family.pedigree, person, family.missing)
        found.append(Suggestion(person, before, after, days, y_line, mt_line))
    return sorted(found, key=lambda suggestion: (-suggestion.worth, suggestion.person))


def _known(family: SeekingFamily, locus: Locus) -> Seen:
    return {who: profile[locus.name] for who, profile in family.profiles.items() if locus.name in profile}


def _draw(
    family: SeekingFamily,
    known: Sequence[Sequence[Seen]],
    loci: Sequence[Locus],
    *,
    person: str,
    seed: tuple[int, int],
) -> list[list[Seen]]:
    """Draw a genotype of one more person at every marker of every simulation, given all that is known there."""
    chance = np.random.default_rng(seed)
    rows = [Row(locus, seen) for simulation in known for locus, seen in zip(loci, simulation, strict=True)]
    drawn: list[Seen] = [{} for _ in rows]
    for batch in Evidence(rows, {}, whole=True).batches(family.pedigree.twins, ()):
        slot = Slot(family.pedigree, person, batch)
        for places, part in slot.parts():
            flat = slot.table(part).reshape(len(places), -1).cumsum(axis=1)
            at = chance.random((len(places), 1)) * flat[:, -1:]
            width = part.frequencies.shape[1]
            for place, cell in zip(batch.places[list(places)], (flat <= at).sum(axis=1), strict=True):
                alleles = rows[place].locus.alleles
                first, second = divmod(int(cell), width)
                drawn[place] = {**rows[place].genotypes, person: (alleles[first], alleles[second])}
    count = len(loci)
    return [drawn[start : start + count] for start in range(0, len(drawn), count)]


def _log10_lr(family: SeekingFamily, drawn: Sequence[Sequence[Seen]], loci: Sequence[Locus]) -> Array:
    """Return for each simulation that the child is the missing one, against related to nobody."""
    child = family.missing
    rows = [Row(locus, seen) for simulation in drawn for locus, seen in zip(loci, simulation, strict=True)]
    apart = [replace(row, genotypes={who: pair for who, pair in row.genotypes.items() if who != child}) for row in rows]
    alone = [replace(row, genotypes={child: row.genotypes[child]}) for row in rows]
    stranger = pedigree_of([replace(family.pedigree.by_id[child], father=None, mother=None)])
    ratio = (
        np.log10(likelihoods(family.pedigree, Evidence(rows, {})))
        - np.log10(likelihoods(family.pedigree, Evidence(apart, {})))
        - np.log10(likelihoods(stranger, Evidence(alone, {})))
    )
    total: Array = ratio.reshape(len(drawn), len(loci)).sum(axis=1)
    return total


def _share(ratios: Array, bound: float) -> float:
    return float((ratios >= bound).mean())


def _lines(pedigree: Pedigree, one: str, other: str) -> tuple[bool, bool]:
    """Return whether two persons share the line of fathers (both being male), and the line of mothers."""
    male = all(pedigree.by_id[person].sex is Sex.MALE for person in (one, other))
    fathers = male and _line_end(pedigree, one, "father") == _line_end(pedigree, other, "father")
    return fathers, _line_end(pedigree, one, "mother") == _line_end(pedigree, other, "mother")


def _line_end(pedigree: Pedigree, person: str, parent: str) -> str:
    above = getattr(pedigree.by_id[person], parent)
    return person if above is None else _line_end(pedigree, above, parent)
