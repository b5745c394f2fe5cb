"""Words about an armed group raise the sensitivity of what was said, and change nothing in it."""

from datetime import date

import pytest

from kintrace.access.models import CaseMember
from kintrace.registry import queries
from kintrace.registry.actions import Telling, say
from kintrace.registry.models import TracingRequest
from kintrace.registry.raising import is_raised

SAID = "his uncle was a боевик, they say"
VISIT = Telling(kind="visit", source_class="family", received_on=date(2017, 11, 1))


@pytest.mark.parametrize(
    "text",
    [
        "his uncle was with ISIS",
        "a fighter took him",
        "отец был боевиком",
        "ушли в ИГИЛ",
        "كان مع داعش",
        "أخذه المقاتلون",
        "со слов террориста",
        "шен да тӀемало вара",
    ],
)
def test_i6_words_about_an_armed_group_are_known_in_four_languages(text):
    assert is_raised(text)


@pytest.mark.parametrize(
    "text",
    [
        "Isisara, a village",
        "Daishan",
        "игра",
        "Игилова Амина",
        "боевая",
        "مدينة الطبقة",
        "a scar on the chin",
        "",
        "1 2 3",
    ],
)
def test_i6_whole_words_only(text):
    assert not is_raised(text)


@pytest.fixture
def told(world, aslan):
    request = TracingRequest.objects.get(code=world["q1"])
    CaseMember.objects.get_or_create(case=request.case, user=aslan, until=None)
    say(aslan, request, {"marks": [SAID, "a scar"]}, telling=VISIT)
    return request


def _marks(viewer, request):
    return [one.value for one in queries.shown_statements(viewer, request).get("marks", ())]


def test_i6_such_a_value_is_kept_as_it_was_said_for_those_who_work_on_the_case(told, aslan):
    assert _marks(aslan, told) == [SAID, "a scar"]


def test_i6_others_read_the_rest(told, zarema):
    CaseMember.objects.filter(user=zarema).delete()
    assert _marks(zarema, told) == ["a scar"]


def test_i6_nothing_is_blocked_and_it_is_matched(told, zarema, world):
    (dossier,) = [one for one in queries.dossiers(zarema, "requests") if one.id == world["q1"]]
    assert SAID in str(dossier)
