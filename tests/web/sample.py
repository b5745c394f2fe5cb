"""One invented request and two candidates for it, for the tests of what people look at."""

from __future__ import annotations

from datetime import date

from kintrace.evidence.dates.birth import Basis, Birth
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import says
from kintrace.kernel.spans import Span
from kintrace.matching.dossier import Dossier
from kintrace.matching.match import Candidate, Prior, Ranking
from kintrace.web.card import Card

PRIOR = Prior(population=900.0, registered_share=0.42, fitted=True)

SOUGHT = Dossier(
    id="R000017",
    names=("Мурадова Хадижа Тимуровна",),
    sex="f",
    births=(Birth(Span.of_day(date(2012, 4, 18)), Basis.DOCUMENT),),
    father_names=("Тимур",),
    father_aliases=("Абу Умар",),
    mother_names=("Зарема",),
    siblings=("Умар",),
    languages=frozenset({"che", "rus"}),
    origins=("Грозный",),
    last_places=("Таль-Афар",),
    last_news=Span.of_month(2017, 5),
)
FOUND = Dossier(
    id="C000409",
    names=("خديجة عمر",),
    sex="f",
    births=(Birth(Span(date(2010, 3, 12), date(2014, 3, 12)), Basis.OBSERVED, as_of=date(2017, 9, 12)),),
    father_aliases=("أبو عمر الشيشاني",),
    mother_names=("زارا",),
    languages=frozenset({"che"}),
    last_places=("Mosul",),
    last_news=Span.of_day(date(2017, 9, 12)),
    marks=("no scar seen",),
)
TERMS = (
    Weight("names", 1.23, says("{a} and {b} are one name in two scripts.", a="Хадижа", b="خديجة")),
    Weight("births", 0.52, says("The ages agree.")),
    Weight("places", 0.11, says("From {a} to {b} within four months.", a="Таль-Афар", b="Mosul")),
    Weight("relations", 1.84, says("Both sides know a brother {name}.", name="عمر")),
    Weight("languages", 0.0, says("Both speak Chechen, as most here do.")),
    Weight("marks", -0.47, says("The family remembers a scar that nobody saw.")),
)
SILENT = tuple(
    Weight.silent(term.kind, says("One side says nothing of it.")) if term.kind in {"places", "marks"} else term
    for term in TERMS
)
FIRST = Candidate("C000409", 1, 3.23, 0.69, 0.16, TERMS)
SECOND = Candidate("C000410", 2, 2.10, 0.08, 0.55, SILENT)
RANKING = Ranking("R000017", (FIRST, SECOND), 0.07, PRIOR)


def cards(*, requests: int = 1, sought: Dossier = SOUGHT, found: Dossier = FOUND) -> list[Card]:
    """Return two cards for each of so many requests."""
    return [
        Card(_numbered(sought, place), found, candidate, RANKING)
        for place in range(requests)
        for candidate in (FIRST, SECOND)
    ]


def _numbered(sought: Dossier, place: int) -> Dossier:
    return sought if place == 0 else Dossier(id=f"R{place:06}", names=sought.names)
