"""Dossiers are computed from statements, for all records in two queries."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access.models import Event
from kintrace.registry import queries
from kintrace.registry.actions import Telling, say
from kintrace.registry.models import ChildRecord, TracingRequest

TODAY = date(2018, 1, 1)


def test_a_dossier_holds_what_was_said(aslan, world):
    request = TracingRequest.objects.get(code=world["q1"])
    made = queries.dossier(request.code, queries.statements(aslan, request), today=TODAY)
    assert (made.id, made.names) == (world["q1"], ("Мурадова Хадижа Тимуровна",))
    assert (made.father_names, made.siblings) == (("Тимур",), ("Умар", "Амина"))


def test_one_by_one_and_all_at_once_are_the_same(aslan, world):
    together = {one.id: one for one in queries.dossiers(aslan, "children", today=TODAY)}
    for child in ChildRecord.objects.all():
        alone = queries.dossier(child.code, queries.statements(aslan, child), today=TODAY)
        assert together[child.code] == alone
    assert len(together) == 3


def test_all_dossiers_are_one_opening_and_few_queries(aslan, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        queries.dossiers(aslan, "requests", today=TODAY)
    event = Event.objects.get(verb="dossiers.opened")
    assert (event.subject, event.purpose) == ("requests 3", "matching")


def test_what_is_held_back_for_verification_is_never_matched(aslan, world):
    request = TracingRequest.objects.get(code=world["q1"])
    telling = Telling("call", "family", TODAY)
    say(aslan, request, {"marks": ["a burn behind the left ear"]}, telling=telling, visibility="held_back")
    assert all(one.marks == () for one in queries.dossiers(aslan, "requests", today=TODAY))
    assert "marks" not in queries.statements(aslan, request)


def test_a_closed_request_is_not_matched(aslan, world):
    TracingRequest.objects.filter(code=world["q1"]).update(state="closed_resolved")
    assert {one.id for one in queries.dossiers(aslan, "requests", today=TODAY)} == {world["q2"], world["q3"]}


def test_a_registrar_sees_no_requests(fatima, world):
    with pytest.raises(PermissionDenied):
        queries.dossiers(fatima, "requests", today=TODAY)


@pytest.mark.parametrize(
    ("text", "row"),
    [("k1", "k1"), ("Amina", "k2"), ("amin", "k2")],  # no code can hold a 1, an M or an N
)
def test_the_list_of_children_finds_codes_ids_and_names(fatima, world, text, row):
    assert [one.code for one in queries.children(fatima, text=text)] == [world[row]]
    assert [one.code for one in queries.children(fatima, text=world["k3"])] == [world["k3"]]


@pytest.mark.parametrize("text", ["Хадижа", "Khadija", "خديجة"])
def test_a_name_is_found_in_whatever_letters_it_was_written(fatima, world, text):
    assert [one.code for one in queries.children(fatima, text=text)] == [world["k1"]]


def test_what_is_said_later_is_found_at_once_and_what_was_erased_no_more(fatima, zarema, world):
    child = ChildRecord.objects.get(code=world["k3"])
    assert not queries.children(fatima, text="Заурбек")
    say(fatima, child, {"alias": ["Заурбек"]}, telling=Telling("visit", "child", date(2017, 10, 9)))
    assert [one.code for one in queries.children(fatima, text="Zaurbek")] == [child.code]
    ChildRecord.objects.filter(pk=child.pk).update(erased_on=date(2020, 1, 1))
    assert not queries.children(fatima, text="Zaurbek")


def test_where_another_record_lies_nothing_of_the_last_is_found(fatima, world):
    assert queries.children(fatima, text="Amina").exists()
    ChildRecord.objects.filter(code=world["k3"]).update(case=uuid.uuid4())  # as after a restore: the newest is another
    assert [one.code for one in queries.children(fatima, text="Amina")] == [world["k2"]]
