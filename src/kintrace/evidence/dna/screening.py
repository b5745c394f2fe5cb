"""Every child against every family in one pass.

For each family and marker one table is made: how likely the family's profiles are together with each genotype that
the missing person could have. A child is then looked up, not computed. Families of one shape are worked through
together. A likelihood ratio here compares "this child is the one this family misses" with "related to nobody here".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dna.batch import WIDTHS, Batch, States
from kintrace.evidence.dna.genotype import UNKNOWN, Genotype, Profile, behind, observed_codes
from kintrace.evidence.dna.locus import Locus
from kintrace.evidence.dna.mutation import Array, Model
from kintrace.evidence.dna.slot import Slot
from kintrace.evidence.pedigree import Pedigree, Person, Sex
from kintrace.kernel.errors import UnusableData


@dataclass(frozen=True, slots=True)
class SeekingFamily:
    """A pedigree, the profiles of relatives, and the one who is missing."""

    pedigree: Pedigree
    profiles: Mapping[str, Profile]
    missing: str


@dataclass(frozen=True, slots=True)
class Screened:
    """Arrays of family × child: log10 likelihood ratios, and markers that are impossible without mutation."""

    log10_lr: Array
    inconsistent: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class _Row:
    family: int
    locus: int
    codes: Mapping[str, tuple[int, ...]]  # by person, in the names of the shape


def screen(families: Mapping[str, SeekingFamily], children: Mapping[str, Profile], loci: Sequence[Locus]) -> Screened:
    """Weigh every child against every family.

    A marker that was not read in the child counts 0. A family whose own profiles are
    impossible has nan for every child. Raises UnusableData for an allele that the frequencies lack.
    """
    mutating = any(one.model is not Model.NONE for locus in loci for one in (locus.female, locus.male))
    lookups = [_Lookup(locus, children) for locus in loci]
    ratios = np.zeros((len(families), len(children)))
    inconsistent = np.zeros((len(families), len(children)), dtype=np.int16)
    for shape, missing, rows in _by_shape(families, loci):
        for batch, members in _batches(rows, loci):
            for part, likely, possible in _tables(shape, missing, batch, mutating=mutating):
                rows_of = [members[place] for place in part]
                _look_up(rows_of, lookups, likely=likely, possible=possible, result=(ratios, inconsistent))
    return Screened(ratios, inconsistent)


class _Lookup:
    """The distinct genotypes that the children have at one marker, and who has which."""

    def __init__(self, locus: Locus, children: Mapping[str, Profile]) -> None:
        self.locus = locus
        seen = [(name, profile.get(locus.name)) for name, profile in children.items()]
        self.having = np.array([number for number, (_, pair) in enumerate(seen) if pair is not None], dtype=np.intp)
        keys = [self._key(pair, child=name) for name, pair in seen if pair is not None]
        distinct = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        self.which = np.array([distinct[key] for key in keys], dtype=np.intp)
        self.pairs = np.array(list(distinct), dtype=np.intp).reshape(-1, 2)
        first, second = self.pairs.T
        frequencies = locus.frequencies
        self.partial = second < 0
        other = np.where(self.partial, 1.0, frequencies[second])
        alone = np.where(first == second, 1.0, 2.0) * frequencies[first] * other
        self.chance = np.where(self.partial, frequencies[first] * (2 - frequencies[first]), alone)
        if np.any(self.chance == 0):
            raise UnusableData(f"Marker {locus.name}: an allele with frequency 0 was seen. Give it a small frequency.")

    def _key(self, genotype: Genotype, *, child: str) -> tuple[int, int]:
        codes = observed_codes(genotype, self.locus, person=child)
        return (codes[0], -1) if UNKNOWN in genotype else (min(codes), max(codes))

    def read(self, table: Array) -> Array:
        """Read from family × allele × allele how likely each distinct genotype is, in whichever order."""
        either = table + table.transpose(0, 2, 1)
        first, second = self.pairs.T
        found: Array = either[:, first, second] / np.where(first == second, 2.0, 1.0)
        if self.partial.any():
            whole = either.sum(axis=2) - np.einsum("zaa->za", table)
            found = np.where(self.partial, whole[:, first], found)
        return found


def _look_up(
    rows: Sequence[_Row],
    lookups: Sequence[_Lookup],
    *,
    likely: Array,
    possible: Array,
    result: tuple[Array, NDArray[np.int16]],
) -> None:
    """Add what these rows say of every child."""
    ratios, inconsistent = result
    for number in dict.fromkeys(row.locus for row in rows):
        lookup = lookups[number]
        places = [place for place, row in enumerate(rows) if row.locus == number]
        families = np.array([rows[place].family for place in places])
        wide = len(lookup.locus.alleles)
        mutating, plain = (table[places, :wide, :wide] for table in (likely, possible))
        family = mutating.sum(axis=(1, 2))
        with np.errstate(divide="ignore", invalid="ignore"):
            said = np.log10(lookup.read(mutating) / (family[:, None] * lookup.chance))
        impossible = (lookup.read(plain) <= 0).astype(np.int16)
        where = _where(families, lookup.having, of=ratios.shape)
        ratios[where] += said.take(lookup.which, axis=1)
        inconsistent[where] += impossible.take(lookup.which, axis=1)


def _where(
    families: NDArray[np.intp], children: NDArray[np.intp], *, of: tuple[int, ...]
) -> tuple[slice, slice] | tuple[NDArray[np.intp], ...]:
    """Return where in the result to add; a slice, which is much faster, where all is in a row."""
    run_of = slice(int(families[0]), int(families[-1]) + 1)
    if len(children) == of[1] and np.array_equal(families, np.arange(of[0])[run_of]):
        return run_of, slice(None)
    return np.ix_(families, children)


def _by_shape(
    families: Mapping[str, SeekingFamily], loci: Sequence[Locus]
) -> Iterator[tuple[Pedigree, str, list[_Row]]]:
    """Group families whose pedigrees are alike but for the names, and put their profiles into rows."""
    shapes: dict[tuple[Pedigree, str], list[_Row]] = {}
    for number, (called, family) in enumerate(families.items()):
        names = {person.id: str(place) for place, person in enumerate(family.pedigree.persons)}
        rows = shapes.setdefault((_renamed(family.pedigree, names), names[family.missing]), [])
        for place, locus in enumerate(loci):
            codes = {
                names[person]: observed_codes(profile[locus.name], locus, person=f"{called}/{person}")
                for person, profile in family.profiles.items()
                if locus.name in profile
            }
            rows.append(_Row(number, place, codes))
    for (shape, missing), rows in shapes.items():
        yield shape, missing, rows


def _renamed(pedigree: Pedigree, names: Mapping[str, str]) -> Pedigree:
    persons = tuple(
        Person(names[p.id], names.get(p.father or ""), names.get(p.mother or ""), p.sex) for p in pedigree.persons
    )
    twins = tuple(tuple(names[twin] for twin in group) for group in pedigree.twins)
    return Pedigree(persons, twins, tuple((names[founder], share) for founder, share in pedigree.inbreeding))


def _batches(rows: Sequence[_Row], loci: Sequence[Locus]) -> Iterator[tuple[Batch, list[_Row]]]:
    """Group rows by who was seen and by how many alleles the marker has."""
    groups: dict[tuple[frozenset[str], int], list[_Row]] = {}
    for row in rows:
        count = len(loci[row.locus].alleles)
        width = next((limit for limit in WIDTHS if count <= limit), count)
        groups.setdefault((frozenset(row.codes), width), []).append(row)
    for (seen, _), members in groups.items():
        present = sorted({row.locus for row in members})
        width = max(len(loci[number].alleles) for number in present)
        stacked = {number: place for place, number in enumerate(present)}
        which = np.array([stacked[row.locus] for row in members])
        frequencies = np.zeros((len(present), width))
        matrices = {sex: np.zeros((len(present), width, width)) for sex in (Sex.MALE, Sex.FEMALE)}
        for place, number in enumerate(present):
            count = len(loci[number].alleles)
            frequencies[place, :count] = loci[number].frequencies
            for sex, matrix in matrices.items():
                matrix[place, :count, :count] = _whole(loci[number], sex)
        states = {person: _states([row.codes[person] for row in members], width) for person in seen}
        yield (
            Batch(np.arange(len(members)), frequencies[which], {s: m[which] for s, m in matrices.items()}, states),
            members,
        )


def _whole(locus: Locus, sex: Sex) -> Array:
    mutation = locus.male if sex is Sex.MALE else locus.female
    return mutation.matrix(locus.alleles, locus.frequencies)


def _states(seen: Sequence[tuple[int, ...]], width: int) -> States:
    if all(len(codes) == 2 for codes in seen):  # noqa: PLR2004 - a whole genotype has one state
        pairs = np.sort(np.array(seen, dtype=np.intp), axis=1)
        return States(pairs[:, :1], pairs[:, 1:], np.ones((len(seen), 1)))
    found = [behind(codes, classes=width, silent=None, dropout=0.0, haploid=False) for codes in seen]
    most = max(len(one) for one in found)
    padded = [[*one.items(), *[((0, 0), 0.0)] * (most - len(one))] for one in found]
    pairs = np.array([[pair for pair, _ in one] for one in padded], dtype=np.intp)
    return States(pairs[:, :, 0], pairs[:, :, 1], np.array([[weight for _, weight in one] for one in padded]))


def _tables(shape: Pedigree, missing: str, batch: Batch, *, mutating: bool) -> Iterator[tuple[range, Array, Array]]:
    """Yield for some rows at a time the tables with and without mutation: row × father's × mother's allele."""
    slot = Slot(shape, missing, batch)
    for rows, part in slot.parts():
        likely = slot.table(part)
        yield rows, likely, slot.table(_without_mutation(part)) if mutating else likely


def _without_mutation(batch: Batch) -> Batch:
    same = np.broadcast_to(np.eye(batch.frequencies.shape[1]), batch.matrices[Sex.MALE].shape)
    return replace(batch, matrices=dict.fromkeys(batch.matrices, same))
