"""A recipient, and what the families of the small world said about it."""

from datetime import timedelta

import pytest

from kintrace.exchange import actions
from kintrace.exchange.models import Purpose
from kintrace.kernel import clock
from kintrace.registry.actions import Asked, record_consents
from kintrace.registry.models import ChildRecord, TracingRequest

ASKED = Asked(given_by="grandmother_mat", how="spoken", language="rus", text_version="2026-01")


@pytest.fixture
def red_cross(zarema):
    return actions.add_recipient(zarema, "red-cross", name="Red Cross of Exampleland", scope="share_icrc_rfl")


@pytest.fixture
def ministry(zarema):
    return actions.add_recipient(zarema, "ministry", name="Ministry of Exampleland", scope="share_home_state")


@pytest.fixture
def record_of(world):
    def record(row):
        model = TracingRequest if row.startswith("q") else ChildRecord
        return model.objects.get(code=world[row])

    return record


@pytest.fixture
def agree(aslan, red_cross, record_of):
    """Let families agree, both to the kind of body and to this one by name."""

    def agreed(*rows, recipient=red_cross, purpose=Purpose.TRACING):
        for row in rows:
            record_consents(aslan, record_of(row), {recipient.scope: True}, asked=ASKED)
            actions.record_answer(aslan, record_of(row), recipient, agreed=purpose)

    return agreed


@pytest.fixture
def take(world, red_cross):
    """Export rows of the small world by one person; returns the sheet, and what was written."""

    def taken(by, *rows, profile="match-sheet", recipient="red-cross"):
        written = []
        made = actions.export(
            by, profile, recipient=recipient, codes=[world[row] for row in rows], write=written.append
        )
        assert written == ([made] if made.rows else [])
        return made

    return taken


@pytest.fixture
def pass_by(monkeypatch):
    def later(**time):
        at = clock.now() + timedelta(**time)
        monkeypatch.setattr(clock, "now", lambda: at)

    return later
