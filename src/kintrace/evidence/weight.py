"""Weights of evidence.

Every comparison answers one question: how many times likelier is what we see if the two records
are the same child than if they are not? The answer is a `Weight`: the base-10 logarithm of that
ratio, and a sentence a caseworker can read. Natural logarithms stay inside and end in `_nats`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kintrace.kernel.says import Sentence

NATS_PER_WEIGHT = math.log(10)


@dataclass(frozen=True, slots=True)
class Weight:
    """One term of a match: log10 likelihood ratio for (+) or against (−) "the same child".

    >>> from kintrace.kernel.says import says
    >>> Weight.from_ratio("names", 1000.0, says("both heard as {name}", name="Umar")).log10_lr
    3.0
    """

    kind: str
    log10_lr: float
    because: Sentence
    said: bool = True

    @classmethod
    def from_ratio(cls, kind: str, ratio: float, because: Sentence) -> Weight:
        """Build a weight from a likelihood ratio; raises ValueError unless it is positive and finite."""
        if not 0 < ratio < math.inf:
            raise ValueError(f"a likelihood ratio is positive and finite, not {ratio}")
        return cls(kind, math.log10(ratio), because)

    @classmethod
    def silent(cls, kind: str, because: Sentence) -> Weight:
        """Absent evidence weighs nothing, and says why."""
        return cls(kind, 0.0, because, said=False)


def total(weights: Iterable[Weight]) -> float:
    """Add the weights: independent evidence multiplies its ratios.

    >>> from kintrace.kernel.says import says
    >>> total([Weight("names", 3.0, says("")), Weight("births", -1.0, says(""))])
    2.0
    """
    return math.fsum(weight.log10_lr for weight in weights)
