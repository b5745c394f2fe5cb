"""Which hypotheses could samples of these persons ever tell apart?

Half sibling, aunt and grandmother give one relative's profile the same probability, whatever it is. Whether two
pedigrees do so for a set of persons is asked of the engine: profiles are drawn under each of them, at markers without
mutation, and weighed under all. Two that agree on every one are alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kintrace.evidence.dna.batch import Evidence, Row
from kintrace.evidence.dna.genotype import Genotype
from kintrace.evidence.dna.likelihood import likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.pedigree import Pedigree

DRAWN = 48  # families under each hypothesis
# Uneven on purpose, so that no two ways of sharing alleles come to the same by chance.
TABLE = {"1": 0.0613, "2": 0.1171, "3": 0.1907, "4": 0.2539, "5": 0.377}
SAME = 1e-9  # relative difference below which two probabilities are one, rounding aside


def alike(pedigrees: Mapping[str, Pedigree], *, typed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Group the pedigrees that samples of `typed`, who stand in all of them, cannot tell apart."""
    chance, locus = np.random.default_rng(1), locus_of("drawn", TABLE)
    rows = [
        Row(locus, drawn)
        for pedigree in pedigrees.values()
        for drawn in (_drawn(pedigree, locus, chance, typed=typed) for _ in range(DRAWN))
    ]
    evidence = Evidence(rows, {})
    groups: list[tuple[np.ndarray, list[str]]] = []
    for name, pedigree in pedigrees.items():
        found = likelihoods(pedigree, evidence)
        group = next((names for other, names in groups if np.allclose(found, other, rtol=SAME, atol=0.0)), None)
        if group is None:
            groups.append((found, [name]))
        else:
            group.append(name)
    return tuple(tuple(names) for _, names in groups if len(names) > 1)


def _drawn(
    pedigree: Pedigree, locus: Locus, chance: np.random.Generator, *, typed: Sequence[str]
) -> dict[str, Genotype]:
    """Let alleles fall through a pedigree, and return those of the persons typed."""
    found: dict[str, Genotype] = {}
    shares = locus.frequencies / locus.frequencies.sum()
    for person in pedigree.persons:
        first, second = chance.choice(locus.alleles, 2, p=shares)
        if person.father is not None and person.mother is not None:
            first, second = (found[parent][chance.integers(2)] for parent in person.parents)
        found[person.id] = str(first), str(second)
    return {person: found[person] for person in typed}
