"""A sample is written down, travels, and is destroyed: when its giver takes back what they agreed to, at the latest.

Whatever is written is on the trail first: the trail lies in the record, the sample in a database of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.laboratory.errors import HeldAlready, NotNext, NotTheirs
from kintrace.laboratory.models import NEXT, SCOPES, Advice, Custody, Finding, Sample, SampleConsent, Step, Twins
from kintrace.laboratory.queries.agreed import fits, kept_too_long
from kintrace.laboratory.queries.samples import Relative
from kintrace.registry.models import Part
from kintrace.registry.queries import Record, side_of
from kintrace.tracing.dna import take_back_dna
from kintrace.vault import profiles
from kintrace.vault.router import LABORATORY


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was answered about one sample: by whom, how, when, and on which points; what is not named is a no."""

    given_by: str  # of SampleConsent.By
    how: str
    given_on: date
    yes: frozenset[str]  # of SCOPES
    keep_until: date | None = None


def register_sample(
    by: User, record: Record, relative: Relative, *, taken_on: date, minor: bool, agreed: Agreed
) -> Sample:
    """Write down a sample that was taken, with what its giver agreed to.

    Raises NotTheirs where somebody else agreed for them, and HeldAlready where there is a living sample of them.
    """
    require(by, "laboratory.enter_sample")
    minor = minor or relative.person.part == Part.REGISTERED
    _check_own(agreed, minor=minor)
    row = uuid.uuid4()
    profiles.new_key(row)
    person = {
        "case": record.case,
        "side": side_of(record),
        "part": relative.person.part,
        "number": relative.person.number,
    }
    try:
        with transaction.atomic(using=LABORATORY):
            sample = Sample.objects.create(id=row, **person, minor=minor, taken_on=taken_on, entered_by=by.public_id)
            _note(by, sample, Step.TAKEN, on=taken_on)
            _keep(by, sample, agreed)
            Event.record(by, "sample.registered", subject=f"{record.code} {sample.code}")
    except IntegrityError as error:
        profiles.destroy([row])
        raise HeldAlready(_("There is a sample of this person already. Destroy it first, or use it.")) from error
    return sample


def answer_anew(by: User, sample: Sample, agreed: Agreed) -> None:
    """Keep a later answer about a sample; it counts from now on."""
    require(by, "laboratory.enter_sample")
    _check_own(agreed, minor=sample.minor)
    with transaction.atomic(using=LABORATORY):
        _keep(by, sample, agreed)
        Event.record(by, "sample.consent-recorded", subject=sample.code)


def move_on(by: User, sample: Sample, step: str, *, on: date) -> None:
    """Write down the next step of a sample; raises NotNext. A profile is entered with its file, not here."""
    require(by, "laboratory.enter_sample")
    if step == Step.DESTROYED:
        return destroy(by, [sample], on=on)
    with transaction.atomic(using=LABORATORY):
        kept = Sample.objects.select_for_update().get(pk=sample.pk)
        if step == Step.PROFILED or step not in NEXT[kept.state]:
            raise NotNext(_("A sample cannot take this step now. Please look where it is."))
        kept.state = Step(step)
        kept.save(update_fields=["state"])
        _note(by, kept, Step(step), on=on)
        Event.record(by, f"sample.{step}", subject=kept.code)
    return None


def withdraw(by: User, sample: Sample) -> None:
    """Take back, for whoever gave a sample, all they agreed to: it is destroyed, and what was computed from it."""
    require(by, "laboratory.enter_sample")
    with transaction.atomic(using=LABORATORY):
        standing = SampleConsent.objects.filter(sample=sample, withdrawn_at=None)
        standing.update(withdrawn_at=clock.now(), withdrawn_by=by.public_id)
        Event.record(by, "sample.consent-withdrawn", subject=sample.code)
    destroy(by, [sample], on=clock.today())


def destroy(by: User | None, samples: Iterable[Sample], *, on: date) -> None:
    """Destroy profiles for good: their keys go, every finding that rests on them, and what was said of twins.

    A result that officers had read is taken back from the record.
    """
    for sample in samples:
        with transaction.atomic(using=LABORATORY):
            moved = Sample.objects.filter(pk=sample.pk).exclude(state=Step.DESTROYED)
            if not moved.update(state=Step.DESTROYED, profile=b"", markers=0):
                continue
            _note(by, sample, Step.DESTROYED, on=on)
            findings = set_aside(Finding.objects.filter(samples=sample))
            advice = list(Advice.objects.filter(case=sample.case))
            Advice.objects.filter(case=sample.case).delete()
            Twins.objects.filter(Q(one=sample) | Q(other=sample)).delete()
            gone = [sample.pk, *(one.pk for one in findings), *(one.pk for one in advice)]
            profiles.destroy(gone, tables=(Twins._meta.db_table,))  # noqa: SLF001  # Django's public name
            for finding in findings:
                take_back_dna(by, finding.code)
            Event.record(by, "sample.destroyed", subject=sample.code, purpose="erasure")


def set_aside(findings: QuerySet[Finding]) -> list[Finding]:
    """Mark findings as replaced and return those that were not; within a transaction of the laboratory.

    Nobody can release one of them afterwards, so its result is taken back only then.
    """
    standing = list(Finding.objects.select_for_update().filter(pk__in=findings).exclude(state=Finding.State.REPLACED))
    Finding.objects.filter(pk__in=[one.pk for one in standing]).update(state=Finding.State.REPLACED)
    return standing


def destroy_overdue(by: User | None, *, on: date | None = None) -> int:
    """Destroy the samples whose time of keeping, as their givers agreed, is over; return how many."""
    day = on or clock.today()
    due = kept_too_long(day)
    destroy(by, due, on=day)
    return len(due)


def destroy_of_case(*, case: uuid.UUID, **_others: Any) -> None:  # noqa: ANN401  # the shape of a signal
    """Destroy every sample of a case that is being erased."""
    destroy(None, list(Sample.objects.filter(case=case).exclude(state=Step.DESTROYED)), on=clock.today())


def _check_own(agreed: Agreed, *, minor: bool) -> None:
    if fits(agreed.given_by, minor=minor):
        return
    if minor:
        raise NotTheirs(
            _("A child cannot agree to this alone: the guardian, or the authority in charge of the child, has to.")
        )
    raise NotTheirs(_("Only whoever gave a sample can agree to what is done with it. Nobody agrees for another."))


def _keep(by: User, sample: Sample, agreed: Agreed) -> None:
    common = {"sample": sample, "given_by": agreed.given_by, "how": agreed.how, "given_on": agreed.given_on}
    SampleConsent.objects.bulk_create(
        SampleConsent(
            **common,
            scope=scope,
            granted=scope in agreed.yes or (scope == SCOPES[-1] and agreed.keep_until is not None),
            expires_on=agreed.keep_until,
            entered_by=by.public_id,
        )
        for scope in SCOPES
        if scope != SCOPES[-1] or agreed.keep_until is not None
    )


def _note(by: User | None, sample: Sample, step: Step, *, on: date) -> None:
    Custody.objects.create(sample=sample, step=step, happened_on=on, by=by.public_id if by is not None else "")
