"""What a careful reader of a case would notice, in sentences: impossible markers, linked ones, one sample twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from kintrace.evidence.dna.frequencies import linked_pairs
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.pedigree import Pedigree
from kintrace.kernel.says import Sentence, says

ENOUGH_TO_COMPARE = 8  # markers: two profiles alike at so many are one sample, or identical twins


def impossible_markers(found: Mapping[str, Array], markers: Sequence[str]) -> list[Sentence]:
    """Say of each hypothesis at which markers its probability (hypothesis: array over markers) is 0."""
    notes = []
    for name, probable in found.items():
        impossible = [marker for marker, chance in zip(markers, probable, strict=True) if chance == 0]
        if impossible:
            told = says(
                "{hypothesis} is impossible at {count} markers: {markers}.",
                hypothesis=name,
                count=len(impossible),
                markers=", ".join(impossible),
            )
            notes.append(told)
    return notes


def linked_markers(markers: Iterable[str]) -> list[Sentence]:
    """Say which markers are close on one chromosome arm."""
    linked = linked_pairs(markers)
    if not linked:
        return []
    pairs = "; ".join(f"{one} – {other}" for one, other in linked)
    return [says("Markers are taken as independent, though these lie on one chromosome arm: {pairs}.", pairs=pairs)]


def one_sample_twice(profiles: Mapping[str, Profile], pedigrees: Iterable[Pedigree]) -> list[Sentence]:
    """Say who has the profile of somebody else and is nobody's identical twin."""
    twins = {frozenset(pair) for one in pedigrees for group in one.twins for pair in combinations(group, 2)}
    return [
        says(
            "{one} and {other} are alike at all {count} markers: one sample twice, or twins?",
            one=one,
            other=other,
            count=count,
        )
        for one, other, count in alike_profiles(profiles)
        if frozenset((one, other)) not in twins
    ]


def alike_profiles(profiles: Mapping[str, Profile]) -> list[tuple[str, str, int]]:
    """Return the pairs that are alike at every marker read in both, and at how many; all pairs are looked at."""
    names = list(profiles)
    shared = np.zeros((len(names), len(names)), dtype=np.int16)
    same = shared.copy()
    for marker in dict.fromkeys(marker for profile in profiles.values() for marker in profile):
        pairs = [tuple(sorted(profile.get(marker, ()))) for profile in profiles.values()]
        codes = {pair: code for code, pair in enumerate(dict.fromkeys(pairs))}
        row = np.array([codes[pair] if pair else -1 for pair in pairs])
        read = row >= 0
        both = read[:, None] & read
        shared += both
        same += both & (row[:, None] == row)
    alike = np.triu((shared == same) & (shared >= ENOUGH_TO_COMPARE), k=1)
    return [(names[one], names[other], int(shared[one, other])) for one, other in np.argwhere(alike)]
