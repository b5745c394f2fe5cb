"""Who may let lists leave, note what a family said about a recipient, and make a family's own copy."""

from __future__ import annotations

from kintrace.access.models import Role, Sensitivity
from kintrace.access.permissions import Rule, Table

TRACERS = frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR})

TABLE: Table = {
    "exchange.export": TRACERS,
    "exchange.record_answer": Rule(TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR}, level=Sensitivity.SERVICE),
    "exchange.add_recipient": frozenset({Role.SUPERVISOR}),
    # For those who work on the case: they know who asks.
    "exchange.family_copy": Rule(TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR}, level=Sensitivity.IDENTITY),
}
