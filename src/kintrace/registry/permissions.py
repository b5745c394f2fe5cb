"""Who may read and write the record, and who may move a case from state to state.

A registrar of children sees the children, and neither who is looked for nor any candidate: whoever speaks with
families or children must not know what the other side said.
"""

from __future__ import annotations

from kintrace.access.models import Role
from kintrace.access.permissions import Table

TRACERS = frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR})

TABLE: Table = {
    "registry.view_requests": TRACERS,
    "registry.view_children": TRACERS | {Role.REGISTRAR},
    "registry.add_requests": TRACERS,
    "registry.add_children": TRACERS | {Role.REGISTRAR},
    "registry.log_contact": TRACERS | {Role.HOTLINE_OPERATOR},
    "registry.report_child": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR},
    "registry.register_child": TRACERS | {Role.REGISTRAR},
    "registry.trace": TRACERS,
    "registry.approve": frozenset({Role.SUPERVISOR}),
    "registry.decide_best_interests": frozenset({Role.SUPERVISOR}),
    "registry.record_fact": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR, Role.RETURN_COORDINATOR},
    "registry.record_consent": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR},
    "registry.judge_duplicates": TRACERS | {Role.REGISTRAR},
    "registry.erase": TRACERS | {Role.RETURN_COORDINATOR},  # two of them, see `access.acts`
}
VIEW = {"requests": "registry.view_requests", "children": "registry.view_children"}
ADD = {"requests": "registry.add_requests", "children": "registry.add_children"}
