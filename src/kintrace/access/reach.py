"""How far each role reaches: which cases, at which level of sensitivity. And which roles one person may hold.

Two policies ship. Under the full one, everybody has one role. Under the small-office one (six people or so), one
person may hold further roles, where the table below says that the two go together; what it does not say is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from itertools import combinations
from typing import Final

from kintrace.access.models import Role, Sensitivity


class Scope(IntEnum):
    """Which cases: none, those one works on, those of one's office too, all."""

    NONE = 0
    OWN = 1
    OFFICE = 2
    ALL = 3


# A role that is not named reaches nothing. Identities and what is sealed are for those who work on the case, whoever
# they are; whoever runs accounts or reads the trail opens no case at all.
#                               counts      matching facts  identity    sealed
REACH: Final[dict[Role, tuple[Scope, Scope, Scope, Scope]]] = {
    Role.HOTLINE_OPERATOR: (Scope.ALL, Scope.OWN, Scope.OWN, Scope.NONE),
    Role.REGISTRAR: (Scope.ALL, Scope.OFFICE, Scope.OWN, Scope.OWN),
    Role.TRACING_OFFICER: (Scope.ALL, Scope.ALL, Scope.OWN, Scope.OWN),
    Role.SUPERVISOR: (Scope.ALL, Scope.ALL, Scope.OWN, Scope.OWN),
    Role.DNA_ANALYST: (Scope.ALL, Scope.OWN, Scope.NONE, Scope.NONE),
    Role.RETURN_COORDINATOR: (Scope.ALL, Scope.OWN, Scope.OWN, Scope.NONE),
    Role.COUNSELLOR: (Scope.ALL, Scope.OWN, Scope.OWN, Scope.OWN),
    Role.AUDITOR: (Scope.ALL, Scope.NONE, Scope.NONE, Scope.NONE),
    Role.ADMINISTRATOR: (Scope.ALL, Scope.NONE, Scope.NONE, Scope.NONE),
}

# Never together, and so absent: listening to families and speaking with children; either of them and seeing
# candidates; the laboratory and deciding on candidates; hearing unexpected kinship and deciding on candidates; running
# accounts, or reading the trail, and anything else.
GO_TOGETHER: Final = frozenset(
    frozenset(pair)
    for pair in (
        (Role.HOTLINE_OPERATOR, Role.COUNSELLOR),
        (Role.HOTLINE_OPERATOR, Role.DNA_ANALYST),
        (Role.REGISTRAR, Role.COUNSELLOR),
        (Role.REGISTRAR, Role.DNA_ANALYST),
        (Role.COUNSELLOR, Role.DNA_ANALYST),
        (Role.TRACING_OFFICER, Role.SUPERVISOR),
        (Role.TRACING_OFFICER, Role.RETURN_COORDINATOR),
        (Role.SUPERVISOR, Role.RETURN_COORDINATOR),
    )
)

# Nine roles for six people.
SMALL_OFFICE: Final[dict[str, tuple[Role, ...]]] = {
    "desk": (Role.HOTLINE_OPERATOR, Role.COUNSELLOR),
    "register": (Role.REGISTRAR, Role.DNA_ANALYST),
    "tracing": (Role.TRACING_OFFICER,),
    "lead": (Role.SUPERVISOR, Role.RETURN_COORDINATOR),
    "audit": (Role.AUDITOR,),
    "accounts": (Role.ADMINISTRATOR,),
}


def scope(role: Role, level: Sensitivity) -> Scope:
    """Return which cases a role reaches at a level; none for a role that no table names."""
    return REACH[role][level] if role in REACH else Scope.NONE


def go_together(roles: Iterable[Role]) -> bool:
    """Tell whether one person may hold all these roles in a small office."""
    return all(frozenset(pair) in GO_TOGETHER for pair in combinations(sorted(set(roles)), 2))
