"""Which hypotheses could samples of these persons ever tell apart?

Half sibling, aunt and grandmother give one relative's profile the same probability, whatever it is. Whether two
pedigrees do so for a set of persons is asked of the engine: profiles are drawn under each of them, at markers without
mutation, and weighed under all. Two that agree on every one are alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dna.batch import Evidence, Row
from kintrace.evidence.dna.genotype import Genotype
from kintrace.evidence.dna.likelihood import likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.pedigree import Pedigree

DRAWN = 48  # families under each hypothesis
# Uneven on purpose, so that no two ways of sharing alleles come to the same by chance.
TABLE = {"1": 0.0613, "2": 0.1171, "3": 0.1907, "4": 0.2539, "5": 0.377}
SAME = 1e-9  # relative difference below which two probabilities are one, rounding aside


type Codes = NDArray[np.intp]


def alike(pedigrees: Mapping[str, Pedigree], *, typed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Group the pedigrees that samples of `typed`, who stand in all of them, cannot tell apart."""
    return _alike(tuple(pedigrees.items()), tuple(typed))


@lru_cache(maxsize=256)
def _alike(named: tuple[tuple[str, Pedigree], ...], typed: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    pedigrees = dict(named)
    chance, locus = np.random.default_rng(1), locus_of("drawn", TABLE)
    rows = [
        Row(locus, drawn) for pedigree in pedigrees.values() for drawn in _drawn(pedigree, locus, chance, typed=typed)
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
) -> list[dict[str, Genotype]]:
    """Let alleles fall through a pedigree many times, and return each time those of the persons typed."""
    shares = locus.frequencies / locus.frequencies.sum()
    first_of = {twin: group[0] for group in pedigree.twins for twin in group}
    found: dict[str, Codes] = {}
    for person in pedigree.persons:
        same = found.get(first_of.get(person.id, ""))
        if same is not None:
            found[person.id] = same
        elif person.father is None or person.mother is None:
            found[person.id] = chance.choice(len(shares), (DRAWN, 2), p=shares)
        else:
            sides = [found[parent][range(DRAWN), chance.integers(0, 2, DRAWN)] for parent in person.parents]
            found[person.id] = np.stack(sides, axis=1)
    names = np.array(locus.alleles)
    pairs = {person: names[found[person]].tolist() for person in typed}
    return [{person: (pair[number][0], pair[number][1]) for person, pair in pairs.items()} for number in range(DRAWN)]
