"""A report of one case that a court can read: what was asked, what the profiles say, how it was computed, who read it.

Plain values: sections of sentences and tables, which `report_html` and `report_pdf` set in any language. Persons go by
the ids of the case, so a case must use codes: no name belongs in a report. Nothing here says "proved".
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from kintrace import __version__
from kintrace.evidence.dna.case import Case, Ratios
from kintrace.evidence.dna.hypotheses import Hypotheses
from kintrace.evidence.dna.method import left_out, method_of
from kintrace.evidence.dna.numbers import Numbers
from kintrace.evidence.dna.ratios import posterior, shown_log10, shown_probability, shown_ratio
from kintrace.evidence.dna.telling import alike
from kintrace.evidence.pedigree import Pedigree
from kintrace.kernel.says import Sentence, says

__all__ = ["Cell", "Numbers", "Report", "Section", "Table", "report"]

PRIORS = (10, 100, 1_000, 10_000)  # one in so many
NO_DIFFERENCE = 1e-6  # log10 ratios nearer to one another are one

type Cell = str | Sentence  # a plain one is a number or a code and is never translated
type Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; an empty header is not shown."""

    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what is said under it, a table, and what is said after that; `weighty` is set apart."""

    title: Sentence
    said: tuple[Sentence, ...] = ()
    table: Table | None = None
    after: tuple[Sentence, ...] = ()
    weighty: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One case on paper: `facts` at its head, sections, and a line for each who signs."""

    title: Sentence
    language: str
    facts: Table
    sections: tuple[Section, ...]
    signatures: tuple[Sentence, ...]


def report(case: Case, ratios: Ratios, *, language: str, numbers: Numbers, said: Hypotheses | None = None) -> Report:
    """Write up what a case came to (`case.weigh`).

    `said` are the hypotheses from which the case was made: it gives their labels and sentences. Without it they go by
    their names, and by who is whose child.
    """
    words = _Words.of(case, said)
    return Report(
        says("Kinship by DNA: the weight of the evidence"),
        language,
        _facts(case, numbers),
        (
            _asked(words),
            _result(case, ratios, words),
            _before_and_after(case, ratios, words),
            _by_marker(case, ratios, words, numbers),
            _method(case, ratios, words, numbers),
        ),
        (says("First reader"), says("Second reader, who read all of it independently")),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """How each hypothesis is called and said, by name, and which names the samples cannot tell apart.

    `codes` are short enough for the head of a column: H1, H2 and on; the reference is H0.
    """

    labels: Mapping[str, Cell]
    sentences: Mapping[str, Sentence]
    alike: tuple[tuple[str, ...], ...]
    codes: Mapping[str, str]

    @classmethod
    def of(cls, case: Case, said: Hypotheses | None) -> _Words:
        codes = {name: f"H{number}" for number, name in enumerate(_others(case), start=1)} | {case.reference: "H0"}
        if said is not None:
            labels: dict[str, Cell] = {one.name: one.label for one in said.every}
            return cls(labels, {one.name: one.words for one in said.every}, said.alike, codes)
        plain = {name: _who_is_whose(pedigree, case.profiles) for name, pedigree in case.hypotheses.items()}
        same = () if case.conditions.x else alike(case.hypotheses, typed=tuple(case.profiles))
        return cls({name: name for name in plain}, plain, same, codes)

    def coded(self, names: Iterable[str]) -> str:
        return ", ".join(self.codes[name] for name in names)

    def apart(self, reference: str) -> list[tuple[str, ...]]:
        """Return the names in groups that the samples can tell from one another and from the reference."""
        groups = [next((group for group in self.alike if name in group), (name,)) for name in self.codes]
        return [group for group in dict.fromkeys(groups) if reference not in group]


def _joined(parts: list[Cell], by: str) -> Sentence:
    first, *rest = parts
    joined = Sentence("{only}", {"only": first})
    for part in rest:
        joined = Sentence(by, {"one": joined, "other": part})
    return joined


def _who_is_whose(pedigree: Pedigree, typed: Collection[str]) -> Sentence:
    told: list[Cell] = [
        says("{child} is a child of {father} and {mother}.", child=one.id, father=one.father, mother=one.mother)
        for one in pedigree.persons
        if one.father is not None and one.mother is not None
    ]
    told += [says("{persons} are identical twins.", persons=", ".join(group)) for group in pedigree.twins]
    told += [
        says("The parents of {person} were related: inbreeding {share}.", person=person, share=f"{share:g}")
        for person, share in pedigree.inbreeding
        if share
    ]
    alone = [
        one.id for one in pedigree.persons if one.id in typed and one.is_founder and not _has_kin(pedigree, one.id)
    ]
    if alone:
        told.append(says("Related to nobody here: {persons}.", persons=", ".join(alone)))
    return _joined(told, "{one} {other}") if told else says("Nobody here is related to anybody.")


def _has_kin(pedigree: Pedigree, founder: str) -> bool:
    return bool(pedigree.children_of(founder)) or any(founder in group for group in pedigree.twins)


def _facts(case: Case, numbers: Numbers) -> Table:
    rows = (
        (says("Report"), numbers.report),
        (says("Case"), case.id),
        (says("Date"), numbers.date),
        (says("Laboratory"), numbers.laboratory),
        (says("Kit"), numbers.kit),
        (says("Profiles compared"), ", ".join(case.profiles)),
        (says("Markers"), str(len(case.loci))),
    )
    return Table((), tuple(row for row in rows if row[1]))


def _others(case: Case) -> list[str]:
    return [name for name in case.hypotheses if name != case.reference]


def _asked(words: _Words) -> Section:
    told = says(
        "Under which of these hypotheses are the profiles more probable, and by how much? Each is held against the "
        "reference, H0."
    )
    rows = tuple((words.codes[name], words.labels[name], words.sentences[name]) for name in words.codes)
    return Section(says("What was asked"), (told,), Table(("", says("Hypothesis"), says("In words")), rows))


def _result(case: Case, ratios: Ratios, words: _Words) -> Section:
    rows = tuple(
        (words.codes[name], words.labels[name], shown_ratio(ratios.total[name]), shown_log10(ratios.total[name]))
        for name in _others(case)
    )
    apart = [
        says("These samples cannot tell apart, whatever the profiles are: {names}.", names=words.coded(group))
        for group in words.alike
    ]
    told = says(
        "A likelihood ratio of 1,000 says: the profiles are 1,000 times as probable under the hypothesis as under the "
        "reference. Below 1 they are less probable, 0 is impossible."
    )
    second = says(
        "Half siblings, grandparents, uncles and aunts share alleles in the same measure. One relative of the second "
        "degree gives a lead, and never shows what that relative is to the child."
    )
    return Section(
        says("What the profiles say"),
        (told,),
        Table(("", says("Hypothesis"), says("Likelihood ratio"), says("Its log10")), rows),
        (*apart, second),
        says("A likelihood ratio is not a probability of relationship."),
    )


def _before_and_after(case: Case, ratios: Ratios, words: _Words) -> Section:
    """Show priors and what becomes of them; never of a hypothesis that another one beats, however far above H0."""
    groups = words.apart(case.reference)
    totals = [ratios.total[group[0]] for group in groups]
    best = max((total for total in totals if not math.isnan(total)), default=math.nan)
    shown = [total if total >= best - NO_DIFFERENCE else math.nan for total in totals]
    rows = tuple(
        (f"1/{one_in:,}", *(shown_probability(posterior(total, prior=1 / one_in)) for total in shown))
        for one_in in PRIORS
    )
    told = says(
        "How probable a hypothesis was before any DNA, its prior, rests on the other evidence. It is not for the "
        "laboratory to choose. Each row shows what a prior would become, if the hypothesis and the reference were the "
        "only two possibilities. Hypotheses that cannot be told apart stand together: the figure is for all of them. "
        "A dash: another hypothesis explains the profiles better."
    )
    header: Row = (says("Prior"), *(words.coded(group) for group in groups))
    return Section(says("Before and after"), (told,), Table(header, rows))


def _by_marker(case: Case, ratios: Ratios, words: _Words, numbers: Numbers) -> Section:
    others = _others(case)
    rows = tuple(
        (locus.name, *(shown_ratio(ratios.by_marker[name][locus.name]) for name in others)) for locus in case.loci
    )
    told = tuple(
        Sentence("{marker}: {why}", {"marker": marker, "why": why}) for marker, why in left_out(case, numbers.excluded)
    )
    header: Row = (says("Marker"), *(words.codes[name] for name in others))
    return Section(
        says("Likelihood ratio of each marker"),
        (),
        Table(header, rows),
        (says("Markers left out, or not read in everybody:"), *told) if told else (says("No marker was left out."),),
    )


def _method(case: Case, ratios: Ratios, words: _Words, numbers: Numbers) -> Section:
    return Section(
        says("How it was computed"),
        (
            *method_of(case, source=numbers.source),
            says("Computed with kintrace {version}.", version=__version__),
            *(_labelled(note, words) for note in ratios.notes),
        ),
    )


def _labelled(note: Sentence, words: _Words) -> Sentence:
    name = note.slots.get("hypothesis")
    if not isinstance(name, str) or name not in words.labels:
        return note
    return replace(note, slots={**note.slots, "hypothesis": words.labels[name]})
