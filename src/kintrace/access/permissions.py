"""The whole policy of who may do what: one table an app, role by role.

Each app's `permissions.py` declares its own table here when Django starts. A permission that no table names is
refused, and so is a view that names no permission (see `middleware`). Somebody may do something with a case when one
of their roles holds the permission and `reach` lets that role as far as this case at this level of sensitivity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from kintrace.access.models import CaseMember, Opening, Role, Sensitivity, User
from kintrace.access.reach import Scope, go_together, scope
from kintrace.kernel import clock


@dataclass(frozen=True, slots=True)
class Rule:
    """Who holds a permission, the most that it gives away, and whether it is about one case.

    A permission about one case is refused where no case is named.
    """

    roles: frozenset[Role]
    level: Sensitivity = Sensitivity.PUBLIC
    of_case: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A case as far as the policy has to know it: its id, and the office that answers for it."""

    id: UUID
    office: int | None = None


type Table = Mapping[str, frozenset[Role] | Rule]
type Viewer = User | AnonymousUser

EVERYONE_ON_STAFF = frozenset(Role)
SIGNERS = frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR, Role.RETURN_COORDINATOR, Role.ADMINISTRATOR})
# Who may need a case in the night that somebody else works on.
BREAKERS = frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR, Role.COUNSELLOR, Role.RETURN_COORDINATOR})

TABLE: Final[Table] = {
    "access.sign_out": EVERYONE_ON_STAFF,
    "access.own_second_factor": EVERYONE_ON_STAFF,
    "access.own_password": EVERYONE_ON_STAFF,
    "access.confirm": EVERYONE_ON_STAFF,
    "access.read_alerts": EVERYONE_ON_STAFF,
    "access.view_trail": frozenset({Role.AUDITOR}),
    "access.view_staff": frozenset({Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR}),
    "access.reset_second_factor": frozenset({Role.ADMINISTRATOR}),
    "access.reset_password": frozenset({Role.ADMINISTRATOR}),
    "access.seal_anew": frozenset({Role.SUPERVISOR}),
    "access.close_account": frozenset({Role.ADMINISTRATOR}),
    "access.propose_roles": frozenset({Role.ADMINISTRATOR}),
    "access.freeze_office": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "access.propose": SIGNERS,
    "access.sign": SIGNERS,
    "access.break_glass": BREAKERS,
    "access.review_glass": frozenset({Role.SUPERVISOR, Role.AUDITOR}),
}

_policy: dict[str, Rule] = {}


def declare(table: Table) -> None:
    """Add one app's table to the policy; raises ValueError where a permission is already declared otherwise."""
    for permission, said in table.items():
        rule = said if isinstance(said, Rule) else Rule(said)
        if _policy.setdefault(permission, rule) != rule:
            raise ValueError(f"{permission} is declared twice, and not alike")


def rules() -> Mapping[str, Rule]:
    """Return every permission with its rule."""
    return dict(sorted(_policy.items()))


def policy() -> Mapping[str, frozenset[Role]]:
    """Return every permission with the roles that hold it."""
    return {permission: rule.roles for permission, rule in rules().items()}


def roles_of(viewer: User) -> frozenset[Role]:
    """Return the roles that count: one's own, and in a small office those beside it that go together with it."""
    own = frozenset({Role(viewer.role)})
    if settings.POLICY != "small":
        return own
    held = own | viewer.further_roles
    return held if go_together(held) else own


def allowed(
    viewer: Viewer, permission: str, *, case: Case | UUID | None = None, level: Sensitivity = Sensitivity.PUBLIC
) -> bool:
    """Tell whether somebody may do something, with a case if one is named; whatever is unknown is refused.

    `level` raises the sensitivity of this case or field above what the permission says of itself.
    """
    rule = _policy.get(permission)
    if rule is None or not isinstance(viewer, User) or viewer.is_shut_out or (rule.of_case and case is None):
        return False
    holding = rule.roles & roles_of(viewer)
    if case is None or not holding:
        return bool(holding)
    farthest = max(scope(role, max(rule.level, level)) for role in holding)
    return farthest >= _needed(viewer, case if isinstance(case, Case) else Case(case), farthest=farthest)


def may_ever(viewer: Viewer, permission: str) -> bool:
    """Tell whether there can be a case with which somebody may do something: what pages and menus ask."""
    rule = _policy.get(permission)
    return rule is not None and isinstance(viewer, User) and not viewer.is_shut_out and _holds(viewer, rule)


def require(
    viewer: Viewer, permission: str, *, case: Case | UUID | None = None, level: Sensitivity = Sensitivity.PUBLIC
) -> None:
    """Raise PermissionDenied unless `viewer` may."""
    if not allowed(viewer, permission, case=case, level=level):
        raise PermissionDenied(permission)


def reach(viewer: Viewer, permission: str, *, level: Sensitivity = Sensitivity.PUBLIC) -> Scope:
    """Return how far somebody reaches with a permission, at its own level of sensitivity or a higher one."""
    rule = _policy.get(permission)
    if rule is None or not isinstance(viewer, User) or viewer.is_shut_out:
        return Scope.NONE
    return max((scope(role, max(rule.level, level)) for role in rule.roles & roles_of(viewer)), default=Scope.NONE)


def within_reach(viewer: Viewer, permission: str, *, level: Sensitivity = Sensitivity.PUBLIC) -> Q:
    """Return what picks, of rows that have a `case` and an `office`, those for which `allowed` says yes."""
    farthest = reach(viewer, permission, level=level)
    if farthest == Scope.ALL:
        return Q()
    if farthest == Scope.NONE or not isinstance(viewer, User):
        return Q(pk__in=())
    at = clock.now()
    on = CaseMember.objects.filter(CaseMember.at_work(at), user=viewer)
    behind_glass = Opening.objects.filter(by=viewer, begun__lte=at, ends__gt=at)
    own = Q(case__in=on.values("case")) | Q(case__in=behind_glass.values("case"))
    of_office = farthest == Scope.OFFICE and viewer.office_id is not None
    return own | Q(office=viewer.office_id) if of_office else own


def works_on(viewer: User, case: UUID) -> bool:
    """Tell whether somebody is on a case now, or has broken the glass of it within the hour."""
    at = clock.now()
    return (
        CaseMember.objects.filter(CaseMember.at_work(at), case=case, user=viewer).exists()
        or Opening.objects.filter(case=case, by=viewer, begun__lte=at, ends__gt=at).exists()
    )


def _holds(viewer: User, rule: Rule) -> bool:
    return bool(rule.roles & roles_of(viewer))


def _needed(viewer: User, case: Case, *, farthest: Scope) -> Scope:
    """Return how far one has to reach for this case; asks the database only where the answer depends on it."""
    if farthest in {Scope.NONE, Scope.ALL}:
        return Scope.ALL
    if works_on(viewer, case.id):
        return Scope.OWN
    return Scope.OFFICE if case.office is not None and case.office == viewer.office_id else Scope.ALL


declare(TABLE)
