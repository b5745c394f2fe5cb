"""The scale on which an estimate is drawn, and what its signs mean; for every picture of an estimate, pure.

Logarithmic, so that a factor has one length everywhere. It begins where reading begins: from the right in Arabic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kintrace.estimate.answer import Estimate, Method
from kintrace.kernel.says import Sentence, says

LEFT_OF_KNOWN, BEYOND_LAST = 0.85, 1.05  # shares of the numbers drawn, so that none stands on the edge
BEYOND_OPEN = 1.3  # likewise, where nothing limits the number: what is open takes some room
LEAST_REACH = 1.2  # times the children known
LONGEST_LINE = 2.0  # times what cannot be excluded: lines that go farther end in an arrow


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number of children stands, as a share of the width counted from the left."""

    low: float
    high: float
    mirrored: bool = False

    def at(self, children: float) -> float:
        inside = min(max(children, self.low), self.high)
        share = math.log(inside / self.low) / math.log(self.high / self.low)
        return round(1 - share if self.mirrored else share, 4)

    def goes_on(self, method: Method) -> bool:
        """Tell whether the line of a method has no end within the drawing."""
        return method.hi is None or method.hi > self.high

    @property
    def ticks(self) -> tuple[int, ...]:
        """Round numbers, few enough to be read: at equal steps; over more than a factor of four 1, 2, 5, 10."""
        if self.high < 4 * self.low:
            step = _round_up((self.high - self.low) / 6)
            return tuple(range(math.ceil(self.low / step) * step, math.floor(self.high) + 1, step))
        decades = range(math.ceil(math.log10(self.high)) + 1)
        found = (digit * 10**decade for decade in decades for digit in (1, 2, 5))
        return tuple(tick for tick in found if self.low <= tick <= self.high)


def scale_of(found: Estimate, *, mirrored: bool) -> Scale:
    """Return a scale that holds the whole answer; only lines far beyond it are cut, with an arrow."""
    methods = [method for _, method in drawn_methods(found)]
    ends = [method.hi for method in methods if method.hi is not None]
    said = [end for _, end in bands(found).values() if end < math.inf]
    answer = [found.n * LEAST_REACH, *(method.estimate for method in methods), *said]
    far = max(answer) if said else max(answer + ends)
    high = min(max([far, *ends]), LONGEST_LINE * far) * (BEYOND_OPEN if "open" in bands(found) else BEYOND_LAST)
    return Scale(max(1.0, known(found) * LEFT_OF_KNOWN), high, mirrored)


def known(found: Estimate) -> int:
    """Return how many different children are known, at least."""
    return found.n if found.headline is None else found.headline.at_least


def drawn_methods(found: Estimate) -> list[tuple[str, Method]]:
    """Return the methods that are drawn: of the two averages over graphs, the one the answer uses."""
    hidden = "decomposable" if "decomposable_wide" in found.methods else ""
    return [(name, method) for name, method in found.methods.items() if name != hidden]


def bands(found: Estimate) -> dict[str, tuple[float, float]]:
    """Return what is likely, and what beyond it cannot be excluded: to a limit, or open."""
    if found.headline is None:
        return {}
    likely, most = found.headline.likely, found.headline.cannot_exclude
    begins = known(found) if likely is None else likely[1]
    drawn: dict[str, tuple[float, float]] = {} if likely is None else {"likely": likely}
    if most is None:
        return drawn | {"open": (begins, math.inf)}
    return drawn | ({"beyond": (begins, most)} if most > begins else {})


def legend(found: Estimate, scale: Scale) -> Iterator[tuple[str, Sentence]]:
    """Yield the signs that are drawn, by kind, and what each says."""
    yield "known", says("{n} known", n=known(found))
    headline = found.headline
    if headline is not None and headline.likely is not None:
        yield "likely", says("likely: {low} to {high}", low=headline.likely[0], high=headline.likely[1])
    if headline is not None and headline.cannot_exclude is None:
        yield "open", says("No upper limit can be given.")
    elif headline is not None and "beyond" in bands(found):
        yield "beyond", says("cannot be excluded: up to {n}", n=headline.cannot_exclude or 0)
    yield "limits", says("the middle and the 95 % limits of each method")
    if any(scale.goes_on(method) for _, method in drawn_methods(found)):
        yield "arrow", says("goes on beyond this picture")


def _round_up(step: float) -> int:
    """Return the next of 1, 2, 5, 10, 20 and so on.

    >>> _round_up(0.2), _round_up(30.0), _round_up(80.0)
    (1, 50, 100)
    """
    decade = int(10 ** max(0, math.floor(math.log10(step))))
    return next(digit * decade for digit in (1, 2, 5, 10) if digit * decade >= step)
