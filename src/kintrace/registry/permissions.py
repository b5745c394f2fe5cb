"""Who may read and write the record, and who may move a case from state to state.

A registrar of children sees the children, and neither who is looked for nor any candidate: whoever speaks with
families or children must not know what the other side said.
"""

from __future__ import annotations

from kintrace.access.models import Role, Sensitivity
from kintrace.access.permissions import Rule, Table

TRACERS = frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR})

TABLE: Table = {
    permission: Rule(frozenset(roles), level=Sensitivity.SERVICE)  # for the cases that each role reaches
    for permission, roles in {
        "registry.view_requests": TRACERS | {Role.HOTLINE_OPERATOR},
        "registry.view_children": TRACERS | {Role.REGISTRAR},
        "registry.work_on_requests": TRACERS | {Role.HOTLINE_OPERATOR, Role.RETURN_COORDINATOR},
        "registry.work_on_children": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR, Role.RETURN_COORDINATOR},
        "registry.add_requests": TRACERS,
        "registry.add_children": TRACERS | {Role.REGISTRAR},
        "registry.log_contact": TRACERS | {Role.HOTLINE_OPERATOR},
        "registry.report_child": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR},
        "registry.register_child": TRACERS | {Role.REGISTRAR},
        "registry.trace": TRACERS,
        "registry.approve": {Role.SUPERVISOR},
        "registry.decide_best_interests": {Role.SUPERVISOR},
        "registry.record_fact": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR, Role.RETURN_COORDINATOR},
        "registry.record_consent": TRACERS | {Role.REGISTRAR, Role.HOTLINE_OPERATOR},
        "registry.judge_duplicates": TRACERS | {Role.REGISTRAR},
        "registry.erase": TRACERS | {Role.RETURN_COORDINATOR},  # two of them, see `access.acts`
    }.items()
}
VIEW = {"requests": "registry.view_requests", "children": "registry.view_children"}
ADD = {"requests": "registry.add_requests", "children": "registry.add_children"}
WORK_ON = {"requests": "registry.work_on_requests", "children": "registry.work_on_children"}
# Who may open a case by hand in its first state, or where an officer takes down a whole request at once.
OPENS = {
    "contact_logged": "registry.log_contact",
    "draft": "registry.add_requests",
    "reported": "registry.report_child",
}
