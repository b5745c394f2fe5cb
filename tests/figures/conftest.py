"""A counted world: requests, children and a run of the matching, and a snapshot over them."""

import pytest

# ruff: noqa: PLC0415 - pytest imports this file before Django is there


@pytest.fixture
def snapshot(aslan, run):
    from kintrace.tracing import snapshots

    started = snapshots.start_count(aslan)
    snapshots.carry_out_count(started.pk)
    started.refresh_from_db()
    return started


HEADLINE = [238, [251, 344], 402]
FULL = {"requests": 160, "sought": [131, 158], "sighted": 150, "registered": 138, "closed": 23}


@pytest.fixture
def many(aslan):
    """A snapshot of a larger office, written down as counting would have."""
    from kintrace.registry.models import Snapshot

    return written_down(aslan, Snapshot)


def written_down(by, model, *, found=52, **counts):
    told = {code: number if isinstance(number, list) else [number, number] for code, number in (FULL | counts).items()}
    estimate = {
        "id": "record",
        "status": "ok",
        "n": 244,
        "methods": {"decomposable_wide": [290.4, 260.0, 340.0, None], "chao": [280.0, 250.0, None, None]},
        "headline": HEADLINE,
        "warnings": [],
        "reason": None,
    }
    lists = {
        "lists": [
            {
                "side": "requests",
                "line_lists": [],
                "channels": [channel],
                "records": 77,
                "children": [70, 72],
                "alone": [9, 9],
            }
            for channel in ("hotline", "letter", "field_visit")
        ],
        "shared": [[0, 1, 33, 34], [0, 2, 31, 31], [1, 2, 8, 9]],
    }
    return model.objects.create(state="finished", by=by, counts=told, found=found, estimate=estimate, lists=lists)
