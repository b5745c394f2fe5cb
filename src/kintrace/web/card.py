"""One candidate drawn whole: outcomes, both dossiers, waterfall, reasons, what speaks against and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.kernel.says import Sentence, Translate, says
from kintrace.matching.dossier import Dossier
from kintrace.matching.match import Candidate, Ranking
from kintrace.matching.waterfall import bars
from kintrace.web import pair
from kintrace.web.components import kind_word, outcomes, reasons, sentence, weight
from kintrace.web.findings import against, missing, prior_words, verdict
from kintrace.web.letters import letters
from kintrace.web.waterfall import waterfall

WHAT_BARS_SAY = says(
    "The bars set this child against one of no relation. "
    "The figures above also count brothers, sisters and the other children in the list."
)


@dataclass(frozen=True, slots=True)
class Card:
    """One candidate with all that is needed to show it."""

    request: Dossier
    child: Dossier
    candidate: Candidate
    ranking: Ranking


def draw(card: Card, *, translate: Translate, rtl: bool) -> SafeString:
    """Return the card as one article."""
    candidate, prior = card.candidate, card.ranking.prior
    compared = pair.rows(card.request, card.child, terms=candidate.terms, translate=translate)
    left = pair.table(compared, translate=translate)
    right = format_html(
        '<section><h4>{}</h4>{}<p class="quiet small">{}</p></section><section><h4>{}</h4>{}{}</section>{}',
        translate("From how many children it could be to how probable it is"),
        waterfall(bars(candidate, prior), translate=translate, rtl=rtl),
        sentence(WHAT_BARS_SAY, translate=translate),
        translate("Why"),
        reasons(candidate.terms, translate=translate),
        letters(card.request, card.child, translate=translate),
        notes(candidate, translate=translate),
    )
    return format_html(
        '<article class="card" id="{}"><h3>{}</h3><p class="verdict">{}</p>{}{}'
        '<div class="columns"><div>{}</div><div>{}</div></div></article>',
        anchor(card),
        _line(says("Candidate {rank}: child {id}", rank=candidate.rank, id=card.child.id), translate),
        _line(verdict(candidate.probability, candidate.sibling_probability), translate),
        outcomes(candidate.probability, candidate.sibling_probability, translate=translate),
        format_html_join(
            "", '<p class="quiet">{}</p>', ((sentence(said, translate=translate),) for said in prior_words(prior))
        ),
        left,
        right,
    )


def anchor(card: Card) -> str:
    """Name the article of a candidate, so that the contents of a page can lead to it."""
    return f"request-{card.request.id}-child-{card.child.id}"


def notes(candidate: Candidate, *, translate: Translate) -> SafeString:
    """List what speaks against and what is missing; both are said even when there is nothing to say."""
    contrary = format_html_join(
        "",
        '<p class="note against">{} {}</p>',
        ((weight(term.log10_lr), _line(term.because, translate)) for term in against(candidate.terms)),
    )
    gaps = format_html_join(
        "",
        '<p class="note"><b>{}</b> {}</p>',
        (
            (kind_word(term.kind, translate=translate), _line(term.because, translate))
            for term in missing(candidate.terms)
        ),
    )
    nothing = format_html('<p class="quiet">{}</p>', translate("Nothing that was said speaks against."))
    return format_html(
        "<section><h4>{}</h4>{}{}</section>",
        translate("Evidence against, and what is missing"),
        contrary or nothing,
        gaps,
    )


def _line(said: Sentence, translate: Translate) -> SafeString:
    return sentence(said, translate=translate)
