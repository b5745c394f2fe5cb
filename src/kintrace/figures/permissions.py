"""Who may see how many children there are, what each list contributes, and who may propose what is said in public."""

from __future__ import annotations

from kintrace.access.models import Role
from kintrace.access.permissions import Table
from kintrace.registry.permissions import TRACERS

TABLE: Table = {
    "figures.view_ladder": TRACERS | {Role.RETURN_COORDINATOR, Role.AUDITOR},
    "figures.view_lists": TRACERS,
    "figures.propose_release": TRACERS | {Role.RETURN_COORDINATOR},
    "figures.propose_population": TRACERS,
}
