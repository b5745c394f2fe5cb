"""An estimate as plain data and back, so that it can be kept and said later in any language."""

from __future__ import annotations

from typing import Any

from kintrace.estimate.answer import Estimate, Headline, Method, Status
from kintrace.kernel.says import Sentence


def keep(found: Estimate) -> dict[str, Any]:
    """Return plain data for JSON; spreads are left out."""
    headline = found.headline
    return {
        "id": found.id,
        "status": found.status.value,
        "n": found.n,
        "methods": {name: [one.estimate, one.lo, one.hi, one.model] for name, one in found.methods.items()},
        "headline": None if headline is None else [headline.at_least, headline.likely, headline.cannot_exclude],
        "warnings": [warning.to_json() for warning in found.warnings],
        "reason": None if found.reason is None else found.reason.to_json(),
        "parts": [keep(part) for part in found.parts],
    }


def read(kept: dict[str, Any]) -> Estimate:
    """Read back what `keep` returned, from JSON or not."""
    said = kept["headline"]
    return Estimate(
        kept["id"],
        Status(kept["status"]),
        kept["n"],
        {name: Method(*numbers) for name, numbers in kept["methods"].items()},
        None if said is None else Headline(said[0], None if said[1] is None else (said[1][0], said[1][1]), said[2]),
        tuple(Sentence.from_json(warning) for warning in kept["warnings"]),
        None if kept["reason"] is None else Sentence.from_json(kept["reason"]),
        parts=tuple(read(part) for part in kept.get("parts", ())),
    )
