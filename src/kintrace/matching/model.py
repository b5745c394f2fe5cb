"""The fitted model: how far each comparison may be believed, beside others and given that all may err.

A likelihood ratio that one module computes is honest for that kind of evidence alone. Added to
others it says too much where kinds go together in life (a family's language, home and nisba), so
each comparison has a factor, fitted on worlds with known truth, for "this child" and for "a
sibling". The file is a list one can read; `resources/matching/compile.py` writes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kintrace.matching.posterior import Shares
from kintrace.matching.terms import TERMS
from kintrace.matching.together import ORIGIN
from kintrace.matching.within import WithinModel

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Factors of each of `TERMS`, and the shares that hold before any evidence where nothing better is known."""

    version: str
    this: Floats  # (terms,)
    sibling: Floats  # (terms,)
    shares: Shares
    within: WithinModel  # two rows of one list
    usual_power: float = 1.0  # of the evidence of origin in the worlds it was fitted on; see `together`

    def with_origin(self, shrunk: float) -> Model:
        """Return the model for lists where evidence of origin counts less."""
        factors = np.where(ORIGIN, shrunk, 1.0)
        return replace(self, this=self.this * factors, sibling=self.sibling * factors)

    def to_json(self, *, figures: dict[str, object]) -> str:
        """Write the model with the figures it reached where it was judged."""
        shares = {name: round(float(getattr(self.shares, name)), 4) for name in ("this", "sibling", "neither")}
        content = {
            "version": self.version,
            "factors": _factors_told(self.this, self.sibling),
            "shares": shares,
            "usual_power": round(self.usual_power, 3),
            "within": {
                "factors": _factors_told(self.within.this, self.within.sibling),
                "lift_nats": [round(nats, 3) for nats in self.within.lift_nats],
                "same_a_row": round(self.within.same_a_row, 4),
                "siblings_a_row": round(self.within.siblings_a_row, 4),
            },
            "figures": figures,
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def read_model(text: str) -> Model:
    """Read what `to_json` wrote; raises KeyError if a comparison has no factor."""
    content = json.loads(text)
    within = content["within"]
    this, sibling = _factors_read(content["factors"])
    same, siblings = _factors_read(within["factors"])
    lift, other_lift = within["lift_nats"]
    return Model(
        version=content["version"],
        this=this,
        sibling=sibling,
        shares=Shares(**content["shares"]),
        within=WithinModel(same, siblings, (lift, other_lift), within["same_a_row"], within["siblings_a_row"]),
        usual_power=content["usual_power"],
    )


def _factors_told(this: Floats, sibling: Floats) -> dict[str, dict[str, float]]:
    return {
        term.name: {"this": round(float(own), 3), "sibling": round(float(other), 3)}
        for term, own, other in zip(TERMS, this, sibling, strict=True)
    }


def _factors_read(factors: dict[str, dict[str, float]]) -> tuple[Floats, Floats]:
    told = [factors[term.name] for term in TERMS]
    return np.array([factor["this"] for factor in told]), np.array([factor["sibling"] for factor in told])


@cache
def load_model() -> Model:
    """Read the model that ships in the package, once."""
    return read_model(files(__package__).joinpath("model.json").read_text(encoding="utf8"))
