"""A file of Familias as a case: its pedigrees are the hypotheses, its database the frequencies and rates.

The last pedigree is what the others are held against; where there is one only, it is held against kinship of nobody.
"""

from __future__ import annotations

from kintrace.evidence.dna.case import Case
from kintrace.evidence.dna.laboratory.familias import FamiliasFile, FamiliasLocus
from kintrace.evidence.dna.likelihood import Conditions
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.pedigree import Person, pedigree_of
from kintrace.kernel.errors import UnusableData

ALONE = "unrelated"


def familias_case(file: FamiliasFile, *, name: str) -> Case:
    """Return the case of a file.

    Raises UnusableData for what kintrace does not compute: no pedigree at all, silent alleles, stepwise mutation made
    stationary, or rates of dropout that differ between markers.
    """
    hypotheses = dict(file.pedigrees)
    if not hypotheses or not file.profiles:
        raise UnusableData("it has no pedigrees or no genotypes, so there is nothing to weigh.")
    if len(hypotheses) == 1:
        hypotheses[ALONE] = pedigree_of([Person(one, sex=sex) for one, sex in file.sexes.items()])
    rates = {locus.dropout for locus in file.loci}
    if file.dropout and len(rates) > 1:
        raise UnusableData("it has a rate of dropout of its own for each marker; give all the same in Familias.")
    return Case(
        name,
        hypotheses,
        list(hypotheses)[-1],
        file.profiles,
        [_locus(one) for one in file.loci],
        dict.fromkeys(sorted(file.dropout), max(rates, default=0.0)),
        Conditions(theta=file.theta),
        file.database,
    )


def _locus(one: FamiliasLocus) -> Locus:
    if one.silent:
        raise UnusableData(
            f"marker {one.name} has a silent allele, which is not read from this format. Write it as JSON."
        )
    if one.female is None or one.male is None:
        told = f"marker {one.name} has stepwise mutation made stationary, which is not computed here."
        raise UnusableData(f"{told} Choose another model in Familias.")
    return locus_of(one.name, one.table, female=one.female, male=one.male)
