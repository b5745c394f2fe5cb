"""Draws the ladder and the estimate for a page: SVG whose positions are shares of its width and whose letters are not.

So a drawing fits a telephone and a desk without shrinking its words, and no script and no style of its own is needed.
Bars and the scale of the estimate begin where reading begins. Every word stands above what it names, and no line runs
through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.estimate import Estimate, Method
from kintrace.estimate.drawing import label
from kintrace.estimate.scale import Scale, bands, drawn_methods, known, legend, scale_of
from kintrace.kernel.says import Translate
from kintrace.web.numerals import count

ROW, BAR, AXIS, SIGN = 46, 14, 30, 22  # pixels
ABOVE, LANE = 26, 18  # of a method: where its bar begins below its word, and how high it is
NONE: Final = SafeString("")
APART = 0.13  # of the width: between two numbers of the axis
ENDS = (0.04, 0.96)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its word, and the lower and upper end of its number."""

    word: str
    low: int
    high: int

    @property
    def said(self) -> str:
        return ranged(self.low, self.high)


def ranged(low: float, high: float) -> str:
    """Write a number, or a range of two.

    >>> ranged(5, 5), ranged(5, 7)
    ('5', '5–7')
    """
    return count(low) if low == high else f"{count(low)}\N{EN DASH}{count(high)}"


def ladder(bars: Sequence[Bar], *, title: str, rtl: bool) -> SafeString:
    """Draw bars below one another; the part of a bar that is not certain is lighter."""
    most = max([bar.high for bar in bars], default=0) or 1
    rows = format_html_join("", "{}", ((_bar(bar, place, most=most, rtl=rtl),) for place, bar in enumerate(bars)))
    return _svg(rows, height=ROW * len(bars), title=title)


def _bar(bar: Bar, place: int, *, most: int, rtl: bool) -> SafeString:
    top = ROW * place
    low, high = 100 * bar.low / most, 100 * bar.high / most
    return format_html(
        '{}{}<rect class="track" x="0" y="{}" width="100%" height="{}" rx="4"/>{}{}',
        _text("100%" if rtl else "0", top + 17, bar.word, anchor="start", rtl=rtl),
        _text("0" if rtl else "100%", top + 17, bar.said, anchor="start" if rtl else "end", kind="figure"),
        top + 24,
        BAR,
        _box(0, high, top=top + 24, kind="perhaps", rtl=rtl) if high > low else NONE,
        _box(0, low, top=top + 24, kind="sure", rtl=rtl),
    )


def _box(start: float, width: float, *, top: int, kind: str, rtl: bool) -> SafeString:
    begins = 100 - start - width if rtl else start
    return format_html(
        '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}" rx="4"/>',
        kind,
        round(begins, 2),
        top,
        round(width, 2),
        BAR,
    )


def estimate(found: Estimate, *, title: str, translate: Translate, rtl: bool) -> SafeString:
    """Draw what each method finds, on the ground of what is known, what is likely and what cannot be excluded."""
    methods = drawn_methods(found)
    if not methods:
        return NONE
    scale, depth = scale_of(found, mirrored=rtl), ROW * len(methods)
    signs = list(legend(found, scale))
    rows = (
        (_method(found, method, scale, top=ROW * place, words=label(name, translate)),)
        for place, (name, method) in enumerate(methods)
    )
    said = (
        (_sign(kind, sentence.text(translate), y=depth + AXIS + SIGN * place, rtl=rtl),)
        for place, (kind, sentence) in enumerate(signs)
    )
    body = format_html(
        "{}{}{}",
        format_html_join("", "{}", rows),
        _axis(found, scale, depth),
        format_html_join("", "{}", said),
    )
    return _svg(body, height=depth + AXIS + SIGN * len(signs), title=title)


def _method(found: Estimate, method: Method, scale: Scale, *, top: int, words: str) -> SafeString:
    """Draw one method: its name, and below it the ground, its line and its middle."""
    middle = top + ABOVE + LANE // 2
    end = scale.at(scale.high if method.hi is None else method.hi)
    return format_html(
        '{}{}<line class="limits" x1="{}" x2="{}" y1="{}" y2="{}"/>{}<circle class="middle" cx="{}" cy="{}" r="5"/>',
        _text("100%" if scale.mirrored else "0", top + 17, words, anchor="start", rtl=scale.mirrored),
        _ground(found, scale, top=top + ABOVE),
        _share(scale.at(method.lo)),
        _share(end),
        middle,
        middle,
        _arrow(end, middle, rtl=scale.mirrored) if scale.goes_on(method) else NONE,
        _share(scale.at(method.estimate)),
        middle,
    )


def _ground(found: Estimate, scale: Scale, *, top: int) -> SafeString:
    """Draw the bands, the grid, and the line of the children known, below one word."""
    boxes = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        ((kind, *_between(scale.at(low), scale.at(high), top=top), LANE) for kind, (low, high) in bands(found).items()),
    )
    upright = [("grid", tick) for tick in scale.ticks] + [("known", known(found))]
    lines = format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        ((kind, _share(scale.at(mark)), _share(scale.at(mark)), top, top + LANE) for kind, mark in upright),
    )
    return format_html("{}{}", boxes, lines)


def _between(one: float, other: float, *, top: int) -> tuple[str, int, str]:
    return _share(min(one, other)), top, _share(abs(one - other))


def _arrow(share: float, y: int, *, rtl: bool) -> SafeString:
    """Draw the head of a line that goes on; it points the way the scale runs."""
    shape = "M-8 0l9 -5v10z" if rtl else "M8 0l-9 -5v10z"
    return format_html(
        '<svg x="{}" y="{}" overflow="visible"><path class="arrow" d="{}"/></svg>', _share(share), y, shape
    )


def _axis(found: Estimate, scale: Scale, depth: int) -> SafeString:
    """Write the children known, and the round numbers that leave it room."""
    marks = [known(found)]
    for tick in scale.ticks:
        at = scale.at(tick)
        if ENDS[0] < at < ENDS[1] and all(abs(at - scale.at(other)) > APART for other in marks):
            marks.append(tick)
    return format_html_join(
        "",
        "{}",
        ((_text(_share(scale.at(mark)), depth + 14, count(mark), anchor="middle", kind="axis"),) for mark in marks),
    )


SIGNS: Final = {
    "known": SafeString('<line class="known" x1="10" x2="10" y1="1" y2="15"/>'),
    "limits": SafeString(
        '<line class="limits" x1="0" x2="20" y1="8" y2="8"/><circle class="middle" cx="10" cy="8" r="4"/>'
    ),
    "arrow": SafeString('<path class="arrow" d="M14 8l-9 -5v10z"/>'),
}


def _sign(kind: str, words: str, *, y: int, rtl: bool) -> SafeString:
    """Draw one sign of the legend, on the side where reading begins, and say what it is."""
    box = format_html('<rect class="{}" x="0" y="2" width="20" height="12"/>', kind)
    return format_html(
        '<svg x="{}" y="{}" overflow="visible"><g transform="scale({} 1)">{}</g>{}</svg>',
        "100%" if rtl else "0",
        y,
        -1 if rtl else 1,
        SIGNS.get(kind, box),
        _text("-28" if rtl else "28", 13, words, anchor="start", kind="axis", rtl=rtl),
    )


def _share(share: float) -> str:
    return f"{100 * share:.2f}%"


def _text(x: str, y: int, words: str, *, anchor: str, kind: str = "", rtl: bool = False) -> SafeString:
    side = "rtl" if rtl else "ltr"
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}" direction="{}">{}</text>', kind, x, y, anchor, side, words
    )


def _svg(body: SafeString, *, height: int, title: str) -> SafeString:
    return format_html(
        '<svg class="figure" width="100%" height="{}" role="img"><title>{}</title>{}</svg>', height, title, body
    )
