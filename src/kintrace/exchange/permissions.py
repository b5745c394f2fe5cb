"""Who may let lists leave, and who may note what a family said about a recipient."""

from __future__ import annotations

from kintrace.access.models import Role
from kintrace.access.permissions import Table

TRACERS = frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR})

TABLE: Table = {
    "exchange.export": TRACERS,
    "exchange.record_answer": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR},
    "exchange.add_recipient": frozenset({Role.SUPERVISOR}),
}
