"""The families of `kintrace screen`, and who has agreed that their DNA is compared.

Whoever has not agreed is left out before anything is computed, and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.dna.reading import check_markers, read_frequencies, read_mutation, read_pedigree, read_profiles
from kintrace.evidence.dna.screening import SeekingFamily
from kintrace.kernel.errors import UnusableData

YES = frozenset({"yes", "y", "true", "1", "да", "نعم"})
NO = frozenset({"no", "n", "false", "0", "", "нет", "لا"})
USUAL = Mutation(Model.PROPORTIONAL, 0.0005), Mutation(Model.PROPORTIONAL, 0.002)  # mothers, fathers


@dataclass(frozen=True, slots=True)
class Seeking:
    """What is looked for: families by name, and the markers."""

    families: Mapping[str, SeekingFamily]
    loci: Sequence[Locus]


def read_seeking(part: Part) -> Seeking:
    """Read a file of families; raises UnusableData, naming the place."""
    female, male = USUAL if part.get("mutation") is None else read_mutation(part["mutation"])
    tables = _tables(part)
    markers = part.get("markers")
    names = list(tables) if markers is None else list(dict.fromkeys(markers.texts()))
    missing = next((name for name in names if name not in tables), None)
    if missing is not None:
        raise part.wrong(f"marker {missing} is not in the table of frequencies. Check its name, or add its table.")
    loci = [_locus(part, name, tables[name], rates=(female, male)) for name in names]
    return Seeking({name: _family(one, names) for name, one in part["families"].items()}, loci)


def _locus(part: Part, name: str, table: Mapping[str, float], *, rates: tuple[Mutation, Mutation]) -> Locus:
    try:
        return locus_of(name, table, female=rates[0], male=rates[1])
    except UnusableData as error:
        raise part.wrong(str(error)) from error


def _tables(part: Part) -> Mapping[str, Mapping[str, float]]:
    own = part.get("frequencies")
    if own is not None:
        return {marker: read_frequencies(table) for marker, table in own.items()}
    name = part["freq_db"].text()
    if name not in shipped():
        raise part.wrong(f"there is no frequency database {name}; there are {', '.join(shipped())}.")
    return shipped()[name]


def _family(part: Part, markers: Sequence[str]) -> SeekingFamily:
    pedigree, profiles, missing = read_pedigree(part), read_profiles(part["genotypes"]), part["missing"].text()
    check_markers(profiles, markers, place=part.place)
    absent = next((person for person in (missing, *profiles) if person not in pedigree), None)
    if absent is not None:
        raise part.wrong(f"{absent} is not in the pedigree. Give them a row.")
    if missing in profiles:
        raise part.wrong(f"{missing} is missing, and yet has a profile among the relatives.")
    if any(missing in group for group in pedigree.twins):
        raise part.wrong(f"{missing} is missing and an identical twin: compare profiles directly instead.")
    return SeekingFamily(pedigree, profiles, missing)


def read_consents(rows: Sequence[Sequence[str]]) -> dict[str, bool]:
    """Read a table with the columns `who` and `consent`; who is a sample, or `family/person`.

    Raises UnusableData for an answer that is neither yes nor no, and for somebody who gives both.
    """
    header = [title.strip().lower() for title in rows[0]] if rows else []
    if not {"who", "consent"} <= set(header):
        raise UnusableData("The table of consents needs the columns who and consent.")
    found: dict[str, bool] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        who, answer = cells.get("who", ""), cells.get("consent", "").lower()
        if answer not in YES | NO:
            raise UnusableData(f"Consents, row {number} ({who}): write yes or no, not {answer[:20]!r}.")
        if who in found and found[who] != (answer in YES):
            raise UnusableData(f"Consents, row {number}: {who} says both yes and no. Ask them, and correct one.")
        found[who] = answer in YES
    return found


def with_consent(families: Mapping[str, SeekingFamily], consents: Mapping[str, bool]) -> dict[str, SeekingFamily]:
    """Return the families with only the profiles whose persons agreed; without any, a family is left out."""
    found = {}
    for name, family in families.items():
        agreed = {
            person: profile for person, profile in family.profiles.items() if consents.get(f"{name}/{person}", False)
        }
        if agreed:
            found[name] = replace(family, profiles=agreed)
    return found
