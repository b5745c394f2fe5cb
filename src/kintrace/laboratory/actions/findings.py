"""Comparing one child with one family, and the second reading, which is the same for every result.

Until somebody else has read a finding, and let it be known, nothing of it leaves the laboratory: officers see what
they would see if nobody had given a sample.
"""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.access.trail import recorder
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.laboratory.actions.samples import set_aside
from kintrace.laboratory.errors import ChangedMeanwhile, Decided, ReadByAnother
from kintrace.laboratory.models import Advice, Finding, Sample
from kintrace.laboratory.queries.families import Pair, asked_of, relations_among, samples_to_compare
from kintrace.laboratory.queries.findings import SAID, UNEXPECTED, finding_named, may_read, pair_of, said_of
from kintrace.laboratory.weighing import WORST, Asked, Weighed, weigh_family
from kintrace.tracing.dna import Told, release_dna, take_back_dna
from kintrace.vault import profiles
from kintrace.vault.router import LABORATORY


def propose(by: User, pair: Pair, *, database: str) -> Finding:
    """Weigh one child against one family and put it before a second reader.

    Raises NothingToCompare, UnusableData where the family cannot be as it was told, Decided where a finding of the
    pair waits already, and ChangedMeanwhile.
    """
    require(by, "laboratory.compare")
    samples = samples_to_compare(pair)
    row = uuid.uuid4()
    asked = asked_of(by, pair, samples)
    weighed = weigh_family(asked, name=pair.subject, database=database)
    used = [one for one in samples if one.code in weighed.said.used or one.case == pair.child.case]
    profiles.new_key(row)
    said = profiles.seal(SAID, row, _written(weighed, [one.code for one in used]))
    told = [one.to_json() for one in weighed.unexpected]
    unexpected = profiles.seal(UNEXPECTED, row, json.dumps({"sentences": told}, ensure_ascii=False))
    try:
        with transaction.atomic(using=LABORATORY):
            _hold(pair, samples, asked)
            finding = Finding.objects.create(
                id=row,
                case=pair.request.case,
                number=pair.number,
                child=pair.child.case,
                said=said,
                unexpected=unexpected,
                for_counsellor=bool(told),
                by=by.public_id,
            )
            finding.samples.set(used)
            Event.record(by, "finding.proposed", subject=f"{finding.code} {pair.subject}")
    except IntegrityError as error:
        profiles.destroy([row])
        raise Decided(_("A finding about this pair waits for its second reader already.")) from error
    except KintraceError:
        profiles.destroy([row])
        raise
    return finding


def _hold(pair: Pair, samples: Sequence[Sample], asked: Asked) -> None:
    """Let nobody destroy samples or set findings aside before this transaction ends; raises ChangedMeanwhile."""
    list(Sample.objects.select_for_update().filter(pk__in=[one.pk for one in samples]).order_by("pk"))
    if samples_to_compare(pair) != samples or relations_among(pair.request, samples) != asked.relations:
        raise ChangedMeanwhile(
            _("Something about this family was changed while it was compared. Please compare it once more.")
        )


def release(by: User, code: str) -> Finding:
    """Let officers know a finding, having read it. It is then one more weight in the next run of the matching."""
    finding = _to_read(by, code)
    pair = pair_of(finding)
    record = recorder(by, "finding.opened", subject=finding.code, purpose="verification")
    said = said_of(finding, record=record)
    told = Told(
        this=said["this"],
        sibling=said["sibling"],
        markers=said["markers"],
        odd=said["odd"],
        samples=tuple(finding.samples.order_by("code").values_list("code", flat=True)),
    )
    with transaction.atomic(using=LABORATORY):
        _decide(by, finding, Finding.State.RELEASED)
        # The record is written first: were the laboratory's word lost, reading it again changes nothing.
        release_dna(by, pair.request, number=pair.number, child=pair.child, report=finding.code, told=told)
        _replace_earlier(by, finding)
    return finding


def withhold(by: User, code: str) -> Finding:
    """Keep a finding in the laboratory, having read it. Nobody outside can tell that there was one."""
    finding = _to_read(by, code)
    with transaction.atomic(using=LABORATORY):
        _decide(by, finding, Finding.State.WITHHELD)
        Event.record(by, "finding.withheld", subject=finding.code)
    return finding


def _to_read(by: User, code: str) -> Finding:
    require(by, "laboratory.read_finding")
    finding = finding_named(by, code)
    if finding.by == by.public_id:
        raise ReadByAnother(_("Somebody else has to read what you have proposed."))
    if finding.state != Finding.State.PROPOSED:
        raise Decided(_("This finding was read before."))
    if not may_read(by, finding):
        raise PermissionDenied("laboratory.read_finding")
    return finding


def _decide(by: User, finding: Finding, state: Finding.State) -> None:
    waiting = Finding.objects.filter(pk=finding.pk, state=Finding.State.PROPOSED)
    if not waiting.update(state=state, read_by=by.public_id, read_at=clock.now()):
        raise Decided(_("This finding was read before."))
    finding.refresh_from_db()


def _replace_earlier(by: User, finding: Finding) -> None:
    same = Finding.objects.filter(case=finding.case, number=finding.number, child=finding.child)
    for earlier in same.filter(state=Finding.State.RELEASED).exclude(pk=finding.pk):
        take_back_dna(by, earlier.code)
        Finding.objects.filter(pk=earlier.pk).update(state=Finding.State.REPLACED)
        profiles.destroy([earlier.pk])


def _written(weighed: Weighed, samples: list[str]) -> str:
    total = weighed.ratios.total
    ratios = [
        (one.label.to_json(), total[one.name] if math.isfinite(total[one.name]) else WORST)
        for one in weighed.said.every
        if one.name != weighed.said.reference
    ]
    return json.dumps(
        {
            "ratios": ratios,
            "this": weighed.this,
            "sibling": weighed.sibling,
            "markers": len(weighed.case.loci),
            "odd": weighed.odd,
            "database": weighed.case.database,
            "samples": samples,
        }
    )


def set_findings_aside(*, by: User, case: uuid.UUID, **_more: object) -> None:
    """Take back what was found for a family that turned out to be related otherwise: it has to be computed anew.

    Samples stay, and so does what their givers agreed to. It is done again once the change can be seen by all: a
    finding may have been weighed and saved by the family as it was told before.
    """
    _set_aside(by, case)
    transaction.on_commit(partial(_set_aside, by, case))


def _set_aside(by: User, case: uuid.UUID) -> None:
    with transaction.atomic(using=LABORATORY):
        list(Sample.objects.select_for_update().filter(case=case).order_by("pk"))  # wait for what is being proposed
        standing, advice = set_aside(Finding.objects.filter(case=case)), list(Advice.objects.filter(case=case))
        if not standing and not advice:
            return
        Advice.objects.filter(case=case).delete()
        profiles.destroy([one.pk for one in (*standing, *advice)])
        for finding in standing:
            take_back_dna(by, finding.code)
            Event.record(by, "finding.set-aside", subject=finding.code)
