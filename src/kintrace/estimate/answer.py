"""What an estimate says: a status, what each method found, a headline, and every warning in plain words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kintrace.estimate.spread import Interval, Spread
from kintrace.kernel.says import Sentence, Translate, says


class Status(StrEnum):
    """Whether the lists can say how many children there are."""

    OK = "ok"
    WEAK = "weak"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Method:
    """What one method found; `hi` is None where it sets no upper limit."""

    estimate: float
    lo: float
    hi: float | None
    model: str | None = None

    @classmethod
    def of(cls, interval: Interval, model: str | None = None) -> Method:
        return cls(interval.estimate, interval.lo, interval.hi, model)


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer in three steps, in whole children.

    `at_least` are children we know of, never more. `likely` is None where the lists do not support it;
    `cannot_exclude` is None where nothing can be said of the upper end.
    """

    at_least: int
    likely: tuple[int, int] | None
    cannot_exclude: int | None

    def words(self) -> tuple[Sentence, ...]:
        """Say it, with what the number leaves out."""
        said = [says("At least {n} different children are known.", n=self.at_least)]
        if self.likely is None:
            said.append(says("The lists do not say how many more are likely."))
        else:
            said.append(says("Likely there are between {low} and {high}.", low=self.likely[0], high=self.likely[1]))
        if self.cannot_exclude is None:
            said.append(says("No upper limit can be given."))
        else:
            said.append(says("Up to {n} cannot be excluded.", n=self.cannot_exclude))
        return (*said, NOBODY_REPORTED)


NOBODY_REPORTED = says("Children who could never reach any of these lists are not in this number.")


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """The whole answer for one table; `spreads` are kept so that strata and partitions can be put together."""

    id: str
    status: Status
    n: int
    methods: Mapping[str, Method] = field(default_factory=dict)
    headline: Headline | None = None
    warnings: tuple[Sentence, ...] = ()
    reason: Sentence | None = None
    spreads: Mapping[str, Spread] = field(default_factory=dict)
    parts: tuple[Estimate, ...] = ()

    def to_json(self, translate: Translate = str) -> dict[str, Any]:
        """Return plain data in the format of `kintrace estimate`."""
        headline = None
        if self.headline is not None:
            headline = {
                "at_least": self.headline.at_least,
                "likely": None if self.headline.likely is None else list(self.headline.likely),
                "cannot_exclude": self.headline.cannot_exclude,
                "words": [sentence.text(translate) for sentence in self.headline.words()],
            }
        plain: dict[str, Any] = {
            "id": self.id,
            "status": self.status.value,
            "n": self.n,
            "methods": {name: _method_json(name, method) for name, method in self.methods.items()},
            "headline": headline,
            "warnings": [warning.text(translate) for warning in self.warnings],
            "reason": None if self.reason is None else self.reason.text(translate),
        }
        return plain | ({"parts": [part.to_json(translate) for part in self.parts]} if self.parts else {})


def refused(id: str, *, n: int, because: Sentence) -> Estimate:  # noqa: A002 the word of the table itself
    """Say why there is no estimate."""
    return Estimate(id, Status.REFUSED, n, reason=because)


def _method_json(name: str, method: Method) -> dict[str, Any]:
    middle = "median" if name.startswith("decomposable") else "estimate"
    plain: dict[str, Any] = {middle: _number(method.estimate), "lo": _number(method.lo), "hi": _number(method.hi)}
    return plain if method.model is None else plain | {"model": method.model}


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 3)
