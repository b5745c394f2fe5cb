"""What the trail already held is chained in its order, and an entry says where that was done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kintrace.access.trail_verifier import FIRST_PREV, hash_of
from kintrace.kernel import clock

ENTRIES_A_BATCH = 2000


def chain(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the entries of old into the chain; the last one, by nobody, tells how many were not chained when made."""
    old: Any = apps.get_model("access", "UnchainedEvent")
    new: Any = apps.get_model("access", "Event")
    past = old.objects.order_by("pk").values_list("at", "verb", "subject", "by__public_id")
    seq, prev = 0, FIRST_PREV
    batch: list[Any] = []

    def add(at: datetime, verb: str, *, subject: str, actor: str | None, purpose: str = "") -> None:
        nonlocal seq, prev
        seq += 1
        at = at.astimezone(UTC).replace(second=0, microsecond=0)
        said: dict[str, Any] = {"actor": actor, "verb": verb, "subject": subject, "purpose": purpose}
        own = hash_of(prev, seq, at=f"{at:%Y-%m-%dT%H:%MZ}", **said)
        batch.append(new(seq=seq, at=at, verb=verb, subject=subject, purpose=purpose, by_id=actor, prev=prev, hash=own))
        prev = own
        if len(batch) >= ENTRIES_A_BATCH:
            new.objects.bulk_create(batch)
            batch.clear()

    for at, verb, subject, actor in past.iterator(chunk_size=ENTRIES_A_BATCH):
        add(at, verb, subject=subject, actor=actor)
    if seq:
        add(clock.now(), "trail.chained", subject=f"entries {seq}", actor=None, purpose="maintenance")
    new.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("access", "0006_chained_events")]
    operations = [migrations.RunPython(chain)]
