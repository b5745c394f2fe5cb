"""What others do with the trail: write in it before they open what is sealed, anchor it, carry it elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC

from kintrace.access.models import Event, User
from kintrace.access.trail_verifier import COLUMNS, FIRST_PREV
from kintrace.kernel import clock

MINUTE = "%Y-%m-%dT%H:%MZ"


def recorder(by: User | None, verb: str, *, subject: str = "", purpose: str = "") -> Callable[[], int]:
    """Return what the vault calls before it opens anything: it writes one entry and returns its number."""

    def record() -> int:
        return Event.record(by, verb, subject=subject, purpose=purpose).seq

    return record


def anchor() -> str:
    """Return the line `date seq hash` of the last entry; kept elsewhere, it shows if the chain is ever made anew."""
    last = Event.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, head = last or (0, FIRST_PREV)
    return f"{clock.now():{MINUTE}} {seq} {head}"


def exported() -> Iterator[str]:
    """Yield the entries, oldest first, each as a line of JSON for `trail_verifier`."""
    entries = Event.objects.order_by("seq")
    named = entries.values_list("seq", "at", "by_id", "verb", "subject", "purpose", "prev", "hash")
    for seq, at, *rest in named.iterator(chunk_size=10_000):
        yield json.dumps(dict(zip(COLUMNS, (seq, f"{at.astimezone(UTC):{MINUTE}}", *rest), strict=True)))
