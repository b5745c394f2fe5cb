"""The figures of the demonstration: requests came by two ways, everything is counted, and a release is published.

The truth is written down, so that the page of the figures can say how far off its estimate is.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.conf import settings

from kintrace.access import two_person
from kintrace.access.models import User
from kintrace.figures.actions import propose_release
from kintrace.kernel.errors import KintraceError
from kintrace.registry.models import Snapshot
from kintrace.tracing.snapshots import carry_out_count, start_count
from kintrace.vault.demo import CHILDREN
from kintrace.worlds import World
from kintrace.worlds.world import Row


def two_lists(world: World) -> tuple[list[Row], list[Row]]:
    """Deal requests between a hotline and a committee: a family is on one of them, a second relative on the other."""
    about = {row["id"]: row for row in world.persons}
    asked: Counter[str] = Counter()
    lists: tuple[list[Row], list[Row]] = ([], [])
    for request in world.requests:
        row = about[request["id"]]
        lists[(int(row["family"][1:]) + asked[row["person"]]) % 2].append(request)
        asked[row["person"]] += 1
    return lists


def count(officer: User, *, children: int) -> None:
    """Count what there is, and write down how many children truly live in this world."""
    (Path(settings.HOME) / CHILDREN).write_text(str(children), encoding="ascii")
    snapshot = start_count(officer)
    carry_out_count(snapshot.pk)
    snapshot.refresh_from_db()
    if snapshot.state != Snapshot.State.FINISHED:
        raise KintraceError(
            f"The counting failed (reference {snapshot.failure}). This is a defect of kintrace; please report it."
        )


def publish(officer: User, lead: User) -> None:
    """Let one propose what was counted for the public door, and the other sign it, as two persons would."""
    officer.seat, lead.seat = ["session of one", "browser of one"], ["session of the other", "browser of the other"]
    proposal = propose_release(officer)
    two_person.approve(lead, proposal)
    two_person.carry_out(officer, proposal, proposal.payload)
