"""Draws estimates as one SVG: what each method finds, on a scale of its own for each table.

A picture that stands alone, without a script. Each table shows the children known (a broken line), what is likely and
what cannot be excluded (bands) and, method by method, the middle and its 95 % limits. Every word has a line of its
own above what it names, so that nothing is drawn through it in any language.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kintrace.estimate.answer import Estimate, Method
from kintrace.estimate.scale import Scale, bands, drawn_methods, known, legend, scale_of
from kintrace.kernel.says import Translate

WIDTH, MARGIN = 720, 16
ROW, TITLE, LINE, FOOT, GAP = 42, 26, 17, 24, 22
LANE, BELOW_WORD = 18, 20  # how high a bar is, and how far below its word it begins
LETTERS = 100  # in a line of words
APART = 40  # between two numbers of the axis
STYLE = """
svg{background:#fff;color:#1d2b33;font:13px system-ui,sans-serif}text{fill:currentColor}
.id{font-weight:600;font-size:15px}.quiet{fill:#52646e;font-size:12px}.likely{fill:#c9e2dc}.beyond,.open{fill:#ecf4f2}
.limits{stroke:#20645a;stroke-width:2}.dot,.arrow{fill:#20645a}
.known{stroke:#8a5a00;stroke-width:2;stroke-dasharray:3 3}
.grid{stroke:#dde3e6}
@media (prefers-color-scheme:dark){svg{background:#14191c;color:#e6ecef}.quiet{fill:#a3b2ba}.likely{fill:#24514a}
.beyond,.open{fill:#1b2c2a}.limits{stroke:#7cc4b6}.dot,.arrow{fill:#7cc4b6}.known{stroke:#e0b060}.grid{stroke:#2b353a}}
"""


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of a drawing is drawn with."""

    scale: Scale
    translate: Translate

    def x(self, children: float) -> float:
        return round(MARGIN + self.scale.at(children) * (WIDTH - 2 * MARGIN), 1)

    @property
    def begin(self) -> int:
        return WIDTH - MARGIN if self.scale.mirrored else MARGIN

    @property
    def onwards(self) -> int:
        return -1 if self.scale.mirrored else 1


def draw(estimates: Sequence[Estimate], *, translate: Translate = str, rtl: bool = False) -> str:
    """Draw the estimates below one another; what was refused shows why. From right to left, the scale does too."""
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
    rows = drawn_methods(answer)
    signs = len(list(legend(answer, scale_of(answer, mirrored=False)))) if rows else 0
    return _head_height(answer, translate) + (ROW * len(rows) + FOOT + LINE * signs if rows else 0)


def _head_height(answer: Estimate, translate: Translate) -> int:
    return TITLE + LINE * len(_words(answer, translate)) + 4


def _table(answer: Estimate, translate: Translate, *, rtl: bool) -> str:
    begin = WIDTH - MARGIN if rtl else MARGIN
    head = _text(begin, 14, answer.id, rtl=rtl, kind="id") + "".join(
        _text(begin, TITLE + LINE * place + 8, line, rtl=rtl, kind="quiet")
        for place, line in enumerate(_words(answer, translate))
    )
    rows = drawn_methods(answer)
    if not rows:
        return head
    page = _Page(scale_of(answer, mirrored=rtl), translate)
    top = _head_height(answer, translate)
    return head + f'<g transform="translate(0 {top})">{_body(answer, rows, page)}</g>'


def _body(answer: Estimate, rows: Sequence[tuple[str, Method]], page: _Page) -> str:
    lanes = (_lane(answer, name, method, page, top=ROW * place) for place, (name, method) in enumerate(rows))
    depth = ROW * len(rows)
    signs = (
        _sign(kind, said.text(page.translate), page, y=depth + FOOT + LINE * place)
        for place, (kind, said) in enumerate(legend(answer, page.scale))
    )
    return "".join(lanes) + _axis(answer, page, y=depth + 12) + "".join(signs)


def _lane(answer: Estimate, name: str, method: Method, page: _Page, *, top: int) -> str:
    """Draw one method: its name, and below it the bands, the grid, its line and its middle."""
    above, below = top + BELOW_WORD, top + BELOW_WORD + LANE
    ground = "".join(
        f'<rect class="{kind}" x="{min(page.x(low), page.x(high))}" y="{above}"'
        f' width="{max(2.0, round(abs(page.x(high) - page.x(low)), 1))}" height="{LANE}"/>'
        for kind, (low, high) in bands(answer).items()
    )
    grid = "".join(f'<path class="grid" d="M{page.x(tick)} {above}V{below}"/>' for tick in page.scale.ticks)
    line = f'<path class="known" d="M{page.x(known(answer))} {above}V{below}"/>'
    word = _text(page.begin, top + 15, label(name, page.translate), rtl=page.scale.mirrored)
    return ground + grid + line + word + _limits(method, page, y=above + LANE // 2)


def _limits(method: Method, page: _Page, *, y: int) -> str:
    goes_on = page.scale.goes_on(method)
    end = page.x(page.scale.high if method.hi is None else method.hi)
    return (
        f'<path class="limits" d="M{page.x(method.lo)} {y}H{end}"/>'
        + (_arrow(end, y, page.onwards) if goes_on else "")
        + f'<circle class="dot" cx="{page.x(method.estimate)}" cy="{y}" r="4.5"/>'
    )


def _arrow(x: float, y: float, onwards: int) -> str:
    return f'<path class="arrow" d="M{x + 7 * onwards} {y}l{-9 * onwards} -5v10z"/>'


def _axis(answer: Estimate, page: _Page, *, y: int) -> str:
    """Write the children known, and the round numbers that leave it room."""
    shown = [known(answer)]
    for tick in page.scale.ticks:
        if all(abs(page.x(tick) - page.x(other)) > APART for other in shown):
            shown.append(tick)
    return "".join(
        f'<text class="quiet" x="{page.x(mark)}" y="{y}" text-anchor="middle">{mark}</text>' for mark in shown
    )


def _sign(kind: str, words: str, page: _Page, *, y: int) -> str:
    """Draw one sign of the legend and say what it is."""
    x, on = page.begin, page.onwards
    left = min(x, x + 16 * on)
    drawn = {
        "known": f'<path class="known" d="M{x + 8 * on} {y - 3}v12"/>',
        "limits": f'<path class="limits" d="M{left} {y + 3}h16"/>'
        f'<circle class="dot" cx="{x + 8 * on}" cy="{y + 3}" r="4"/>',
        "arrow": _arrow(x + 7 * on, y + 3, on),
    }
    box = f'<rect class="{kind}" x="{left}" y="{y - 3}" width="16" height="12"/>'
    return drawn.get(kind, box) + _text(x + 24 * on, y + 8, words, rtl=page.scale.mirrored, kind="quiet")


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


def _text(x: float, y: float, words: str, *, rtl: bool, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    side = "rtl" if rtl else "ltr"
    return f'<text{style} x="{x}" y="{y}" direction="{side}">{escape(words)}</text>'
