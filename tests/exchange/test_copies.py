"""d45: a family reads what is kept about it, in its language, within thirty days; and nothing that others said."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kintrace.access.models import CaseMember, Event
from kintrace.exchange import actions
from kintrace.exchange.models import FamilyCopy
from kintrace.exchange.profiles import FAMILY_COPY, FILES
from kintrace.kernel import clock
from kintrace.registry.actions import Telling, say
from kintrace.registry.models import Property

TODAY = clock.today()
FAMILY = Telling("visit", "family", TODAY)


@pytest.fixture
def request_of(record_of, aslan):
    record = record_of("q1")
    CaseMember.objects.create(case=record.case, user=aslan)
    say(aslan, record, {"marks": ["шрам на руке"]}, telling=FAMILY)
    return record


@pytest.fixture
def asked(aslan, request_of):
    return actions.ask_copy(aslan, request_of, language="ru", known_by="code_word", asked_on=TODAY)


def printed(client, by, record, copy):
    client.force_login(by)
    return client.post(reverse("exchange:make_copy", args=[record.code, copy.pk]))


def test_d45_it_is_due_within_thirty_days_and_late_after_them(aslan, request_of, asked, pass_by):
    assert (asked.due_on, asked.is_late) == (TODAY + timedelta(days=30), False)
    pass_by(days=31)
    assert asked.is_late is True
    actions.make_copy(aslan, request_of, asked.pk)
    asked.refresh_from_db()
    assert asked.is_late is False


def test_d45_the_day_stands_on_the_page_of_the_case_and_of_sharing(client, aslan, request_of, asked):
    client.force_login(aslan)
    for address in (reverse("registry:work", args=[request_of.code]), reverse("exchange:exports")):
        assert str(asked.due_on) in client.get(address).text


def test_d45_it_is_in_the_language_of_the_family_whatever_the_reader_speaks(client, aslan, request_of, asked):
    page = printed(client, aslan, request_of, asked).text
    assert ('lang="ru"' in page, "Что хранится по вашему запросу" in page, "шрам на руке" in page) == (True,) * 3


def test_d45_it_is_on_the_trail_before_anything_is_opened(client, aslan, request_of, asked):
    printed(client, aslan, request_of, asked)
    verbs = list(Event.objects.filter(subject=request_of.code).order_by("seq").values_list("verb", "purpose"))
    assert verbs[-2:] == [("copy.asked-for", "contact"), ("copy.made", "contact")]


def test_e2_a_copy_that_cannot_be_recorded_is_not_made(aslan, request_of, asked, monkeypatch):
    monkeypatch.setattr(Event, "record", lambda *_args, **_kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.make_copy(aslan, request_of, asked.pk)


def test_d45_what_others_said_is_not_in_it(client, aslan, request_of, asked):
    say(aslan, request_of, {"last_place": ["Mosul, house 7"]}, telling=Telling("list", "institution_list", TODAY))
    say(aslan, request_of, {"last_place": ["Табка"]}, telling=FAMILY)
    page = printed(client, aslan, request_of, asked).text
    assert ("Табка" in page, "Mosul" in page) == (True, False)


def test_d45_neither_state_nor_candidate_nor_anything_held_back_is_in_it(client, aslan, request_of, asked, world, run):
    say(aslan, request_of, {"marks": ["ожог на стопе"]}, telling=FAMILY, visibility="held_back")
    say(aslan, request_of, {"habits": ["поёт"]}, telling=Telling("visit", "family", TODAY), visibility="staff_only")
    page = printed(client, aslan, request_of, asked).text
    assert "ожог" not in page
    assert [word for word in (world["k1"], world["k2"], "%", "кандидат", "разыск") if word in page] == []


def test_d45_what_names_an_armed_group_is_counted_and_not_printed(client, aslan, request_of, asked):
    say(aslan, request_of, {"marks": ["дядя был боевик"]}, telling=FAMILY)
    page = printed(client, aslan, request_of, asked).text
    assert ("боевик" in page, "Не напечатано" in page) == (False, True)


def test_d45_consents_answers_and_to_whom_it_was_given_are_in_it(client, aslan, agree, take, request_of, asked):
    agree("q1")
    take(aslan, "q1")
    page = printed(client, aslan, request_of, asked).text
    assert page.count("Red Cross of Exampleland") == 2


def test_d45_asked_for_twice_it_is_one_copy(aslan, request_of, asked):
    again = actions.ask_copy(aslan, request_of, language="ru", known_by="in_person", asked_on=TODAY)
    assert (again, FamilyCopy.objects.count()) == (asked, 1)


def test_d45_only_those_who_work_on_the_case_make_it(client, zarema, request_of, asked):
    with pytest.raises(PermissionDenied):
        actions.make_copy(zarema, request_of, asked.pk)
    assert printed(client, zarema, request_of, asked).status_code == 404


def test_i1_the_copy_holds_what_its_profile_names_and_no_other_property(client, aslan, request_of, asked):
    for name in Property.values:
        say(aslan, request_of, {name: [f"secret of {name}"]}, telling=Telling("visit", "family", TODAY))
    page = printed(client, aslan, request_of, asked).text
    shown = {name for name in Property.values if f"secret of {name}" in page}
    assert shown <= set(FAMILY_COPY)
    assert {"care", "legal", "protection"} & set(FILES["family-copy.html"]) == set()
