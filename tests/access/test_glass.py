"""Breaking the glass: an hour, one case, two others told first, and a review by somebody else."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access import glass, limits, permissions, queries, sealing
from kintrace.access.models import Alert, Event, Opening, Role, Sensitivity
from kintrace.kernel.errors import WrongUse
from kintrace.vault import cases

NOTE = "the camp is cleared tonight, her uncle Ramazan called"
SEALED = permissions.Rule(frozenset({Role.TRACING_OFFICER}), Sensitivity.SEALED, of_case=True)


@pytest.fixture
def broken(aslan, zarema, ruslan):
    case = uuid4()
    sealing.with_key(case)
    return case, glass.break_glass(aslan, case, reason="about_to_move", note=NOTE)


@pytest.fixture
def sealed_permission(monkeypatch):
    monkeypatch.setitem(permissions._policy, "x.open", SEALED)


def test_it_opens_one_case_for_sixty_minutes(broken, sealed_permission, aslan, pass_by):
    case, _ = broken
    assert permissions.allowed(aslan, "x.open", case=case)
    assert not permissions.allowed(aslan, "x.open", case=uuid4())
    pass_by(minutes=60)
    assert not permissions.allowed(aslan, "x.open", case=case)


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_clock_that_jumps_opens_nothing(broken, sealed_permission, aslan, pass_by, hours):
    pass_by(hours=hours)
    assert not permissions.allowed(aslan, "x.open", case=broken[0])


def test_two_others_are_told_before_anything_is_shown(broken, zarema, ruslan, client):
    assert {alert.to for alert in Alert.objects.all()} == {zarema, ruslan}
    client.force_login(zarema)
    assert "in need" in client.get("/").text


def test_with_nobody_to_tell_the_glass_stays_whole(aslan, zarema):
    with pytest.raises(glass.NobodyToTell):
        glass.break_glass(aslan, uuid4(), reason="about_to_move", note=NOTE)
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    ("reason", "note"), [("curious", NOTE), ("", NOTE), ("about_to_move", "x" * 19), ("about_to_move", " " * 30)]
)
def test_a_reason_is_needed(aslan, zarema, ruslan, reason, note):
    with pytest.raises(WrongUse):
        glass.break_glass(aslan, uuid4(), reason=reason, note=note)


def test_whoever_reaches_no_case_breaks_no_glass(fatima, leyla, zarema, ruslan):
    for one in (fatima, leyla, ruslan):
        with pytest.raises(PermissionDenied):
            glass.break_glass(one, uuid4(), reason="about_to_move", note=NOTE)


def test_it_stays_open_until_somebody_else_reviewed_it(broken, aslan, zarema, ruslan, pass_by):
    _, opening = broken
    pass_by(hours=73)
    assert [(one.opening, one.is_overdue) for one in queries.to_review(ruslan)] == [(opening, True)]
    glass.review(zarema, opening, verdict="right")
    assert list(queries.to_review(ruslan)) == []
    with pytest.raises(glass.AlreadyReviewed):
        glass.review(ruslan, opening, verdict="wrong")


def test_it_can_still_be_reviewed_once_the_case_was_erased(broken, zarema, client):
    case, opening = broken
    cases.erase(case)
    client.force_login(zarema)
    assert client.get(f"/reviews/{opening.pk}/").status_code == 200
    client.post(f"/reviews/{opening.pk}/", {"verdict": "right"})
    assert Opening.objects.get().verdict == "right"


def test_nobody_reviews_their_own_hour(aslan, zarema, ruslan, leyla, fatima):
    from tests.cast import staff  # noqa: PLC0415

    staff("second", "supervisor", office="Grozny")
    opening = glass.break_glass(zarema, uuid4(), reason="child_in_danger", note=NOTE)
    with pytest.raises(PermissionDenied):
        glass.review(zarema, opening, verdict="right")


def test_the_note_is_sealed_read_on_the_trail_and_nowhere_in_it(broken, zarema):
    _, opening = broken
    assert b"Ramazan" not in bytes(opening.note)
    assert sealing.open_note(opening, viewer=zarema) == NOTE
    events = " ".join(f"{event.verb} {event.subject} {event.purpose}" for event in Event.objects.all())
    assert ("glass.broken" in events, "glass.note-read" in events, "Ramazan" in events) == (True, True, False)


def test_the_glass_of_an_erased_case_draws_no_new_key(broken, aslan, zarema):
    case, _ = broken
    cases.erase(case)
    opening = glass.break_glass(aslan, case, reason="about_to_move", note=NOTE)
    assert not cases.has_key(case)
    assert (bytes(opening.note), sealing.open_note(opening, viewer=zarema)) == (b"", "")


def test_breaking_it_counts_among_the_thirty(aslan, zarema, ruslan):
    limits.count_opened(aslan, cases=limits.OPENED_AN_HOUR - 1)
    glass.break_glass(aslan, uuid4(), reason="about_to_move", note=NOTE)
    with pytest.raises(limits.TooMany):
        glass.break_glass(aslan, uuid4(), reason="about_to_move", note=NOTE)
    assert Opening.objects.count() == 1
    assert Alert.objects.filter(kind=Alert.Kind.TOO_MANY_OPENED).exists()
