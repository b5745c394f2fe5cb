"""Draws the ladder and the estimate for a page: SVG whose positions are shares of its width and whose letters are not.

So a drawing fits a telephone and a desk without shrinking its words, and no script and no style of its own is needed.
Bars begin where reading begins; the scale of the estimate runs from left to right in every language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.estimate import Estimate, Method
from kintrace.estimate.drawing import drawn_methods, label, ticks
from kintrace.kernel.says import Translate
from kintrace.web.numerals import count

ROW, BAR, AXIS = 46, 14, 26  # pixels
NONE: Final = SafeString("")
APART = 0.13  # of the width: ticks nearer to the children known are left out
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
    """Draw what each method finds; the children known are a broken line, what is likely a band."""
    methods = drawn_methods(found)
    if not methods:
        return NONE
    scale, depth = _scale(found, [method for _, method in methods]), ROW * len(methods)
    rows = (
        (_method(name, method, scale, top=ROW * place, translate=translate, rtl=rtl),)
        for place, (name, method) in enumerate(methods)
    )
    body = format_html(
        "{}{}{}", _ground(found, scale, depth), format_html_join("", "{}", rows), _axis(found, scale, depth)
    )
    return _svg(body, height=depth + AXIS, title=title)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number of children stands, as a share of the width; logarithmic, so that a factor has one length."""

    low: float
    high: float

    def at(self, children: float) -> float:
        share = math.log(max(children, self.low) / self.low) / math.log(self.high / self.low)
        return round(min(share, 1.0), 4)


def _scale(found: Estimate, methods: Sequence[Method]) -> Scale:
    ends = [end for method in methods for end in (method.estimate, method.hi) if end is not None]
    likely = found.headline.likely if found.headline is not None and found.headline.likely is not None else (0, 0)
    least = known(found)
    return Scale(max(1.0, least * 0.85), max([*ends, likely[1], least * 1.2]) * 1.05)


def _ground(found: Estimate, scale: Scale, depth: int) -> SafeString:
    """Draw the band of what is likely, the grid, and the line of the children known."""
    band = NONE
    if found.headline is not None and found.headline.likely is not None:
        left, right = (scale.at(end) for end in found.headline.likely)
        band = format_html(
            '<rect class="likely" x="{}" y="0" width="{}" height="{}"/>', _share(left), _share(right - left), depth
        )
    lines = format_html_join(
        "", "{}", ((_upright(scale.at(tick), depth, kind="grid"),) for tick in _ticks(found, scale))
    )
    return format_html("{}{}{}", band, lines, _upright(scale.at(known(found)), depth, kind="known"))


def known(found: Estimate) -> int:
    """Return how many different children are known, at least."""
    return found.n if found.headline is None else found.headline.at_least


def _ticks(found: Estimate, scale: Scale) -> list[int]:
    at_least = scale.at(known(found))
    return [
        tick
        for tick in ticks(scale.low, scale.high)
        if abs(scale.at(tick) - at_least) > APART and ENDS[0] < scale.at(tick) < ENDS[1]
    ]


def _axis(found: Estimate, scale: Scale, depth: int) -> SafeString:
    marks = [*_ticks(found, scale), known(found)]
    return format_html_join(
        "",
        "{}",
        ((_text(_share(scale.at(mark)), depth + 18, count(mark), anchor="middle", kind="axis"),) for mark in marks),
    )


def _method(name: str, method: Method, scale: Scale, *, top: int, translate: Translate, rtl: bool) -> SafeString:
    high = scale.high if method.hi is None else method.hi
    middle = top + 31
    return format_html(
        '{}<line class="limits" x1="{}" x2="{}" y1="{}" y2="{}"/><circle class="middle" cx="{}" cy="{}" r="5"/>',
        _text("100%" if rtl else "0", top + 17, label(name, translate), anchor="start", rtl=rtl),
        _share(scale.at(method.lo)),
        _share(scale.at(high)),
        middle,
        middle,
        _share(scale.at(method.estimate)),
        middle,
    )


def _upright(share: float, depth: int, *, kind: str) -> SafeString:
    return format_html('<line class="{}" x1="{}" x2="{}" y1="0" y2="{}"/>', kind, _share(share), _share(share), depth)


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
