"""One kinship case: several hypotheses about who is related how, weighed against a reference.

What `kintrace lr` answers. The answer holds log10 likelihood ratios by marker and in all; a defect in one case is
told in its `error` and leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.frequencies import linked_pairs, shipped
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.likelihood import Conditions, evidence_of, likelihoods
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.mutation import Array
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

type Answer = dict[str, Any]

ENOUGH_TO_COMPARE = 8  # markers: two profiles alike at so many are one sample, or identical twins
STATIONARY = "proportional"


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked: hypotheses by name, and what was seen."""

    id: str
    hypotheses: Mapping[str, Pedigree]
    reference: str
    profiles: Mapping[str, Profile]
    loci: Sequence[Locus]
    dropout: Mapping[str, float]
    conditions: Conditions


def parts_of(document: Any) -> tuple[list[Part], Part | None]:  # noqa: ANN401 - straight from a JSON file
    """Return the cases of a document and its frequency databases; raises UnusableData where it is not one."""
    whole = Part(document, "The file")
    return whole["cases"].list(), whole.get("frequency_databases")


def answer_case(part: Part, databases: Part | None, *, number: int = 1) -> Answer:
    """Answer one case, or say in `error` why it cannot be answered."""
    name = part.value.get("id") if isinstance(part.value, dict) else None
    part = Part(part.value, f"case {number if name is None else name}")
    try:
        return _answered(read_case(part, databases))
    except UnusableData as error:
        told = str(error)
        told = told if told.startswith(part.place) else f"{part.place}: {told}"
        return _answer(None if name is None else str(name), error=told)


def _answer(case: str | None, *, error: str | None = None) -> Answer:
    return {"id": case, "log10_lr_total": {}, "log10_lr_per_marker": {}, "notes": [], "error": error}


def _answered(case: Case) -> Answer:
    evidence = evidence_of(case.profiles, case.loci, dropout=case.dropout)
    found = {
        name: likelihoods(pedigree, evidence, conditions=case.conditions) for name, pedigree in case.hypotheses.items()
    }
    against = found[case.reference]
    answer = _answer(case.id)
    for name, probable in found.items():
        ratios = log10_ratios(probable, against)
        named = zip(case.loci, ratios, strict=True)
        answer["log10_lr_per_marker"][name] = {locus.name: in_json(ratio) for locus, ratio in named}
        answer["log10_lr_total"][name] = in_json(total_ratio(probable, against))
    answer["notes"] = _notes(case, found)
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
    return Case(part["id"].text(), hypotheses, reference, profiles, loci, _dropout(part), conditions)


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


def _notes(case: Case, found: Mapping[str, Array]) -> list[str]:
    notes = []
    for name, probable in found.items():
        impossible = [locus.name for locus, chance in zip(case.loci, probable, strict=True) if chance == 0]
        if impossible:
            notes.append(f"{name} is impossible at {len(impossible)} markers: {', '.join(impossible)}.")
    if any(not _stationary(locus) for locus in case.loci):
        notes.append("Alleles of founders who were not tested are passed on through the mutation model as well.")
    linked = linked_pairs([locus.name for locus in case.loci])
    if linked:
        pairs = "; ".join(f"{one} and {other}" for one, other in linked)
        notes.append(f"Markers are taken as independent, though these lie on one chromosome arm: {pairs}.")
    return notes + _one_sample_twice(case)


def _stationary(locus: Locus) -> bool:
    return all(one.model in {"none", STATIONARY} for one in (locus.female, locus.male))


def _one_sample_twice(case: Case) -> list[str]:
    twins = {
        frozenset(pair) for one in case.hypotheses.values() for group in one.twins for pair in combinations(group, 2)
    }
    notes = []
    for (one, first), (other, second) in combinations(case.profiles.items(), 2):
        shared = first.keys() & second.keys()
        alike = len(shared) >= ENOUGH_TO_COMPARE and all(sorted(first[m]) == sorted(second[m]) for m in shared)
        if alike and frozenset((one, other)) not in twins:
            notes.append(f"{one} and {other} are alike at all {len(shared)} markers: one sample twice, or twins?")
    return notes
