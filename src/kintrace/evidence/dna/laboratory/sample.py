"""What a laboratory's file says of its samples, and what of it cannot be used.

Calls come in one by one and are made into profiles here, the same way for every format. Nothing doubtful passes
silently: a third allele sets a marker aside, three such markers the whole sample (a mixture), and so does a marker
that is written twice and differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kintrace.evidence.dna.genotype import UNKNOWN, Genotype, Profile
from kintrace.evidence.dna.markers import LINEAGE, NOT_CALLED, SEX_MARKER, allele_named, marker_named
from kintrace.evidence.pedigree import Sex

MIXTURE = 3  # markers with more than two alleles


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that was not used: where it stands and why."""

    sample: str
    marker: str | None
    why: str

    def __str__(self) -> str:
        place = self.sample if self.marker is None else f"{self.sample}, {self.marker}"
        return f"{place}: {self.why}"


@dataclass(frozen=True, slots=True)
class LaboratorySample:
    """One sample; `lineage` holds markers of the Y, which no likelihood here uses."""

    id: str
    profile: Profile
    lineage: Mapping[str, tuple[str, ...]]
    sex: Sex = Sex.UNKNOWN
    kit: str = ""
    laboratory: str = ""
    role: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class LaboratoryFile:
    """The samples of a file by id, and what was set aside."""

    samples: Mapping[str, LaboratorySample]
    set_aside: tuple[SetAside, ...]


@dataclass(slots=True)
class Calls:
    """One sample as it is read: what each marker was called, each time it stands in the file."""

    id: str
    blank_means_same: bool  # one allele alone is the same allele twice, by the rules of the format
    facts: dict[str, str] = field(default_factory=dict)
    called: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def call(self, marker: str, alleles: Sequence[str]) -> None:
        self.called.setdefault(marker.strip(), []).append(tuple(allele.strip() for allele in alleles))


def file_of(samples: Sequence[Calls]) -> LaboratoryFile:
    """Make profiles of what was called."""
    aside: list[SetAside] = []
    found: dict[str, LaboratorySample] = {}
    for calls in samples:
        sample = _sample(calls, aside)
        if sample is not None:
            found[sample.id] = sample
    return LaboratoryFile(found, tuple(aside))


def _sample(calls: Calls, aside: list[SetAside]) -> LaboratorySample | None:
    profile: dict[str, Genotype] = {}
    lineage: dict[str, tuple[str, ...]] = {}
    crowded: list[str] = []
    sex = _stated_sex(calls.facts.get("sex", ""))
    for written, times in calls.called.items():
        marker = marker_named(written)
        alleles, why = _read(marker, times)
        if why:
            aside.append(SetAside(calls.id, written, why))
        if len(alleles) > 2 and marker not in LINEAGE:  # noqa: PLR2004 - a person has two of each
            crowded.append(written)
        elif marker == SEX_MARKER:
            sex = _sex_by(alleles, sex, calls.id, aside)
        elif marker in LINEAGE:
            lineage[marker] = alleles
        elif marker is not None and alleles:
            profile[marker] = _genotype(alleles, times[0], same=calls.blank_means_same)
    if len(crowded) >= MIXTURE:
        told = f"more than two alleles at {', '.join(crowded)}: a mixture of persons. The sample is not used."
        aside.append(SetAside(calls.id, None, told))
        return None
    aside += [SetAside(calls.id, marker, "more than two alleles; the marker is not used.") for marker in crowded]
    facts = {name: calls.facts.get(name, "") for name in ("kit", "laboratory", "role", "case")}
    return LaboratorySample(calls.id, profile, lineage, sex, **facts)


def _read(marker: str | None, times: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], str]:
    """Return the alleles that were called and what is wrong, "" if nothing."""
    if marker is None:
        return (), "not a marker that is known; it is not used."
    if len({tuple(sorted(one)) for one in times}) > 1:
        return (), "written several times with different alleles; the marker is not used."
    called = [allele for allele in times[0] if allele.upper() not in NOT_CALLED]
    named = [allele_named(allele) for allele in called]
    unreadable = next((written for written, name in zip(called, named, strict=True) if name is None), None)
    if unreadable is not None:
        return (), f"{unreadable[:20]!r} is not an allele; the marker is not used."
    alleles = tuple(name for name in named if name is not None)
    off = [allele for allele in times[0] if allele.upper() in NOT_CALLED and allele]
    return alleles, f"{', '.join(off)}: not called." if off else ""


def _genotype(alleles: tuple[str, ...], written: tuple[str, ...], *, same: bool) -> Genotype:
    if len(alleles) == 2:  # noqa: PLR2004 - a whole genotype
        return alleles[0], alleles[1]
    uncalled = any(allele for allele in written if allele.upper() in NOT_CALLED)
    return alleles[0], alleles[0] if same and not uncalled else UNKNOWN


def _stated_sex(written: str) -> Sex:
    return {"M": Sex.MALE, "F": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}.get(
        written.strip().upper()[:1], Sex.UNKNOWN
    )


def _sex_by(alleles: tuple[str, ...], stated: Sex, sample: str, aside: list[SetAside]) -> Sex:
    read = Sex.MALE if "Y" in alleles else Sex.FEMALE if "X" in alleles else Sex.UNKNOWN
    if Sex.UNKNOWN not in {read, stated} and read is not stated:
        told = "the sex by this marker is not the one stated; neither is used. Ask the laboratory whose sample it is."
        aside.append(SetAside(sample, SEX_MARKER, told))
        return Sex.UNKNOWN
    return stated if read is Sex.UNKNOWN else read
