"""Who may work on one case, open what is sealed in it, call the family, and look after the keys of an office."""

from __future__ import annotations

from kintrace.access.models import Role, Sensitivity
from kintrace.access.permissions import Rule, Table

SEALED_TO = frozenset({Role.REGISTRAR, Role.TRACING_OFFICER, Role.SUPERVISOR, Role.COUNSELLOR})
ON_CASES = SEALED_TO | {Role.HOTLINE_OPERATOR, Role.RETURN_COORDINATOR}
CALLERS = frozenset({Role.HOTLINE_OPERATOR, Role.TRACING_OFFICER, Role.SUPERVISOR, Role.COUNSELLOR})
LEADERS = frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR, Role.RETURN_COORDINATOR})

TABLE: Table = {
    "casework.view_case": Rule(ON_CASES, level=Sensitivity.IDENTITY, of_case=True),
    "casework.take_up": Rule(
        frozenset({Role.REGISTRAR, Role.TRACING_OFFICER, Role.SUPERVISOR}), level=Sensitivity.SERVICE, of_case=True
    ),
    "casework.change_members": Rule(SEALED_TO, level=Sensitivity.SEALED, of_case=True),
    "casework.seal": Rule(ON_CASES, level=Sensitivity.IDENTITY, of_case=True),
    "casework.open_sealed": Rule(SEALED_TO, level=Sensitivity.SEALED, of_case=True),
    "casework.keep_card": Rule(CALLERS, level=Sensitivity.IDENTITY, of_case=True),
    "casework.disclose": Rule(LEADERS, level=Sensitivity.IDENTITY, of_case=True),
    "casework.read_disclosed": Rule(ON_CASES, level=Sensitivity.IDENTITY),
    "casework.call": Rule(CALLERS, level=Sensitivity.IDENTITY),
    "casework.keep_desk": frozenset({Role.SUPERVISOR}),
    "casework.recover": Rule(SEALED_TO, level=Sensitivity.SEALED),
    "casework.keep_recovery_key": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
}
