"""Template tags: `{% load kintrace %}`, then `{% weight term %}`, `{% waterfall bars %}` and the like.

Thin doors to `kintrace.web.components` and its neighbours, in the language of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence
from kintrace.matching.dossier import Dossier
from kintrace.matching.match import Bar, Prior
from kintrace.web import components, findings, numerals
from kintrace.web import letters as spelt
from kintrace.web import waterfall as drawing
from kintrace.web.pair import NAMED_BY_ROW
from kintrace.web.words import COLUMN_WORDS, VERDICT_WORDS

register = template.Library()

SHOWN, AT_MOST = 10, 11  # main pages in the bar: that many before "More", and that many without it

type Said = Sentence | Mapping[str, Any]


@register.simple_tag
def sentence(said: Said) -> SafeString:
    """Show a sentence, or its JSON form, in the language of the page."""
    whole = said if isinstance(said, Sentence) else Sentence.from_json(said)
    return components.sentence(whole, translate=gettext)


@register.simple_tag
def weight(term: Weight | float) -> SafeString:
    """Show a weight as a pill; takes a `Weight` or its log10."""
    return components.weight(term.log10_lr if isinstance(term, Weight) else term)


@register.simple_tag
def waterfall(bars: Sequence[Bar]) -> SafeString:
    """Draw the bars of one candidate."""
    return drawing.waterfall(bars, translate=gettext, rtl=get_language_bidi())


@register.simple_tag
def outcomes(probability: float, sibling_probability: float) -> SafeString:
    """Draw the three outcomes as a strip with its figures."""
    return components.outcomes(probability, sibling_probability, translate=gettext)


@register.simple_tag
def strip(probability: float, sibling_probability: float = 0.0) -> SafeString:
    """Draw the three outcomes as a strip alone, for a row of a list."""
    return components.strip(probability, sibling_probability)


@register.simple_tag
def reasons(terms: Iterable[Weight]) -> SafeString:
    """List the weights with their sentences, the heaviest first."""
    return components.reasons(terms, translate=gettext)


@register.simple_tag
def letters(sought: Dossier, found: Dossier) -> SafeString:
    """Draw which letters of two dossiers' names answer each other."""
    return spelt.letters(sought, found, translate=gettext)


@register.simple_tag
def verdict(probability: float, sibling_probability: float) -> SafeString:
    """Say the likeliest outcome in words."""
    return components.sentence(findings.verdict(probability, sibling_probability), translate=gettext)


@register.filter
def prior_words(prior: Prior) -> tuple[Sentence, ...]:
    """Return the sentences that say what was held before any evidence."""
    return findings.prior_words(prior)


@register.filter
def verdict_word(verdict: str) -> str:
    """Name what somebody judged."""
    return VERDICT_WORDS[verdict].text(gettext) if verdict in VERDICT_WORDS else verdict


@register.filter
def against(terms: Iterable[Weight]) -> tuple[Weight, ...]:
    """Keep the terms that weigh against."""
    return findings.against(terms)


@register.filter
def missing(terms: Iterable[Weight]) -> tuple[Weight, ...]:
    """Keep the terms of which nothing could be said."""
    return findings.missing(terms)


@register.filter
def percent(probability: float) -> SafeString:
    """Write a probability in whole percent, in its own direction."""
    return components.number(numerals.percent(probability))


@register.filter
def count(number: float) -> SafeString:
    """Write a whole number, in its own direction."""
    return components.number(numerals.count(number))


@register.filter
def kind_word(kind: str) -> str:
    """Name a kind of evidence."""
    return components.kind_word(kind, translate=gettext)


@register.filter
def column_word(column: str, otherwise: str = "") -> str:
    """Name a column of a line list; one that has no word here is called `otherwise`."""
    return COLUMN_WORDS[column].text(gettext) if column in COLUMN_WORDS else otherwise or column


@register.filter
def within_row(column: str) -> str:
    """Name a column inside a row that has a name already; nothing where it would only be said twice."""
    return "" if column in NAMED_BY_ROW else column_word(column)


@register.simple_tag(takes_context=True)
def door(context: RequestContext, address: str, word: str, *, permission: str = "") -> SafeString:
    """Link to one of the main pages, marked where it is the present one; nothing for those who may not open it."""
    if permission and permission not in (context.get("may") or ()):
        return SafeString("")
    try:
        where = reverse(address)
    except NoReverseMatch:
        return SafeString("")
    path = context["request"].path
    here = "page" if path == where else "true" if where != "/" and path.startswith(where) else "false"
    return format_html('<a href="{}" aria-current="{}">{}</a>', where, here, word)


@register.simple_tag
def doors(*links: SafeString) -> dict[str, object]:
    """Part the links of the main pages that somebody has into those that stand in the bar and those behind "More"."""
    here = [link for link in links if link]
    shown, more = (here, []) if len(here) <= AT_MOST else (here[:SHOWN], here[SHOWN:])
    return {
        "shown": format_html_join("\n", "{}", ((link,) for link in shown)),
        "more": format_html_join("\n", "{}", ((link,) for link in more)),
        "here": any('aria-current="page"' in link or 'aria-current="true"' in link for link in more),
    }
