"""Taking back a sighting or a relation that was written down wrongly. The row stays, and says when it was taken back.

What is right is written down anew beside it, as with statements: nothing is rewritten, and nothing is deleted.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.registry.codes import REL
from kintrace.registry.errors import Refused
from kintrace.registry.models import Relation, Sighting
from kintrace.registry.permissions import ADD
from kintrace.registry.queries.records import Record, case_of, side_of

relation_changed = Signal()  # sent with `by` and `case`: rooms above take back what they computed from the family


@transaction.atomic
def take_back_sighting(by: User, record: Record, sighting: int) -> None:
    """Note that nobody says any more that the child was seen there; raises Refused where it was taken back before."""
    require(by, ADD[side_of(record)], case=case_of(record))
    standing = Sighting.objects.filter(pk=sighting, person__case=record.case, retracted_at=None)
    if not standing.update(retracted_at=clock.now()):
        raise Refused(_("This was taken back before, or belongs to another case."))
    Event.record(by, "sighting.retracted", subject=f"{record.code} sighting {sighting}")


def take_back_relation(by: User, record: Record, relation: int, *, instead: str = "") -> None:
    """Note that somebody is not related as was said; `instead`, a code of REL, is what they are.

    It is the same person still, with what was taken of them. Raises Refused where it was taken back before.
    """
    require(by, ADD[side_of(record)], case=case_of(record))
    try:
        _take_back(by, record, relation, instead=instead)
    except IntegrityError as error:
        raise Refused(_("This person is related in this way already.")) from error


@transaction.atomic
def _take_back(by: User, record: Record, relation: int, *, instead: str) -> None:
    said = Relation.objects.filter(pk=relation, person__case=record.case).select_related("person", "to").first()
    if said is None or not Relation.objects.filter(pk=relation, withdrawn_at=None).update(withdrawn_at=clock.now()):
        raise Refused(_("This was taken back before, or belongs to another case."))
    if instead:
        same = {"person": said.person, "to": said.to, "certainty": said.certainty}
        Relation.objects.create(**same, kind=REL.check(instead), entered_by=by)
    relation_changed.send(sender=Relation, by=by, case=record.case)
    # The trail last: whoever waits for a finding in the laboratory must not hold up those who write in the trail.
    Event.record(by, "relation.retracted", subject=f"{record.code} relation {relation}")
