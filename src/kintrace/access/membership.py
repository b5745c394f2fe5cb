"""Who is on a case: joining it, leaving it, and the two people every new case begins with.

What changes here are rows alone; whoever joins or leaves has capsules sealed anew in the same act (`casework`).
"""

from __future__ import annotations

from uuid import UUID

from kintrace.access.models import CaseMember, Role, Sensitivity, User
from kintrace.access.permissions import roles_of
from kintrace.access.reach import Scope, scope
from kintrace.kernel import clock

AT_LEAST = 2
# Who is put on a new case besides whoever opened it, in this order.
SECONDS = (Role.SUPERVISOR, Role.TRACING_OFFICER)


def begin(by: User, case: UUID) -> None:
    """Put whoever opened a case on it, and others of their office until two can open what will be sealed in it."""
    chosen = [by]
    here = User.objects.filter(office=by.office, is_active=True).exclude(pk=by.pk).order_by("pk")
    for role in SECONDS if by.office is not None else ():
        for one in here.filter(role=role):
            if sum(map(reaches_sealed, chosen)) < AT_LEAST:
                chosen.append(one)
    for one in chosen:
        join(one, case)


def join(member: User, case: UUID) -> bool:
    """Put somebody on a case from now on; False if they are on it already."""
    return CaseMember.objects.get_or_create(case=case, user=member, until=None)[1]


def leave(member: User, case: UUID) -> bool:
    """Take somebody off a case from now on; the row stays, so that the past can be answered for."""
    return bool(CaseMember.objects.filter(case=case, user=member, until=None).update(until=clock.now()))


def lock(case: UUID) -> None:
    """Let those who change the people of one case, or seal something to them, wait for one another."""
    list(CaseMember.objects.select_for_update().filter(case=case, until=None))


def is_on(viewer: User, case: UUID) -> bool:
    """Tell whether somebody works on a case; an hour behind broken glass does not make them one of it."""
    return CaseMember.objects.filter(CaseMember.at_work(clock.now()), case=case, user=viewer).exists()


def on_case(case: UUID) -> list[CaseMember]:
    """Return who works on a case now, the longest there first."""
    now = CaseMember.objects.filter(CaseMember.at_work(clock.now()), case=case)
    return list(now.select_related("user", "user__office").order_by("since", "pk"))


def reaches_sealed(member: User) -> bool:
    """Tell whether one of somebody's roles may open what is sealed to named people."""
    return any(scope(role, Sensitivity.SEALED) > Scope.NONE for role in roles_of(member))
