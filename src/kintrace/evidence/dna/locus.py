"""A marker: its alleles, how common each is, and how they change between parent and child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from kintrace.evidence.dna.mutation import Array, Mutation
from kintrace.kernel.errors import UnusableData

SUM_TOLERANCE = 1e-4  # published tables are rounded; more than this is an error in the table
NO_MUTATION = Mutation()


@dataclass(frozen=True, slots=True)
class Meiosis:
    """What a transmission does at one marker: a·I + 1·rᵀ where alleles can be lumped, else a whole matrix."""

    stay: float
    inflow: tuple[float, ...]
    matrix: Array | None


@dataclass(frozen=True, eq=False, slots=True)
class Locus:
    """One marker with its population; `silent` is the frequency of an allele that no test shows."""

    name: str
    alleles: tuple[str, ...]
    frequencies: Array
    shares: tuple[float, ...]  # the frequencies again, as plain numbers
    female: Mutation
    male: Mutation
    silent: float
    codes: Mapping[str, int] = field(repr=False)
    from_mother: Meiosis = field(repr=False)
    from_father: Meiosis = field(repr=False)

    @property
    def lumpable(self) -> bool:
        return self.female.lumpable and self.male.lumpable


def locus_of(
    name: str,
    table: Mapping[str, float],
    *,
    female: Mutation = NO_MUTATION,
    male: Mutation = NO_MUTATION,
    silent: float = 0.0,
) -> Locus:
    """Make a marker from its table of frequencies.

    Raises UnusableData where the frequencies are not a distribution.
    """
    return _locus(name, tuple(table), tuple(table.values()), female, male, silent)


@lru_cache(maxsize=4096)
def _locus(  # noqa: PLR0917 - called by locus_of alone; a cache wants plain arguments
    name: str, alleles: tuple[str, ...], values: tuple[float, ...], female: Mutation, male: Mutation, silent: float
) -> Locus:
    frequencies = np.array(values, dtype=float)
    if not len(frequencies) or not np.all(np.isfinite(frequencies)) or np.any(frequencies < 0):
        raise UnusableData(f"Marker {name}: its frequencies must be numbers from 0 to 1, and at least one.")
    if abs(frequencies.sum() - 1) > SUM_TOLERANCE:
        raise UnusableData(f"Marker {name}: its frequencies sum to {frequencies.sum():.6g}, not to 1.")
    if not 0 <= silent < 1:
        raise UnusableData(f"Marker {name}: the frequency of its silent allele is {silent}; it lies from 0 to 1.")
    codes = {allele: code for code, allele in enumerate(alleles)}
    try:
        mother, father = (_meiosis(one, alleles, frequencies) for one in (female, male))
    except UnusableData as error:
        raise UnusableData(f"Marker {name}: {error}") from error
    return Locus(name, alleles, frequencies, values, female, male, silent, codes, mother, father)


def _meiosis(mutation: Mutation, alleles: tuple[str, ...], frequencies: Array) -> Meiosis:
    if not mutation.lumpable:
        return Meiosis(0.0, (0.0,) * len(alleles), mutation.matrix(alleles, frequencies))
    stay, inflow = mutation.stay_and_inflow(frequencies)
    return Meiosis(stay, tuple(inflow.tolist()), None)
