"""Who may run the matching, see candidates and judge them."""

from __future__ import annotations

from kintrace.access.models import Role
from kintrace.access.permissions import EVERYONE_ON_STAFF, Table
from kintrace.registry.permissions import TRACERS

TABLE: Table = {
    "tracing.view_today": EVERYONE_ON_STAFF,
    "tracing.run_matching": TRACERS,
    "tracing.view_candidates": TRACERS,
    "tracing.judge": TRACERS,
    "tracing.count": TRACERS,
    "tracing.withdraw_any_judgement": frozenset({Role.SUPERVISOR}),  # one's own may always be withdrawn
}
