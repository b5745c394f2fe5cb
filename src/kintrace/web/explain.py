"""The page of `kintrace match --explain` and `kintrace explain`: one file, no script, nothing to fetch.

It shows the leading candidates of each request, the most probable first. A long run is cut to what
a browser can open: every request keeps its first candidate before any keeps its second, and the
page says how much it left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.kernel.says import Translate, says
from kintrace.web.card import Card, anchor, draw
from kintrace.web.components import number, sentence, strip
from kintrace.web.findings import leading_sibling
from kintrace.web.language import direction, translator
from kintrace.web.numerals import count, percent

__all__ = ["Card", "explain_page"]

STYLES = ("base.css", "evidence.css", "tables.css", "print.css")
MOST_BYTES = 18_000_000
MOST_A_REQUEST = 3


@dataclass(frozen=True, slots=True)
class _Shown:
    """One request on the page: its first candidate, those that are drawn, and the probable brother or sister."""

    first: Card
    drawn: tuple[SafeString, ...]
    sibling: Card | None


def explain_page(cards: Iterable[Card], *, language: str = "en", most_bytes: int = MOST_BYTES) -> str:
    """Return a whole HTML page; the cards of one request come together, in the order of their ranks.

    Raises `WrongUse` for a language kintrace does not speak.
    """
    translate = translator(language)
    requests = sorted(_by_request(cards), key=lambda of_one: -of_one[0].candidate.probability)
    shown, left_out = _leading(requests, most_bytes=most_bytes, translate=translate, rtl=direction(language) == "rtl")
    return format_html(
        '<!doctype html>\n<html lang="{}" dir="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title><style>{}</style></head>'
        '<body class="explain"><main id="main">{}{}{}</main></body></html>\n',
        *(language, direction(language), translate("Candidates, explained"), _style()),
        _opening(len(shown), left_out=left_out, requests_left_out=len(requests) - len(shown), translate=translate),
        _index(shown, translate=translate) if len(shown) > 1 else "",
        format_html_join("", "{}", ((_request(of_one, translate=translate),) for of_one in shown)),
    )


def _by_request(cards: Iterable[Card]) -> Iterator[list[Card]]:
    """Gather the cards of each request; a probable brother or sister comes second at the latest, to be drawn."""
    for _, of_one in groupby(cards, key=lambda card: card.request.id):
        first, *others = of_one
        sibling = _sibling([first, *others])
        yield [first, *sorted(others, key=lambda card: card is not sibling)]


def _sibling(of_one: Sequence[Card]) -> Card | None:
    leading = leading_sibling(of_one[0].ranking)
    return next((card for card in of_one if leading is not None and card.candidate.child_id == leading.child_id), None)


def _leading(
    requests: Sequence[list[Card]], *, most_bytes: int, translate: Translate, rtl: bool
) -> tuple[list[_Shown], int]:
    """Draw first candidates, then second ones, then third ones, until the page is full."""
    drawn: list[list[SafeString]] = [[] for _ in requests]
    spent = 0
    for rank in range(MOST_A_REQUEST):
        for of_one, done in zip(requests, drawn, strict=True):
            if rank < len(of_one) and spent < most_bytes:
                done.append(draw(of_one[rank], translate=translate, rtl=rtl))
                spent += len(done[-1].encode())
    left_out = sum(map(len, requests)) - sum(map(len, drawn))
    pairs = zip(requests, drawn, strict=True)
    return [_Shown(of_one[0], tuple(done), _sibling(of_one[: len(done)])) for of_one, done in pairs if done], left_out


def _style() -> SafeString:
    """Return our own stylesheets: files of this package, never anything a user wrote."""
    folder = resources.files("kintrace.web") / "static" / "web"
    return SafeString("\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES))  # nosec B703  # our own stylesheets


def _opening(requests: int, *, left_out: int, requests_left_out: int, translate: Translate) -> SafeString:
    said = [says("Requests on this page: {n}, the most probable first.", n=count(requests))]
    if left_out:
        said.append(
            says("Candidates left out to keep this page small: {n}. The result file lists them all.", n=count(left_out))
        )
    if requests_left_out:
        said.append(says("Requests left out with them: {n}.", n=count(requests_left_out)))
    said.append(says("Fitted on synthetic data. No figure here confirms anything: people do, after asking both sides."))
    lines = format_html_join("", '<p class="quiet">{}</p>', ((sentence(line, translate=translate),) for line in said))
    return format_html("<header><h1>{}</h1>{}</header>", translate("Candidates, explained"), lines)


def _index(shown: Sequence[_Shown], *, translate: Translate) -> SafeString:
    labels = (
        translate("Request"),
        translate("Child sought"),
        translate("First candidate"),
        translate("This child"),
        translate("Brother or sister"),
    )
    heads = format_html_join("", '<th role="columnheader" scope="col">{}</th>', ((label,) for label in labels))
    return format_html(
        '<nav class="card" aria-label="{0}"><table class="list" role="table"><caption>{0}</caption>'
        '<thead role="rowgroup"><tr role="row">{1}</tr></thead><tbody role="rowgroup">{2}</tbody></table></nav>',
        translate("Index"),
        heads,
        format_html_join("", "{}", ((_index_row(of_one, labels, translate=translate),) for of_one in shown)),
    )


def _index_row(of_one: _Shown, labels: Sequence[str], *, translate: Translate) -> SafeString:
    card, candidate = of_one.first, of_one.first.candidate
    cells = (
        format_html('<a href="#request-{0}"><bdi>{0}</bdi></a>', card.request.id),
        format_html("<bdi>{}</bdi>", " · ".join(card.request.names)),
        format_html("<bdi>{}</bdi> <bdi>{}</bdi>", card.child.id, " · ".join(card.child.names)),
        format_html(
            "{}{}", strip(candidate.probability, candidate.sibling_probability), number(percent(candidate.probability))
        ),
        number(percent(candidate.sibling_probability))
        if of_one.sibling is None
        else _leads_to(of_one.sibling, translate=translate),
    )
    row = format_html_join("", '<td role="cell" data-label="{}">{}</td>', zip(labels, cells, strict=True))
    return format_html('<tr role="row">{}</tr>', row)


def _leads_to(sibling: Card, *, translate: Translate) -> SafeString:
    return format_html(
        '{} {} <a href="#{}"><bdi>{}</bdi></a> <bdi>{}</bdi>',
        number(percent(sibling.candidate.sibling_probability)),
        translate("probably a brother or sister:"),
        *(anchor(sibling), sibling.child.id, " · ".join(sibling.child.names)),
    )


def _request(of_one: _Shown, *, translate: Translate) -> SafeString:
    request, absent = of_one.first.request, percent(of_one.first.ranking.absent)
    not_here = says("Chance that the child sought is not in this list at all: {probability}.", probability=absent)
    return format_html(
        '<section class="request" id="request-{}"><h2>{}</h2><p class="quiet">{}</p>{}</section>',
        request.id,
        sentence(says("Request {id}", id=request.id), translate=translate),
        sentence(not_here, translate=translate),
        format_html_join("", "{}", ((drawn,) for drawn in of_one.drawn)),
    )
