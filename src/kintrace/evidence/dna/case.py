"""One kinship case: several hypotheses about who is related how, weighed against a reference.

What `kintrace lr` answers. The answer holds log10 likelihood ratios by marker and in all; a defect in one case is
told in its `error` and leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.frequencies import shipped
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.likelihood import AUTOSOMAL, Conditions, evidence_of, likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.mutation import Array, Model
from kintrace.evidence.dna.noticed import impossible_markers, linked_markers, one_sample_twice
from kintrace.evidence.dna.numbers import Numbers, read_numbers
from kintrace.evidence.dna.ratios import in_json, log10_ratios, total_ratio
from kintrace.evidence.dna.reading import (
    check_markers,
    read_frequencies,
    read_mutation,
    read_pedigree,
    read_profiles,
)
from kintrace.evidence.pedigree import Pedigree
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence, says

type Answer = dict[str, Any]

UNNUMBERED = Numbers()


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked: hypotheses by name, and what was seen."""

    id: str
    hypotheses: Mapping[str, Pedigree]
    reference: str
    profiles: Mapping[str, Profile]
    loci: Sequence[Locus]
    dropout: Mapping[str, float]
    conditions: Conditions = AUTOSOMAL
    database: str = ""  # the table of frequencies by name, for the report
    overridden: tuple[str, ...] = ()  # markers that have a table of their own


@dataclass(frozen=True, slots=True)
class Ratios:
    """What a case comes to: log10 likelihood ratios against its reference, by hypothesis, and what was noticed.

    −∞ is impossible under the hypothesis, ∞ under the reference only, nan under both.
    """

    total: Mapping[str, float]
    by_marker: Mapping[str, Mapping[str, float]]
    notes: tuple[Sentence, ...]


def weigh(case: Case) -> Ratios:
    """Weigh every hypothesis of a case; raises UnusableData for an allele that the frequencies lack."""
    evidence = evidence_of(case.profiles, case.loci, dropout=case.dropout)
    found = {
        name: likelihoods(pedigree, evidence, conditions=case.conditions) for name, pedigree in case.hypotheses.items()
    }
    against = found[case.reference]
    names = [locus.name for locus in case.loci]
    by_marker = {
        name: dict(zip(names, map(float, log10_ratios(probable, against)), strict=True))
        for name, probable in found.items()
    }
    total = {name: total_ratio(probable, against) for name, probable in found.items()}
    return Ratios(total, by_marker, tuple(_notes(case, found)))


def parts_of(
    document: Any,  # noqa: ANN401 - straight from a JSON file
    *,
    place: str = "The file",
) -> tuple[list[Part], Part | None]:
    """Return the cases and frequency databases of the document at `place`; raises UnusableData where it is none."""
    whole = Part(document, place)
    return whole["cases"].list(), whole.get("frequency_databases")


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer as it is written; the case and its ratios, where it could be answered, and what a report goes by."""

    answer: Answer
    case: Case | None = None
    ratios: Ratios | None = None
    numbers: Numbers = UNNUMBERED


def answered(part: Part, databases: Part | None, *, number: int = 1) -> Answered:
    """Answer one case, or say in `error` why it cannot be answered."""
    name = part.value.get("id") if isinstance(part.value, dict) else None
    part = Part(part.value, f"case {number if name is None else name}")
    try:
        case = read_case(part, databases)
        ratios = weigh(case)
        numbers = read_numbers(part)
    except UnusableData as error:
        told = str(error)
        told = told if told.startswith(part.place) else f"{part.place}: {told}"
        return Answered(_answer(None if name is None else str(name), error=told))
    return Answered(_written(case, ratios), case, ratios, numbers)


def answered_case(case: Case) -> Answered:
    """Answer a case that was read from elsewhere; raises UnusableData where it cannot be."""
    ratios = weigh(case)
    return Answered(_written(case, ratios), case, ratios)


def answer_case(part: Part, databases: Part | None, *, number: int = 1) -> Answer:
    """Answer one case as it is written, or say in `error` why it cannot be answered."""
    return answered(part, databases, number=number).answer


def _answer(case: str | None, *, error: str | None = None) -> Answer:
    return {"id": case, "log10_lr_total": {}, "log10_lr_per_marker": {}, "notes": [], "error": error}


def _written(case: Case, ratios: Ratios) -> Answer:
    answer = _answer(case.id)
    answer["log10_lr_total"] = {name: in_json(ratio) for name, ratio in ratios.total.items()}
    answer["log10_lr_per_marker"] = {
        name: {marker: in_json(ratio) for marker, ratio in found.items()} for name, found in ratios.by_marker.items()
    }
    answer["notes"] = [str(note) for note in ratios.notes]
    return answer


def read_case(part: Part, databases: Part | None = None) -> Case:
    """Read one case of a file; raises UnusableData, naming the place."""
    hypotheses = {name: read_pedigree(hypothesis) for name, hypothesis in part["hypotheses"].items()}
    reference = part["reference"].text()
    if reference not in hypotheses:
        raise part.wrong(f"the reference {reference} is not among the hypotheses ({', '.join(hypotheses)}).")
    profiles = read_profiles(part["genotypes"])
    loci = _loci(part, databases)
    check_markers(profiles, [locus.name for locus in loci], place=part.place)
    _check_persons(part, profiles, hypotheses)
    chromosome = part.get("chrom")
    on_x = chromosome is not None and chromosome.text().upper() == "X"
    conditions = Conditions(x=on_x, theta=part.number_of("theta", otherwise=0.0))
    database, override = part.get("freq_db"), part.get("freq_override")
    return Case(
        part["id"].text(),
        hypotheses,
        reference,
        profiles,
        loci,
        _dropout(part),
        conditions,
        "" if database is None else database.text(),
        () if override is None else tuple(locus.name for locus in loci if override.get(locus.name) is not None),
    )


def _check_persons(part: Part, profiles: Mapping[str, Profile], hypotheses: Mapping[str, Pedigree]) -> None:
    for name, pedigree in hypotheses.items():
        absent = next((person for person in profiles if person not in pedigree), None)
        if absent is not None:
            raise part.wrong(f"{absent} has a profile but is not in the pedigree of {name}. Add them, unrelated if so.")


def _loci(part: Part, databases: Part | None) -> list[Locus]:
    female, male = read_mutation(part.get("mutation"))
    override, silent = part.get("freq_override"), part.number_of("silent_freq", otherwise=0.0)
    markers = part["markers"].texts()
    doubled = next((marker for marker in markers if markers.count(marker) > 1), None)
    if doubled is not None:
        raise part.wrong(f"marker {doubled} is named twice.")
    found = []
    for marker in markers:
        own = None if override is None else override.get(marker)
        table = _table(part, databases, marker) if own is None else read_frequencies(own)
        found.append(locus_of(marker, table, female=female, male=male, silent=silent))
    return found


def _table(part: Part, databases: Part | None, marker: str) -> Mapping[str, float]:
    name = part["freq_db"].text()
    given = None if databases is None else databases.get(name)
    if given is not None:
        table = given.get(marker)
        if table is not None:
            return read_frequencies(table)
    elif name in shipped():
        if marker in shipped()[name]:
            return shipped()[name][marker]
    else:
        raise part.wrong(f"there is no frequency database {name}, in this file or shipped with kintrace.")
    raise part.wrong(f"marker {marker} is not in the frequency database {name}. Check its name, or add its table.")


def _dropout(part: Part) -> dict[str, float]:
    dropout = part.get("dropout")
    if dropout is None:
        return {}
    rate = dropout["rate"].number()
    if not 0 <= rate < 1:
        raise dropout.wrong(f"the rate {rate} is not a probability below 1.")
    return dict.fromkeys(dropout["samples"].texts(), rate)


def _notes(case: Case, found: Mapping[str, Array]) -> list[Sentence]:
    names = [locus.name for locus in case.loci]
    notes = impossible_markers(found, names)
    if any(not _stationary(locus) for locus in case.loci):
        notes.append(says("Alleles of founders who were not tested are passed on through the mutation model as well."))
    return notes + linked_markers(names) + one_sample_twice(case.profiles, case.hypotheses.values())


def _stationary(locus: Locus) -> bool:
    return all(one.model in {Model.NONE, Model.PROPORTIONAL} for one in (locus.female, locus.male))
