"""Sealing a text to those who work on a case, and opening it: counted, recorded, and only then opened."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.access import limits, membership
from kintrace.access.confiding import confide
from kintrace.access.models import Event, User
from kintrace.access.permissions import Case, require
from kintrace.access.trail import recorder
from kintrace.casework.actions.members import lock
from kintrace.casework.errors import NotFit
from kintrace.casework.queries.cases import KINDS
from kintrace.registry.queries import Record, side_of
from kintrace.vault import capsules
from kintrace.vault.models import Capsule, CapsuleKind
from kintrace.vault.secret import Secret


@transaction.atomic
def seal(by: User, record: Record, kind: str, *, text: str) -> Capsule:
    """Seal a text to everybody on the case who may open it, and to the recovery key of its office.

    Raises NotFit, NotHere where the office has no recovery key, TooFew and Erased.
    """
    _on_it(by, record, "casework.seal")
    if kind not in KINDS[side_of(record)]:
        raise NotFit(_("This kind of text is not kept with this side of the record."))
    lock(record)
    capsule = confide(record.case, CapsuleKind(kind), text=text, office=record.office or by.office)
    Event.record(by, "capsule.sealed", subject=record.code)
    return capsule


def open_sealed(by: User, record: Record, key: UUID, *, private: Secret) -> tuple[Capsule, str]:
    """Open one sealed text: it is counted first, then recorded, and then opened.

    Not one transaction: that somebody opened it, or tried to, stays even if it does not open.
    """
    _on_it(by, record, "casework.open_sealed")
    capsule = Capsule.objects.filter(pk=key, case=record.case).select_related("recovery").first()
    if capsule is None:
        raise Http404
    limits.count_opened(by)
    record_it = recorder(by, "capsule.opened", subject=record.code, purpose="tracing")
    return capsule, capsules.open_capsule(capsule, private=private, record=record_it)


def _on_it(by: User, record: Record, permission: str) -> None:
    require(by, permission, case=Case(record.case, record.office_id))
    if not membership.is_on(by, record.case):
        raise PermissionDenied(permission)
