"""Draws estimates as one SVG: what each method finds, on a scale of its own for each table.

A picture that stands alone, without a script. Numbers run from left to right in every language; only the labels
change sides. Each table shows the children known (a line), what is likely (a band) and, method by method, the
middle and its 95 % limits.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from kintrace.estimate.answer import Estimate, Method
from kintrace.kernel.says import Translate, says

WIDTH, MARGIN, LABELS = 720, 16, 200
ROW, TITLE, LINE, FOOT, GAP = 22, 26, 17, 26, 22
LETTERS = 104  # in a line of words
APART = 60  # between a number of the axis and the children known
STYLE = """
svg{background:#fff;color:#1d2b33;font:13px system-ui,sans-serif}text{fill:currentColor}
.id{font-weight:600;font-size:15px}.quiet{fill:#52646e;font-size:12px}.likely{fill:#d7e8e4}
.line{stroke:#20645a;stroke-width:2}.dot{fill:#20645a}.known{stroke:#8a5a00;stroke-width:2;stroke-dasharray:3 3}
.grid{stroke:#dde3e6}
@media (prefers-color-scheme:dark){svg{background:#14191c;color:#e6ecef}.quiet{fill:#a3b2ba}.likely{fill:#1f3d38}
.line{stroke:#7cc4b6}.dot{fill:#7cc4b6}.known{stroke:#e0b060}.grid{stroke:#2b353a}}
"""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number of children stands across the drawing; logarithmic, so that a factor has one length."""

    low: float
    high: float
    rtl: bool = False

    def x(self, children: float) -> float:
        start = MARGIN if self.rtl else MARGIN + LABELS
        share = math.log(max(children, self.low) / self.low) / math.log(self.high / self.low)
        return round(start + min(share, 1.0) * (WIDTH - LABELS - 2 * MARGIN), 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        return ticks(self.low, self.high)


def ticks(low: float, high: float) -> tuple[int, ...]:
    """Return round numbers, few enough to be read: at equal steps; over more than a factor of four 1, 2, 5, 10."""
    if high < 4 * low:
        step = _round_up((high - low) / 6)
        return tuple(range(math.ceil(low / step) * step, math.floor(high) + 1, step))
    decades = range(math.ceil(math.log10(high)) + 1)
    found = (digit * 10**decade for decade in decades for digit in (1, 2, 5))
    return tuple(tick for tick in found if low <= tick <= high)


def _round_up(step: float) -> int:
    """Return the next of 1, 2, 5, 10, 20 and so on.

    >>> _round_up(0.2), _round_up(30.0), _round_up(80.0)
    (1, 50, 100)
    """
    decade = int(10 ** max(0, math.floor(math.log10(step))))
    return next(digit * decade for digit in (1, 2, 5, 10) if digit * decade >= step)


def draw(estimates: Sequence[Estimate], *, translate: Translate = str, rtl: bool = False) -> str:
    """Draw the estimates below one another; what was refused shows why."""
    pieces, top = [], GAP
    for answer in estimates:
        pieces.append(f'<g transform="translate(0 {top})">{_table(answer, translate, rtl=rtl)}</g>')
        top += _height(answer, translate) + GAP
    said = "; ".join(_said(answer, translate) for answer in estimates)
    title = translate("How many children there are, by each method")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
        f' role="img" direction="ltr">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc><style>{STYLE}</style>{''.join(pieces)}</svg>\n"
    )


def _said(answer: Estimate, translate: Translate) -> str:
    return f"{answer.id}: {' '.join(_words(answer, translate))}"


def _words(answer: Estimate, translate: Translate) -> list[str]:
    """Return the headline, or the reason there is none, in lines that fit."""
    said = () if answer.headline is None else answer.headline.words()
    reason = () if answer.reason is None else (answer.reason,)
    words = (sentence.text(translate, isolate=True) for sentence in (*said, *reason))
    return textwrap.wrap(" ".join(words), LETTERS)


def _height(answer: Estimate, translate: Translate) -> int:
    rows = len(drawn_methods(answer))
    return _head_height(answer, translate) + (ROW * rows + FOOT if rows else 0)


def _head_height(answer: Estimate, translate: Translate) -> int:
    return TITLE + LINE * len(_words(answer, translate)) + 4


def drawn_methods(answer: Estimate) -> list[tuple[str, Method]]:
    """Return the methods that are drawn: of the two averages over graphs, the one the answer uses."""
    hidden = "decomposable" if "decomposable_wide" in answer.methods else ""
    return [(name, method) for name, method in answer.methods.items() if name != hidden]


def _table(answer: Estimate, translate: Translate, *, rtl: bool) -> str:
    x, anchor = (WIDTH - MARGIN, "rtl") if rtl else (MARGIN, "start")
    head = _text(x, 14, answer.id, anchor=anchor, kind="id") + "".join(
        _text(x, TITLE + LINE * place + 8, line, anchor=anchor, kind="quiet")
        for place, line in enumerate(_words(answer, translate))
    )
    rows, top = drawn_methods(answer), _head_height(answer, translate)
    return head + (f'<g transform="translate(0 {top})">{_body(answer, rows, translate, rtl=rtl)}</g>' if rows else "")


def _body(answer: Estimate, rows: list[tuple[str, Method]], translate: Translate, *, rtl: bool) -> str:
    scale = _scale(answer, rows, rtl=rtl)
    depth = ROW * len(rows)
    known = scale.x(answer.n)
    band = ""
    if answer.headline is not None and answer.headline.likely is not None:
        left, right = (scale.x(end) for end in answer.headline.likely)
        band = f'<rect class="likely" x="{left}" y="0" width="{max(2.0, round(right - left, 1))}" height="{depth}"/>'
    grid = "".join(
        f'<path class="grid" d="M{scale.x(tick)} 0V{depth}"/>'
        + _text(scale.x(tick), depth + 16, str(tick), anchor="middle", kind="quiet")
        for tick in scale.ticks
        if abs(scale.x(tick) - known) > APART
    )
    known_line = f'<path class="known" d="M{known} 0V{depth}"/>'
    word = _text(known, depth + 16, says("{n} known", n=answer.n).text(translate), anchor="middle", kind="quiet")
    return band + grid + known_line + word + "".join(_lines(rows, scale, translate))


def _scale(answer: Estimate, rows: list[tuple[str, Method]], *, rtl: bool) -> Scale:
    ends = [end for _, method in rows for end in (method.estimate, method.hi) if end is not None]
    likely = answer.headline.likely if answer.headline is not None and answer.headline.likely is not None else (0, 0)
    return Scale(max(1.0, answer.n * 0.85), max([*ends, likely[1], answer.n * 1.2]) * 1.05, rtl)


def _lines(rows: list[tuple[str, Method]], scale: Scale, translate: Translate) -> Iterator[str]:
    x, anchor = (WIDTH - MARGIN, "rtl") if scale.rtl else (MARGIN, "start")
    for place, (name, method) in enumerate(rows):
        y = ROW * place + ROW / 2
        hi = scale.high if method.hi is None else method.hi
        yield (
            _text(x, y + 4, label(name, translate), anchor=anchor)
            + f'<path class="line" d="M{scale.x(method.lo)} {y}H{scale.x(hi)}"/>'
            + f'<circle class="dot" cx="{scale.x(method.estimate)}" cy="{y}" r="4.5"/>'
        )


def label(name: str, translate: Translate) -> str:
    """Name a method in words."""
    labels = {
        "loglinear_bic_best": translate("best model by BIC"),
        "loglinear_aic": translate("models averaged by AIC"),
        "loglinear_bic": translate("models averaged by BIC"),
        "decomposable_wide": translate("averaged over graphs"),
        "chao": translate("lower bound (Chao)"),
        "bootstrap": translate("families drawn anew"),
        "combined": translate("all ways of joining, by Rubin's rules"),
    }
    return labels.get(name, name)


def _text(x: float, y: float, words: str, *, anchor: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    side = 'direction="rtl"' if anchor == "rtl" else f'text-anchor="{anchor}"'
    return f'<text{style} x="{x}" y="{y}" {side}>{escape(words)}</text>'
