"""Who may bring in a list; which side it may speak for is the registry's to say."""

from __future__ import annotations

from kintrace.access.models import Role
from kintrace.access.permissions import Table

TABLE: Table = {
    "imports.upload_list": frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR, Role.REGISTRAR}),
}
