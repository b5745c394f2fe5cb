"""Who may read and write the record.

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
}
VIEW = {"requests": "registry.view_requests", "children": "registry.view_children"}
ADD = {"requests": "registry.add_requests", "children": "registry.add_children"}
