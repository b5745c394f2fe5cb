"""What leaves is what the profile names, to whom families agreed, recorded first, and by two persons if it is much."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access import limits, two_person
from kintrace.access.models import Event, Proposal
from kintrace.exchange import actions
from kintrace.exchange.models import Answer, Purpose
from kintrace.exchange.profiles import PROFILES, Profile
from kintrace.kernel import clock
from kintrace.kernel.errors import UnusableData, WrongUse
from kintrace.registry.actions import Telling, say, withdraw_consent
from kintrace.registry.models import Property, TracingRequest

VISIT = Telling(kind="visit", source_class="family", received_on=date(2017, 11, 1))


def _cell(sheet, column, row=0):
    return sheet.rows[row][sheet.columns.index(column)]


def test_i1_a_file_holds_the_fields_of_its_profile_and_no_other(aslan, agree, take):
    agree("q1")
    made = take(aslan, "q1")
    assert made.columns == PROFILES["match-sheet"].columns
    assert (_cell(made, "name"), _cell(made, "siblings")) == ("Мурадова Хадижа Тимуровна", "Умар | Амина")


def test_i1_a_property_that_no_profile_names_stays_here(aslan, agree, take, record_of):
    agree("q1")
    for name in set(Property.values) - set(PROFILES["match-sheet"].fields):
        say(aslan, record_of("q1"), {name: [f"secret of {name}"]}, telling=VISIT, visibility="staff_only")
    made = take(aslan, "q1")
    assert "secret" not in str(made.rows)
    assert sum(made.left_out.values()) == len(set(Property.values) - set(PROFILES["match-sheet"].fields))


def test_i1_the_comparison_notices_a_field_that_was_added(aslan, agree, take, record_of, monkeypatch):
    agree("q1")
    say(aslan, record_of("q1"), {"habits": ["sings"]}, telling=VISIT)
    wider = Profile("match-sheet", "requests", "tracing", (*PROFILES["match-sheet"].fields, "habits"))
    monkeypatch.setattr("kintrace.exchange.profiles.PROFILES", {"match-sheet": wider})
    made = take(aslan, "q1")
    assert (made.columns != PROFILES["match-sheet"].columns, _cell(made, "habits")) == (True, "sings")


def test_what_is_held_back_for_verification_never_leaves(aslan, agree, take, record_of):
    agree("q1")
    say(aslan, record_of("q1"), {"marks": ["a burn on the left foot"]}, telling=VISIT, visibility="held_back")
    assert "burn" not in str(take(aslan, "q1"))


def test_d3_what_names_an_armed_group_leaves_in_no_file(aslan, agree, take, record_of):
    agree("q1")
    say(aslan, record_of("q1"), {"marks": ["his uncle was a боевик", "a scar"]}, telling=VISIT)
    assert _cell(take(aslan, "q1"), "marks") == "a scar"


def test_d42_every_row_says_for_whom_what_for_and_until_when(aslan, agree, take):
    agree("q1", "q2")
    until = (clock.today() + timedelta(days=90)).isoformat()
    assert {row[-3:] for row in take(aslan, "q1", "q2").rows} == {("Red Cross of Exampleland", "tracing", until)}


def test_i2_a_case_never_to_be_shared_with_somebody_stays(aslan, agree, take, record_of, red_cross, world):
    agree("q1", "q2")
    actions.record_answer(aslan, record_of("q1"), red_cross, agreed=None)
    made = take(aslan, "q1", "q2")
    assert ([row[0] for row in made.rows], set(made.withheld)) == ([world["q2"]], {world["q1"]})


def test_i2_never_outweighs_a_later_yes_until_it_is_taken_back(aslan, agree, take, record_of, red_cross):
    actions.record_answer(aslan, record_of("q1"), red_cross, agreed=None)
    agree("q1")
    assert not take(aslan, "q1").rows
    actions.withdraw_answers(aslan, record_of("q1"), red_cross)
    agree("q1")
    assert take(aslan, "q1").rows


def test_i3_nothing_leaves_that_nobody_agreed_to(aslan, take):
    assert not take(aslan, "q1", "q2").rows


def test_i3_consent_for_one_recipient_is_none_for_another(aslan, agree, take, ministry):
    agree("q1")
    assert not take(aslan, "q1", recipient="ministry").rows


def test_i3_consent_for_one_purpose_is_none_for_another(aslan, agree, take):
    agree("k1", purpose=Purpose.TRACING)
    assert not take(aslan, "k1", profile="travel-papers").rows
    agree("k1", purpose=Purpose.RETURN)
    assert take(aslan, "k1", profile="travel-papers").rows


@pytest.mark.parametrize("what", ["the answer", "the scope"])
def test_i3_what_was_withdrawn_stops_the_next_export(aslan, agree, take, record_of, red_cross, what):
    agree("q1")
    assert take(aslan, "q1").rows
    if what == "the answer":
        actions.withdraw_answers(aslan, record_of("q1"), red_cross)
    else:
        withdraw_consent(aslan, record_of("q1"), "share_icrc_rfl")
    assert not take(aslan, "q1").rows


def test_i4_one_person_lets_no_more_than_twenty_five_leave_within_a_day(aslan, agree, take, monkeypatch):
    monkeypatch.setattr(limits, "EXPORTED_A_DAY", 2)
    agree("q1", "q2", "q3")
    assert len(take(aslan, "q1", "q2").rows) == 2
    with pytest.raises(limits.TooMany):
        take(aslan, "q3")


def _proposed(by, world, rows):
    cases = [str(TracingRequest.objects.get(code=world[row]).case) for row in rows]
    payload = {"profile": "match-sheet", "recipient": "red-cross", "cases": cases}
    return two_person.propose(by, "export.bulk", payload), payload


def test_i4_more_leaves_a_day_after_a_second_person_signed(aslan, zarema, agree, world, pass_by):
    agree("q1", "q2", "q3")
    proposal, payload = _proposed(zarema, world, ("q1", "q2", "q3"))
    two_person.approve(aslan, proposal)
    written = []
    with actions.writing(written.append):
        with pytest.raises(two_person.NotPossibleYet):
            two_person.carry_out(zarema, proposal, payload)
        pass_by(hours=24, seconds=1)
        two_person.carry_out(zarema, proposal, payload)
        with pytest.raises(two_person.NotOpen):
            two_person.carry_out(zarema, proposal, payload)
    assert [len(sheet.rows) for sheet in written] == [3]


def test_i3_consent_that_ends_between_signature_and_export_is_heeded(
    aslan, zarema, agree, world, pass_by, record_of, red_cross
):
    agree("q1", "q2")
    proposal, payload = _proposed(zarema, world, ("q1", "q2"))
    two_person.approve(aslan, proposal)
    actions.withdraw_answers(aslan, record_of("q1"), red_cross)
    pass_by(hours=24, seconds=1)
    with actions.writing(lambda _sheet: None):
        made = two_person.carry_out(zarema, proposal, payload)
    assert [row[0] for row in made.rows] == [world["q2"]]


def test_a_signed_export_is_not_used_up_where_no_file_was_named(aslan, zarema, agree, world, pass_by):
    agree("q1")
    proposal, payload = _proposed(zarema, world, ("q1",))
    two_person.approve(aslan, proposal)
    pass_by(hours=24, seconds=1)
    with pytest.raises(two_person.NotPossibleYet):
        two_person.carry_out(zarema, proposal, payload)
    assert Proposal.objects.get().state == "approved"


def test_what_left_is_on_the_trail_case_by_case(aslan, agree, take, world, red_cross):
    agree("q1", "q2")
    take(aslan, "q1", "q2")
    events = Event.objects.filter(purpose="export").order_by("seq").values_list("verb", "subject")
    assert list(events) == [
        ("export.written", f"match-sheet recipient {red_cross.pk} cases 2"),
        ("case.exported", f"{world['q1']} recipient {red_cross.pk}"),
        ("case.exported", f"{world['q2']} recipient {red_cross.pk}"),
    ]


def test_the_trail_counts_what_left_and_not_what_was_asked_for(aslan, agree, take, world, red_cross):
    agree("q1")
    take(aslan, "q1", "q2")
    written = Event.objects.get(verb="export.written")
    assert written.subject == f"match-sheet recipient {red_cross.pk} cases 1"


def test_e2_what_cannot_be_recorded_is_not_written(aslan, agree, take, monkeypatch):
    agree("q1")
    monkeypatch.setattr(Event, "record", lambda *_args, **_kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(aslan, "q1")


@pytest.mark.parametrize("who", ["fatima", "ruslan", "leyla"])
def test_others_let_nothing_leave(cast, who, take, request):
    with pytest.raises(PermissionDenied):
        take(request.getfixturevalue(who), "q1")


def test_a_case_or_recipient_that_is_not_here_is_said(aslan, take, red_cross):
    with pytest.raises(UnusableData, match="R-2222A-X"):
        actions.export(aslan, "match-sheet", recipient="red-cross", codes=["R-2222A-X"], write=print)
    with pytest.raises(UnusableData, match="nobody"):
        take(aslan, "q1", recipient="nobody")
    with pytest.raises(WrongUse, match="everything"):
        take(aslan, "q1", profile="everything")


def test_an_answer_says_a_purpose_or_never(aslan, red_cross, record_of):
    kept = actions.record_answer(aslan, record_of("q1"), red_cross, agreed=None)
    assert (kept.said, kept.purpose) == (Answer.Said.NEVER, "")
    assert uuid.UUID(str(kept.case)) == record_of("q1").case
