"""Many markers, or many candidates, as arrays that one elimination works through together.

A row is one marker of one set of persons. Alleles that nobody in the row carries are lumped into one class where
the mutation model allows it, which makes the arrays small: what matters is how many alleles were seen, not how many
the population has. Rows are padded with classes of frequency zero to one width.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dna.genotype import Behind, Genotype, behind, observed_codes
from kintrace.evidence.dna.locus import Locus, Meiosis
from kintrace.evidence.dna.mutation import Array
from kintrace.evidence.pedigree import Sex
from kintrace.kernel.errors import UnusableData

WIDTHS = (6, 10, 16, 28, 48)  # rows of like width are worked through together


@dataclass(frozen=True, slots=True)
class Row:
    """One marker, and what was seen there in each person."""

    locus: Locus
    genotypes: Mapping[str, Genotype]


@dataclass(frozen=True, slots=True)
class States:
    """The true genotypes that could be behind what was seen in one person: arrays of row × state."""

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    weight: Array

    def both_orders(self) -> States:
        """Tell the allele from the father (`first`) from that of the mother."""
        swapped = self.weight * (self.first != self.second)
        return States(
            np.concatenate([self.first, self.second], axis=1),
            np.concatenate([self.second, self.first], axis=1),
            np.concatenate([self.weight, swapped], axis=1),
        )

    def either_order(self) -> States:
        """Count a pair of different alleles twice, for it could have come in two orders."""
        return States(self.first, self.second, self.weight * (1 + (self.first != self.second)))


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows in which the same persons were seen.

    `places` says which rows they are; `frequencies` is row × class; the matrices are row × class × class.
    """

    places: NDArray[np.intp]
    frequencies: Array
    matrices: Mapping[Sex, Array]
    states: Mapping[str, States]


@dataclass(frozen=True, slots=True)
class _Prepared:
    place: int
    locus: Locus
    kept: list[int]  # codes of the alleles that keep a class of their own
    lumped: bool
    behind: Mapping[str, Behind]

    @property
    def width(self) -> int:
        return len(self.kept) + self.lumped + (self.locus.silent > 0)


def batches_of(
    rows: Sequence[Row],
    *,
    twins: Sequence[Sequence[str]] = (),
    haploid: frozenset[str] = frozenset(),
    dropout: Mapping[str, float] | None = None,
    whole: bool = False,
) -> list[Batch]:
    """Group rows by who was seen and by width. `whole` keeps every allele, lumped or not.

    Of identical twins only the first is kept, and what was seen in any of them counts for that one.
    """
    first_of = {twin: group[0] for group in twins for twin in group}
    groups: dict[tuple[frozenset[str], int], list[_Prepared]] = {}
    for place, row in enumerate(rows):
        prepared = _prepare(place, row, haploid=haploid, dropout=dropout or {}, first_of=first_of, whole=whole)
        groups.setdefault((frozenset(prepared.behind), _bucket(prepared.width)), []).append(prepared)
    return [_batch(group) for group in groups.values()]


def _bucket(width: int) -> int:
    return next((limit for limit in WIDTHS if width <= limit), width)


def _prepare(
    place: int,
    row: Row,
    *,
    haploid: frozenset[str],
    dropout: Mapping[str, float],
    first_of: Mapping[str, str],
    whole: bool,
) -> _Prepared:
    locus = row.locus
    codes = {person: observed_codes(seen, locus, person=person) for person, seen in row.genotypes.items()}
    kept = sorted({code for seen in codes.values() for code in seen})
    count = len(locus.alleles)
    lumped = not whole and locus.lumpable and len(kept) < count
    if not lumped:
        kept = list(range(count))
    class_of = {code: number for number, code in enumerate(kept)}
    ordinary = len(kept) + lumped
    silent = ordinary if locus.silent else None
    found: dict[str, Behind] = {}
    plain = not (dropout or haploid or first_of or locus.silent)
    for person, seen in codes.items():
        if plain and len(seen) == 2:  # noqa: PLR2004 - the common case, kept short because it is met so often
            first, second = class_of[seen[0]], class_of[seen[1]]
            found[person] = {(first, second) if first <= second else (second, first): 1.0}
            continue
        if person in haploid and len(set(seen)) > 1:
            raise UnusableData(f"{person} is male and has two alleles at the X marker {locus.name}. Correct one.")
        could_be = behind(
            tuple(class_of[code] for code in seen),
            classes=ordinary + (silent is not None),
            silent=silent,
            dropout=dropout.get(person, 0.0),
            haploid=person in haploid,
        )
        one = first_of.get(person, person)
        found[one] = _in_both(found[one], could_be) if one in found else could_be
    return _Prepared(place, locus, kept, lumped, found)


def _in_both(one: Behind, other: Behind) -> Behind:
    return {pair: weight * other[pair] for pair, weight in one.items() if pair in other}


def _batch(group: Sequence[_Prepared]) -> Batch:
    width = max(prepared.width for prepared in group)
    frequencies = np.array([_padded(_lump(prepared.locus.shares, prepared), width) for prepared in group])
    matrices = {
        Sex.FEMALE: _matrices(group, [prepared.locus.from_mother for prepared in group], width),
        Sex.MALE: _matrices(group, [prepared.locus.from_father for prepared in group], width),
    }
    for number, prepared in enumerate(group):
        if prepared.locus.silent:
            silent = prepared.width - 1
            frequencies[number] *= 1 - prepared.locus.silent
            frequencies[number, silent] = prepared.locus.silent
            for matrix in matrices.values():
                matrix[number, silent, silent] = 1.0  # what no test shows is taken to stay silent
    places = np.array([prepared.place for prepared in group])
    states = {person: _states([prepared.behind[person] for prepared in group]) for person in group[0].behind}
    return Batch(places, frequencies, matrices, states)


def _matrices(group: Sequence[_Prepared], meioses: Sequence[Meiosis], width: int) -> Array:
    """Write out a·I + 1·rᵀ for every row, or the whole matrix where alleles are not lumped."""
    ordinary = np.array([[len(prepared.kept) + prepared.lumped] for prepared in group])
    there = (np.arange(width) < ordinary).astype(float)
    inflow = np.array([_padded(_lump(one.inflow, to), width) for one, to in zip(meioses, group, strict=True)])
    stay = np.array([[meiosis.stay] for meiosis in meioses])
    found: Array = inflow[:, None, :] * there[:, :, None]
    found[:, np.arange(width), np.arange(width)] += stay * there
    for number, meiosis in enumerate(meioses):
        if meiosis.matrix is not None:
            count = len(meiosis.matrix)
            found[number, :count, :count] = meiosis.matrix
    return found


def _lump(values: Sequence[float], prepared: _Prepared) -> list[float]:
    own = [values[code] for code in prepared.kept]
    return [*own, max(sum(values) - sum(own), 0.0)] if prepared.lumped else own


def _padded(values: list[float], width: int) -> list[float]:
    return values + [0.0] * (width - len(values))


def _states(found: Sequence[Behind]) -> States:
    most = max(1, *map(len, found))
    if most == 1 and all(found):
        single = np.array([next(iter(one)) for one in found], dtype=np.intp)
        return States(single[:, :1], single[:, 1:], np.array([list(one.values()) for one in found]))
    pairs = [[*one, *[(0, 0)] * (most - len(one))] for one in found]
    weight = [[*one.values(), *[0.0] * (most - len(one))] for one in found]
    both = np.array(pairs, dtype=np.intp).reshape(len(found), most, 2)
    return States(both[:, :, 0], both[:, :, 1], np.array(weight))


@dataclass(eq=False, slots=True)
class Evidence:
    """Rows that several hypotheses are asked about; each way of grouping them is made once."""

    rows: Sequence[Row]
    dropout: Mapping[str, float]
    whole: bool = False
    _made: dict[tuple[object, ...], list[Batch]] = field(default_factory=dict)

    def batches(self, twins: Sequence[Sequence[str]], haploid: Iterable[str]) -> list[Batch]:
        key = (tuple(map(tuple, twins)), frozenset(haploid))
        if key not in self._made:
            self._made[key] = batches_of(self.rows, twins=twins, haploid=key[1], dropout=self.dropout, whole=self.whole)
        return self._made[key]
