"""The whole policy of who may do what: one table an app, role by role.

Each app's `permissions.py` declares its own table here when Django starts. A permission that no table names is
refused, and so is a view that names no permission (see `middleware`).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from kintrace.access.models import Role, User

type Table = Mapping[str, frozenset[Role]]
type Viewer = User | AnonymousUser

EVERYONE_ON_STAFF = frozenset(Role)

TABLE: Table = {
    "access.sign_out": EVERYONE_ON_STAFF,
    "access.view_trail": frozenset({Role.AUDITOR}),
}

_policy: dict[str, frozenset[Role]] = {}


def declare(table: Table) -> None:
    """Add one app's table to the policy; raises ValueError where a permission is already declared otherwise."""
    for permission, roles in table.items():
        if _policy.setdefault(permission, roles) != roles:
            raise ValueError(f"{permission} is declared twice, and not alike")


def policy() -> Table:
    """Return every permission with the roles that hold it."""
    return dict(sorted(_policy.items()))


def allowed(viewer: Viewer, permission: str) -> bool:
    """Tell whether somebody may do something; whatever is unknown is refused."""
    return isinstance(viewer, User) and viewer.is_active and viewer.role in _policy.get(permission, frozenset())


def require(viewer: Viewer, permission: str) -> None:
    """Raise PermissionDenied unless `viewer` may."""
    if not allowed(viewer, permission):
        raise PermissionDenied(permission)


declare(TABLE)
