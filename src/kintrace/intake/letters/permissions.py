"""Who reads what families wrote, and who decides what the public page says."""

from __future__ import annotations

from kintrace.access.models import Role, Sensitivity
from kintrace.access.permissions import Rule, Table

READERS = frozenset({Role.HOTLINE_OPERATOR, Role.TRACING_OFFICER, Role.SUPERVISOR})

TABLE: Table = {
    "letters.read": Rule(READERS, level=Sensitivity.IDENTITY),
    "letters.enter": Rule(READERS, level=Sensitivity.IDENTITY, of_case=True),
    "letters.keep_desk": frozenset({Role.SUPERVISOR}),
}
