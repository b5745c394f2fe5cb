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

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Factors of each of `TERMS`, and the shares that hold before any evidence where nothing better is known."""

    version: str
    this: Floats  # (terms,)
    sibling: Floats  # (terms,)
    shares: Shares
    usual_power: float = 1.0  # of the evidence of origin in the worlds it was fitted on; see `together`

    def with_origin(self, shrunk: float) -> Model:
        """Return the model for lists where evidence of origin counts less."""
        factors = np.where(ORIGIN, shrunk, 1.0)
        return replace(self, this=self.this * factors, sibling=self.sibling * factors)

    def to_json(self, *, figures: dict[str, object]) -> str:
        """Write the model with the figures it reached where it was judged."""
        factors = {
            term.name: {"this": round(float(this), 3), "sibling": round(float(sibling), 3)}
            for term, this, sibling in zip(TERMS, self.this, self.sibling, strict=True)
        }
        shares = {name: round(float(getattr(self.shares, name)), 4) for name in ("this", "sibling", "neither")}
        content = {
            "version": self.version,
            "factors": factors,
            "shares": shares,
            "usual_power": round(self.usual_power, 3),
            "figures": figures,
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def read_model(text: str) -> Model:
    """Read what `to_json` wrote; raises KeyError if a comparison has no factor."""
    content = json.loads(text)
    factors = [content["factors"][term.name] for term in TERMS]
    return Model(
        version=content["version"],
        this=np.array([factor["this"] for factor in factors]),
        sibling=np.array([factor["sibling"] for factor in factors]),
        shares=Shares(**content["shares"]),
        usual_power=content["usual_power"],
    )


@cache
def load_model() -> Model:
    """Read the model that ships in the package, once."""
    return read_model(files(__package__).joinpath("model.json").read_text(encoding="utf8"))
