"""Who may work with samples and profiles, read what was computed from them, and be told whom to ask next.

An analyst knows cases by their codes alone, and reaches neither names nor candidates; an officer reads no profile and
no figure that was not released.
"""

from __future__ import annotations

from kintrace.access.models import Role, Sensitivity
from kintrace.access.permissions import Rule, Table
from kintrace.registry.permissions import TRACERS

ANALYST = frozenset({Role.DNA_ANALYST})
READERS = ANALYST | {Role.COUNSELLOR}

TABLE: Table = {
    "laboratory.view_samples": Rule(ANALYST),
    "laboratory.enter_sample": Rule(ANALYST),
    "laboratory.enter_profiles": Rule(ANALYST),
    "laboratory.compare": Rule(ANALYST),
    "laboratory.screen": Rule(ANALYST),
    "laboratory.read_finding": Rule(READERS),
    "laboratory.advise": Rule(ANALYST | {Role.SUPERVISOR}),
    "laboratory.view_pedigree": Rule(TRACERS | ANALYST),
    "laboratory.add_relative": Rule(TRACERS, level=Sensitivity.SERVICE),
}
