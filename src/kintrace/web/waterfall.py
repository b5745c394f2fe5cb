"""Draws a waterfall: how the evidence moves a pair from "one of many" to "this probable".

An SVG in a string: no script, no style attribute, colours by class. Numbers run from left to right
in every language, so the drawing does too; only the labels change sides. Made to be read at 320
pixels: each label stands above its bar, so that the bar has the whole width.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kintrace.kernel.says import Translate
from kintrace.matching.match import Bar
from kintrace.web.components import kind_word
from kintrace.web.numerals import weight_text

WIDTH, MARGIN, FIGURES = 320, 6, 40  # the figures stand in a column of their own
ROW, BAR, AXIS = 37, 12, 24
MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a weight stands across the drawing."""

    low: float
    high: float
    rtl: bool = False

    def x(self, weight: float) -> float:
        start = FIGURES if self.rtl else MARGIN
        return round(start + (weight - self.low) / (self.high - self.low) * (WIDTH - FIGURES - MARGIN), 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Whole weights, as many as can be told apart; even odds (0) always among them."""
        step = max(1, math.ceil((self.high - self.low) / MOST_TICKS))
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return tuple(step * place for place in range(first, last + 1))


def waterfall(bars: Sequence[Bar], *, translate: Translate, rtl: bool = False) -> SafeString:
    """Draw the bars of `matching.waterfall.bars` as one SVG image with its own title and description."""
    scale = _scale(bars, rtl=rtl)
    labels = [_label(bar, translate) for bar in bars]
    height = ROW * len(bars) + AXIS
    said = "; ".join(f"{label} {weight_text(bar.end - bar.start)}" for bar, label in zip(bars, labels, strict=True))
    return format_html(
        '<svg class="fall" viewBox="0 0 {} {}" role="img" direction="ltr"><title>{}</title><desc>{}</desc>{}{}</svg>',
        WIDTH,
        height,
        translate("From how many children it could be to how probable it is"),
        said,
        _grid(scale, height=height, even=translate("even")),
        _rows(bars, labels, scale=scale),
    )


def _scale(bars: Sequence[Bar], *, rtl: bool) -> Scale:
    ends = [0.0, *(end for bar in bars for end in (bar.start, bar.end))]
    return Scale(min(ends) - 0.4, max(ends) + 0.4, rtl)


def _label(bar: Bar, translate: Translate) -> str:
    if bar.role == "prior":
        return translate("before any evidence")
    return translate("together") if bar.role == "sum" else kind_word(bar.kind, translate=translate)


def _grid(scale: Scale, *, height: int, even: str) -> SafeString:
    foot = height - AXIS
    drawing = '<path class="{0}" d="M{1} 0V{2}"/><text class="axis" x="{1}" y="{3}" text-anchor="middle">{4}</text>'
    lines = (
        ("zero" if tick == 0 else "grid", scale.x(tick), foot + 4, foot + 18, even if tick == 0 else _tick(tick))
        for tick in scale.ticks
    )
    return format_html_join("", drawing, lines)


def _tick(weight: int) -> str:
    return weight_text(weight).removesuffix(".0")


def _rows(bars: Sequence[Bar], labels: Sequence[str], *, scale: Scale) -> SafeString:
    placed = enumerate(zip(bars, labels, strict=True))
    rows = ((_row(bar, label, scale=scale, top=ROW * place),) for place, (bar, label) in placed)
    return format_html_join("", "{}", rows)


def _row(bar: Bar, label: str, *, scale: Scale, top: int) -> SafeString:
    near, far = (WIDTH - MARGIN, MARGIN) if scale.rtl else (MARGIN, WIDTH - MARGIN)
    left, right = sorted((scale.x(bar.start), scale.x(bar.end)))
    lean = bar.role if bar.role != "term" else "up" if bar.end > bar.start else "down"
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}">{}</text><text class="axis" x="{}" y="{}" text-anchor="{}">{}</text>'
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>{}',
        *(near, top + 14, "end" if scale.rtl else "start", label),
        *(far, top + 14, "start" if scale.rtl else "end", weight_text(bar.end - bar.start)),
        *(lean, left, top + 19, max(2.0, round(right - left, 1)), BAR),
        "" if bar.role == "sum" else format_html('<path class="join" d="M{} {}v{}"/>', scale.x(bar.end), top + 19, ROW),
    )
