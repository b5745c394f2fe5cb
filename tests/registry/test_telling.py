"""What somebody tells is kept beside what was told before, sealed, with whose word it is."""

import uuid
from datetime import date

import pytest

from kintrace.access.models import Event, codes
from kintrace.registry import queries
from kintrace.registry.actions import Telling, Whereabouts, add_relative, open_case, retract, say, sight
from kintrace.registry.errors import BothUses, Refused
from kintrace.registry.models import Relation, Statement, TracingRequest
from kintrace.registry.opening import Opening

DAY = date(2017, 10, 9)
CALL = Telling("call", "family", DAY)
CHILDREN = [{"name": ["Умар"]}, {"name": ["Амина"], "sex": ["f"]}]


def opened(by, *, token=None, children=CHILDREN):
    return open_case(by, "requests", token=token or uuid.uuid4(), children=children, telling=CALL, channel="hotline")


def test_a_code_that_is_taken_is_drawn_again(aslan, monkeypatch):
    first = opened(aslan)
    drawn = iter([first.code, first.code, "R-2222A-X"])
    monkeypatch.setattr(codes, "new_code", lambda *_: next(drawn))
    assert opened(aslan).code == "R-2222A-X"


def test_a_request_seeks_several_children(aslan):
    request = opened(aslan)
    assert (request.state, request.assignee, [one.number for one in queries.subjects(request)]) == (
        "draft",
        aslan,
        [1, 2],
    )
    assert queries.statements(aslan, request, number=2)["name"][0].value == "Амина"


def test_the_matcher_sees_each_of_them(aslan):
    request = opened(aslan)
    TracingRequest.objects.update(state="registered")
    assert {one.id: one.names for one in queries.dossiers(aslan, "requests")} == {
        request.code: ("Умар",),
        f"{request.code}.2": ("Амина",),
    }


def test_a_form_sent_again_is_one_case(aslan):
    token = uuid.uuid4()
    first = opened(aslan, token=token)
    assert [opened(aslan, token=token) for _ in range(20)] == [first] * 20
    assert (TracingRequest.objects.count(), Statement.objects.count()) == (1, 3)


def test_values_that_contradict_each_other_stand_side_by_side(aslan):
    request = opened(aslan)
    say(aslan, request, {"name": ["Омар"]}, telling=Telling("letter", "inquirer_hearsay", DAY, name="letter 7"))
    said = queries.shown_statements(aslan, request)["name"]
    assert [(one.value, one.source.kind, one.source_class) for one in said] == [
        ("Умар", "call", "family"),
        ("Омар", "letter", "inquirer_hearsay"),
    ]


def test_a_correction_is_a_new_statement_beside_the_old(aslan):
    request = opened(aslan)
    (wrong,) = queries.statements(aslan, request)["name"]
    retract(aslan, request, wrong.pk, telling=CALL)
    say(aslan, request, {"name": ["Умарбек"]}, telling=CALL)
    assert [one.value for one in queries.statements(aslan, request)["name"]] == ["Умарбек"]
    opening = Opening(aslan, "case.opened", subject=request.code)
    assert [one.value for one in queries.retracted_statements(aslan, request, opening=opening)["name"]] == ["Умар"]
    with pytest.raises(Refused):
        retract(aslan, request, wrong.pk, telling=CALL)


@pytest.mark.parametrize(
    ("first", "second"), [("matching", "held_back"), ("held_back", "matching"), ("staff_only", "held_back")]
)
def test_a_fact_is_for_matching_or_held_back_and_never_both(aslan, first, second):
    request = opened(aslan)
    say(aslan, request, {"marks": ["Шрам  на руке"]}, telling=CALL, visibility=first)
    with pytest.raises(BothUses):
        say(aslan, request, {"marks": ["шрам на руке"]}, telling=CALL, visibility=second)
    assert Statement.objects.filter(property="marks").count() == 1


def test_a_guess_at_what_is_held_back_stays_on_the_trail(aslan):
    request = opened(aslan)
    say(aslan, request, {"marks": ["a burn"]}, telling=CALL, visibility="held_back")
    with pytest.raises(BothUses):
        say(aslan, request, {"marks": ["a burn"]}, telling=CALL)
    assert Event.objects.filter(verb="statement.collided", subject=request.code, by=aslan).count() == 1


def test_what_is_held_back_is_counted_and_not_shown(aslan):
    request = opened(aslan)
    say(aslan, request, {"marks": ["a burn"]}, telling=CALL, visibility="held_back")
    assert queries.held_back_count(aslan, request) == 1
    assert "marks" not in queries.shown_statements(aslan, request)


@pytest.mark.parametrize(("keep", "day", "exactly"), [(False, date(2017, 1, 1), "year"), (True, DAY, "day")])
def test_of_a_family_the_year_is_kept_unless_they_wish_otherwise(aslan, keep, day, exactly):
    request = opened(aslan)
    (said,) = say(aslan, request, {"marks": ["a burn"]}, telling=Telling("call", "family", DAY, keep_the_day=keep))
    assert (said.learned_on, said.learned_to_the) == (day, exactly)


def test_a_relative_is_a_person_with_a_typed_edge(aslan):
    request = opened(aslan)
    aunt = add_relative(aslan, request, "aunt_mat")
    edge = Relation.objects.get()
    assert (edge.person, edge.kind, edge.to, edge.certainty) == (aunt, "aunt_mat", request.person, "said")


def test_sightings_stand_side_by_side(aslan):
    request = opened(aslan)
    for place, hearsay in (("Mosul", 0), ("Tal Afar", 2)):
        where = Whereabouts(place, DAY, DAY, custodian="a neighbour", hearsay=hearsay)
        sight(aslan, request, where, telling=Telling("call", "co_detainee", DAY))
    seen = queries.life(aslan, request).sightings
    assert {(one.place, one.custodian, one.hearsay) for one in seen} == {
        ("Mosul", "a neighbour", 0),
        ("Tal Afar", "a neighbour", 2),
    }


def test_codes_are_shown_in_words(aslan):
    request = opened(aslan, children=[{"sex": ["f"], "languages": ["che, rus"], "care": ["kinship"]}])
    said = queries.shown_statements(aslan, request)
    assert [said[name][0].words for name in ("sex", "care")] == ["girl", "relatives"]
    assert said["languages"][0].words == "Chechen, Russian"


def test_one_page_is_one_entry_in_the_trail(aslan):
    request = opened(aslan)
    before = Event.objects.count()
    opening = Opening(aslan, "request.opened", subject=request.code)
    queries.shown_statements(aslan, request, opening=opening)
    queries.life(aslan, request, opening=opening)
    assert [one.verb for one in Event.objects.order_by("seq")[before:]] == ["request.opened"]
