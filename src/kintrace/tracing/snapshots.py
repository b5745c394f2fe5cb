"""Counting: everything on the ladder at one moment, and what the overlaps of the lists say, kept as a dated snapshot.

Asked for by a person, carried out in the background, and never changed afterwards.
"""

from __future__ import annotations

import logging
import secrets
import traceback

from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.estimate import Estimate, Status, estimate_records
from kintrace.estimate.ages import estimate_by_age
from kintrace.estimate.answer import refused
from kintrace.estimate.joining import ContradictingJudgements
from kintrace.estimate.keeping import keep
from kintrace.estimate.linked import Linked
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.kernel.says import says
from kintrace.kernel.spans import DAYS_A_YEAR
from kintrace.matching.match import Progress
from kintrace.registry.ladder import FOUND, counted
from kintrace.registry.models import Snapshot
from kintrace.tracing import overlaps, queries

log = logging.getLogger(__name__)

PARTITIONS = 20
GATHERING, DRAWING, AGES = 30, 50, 20  # of a hundred steps
SEED = 1  # the same record gives the same estimate


class CountAlreadyWaiting(KintraceError):
    """A count is already waiting for its turn."""


@transaction.atomic
def start_count(by: User) -> Snapshot:
    """Ask for everything to be counted anew."""
    require(by, "tracing.count")
    if Snapshot.objects.filter(state=Snapshot.State.WAITING).exists():
        raise CountAlreadyWaiting(_("A count is already waiting to begin. There is no need for another."))
    snapshot = Snapshot.objects.create(by=by, total=GATHERING + DRAWING + AGES)
    Event.record(by, "count.started", subject=str(snapshot))
    return snapshot


def carry_out_count(snapshot_id: int) -> None:
    """Count, as a background task. A count that fails says so and leaves a reference to the log, as a run does."""
    moved = Snapshot.objects.filter(pk=snapshot_id, state=Snapshot.State.WAITING)
    if not moved.update(state=Snapshot.State.RUNNING, as_of=clock.today()):
        return
    snapshot = Snapshot.objects.select_related("by").get(pk=snapshot_id)
    try:
        _count(snapshot)
    except Exception as error:  # noqa: BLE001  # whatever it was, the page has to say that it failed
        reference = secrets.token_hex(4)
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("count %s failed, reference %s: %s\n%s", snapshot_id, reference, type(error).__name__, where)  # noqa: TRY400
        Snapshot.objects.filter(pk=snapshot_id).update(
            state=Snapshot.State.FAILED, failure=reference, finished_at=clock.now()
        )


def give_up_interrupted_counts() -> int:
    """Call the counts failed that were going on when the worker was stopped, as `actions.give_up_interrupted` does."""
    going = Snapshot.objects.filter(state=Snapshot.State.RUNNING)
    return going.update(state=Snapshot.State.FAILED, failure="interrupted", finished_at=clock.now())


def _count(snapshot: Snapshot) -> None:
    standing = counted()
    counts = {code: (len(cases), len(cases)) for code, cases in standing.items()}
    snapshot.found = len(frozenset[object]().union(*(standing[code] for code in FOUND if code in standing)))
    run = queries.newest_run(snapshot.by)
    gathered = overlaps.gather(snapshot.by, run, progress=_noted(snapshot, after=0, share=GATHERING))
    if gathered.records.list_of:
        linked = _linked(gathered, snapshot, progress=_noted(snapshot, after=GATHERING, share=DRAWING))
        if linked.tables:
            snapshot.lists = overlaps.in_numbers(gathered, linked.tables)
            least, most = overlaps.sought_less(gathered, linked.tables)
            counts["sought"] = (counts["sought"][0] - most, counts["sought"][1] - least)
        snapshot.estimate = keep(linked.estimate if run is not None else _not_matched(linked.estimate))
        if run is not None and linked.estimate.status is not Status.REFUSED:
            snapshot.estimate["by_age"] = keep(_by_age(gathered, linked))
    snapshot.counts = counts
    snapshot.state, snapshot.done, snapshot.finished_at = Snapshot.State.FINISHED, snapshot.total, clock.now()
    with transaction.atomic():
        snapshot.save()
        Event.record(snapshot.by, "count.finished", subject=str(snapshot))


def _linked(gathered: overlaps.Overlaps, snapshot: Snapshot, *, progress: Progress) -> Linked:
    """Estimate; where judgements contradict one another, write down which, and refuse."""
    try:
        return estimate_records(
            "record", gathered.names, gathered.records, draws=PARTITIONS, seed=SEED, progress=progress
        )
    except ContradictingJudgements as error:
        snapshot.lists = overlaps.contradicting(gathered, error.found)
        because = says(
            "What people judged contradicts itself: two records are held to be one child and two children at once. "
            "Withdraw one of the judgements, then count again."
        )
        return Linked(refused("record", n=0, because=because), (0, 0), None)


def _by_age(gathered: overlaps.Overlaps, linked: Linked) -> Estimate:
    """Estimate age groups apart, over every second partition."""
    today = clock.today().toordinal() / DAYS_A_YEAR
    ages = [today - birth for birth in gathered.births]
    return estimate_by_age("by age", linked.partitions[::2], gathered.records, ages=ages, seed=SEED)


def _not_matched(found: Estimate) -> Estimate:
    because = says("No matching has compared the children sought with those registered. Match first, then count again.")
    return refused(found.id, n=found.n, because=because)


def _noted(snapshot: Snapshot, *, after: int, share: int) -> Progress:
    """Return what writes down how far a part of the counting has come."""

    def note(done: int, total: int) -> None:
        Snapshot.objects.filter(pk=snapshot.pk).update(done=after + share * done // max(total, 1))

    return note
