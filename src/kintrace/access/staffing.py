"""What happens to other people's accounts and offices. Nobody does any of it to themselves."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.dispatch import Signal
from django.utils.translation import gettext as _

from kintrace.access.acts import Payload, plug
from kintrace.access.alerts import alert, to_be_told
from kintrace.access.membership import reaches_sealed
from kintrace.access.models import Alert, Duty, Event, Office, Role, User
from kintrace.access.permissions import policy, require, roles_of
from kintrace.access.reach import go_together
from kintrace.access.second_factor import end_sessions
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError, WrongUse
from kintrace.vault.models import CapsuleKey, DeskKey, Keyring

moved_on = Signal()  # sent with `member` once an account was closed or its roles changed: rooms above take keys back


class AlreadyFrozen(KintraceError):
    """The office was frozen before."""


@transaction.atomic
def close_account(by: User, member: User) -> None:
    """Close somebody's account, destroy their key and end their sessions; what they did stays on the trail."""
    require(by, "access.close_account")
    if by.pk == member.pk:
        raise PermissionDenied(_("Nobody closes their own account."))
    member.is_active = False
    member.save(update_fields=["is_active"])
    Keyring.objects.filter(member=member).delete()
    for keys in (CapsuleKey, DeskKey):
        keys.objects.filter(member=member).delete()  # nothing opens them any more
    moved_on.send(sender=User, member=member)
    end_sessions(member)
    Event.record(by, "staff.account-closed", subject=member.public_id)


@transaction.atomic
def freeze(by: User, office: Office) -> None:
    """Shut an office at once: its people's sessions end, and nothing opens to them until two persons thaw it."""
    require(by, "access.freeze_office")
    if not Office.objects.filter(pk=office.pk, frozen_at=None).update(frozen_at=clock.now()):
        raise AlreadyFrozen(_("This office is frozen already."))
    User.objects.filter(office=office).update(sessions_ended=F("sessions_ended") + 1)
    alert(to_be_told(by), Alert.Kind.OFFICE_FROZEN, about=office.code)
    Event.record(by, "office.frozen", subject=office.code)


def thaw(by: User, payload: Payload) -> None:
    """Let an office work again; called by `two_person` once two persons signed."""
    Office.objects.filter(code=payload["office"]).update(frozen_at=None)
    Event.record(by, "office.thawed", subject=payload["office"])


def grant(by: User, payload: Payload) -> None:
    """Give somebody roles and an office; called by `two_person` once two persons signed."""
    member = User.objects.filter(public_id=payload["member"]).first()
    office = Office.objects.filter(code=payload["office"]).first()
    role, further = Role(payload["role"]), {Role(one) for one in payload["further"]} - {payload["role"]}
    if member is None or office is None:
        raise WrongUse(_("This person or this office is not here."))
    if member.pk == by.pk:
        raise PermissionDenied(_("Nobody changes their own roles or office."))
    if not go_together({role, *further}):
        raise WrongUse(_("One person may not hold these roles together."))
    member.role, member.office = role, office
    member.save(update_fields=["role", "office"])
    member.duties.all().delete()
    Duty.objects.bulk_create([Duty(user=member, role=one) for one in sorted(further)])
    end_sessions(member)
    now = User.objects.get(pk=member.pk)
    _lose_what_the_role_gave(now)
    moved_on.send(sender=User, member=now)
    Event.record(by, "staff.roles-granted", subject=member.public_id)


def _lose_what_the_role_gave(member: User) -> None:
    """Delete the keys that somebody holds and may not use any more, but for the last one to anything.

    The last key is left, unused, until a colleague holds one too: deleted, it would take the text along. A key sealed
    to a password that was reset opens nothing, so it counts for none. An office that is frozen can thaw.
    """
    if not reaches_sealed(member):
        others = _that_open(CapsuleKey, member).filter(capsule=OuterRef("capsule"))
        CapsuleKey.objects.filter(Exists(others), member=member).delete()
    if not roles_of(member) & policy()["casework.call"]:
        others_there = _that_open(DeskKey, member).filter(desk=OuterRef("desk"))
        DeskKey.objects.filter(Exists(others_there), member=member).delete()


def _that_open[K: (CapsuleKey, DeskKey)](keys: type[K], leaving: User) -> QuerySet[K]:
    """Return the keys that the present password of somebody else opens."""
    living = keys.objects.filter(member__is_active=True, public=F("member__keyring__public"))
    return living.exclude(member=leaving)


plug("roles.grant", grant)
plug("office.thaw", thaw)
