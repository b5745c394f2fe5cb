"""The pieces every page is made of: a weight, the strip of three outcomes, the reasons in words.

Each returns markup that is already escaped; the template tags and the page of `kintrace explain`
share them, so that the two can never drift apart. Nothing here needs a Django project.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, Translate
from kintrace.web.numerals import percent, weight_text
from kintrace.web.words import KIND_WORDS


def weight(log10_lr: float) -> SafeString:
    """Draw one weight as a pill: for, against, or a dashed nothing."""
    shown = weight_text(log10_lr)
    lean = "nothing" if shown == "0" else "for" if log10_lr > 0 else "against"
    return format_html('<span class="weight {}">{}</span>', lean, shown)


def number(text: str) -> SafeString:
    """Keep a number in its own direction whatever surrounds it."""
    return format_html('<span class="number">{}</span>', text)


def kind_word(kind: str, *, translate: Translate) -> str:
    """Return the word for a kind of evidence; one without a word is shown by its name."""
    return KIND_WORDS[kind].text(translate) if kind in KIND_WORDS else kind


def sentence(said: Sentence, *, translate: Translate) -> SafeString:
    """Translate a sentence and guard the direction of what fills it."""
    return format_html("{}", said.text(translate, isolate=True))


def strip(probability: float, sibling_probability: float) -> SafeString:
    """Draw the three outcomes as one strip; its parts are boxes of their own, so it mirrors by itself.

    An `svg` carries its width as an attribute, which a strict content security policy allows where it
    forbids a style. The strip says nothing to a screen reader: the figures stand beside it.
    """
    return format_html(
        '<span class="strip" aria-hidden="true"><svg class="this" width="{}%"></svg>'
        '<svg class="sibling" width="{}%"></svg></span>',
        round(probability * 100, 1),
        round(sibling_probability * 100, 1),
    )


def outcomes(probability: float, sibling_probability: float, *, translate: Translate) -> SafeString:
    """Draw the strip and the figures of this child, a brother or sister, and neither."""
    rest = max(0.0, 1.0 - probability - sibling_probability)
    named = (
        ("this", translate("this child"), percent(probability)),
        ("sibling", translate("a brother or sister of the child sought"), percent(sibling_probability)),
        ("none", translate("nobody related to the child sought"), percent(rest)),
    )
    figures = format_html_join(
        "", '<div><dt><i class="key {}"></i>{}</dt><dd><span class="number">{}</span></dd></div>', named
    )
    return format_html('<div class="outcomes">{}<dl>{}</dl></div>', strip(probability, sibling_probability), figures)


def reasons(terms: Iterable[Weight], *, translate: Translate) -> SafeString:
    """List weights with their sentences, the heaviest first, whichever way they lean."""
    ordered = sorted((term for term in terms if term.said), key=lambda term: -abs(term.log10_lr))
    rows = ((weight(term.log10_lr), sentence(term.because, translate=translate)) for term in ordered)
    return format_html('<ul class="reasons">{}</ul>', format_html_join("", "<li>{}<span>{}</span></li>", rows))
