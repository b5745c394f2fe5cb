"""Reading judgements with their reasons, which are sealed under a key of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kintrace.registry.models import sought_code
from kintrace.registry.opening import Opening, Wanted
from kintrace.tracing.models import Judgement
from kintrace.vault.cases import Sealed

REASON = "tracing.Judgement.reason"
WITHDRAWN_WHY = "tracing.Judgement.withdrawn_why"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what was said for it, and for its withdrawal."""

    row: Judgement
    sought: str  # code of the child sought
    reason: str
    withdrawn_why: str


def judged(rows: Iterable[Judgement], *, opening: Opening) -> tuple[Judged, ...]:
    """Open the reasons of judgements."""
    rows = list(rows)
    wanted: list[Wanted] = []
    for row in rows:
        wanted.append((row.key, Sealed(REASON, row.key, bytes(row.reason))))
        wanted.append((row.key, Sealed(WITHDRAWN_WHY, row.key, bytes(row.withdrawn_why))))
    said = opening.open(wanted)
    return tuple(
        Judged(
            row=row,
            sought=sought_code(row.request.code, row.number),
            reason=said.get((REASON, row.key), ""),
            withdrawn_why=said.get((WITHDRAWN_WHY, row.key), ""),
        )
        for row in rows
    )
