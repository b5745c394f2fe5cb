"""Lists become records and statements, and the same list again changes nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404

from kintrace.access.models import Event
from kintrace.kernel.ids import read_code
from kintrace.registry import queries
from kintrace.registry.actions import enter_list, known_ids, new_codes
from kintrace.registry.models import ChildRecord, Retraction, Source, Statement, TracingRequest
from kintrace.registry.opening import Opening
from tests.cast import staff

DAY = date(2017, 10, 9)
ROWS = {"k1": {"name": ["Amina"], "siblings": ["Omar", "Ali"]}, "k2": {"name": ["عمر"]}}


def everything(viewer):
    children = ChildRecord.objects.order_by("pk")
    return [said for child in children for values in queries.statements(viewer, child).values() for said in values]


def enter(by, rows, *, side="children", list_name="camp"):
    return enter_list(by, side, list_name=list_name, rows=rows.items(), received_on=DAY)


def test_each_row_becomes_a_record_and_each_value_a_statement(fatima):
    entered = enter(fatima, ROWS)
    assert (entered.added, entered.changed, entered.unchanged, entered.statements) == (2, 0, 0, 4)
    assert {(said.property, said.value) for said in everything(fatima)} == {
        ("name", "Amina"),
        ("siblings", "Omar"),
        ("siblings", "Ali"),
        ("name", "عمر"),
    }


def test_a_statement_keeps_its_source(fatima):
    enter(fatima, ROWS)
    one = everything(fatima)[0]
    assert (one.source.kind, one.source.name, one.learned_on) == ("list", "camp", DAY)
    assert (one.source_class, Statement.objects.first().entered_by) == ("institution_list", fatima)


def test_of_a_family_the_year_is_kept_and_not_how_it_knows(aslan):
    enter(aslan, ROWS, side="requests")
    one = Statement.objects.first()
    assert (one.source_class, one.learned_on, one.learned_to_the) == ("family", date(2017, 1, 1), "year")


def test_codes_can_be_said_aloud(fatima):
    enter(fatima, ROWS)
    assert all(read_code(code) == code for code in ChildRecord.objects.values_list("code", flat=True))


def test_no_code_is_drawn_twice():
    taken = set(new_codes("R", 3000, taken=set()))
    more = new_codes("R", 3000, taken=taken)
    assert len(set(more) | taken) == 6000


def test_the_same_list_again_adds_nothing(fatima):
    enter(fatima, ROWS)
    again = enter(fatima, ROWS)
    assert (again.added, again.changed, again.unchanged, again.statements, again.source) == (0, 0, 2, 0, None)
    assert Source.objects.count() == 1


def test_a_changed_value_is_a_new_statement_beside_the_old(fatima):
    enter(fatima, ROWS)
    again = enter(fatima, {"k1": {"name": ["Amina"], "siblings": ["Omar", "Aziz"]}})
    assert (again.changed, again.statements, again.retractions) == (1, 1, 1)
    child = ChildRecord.objects.first()
    assert [said.value for said in queries.statements(fatima, child)["siblings"]] == ["Omar", "Aziz"]
    opening = Opening(fatima, "case.opened", subject=child.code)
    assert [said.value for said in queries.retracted_statements(fatima, child, opening=opening)["siblings"]] == ["Ali"]
    assert Retraction.objects.count() == 1


def test_a_value_that_comes_back_is_said_again(fatima):
    for siblings in (["Ali"], ["Aziz"], ["Ali"]):
        enter(fatima, {"k1": {"siblings": siblings}})
    child = ChildRecord.objects.get()
    assert [said.value for said in queries.statements(fatima, child)["siblings"]] == ["Ali"]


def test_rows_that_left_the_list_stay(fatima):
    enter(fatima, ROWS)
    enter(fatima, {"k1": ROWS["k1"]})
    assert ChildRecord.objects.count() == 2


def test_another_list_may_use_the_same_ids(fatima):
    enter(fatima, ROWS)
    enter(fatima, ROWS, list_name="orphanage")
    assert ChildRecord.objects.count() == 4


@pytest.mark.parametrize("tamper", [lambda rows: rows.update(value=b"x"), lambda rows: rows.delete()])
def test_a_statement_is_never_changed(fatima, tamper):
    enter(fatima, ROWS)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper(Statement.objects.all())


def test_a_registrar_of_children_may_not_enter_requests(fatima):
    with pytest.raises(PermissionDenied):
        enter(fatima, ROWS, side="requests")
    assert not TracingRequest.objects.exists()


def test_the_trail_tells_that_a_list_was_entered_and_not_what_it_says(fatima):
    entered = enter(fatima, ROWS)
    event = Event.objects.get(verb="children.list-entered")
    assert (event.subject, event.by) == (f"source {entered.source.pk}", fatima)


def test_a_column_we_do_not_know_is_not_entered(fatima):
    enter(fatima, {"k1": {"name": ["Amina"], "faction": ["x"], "phone": ["1"]}})
    assert set(Statement.objects.values_list("property", flat=True)) == {"name"}


def test_who_may_not_see_requests_learns_nothing_of_a_code(fatima, world):
    for code in (world["q1"], "R-22222-2"):
        with pytest.raises(Http404):
            queries.tracing_request(fatima, code)


def test_d3_a_list_of_the_same_name_changes_nothing_of_another_office(fatima):
    enter(fatima, ROWS)
    stranger = staff("stranger", "registrar", office="Moscow")
    assert known_ids(stranger, "children", list_name="camp") == frozenset()
    entered = enter(stranger, {"k1": {"name": ["Nobody"]}})
    assert (entered.added, entered.retractions) == (1, 0)
    again = enter(fatima, ROWS)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)


def test_a_colleague_of_the_same_office_brings_a_list_up_to_date(fatima):
    enter(fatima, ROWS)
    colleague = staff("colleague", "registrar", office="Mosul")
    assert enter(colleague, ROWS).unchanged == 2
