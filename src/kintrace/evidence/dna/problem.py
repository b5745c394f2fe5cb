"""Joint identification as `kintrace dvi` reads and answers it: samples, families, who is missing in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kintrace.evidence.dna.conclusions import conclude
from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.genotype import Profile, observed_codes
from kintrace.evidence.dna.joint import NOBODY, Family, Problem, Sample, Weighed, Weighing, weigh_assignments
from kintrace.evidence.dna.locus import Locus, locus_of
from kintrace.evidence.dna.noticed import one_sample_twice
from kintrace.evidence.dna.ratios import in_json
from kintrace.evidence.dna.reading import (
    check_markers,
    read_frequencies,
    read_mutation,
    read_pedigree,
    read_profile,
    read_profiles,
    read_sex,
)
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence

type Answer = dict[str, Any]

MOST_SHOWN = 1000  # assignments written out


def answer_problem(part: Part, *, number: int = 1) -> Answer:
    """Answer one problem, or say in `error` why it cannot be answered."""
    name = part.value.get("id") if isinstance(part.value, dict) else None
    part = Part(part.value, f"problem {number if name is None else name}")
    try:
        return _answered(part["id"].text(), read_problem(part))
    except UnusableData as error:
        told = str(error)
        told = told if told.startswith(part.place) else f"{part.place}: {told}"
        return _answer(None if name is None else str(name), error=told)


def _answer(problem: str | None, *, error: str | None = None) -> Answer:
    return {
        "id": problem,
        "pairwise_log10LR": {},
        "joint_n_assignments": None,
        "joint_top": [],
        "posterior_pairing_flat_prior": {},
        "conclusions": {},
        "notes": [],
        "error": error,
    }


def _answered(name: str, problem: Problem) -> Answer:
    answer = _answer(name)
    weighing = Weighing(problem)
    pairings = problem.pairings()
    answer["pairwise_log10LR"] = {
        sample: {
            person: in_json(weighing.log10_lr(sample, person)) if person in persons else None
            for person in problem.missing
        }
        for sample, persons in pairings.items()
    }
    weighed = weigh_assignments(weighing, pairings)
    if weighed is None:
        answer["notes"].append("Too many assignments to weigh each of them: pairs and conclusions only.")
    elif not weighed:
        answer["notes"].append("What was seen in the families themselves is impossible without mutation.")
    else:
        answer["joint_n_assignments"] = len(weighed)
        answer["joint_top"] = [_shown(problem, one) for one in weighed[:MOST_SHOWN]]
        answer["posterior_pairing_flat_prior"] = _by_pair(problem, weighed)
    answer["notes"] += [str(note) for note in _twice(problem)]
    answer["conclusions"] = {person: str(conclusion) for person, conclusion in conclude(problem).items()}
    return answer


def _twice(problem: Problem) -> list[Sentence]:
    """Say which samples, or relatives, have one profile under two names."""
    profiles = {name: sample.profile for name, sample in problem.samples.items()}
    for name, family in problem.families.items():
        profiles |= {f"{name}/{person}": profile for person, profile in family.profiles.items()}
    return one_sample_twice(profiles, [family.pedigree for family in problem.families.values()])


def _shown(problem: Problem, weighed: Weighed) -> Answer:
    return {
        "assignment": dict(zip(problem.samples, weighed.assignment, strict=True)),
        "loglik": in_json(weighed.nats),
        "posterior_flat_prior": weighed.posterior,
    }


def _by_pair(problem: Problem, weighed: list[Weighed]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {sample: {} for sample in problem.samples}
    for one in weighed:
        for sample, person in zip(problem.samples, one.assignment, strict=True):
            found[sample][person] = found[sample].get(person, 0.0) + one.posterior
    order = [*problem.missing, NOBODY]
    return {sample: dict(sorted(pairs.items(), key=lambda p: order.index(p[0]))) for sample, pairs in found.items()}


def read_problem(part: Part) -> Problem:
    """Read one problem of a file; raises UnusableData, naming the place."""
    loci = _loci(part)
    markers = [locus.name for locus in loci]
    samples = {name: _sample(one) for name, one in part["pm"].items()}
    check_markers({name: sample.profile for name, sample in samples.items()}, markers, place=part.place)
    _check_alleles(loci, {name: sample.profile for name, sample in samples.items()})
    missing = part["missing"].texts()
    families = {name: _family(one, missing, loci) for name, one in part["am"].items()}
    for person in missing:
        found = [name for name, family in families.items() if person in family.missing]
        if len(found) != 1:
            raise part.wrong(f"{person} is missing in {len(found)} families; each missing person belongs to one.")
    doubled = next((name for name in samples if name in missing), None)
    if doubled is not None:
        raise part.wrong(f"{doubled} is the name of a sample and of a missing person. Give them different ones.")
    return Problem(loci, samples, families)


def _check_alleles(loci: list[Locus], profiles: Mapping[str, Profile]) -> None:
    """Raise UnusableData for an allele without frequency, naming whose profile has it."""
    for locus in loci:
        for person, profile in profiles.items():
            if locus.name in profile:
                observed_codes(profile[locus.name], locus, person=person)


def _sample(part: Part) -> Sample:
    return Sample(read_sex(part["sex"]), read_profile(part["genotypes"]))


def _family(part: Part, missing: tuple[str, ...], loci: list[Locus]) -> Family:
    pedigree, profiles = read_pedigree(part), read_profiles(part["genotypes"])
    check_markers(profiles, [locus.name for locus in loci], place=part.place)
    _check_alleles(loci, profiles)
    absent = next((person for person in profiles if person not in pedigree), None)
    if absent is not None:
        raise part.wrong(f"{absent} has a profile but is not in the pedigree.")
    ours = tuple(person for person in missing if person in pedigree)
    tested = next((person for person in ours if person in profiles), None)
    if tested is not None:
        raise part.wrong(f"{tested} is missing, and yet has a profile among the relatives.")
    return Family(pedigree, profiles, ours)


def _loci(part: Part) -> list[Locus]:
    loci: Mapping[str, Part] = dict(part["loci"].items())
    found = []
    for marker in part["markers"].texts():
        if marker not in loci:
            raise part.wrong(f"marker {marker} has no table under loci.")
        female, male = read_mutation(loci[marker].get("mutation"))
        found.append(locus_of(marker, read_frequencies(loci[marker]["freq"]), female=female, male=male))
    return found
