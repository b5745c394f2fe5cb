"""DNA of people who never lived: alleles drawn for the founders of a pedigree and passed on, half to each child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kintrace.evidence.pedigree import Pedigree
from kintrace.worlds.chance import Chance

type Tables = Mapping[str, Mapping[str, float]]  # marker, allele
type Pair = tuple[str, str]


def draw_profiles(pedigree: Pedigree, tables: Tables, *, chance: Chance) -> dict[str, dict[str, Pair]]:
    """Return the genotypes of everybody in a pedigree, by person and then marker, without mutation."""
    drawn: dict[str, dict[str, Pair]] = {person.id: {} for person in pedigree.persons}
    for marker, table in tables.items():
        alleles, shares = list(table), list(table.values())
        for person in pedigree.persons:  # parents come before their children
            first, second = (chance.weighted(alleles, shares) for _ in range(2))
            if person.father is not None and person.mother is not None:
                first, second = (chance.one_of(drawn[parent][marker]) for parent in (person.father, person.mother))
            drawn[person.id][marker] = (first, second)
    return drawn


def as_table(profiles: Mapping[str, Mapping[str, Pair]], *, markers: Iterable[str]) -> str:
    """Write profiles as a laboratory's wide table: a row a sample, two columns a marker."""
    names = list(markers)
    head = ",".join(["sample", *(f"{marker}_{place}" for marker in names for place in (1, 2))])
    rows = (
        ",".join([sample, *(allele for marker in names for allele in profile.get(marker, ("", "")))])
        for sample, profile in profiles.items()
    )
    return "\n".join([head, *rows, ""])
