"""Which recovery key an office has, and who has leave to use it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from kintrace.access.confiding import recovery_key_of
from kintrace.access.models import Office, Opening, User
from kintrace.access.permissions import require
from kintrace.casework.models import Recovery
from kintrace.kernel import clock
from kintrace.registry.queries import MODELS, Record
from kintrace.vault.models import RecoveryKey


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """One office and the recovery key that is used for it now, if there is one."""

    office: Office
    key: RecoveryKey | None


def offices_with_keys(viewer: User) -> list[OfficeKey]:
    """Return every office with its recovery key."""
    require(viewer, "casework.keep_recovery_key")
    return [OfficeKey(one, recovery_key_of(one)) for one in Office.objects.all()]


def office_named(viewer: User, code: str) -> Office:
    """Return one office; raises Http404."""
    require(viewer, "casework.keep_recovery_key")
    found = Office.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def case_to_recover(viewer: User, code: str) -> UUID:
    """Return the id of a case by its code, for whoever looks after recovery keys and sees nothing of it."""
    require(viewer, "casework.keep_recovery_key")
    found = _coded(code)
    if found is None:
        raise Http404
    return found.case


def case_in_need(viewer: User, code: str) -> Record:
    """Return a case that the viewer has leave to recover, or whose glass they broke; Http404 for any other."""
    require(viewer, "casework.recover")
    found = _coded(code)
    if found is None or (leave_of(viewer, found.case) is None and glass_of(viewer, found.case) is None):
        raise Http404
    return found


def _coded(code: str) -> Record | None:
    found = (
        model.objects.filter(code=code, erased_on=None).select_related("office").first() for model in MODELS.values()
    )
    return next((one for one in found if one is not None), None)


def leave_of(viewer: User, case: UUID) -> Recovery | None:
    """Return the leave that two persons signed for this viewer and this case, if it still holds."""
    return Recovery.objects.filter(Recovery.open_still(clock.now()), case=case, member=viewer).first()


def glass_of(viewer: User, case: UUID) -> Opening | None:
    """Return the hour behind broken glass that this viewer has with a case now."""
    at = clock.now()
    return Opening.objects.filter(case=case, by=viewer, begun__lte=at, ends__gt=at).first()
