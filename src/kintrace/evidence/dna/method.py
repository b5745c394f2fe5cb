"""How a case was computed, in sentences: source of the frequencies, mutation, theta, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kintrace.evidence.dna.case import Case
from kintrace.evidence.dna.frequencies import Source, source_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.kernel.says import Sentence, says

NOT_STATED = says("not stated")


def method_of(case: Case, *, source: Source) -> Iterator[Sentence]:
    """Yield what holds for the whole case; `source` is where frequencies come from, unless they are kintrace's own."""
    yield from _frequencies(case, source)
    yield from _mutation(case)
    yield says("Theta, which counts how alike a population is: {theta}.", theta=f"{case.conditions.theta:g}")
    yield from _silent(case)
    if case.dropout:
        rate, samples = next(iter(case.dropout.values())), ", ".join(case.dropout)
        yield says(
            "An allele may have been missed with probability {rate} in: {samples}.", rate=f"{rate:g}", samples=samples
        )
    if case.conditions.x:
        yield says("The markers lie on the X chromosome: a man has one allele and gives it to his daughters only.")
    yield says("Markers are taken as independent, so that their likelihood ratios multiply.")


def _frequencies(case: Case, source: Source) -> Iterator[Sentence]:
    known = source if source.citation else source_of(case.database)
    if case.database:
        yield says(
            "Allele frequencies: {database}. Source: {source}. Licence: {licence}.",
            database=case.database,
            source=known.citation or NOT_STATED,
            licence=known.licence or NOT_STATED,
        )
    if case.overridden:
        markers = ", ".join(case.overridden)
        yield says("Allele frequencies stated in the case itself: {markers}.", markers=markers)


def _mutation(case: Case) -> Iterator[Sentence]:
    groups: dict[tuple[Mutation, Mutation], list[str]] = {}
    for locus in case.loci:
        groups.setdefault((locus.female, locus.male), []).append(locus.name)
    for (female, male), markers in groups.items():
        if female.model is male.model is Model.NONE:
            told = says("Mutation is not counted. One mutation would then exclude a true relative.")
        else:
            told = says(
                "Mutation, from mothers: {female}; from fathers: {male}.", female=_rates(female), male=_rates(male)
            )
        yield told if len(groups) == 1 else Sentence("{markers}: {told}", {"markers": ", ".join(markers), "told": told})


def _rates(mutation: Mutation) -> Sentence:
    rate = f"{mutation.rate:g}"
    if mutation.model is Model.NONE:
        return says("none")
    if mutation.model is Model.EQUAL:
        return says("every change as probable as any other, rate {rate}", rate=rate)
    if mutation.model is Model.PROPORTIONAL:
        return says("change to an allele in proportion to how common it is, rate {rate}", rate=rate)
    return says(
        "step by step, rate {rate}, between whole and partial repeats {other}, each further step {reach} times as "
        "probable",
        rate=rate,
        other=f"{mutation.rate2:g}",
        reach=f"{mutation.reach:g}",
    )


def _silent(case: Case) -> Iterator[Sentence]:
    silent = {locus.name: locus.silent for locus in case.loci if locus.silent}
    for frequency in sorted(set(silent.values())):
        markers = ", ".join(marker for marker, own in silent.items() if own == frequency)
        yield says(
            "Alleles that no test shows have the frequency {silent} at: {markers}.",
            silent=f"{frequency:g}",
            markers=markers,
        )


def left_out(case: Case, excluded: Mapping[str, str | Sentence]) -> Iterator[tuple[str, str | Sentence]]:
    """Yield markers that were excluded, and those that were not read in everybody, each with the reason."""
    yield from excluded.items()
    for locus in case.loci:
        unread = [person for person, profile in case.profiles.items() if locus.name not in profile]
        if unread:
            yield locus.name, says("used, but not read in: {persons}", persons=", ".join(unread))
