"""Pedigrees, profiles, frequencies and mutation as the files of cases, problems and families write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.genotype import UNKNOWN, Genotype, Profile
from kintrace.evidence.dna.locus import NO_MUTATION
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.pedigree import Pedigree, Person, Sex, pedigree_of
from kintrace.kernel.errors import UnusableData

SEXES = {
    **dict.fromkeys(("0", "u", "unknown"), Sex.UNKNOWN),
    **dict.fromkeys(("1", "m", "male"), Sex.MALE),
    **dict.fromkeys(("2", "f", "female"), Sex.FEMALE),
}
NOBODY = "0"


def read_pedigree(hypothesis: Part) -> Pedigree:
    """Read `pedigree`, `mz_twins` and `founder_inbreeding`."""
    twins, inbred = hypothesis.get("mz_twins"), hypothesis.get("founder_inbreeding")
    try:
        return pedigree_of(
            [_person(row) for row in hypothesis["pedigree"].list()],
            twins=[] if twins is None else [group.texts() for group in twins.list()],
            inbreeding={} if inbred is None else {founder: part.number() for founder, part in inbred.items()},
        )
    except UnusableData as error:
        told = str(error)
        raise error if told.startswith(hypothesis.place) else hypothesis.wrong(told) from error


def _person(row: Part) -> Person:
    father, mother = (_parent(row, key) for key in ("fid", "mid"))
    return Person(row["id"].text(), father, mother, read_sex(row["sex"]))


def _parent(row: Part, key: str) -> str | None:
    parent = row[key].text()
    return None if parent in {NOBODY, ""} else parent


def read_sex(part: Part) -> Sex:
    """Read 1 or M as male, 2 or F as female, 0 as unknown."""
    sex = SEXES.get(part.text().strip().lower())
    if sex is None:
        raise part.wrong(f"should be 1 (male), 2 (female) or 0 (unknown), not {part.value!r}.")
    return sex


def read_profiles(part: Part) -> dict[str, Profile]:
    """Read genotypes by person, then marker."""
    return {person: read_profile(profile) for person, profile in part.items()}


def read_profile(part: Part) -> Profile:
    """Read the genotypes of one person by marker."""
    return {marker: _genotype(pair) for marker, pair in part.items()}


def _genotype(pair: Part) -> Genotype:
    alleles = pair.texts()
    if len(alleles) != 2 or alleles == (UNKNOWN, UNKNOWN):  # noqa: PLR2004 - a genotype is a pair
        raise pair.wrong("should be two alleles; write an unknown second one as “-”, and leave out an unread marker.")
    return alleles[0], alleles[1]


def read_frequencies(part: Part) -> dict[str, float]:
    """Read how common each allele of one marker is."""
    return {allele: value.number() for allele, value in part.items()}


def read_mutation(part: Part | None) -> tuple[Mutation, Mutation]:
    """Return what holds for mothers and for fathers; nothing written means no mutation."""
    if part is None:
        return NO_MUTATION, NO_MUTATION
    name = part["model"].text()
    if name not in set(Model):
        raise part.wrong(f"{name} is not a model of mutation; there are {', '.join(Model)}.")
    if name == Model.NONE:
        return NO_MUTATION, NO_MUTATION
    return _rates(part, "female", Model(name)), _rates(part, "male", Model(name))


def _rates(part: Part, sex: str, model: Model) -> Mutation:
    rates = part[sex]
    stepwise = model is Model.STEPWISE
    try:
        return Mutation(
            model,
            rates["rate"].number(),
            rates.number_of("rate2", otherwise=0.0) if stepwise else 0.0,
            rates.number_of("range", otherwise=0.1) if stepwise else 0.1,
        )
    except UnusableData as error:
        raise error if str(error).startswith(rates.place) else rates.wrong(str(error)) from error


def check_markers(profiles: Mapping[str, Profile], markers: Sequence[str], *, place: str) -> None:
    """Raise UnusableData where a profile has a marker that the case does not name."""
    named = set(markers)
    for person, profile in profiles.items():
        unknown = next((marker for marker in profile if marker not in named), None)
        if unknown is not None:
            raise UnusableData(f"{place}: {person} has marker {unknown}, which is not among the markers named.")
