"""DNA as one weight among others: is this child the one whom this family misses?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.locus import Locus
from kintrace.evidence.dna.screening import SeekingFamily, screen
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import says

KIND = "dna"
IMPOSSIBLE = -9.0  # the weight of what no mutation explains; a mix-up of samples is never quite impossible


def compare_dna(family: SeekingFamily | None, child: Profile | None, loci: Sequence[Locus]) -> Weight:
    """Weigh the profile of a child against those of a family.

    The sentence names the markers used and those that would take a mutation, and no relative: who shares what with
    whom stays with the analyst.
    """
    if family is None or not family.profiles or not child:
        return Weight.silent(KIND, says("no DNA to compare on one side"))
    shared = _markers(family.profiles, child, loci)
    if not shared:
        return Weight.silent(KIND, says("the DNA samples have no marker in common"))
    screened = screen({"": family}, {"": child}, shared)
    ratio, odd = float(screened.log10_lr[0, 0]), int(screened.inconsistent[0, 0])
    if math.isnan(ratio):
        return Weight.silent(KIND, says("the relatives' DNA does not fit the family as it is drawn"))
    weight = float(np.clip(ratio, IMPOSSIBLE, None))
    if odd:
        told = says(
            "DNA compared with the family; markers: {markers}, of them possible only by mutation: {odd}",
            markers=len(shared),
            odd=odd,
        )
        return Weight(KIND, weight, told)
    return Weight(KIND, weight, says("DNA compared with the family; markers: {markers}", markers=len(shared)))


def _markers(relatives: Mapping[str, Profile], child: Profile, loci: Sequence[Locus]) -> list[Locus]:
    """Return the markers read in the child and in at least one relative."""
    read = {marker for profile in relatives.values() for marker in profile}
    return [locus for locus in loci if locus.name in child and locus.name in read]
