"""The pages of tracing, as somebody at a browser meets them."""

import re

import pytest
from django.db import connection
from django.tasks import default_task_backend
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kintrace.tracing import actions
from kintrace.tracing.models import Judgement, Run
from tests.cast import ranking

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def as_aslan(client, aslan):
    client.force_login(aslan)
    return client


def pair(world, request="q1", child="k1", *, door="pair"):
    return reverse(f"tracing:{door}", args=[world[request], world[child]])


def test_a_pair_is_judged_and_the_judgement_withdrawn(as_aslan, run, world):
    judged = as_aslan.post(pair(world, door="judge"), {"verdict": "different", "reason": "another mother"})
    assert judged.url == pair(world)
    shown = as_aslan.get(judged.url).text
    assert "another mother" in shown
    withdraw = reverse("tracing:withdraw", args=[world["q1"], world["k1"], Judgement.objects.get().pk])
    as_aslan.post(withdraw, {"why": "the wrong page"})
    assert "the wrong page" in as_aslan.get(pair(world)).text
    assert Judgement.objects.get().withdrawn_at is not None


def test_a_judgement_without_a_reason_is_asked_for_again(as_aslan, run, world):
    answer = as_aslan.post(pair(world, door="judge"), {"verdict": "same", "reason": " "})
    assert answer.status_code == 422
    assert not Judgement.objects.exists()


def test_a_pair_page_shows_values_sources_and_both_leanings(as_aslan, run, world):
    shown = as_aslan.get(pair(world)).text
    for words in ("Мурадова Хадижа Тимуровна", "خديجة عمر", "letters", "camp", world["q2"]):
        assert words in shown


def test_the_request_page_says_that_the_child_may_not_be_in_the_list(as_aslan, run, world):
    assert "not in this list" in as_aslan.get(reverse("tracing:request", args=[world["q3"]])).text


def test_what_one_may_not_see_looks_like_what_is_not_there(client, fatima, run, world):
    client.force_login(fatima)
    pages = [client.get(f"/requests/{code}/") for code in (world["q1"], "R-22222-2")]
    pages += [client.get(pair(world)), client.get("/requests/R-22222-2/C-22222-2/")]
    bodies = {re.sub(r'value="/[^"]*"', "", TOKEN.sub("", page.text)) for page in pages}
    assert [page.status_code for page in pages] == [404] * 4
    assert len(bodies) == 1


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("name", ["today", "requests", "claims", "runs"])
def test_every_page_opens_in_every_language(as_aslan, run, name, language):
    as_aslan.post("/language/", {"language": language})
    assert as_aslan.get(reverse(f"tracing:{name}")).status_code == 200


def test_starting_the_matching_hands_the_task_the_number_of_the_run(
    as_aslan, world, django_capture_on_commit_callbacks
):
    default_task_backend.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_aslan.post("/matching/start/", {"population": "900"})
    run = Run.objects.get()
    assert (answer.url, run.asked_population) == (f"/matching/{run.pk}/", 900)
    assert [list(result.args) for result in default_task_backend.results] == [[run.pk]]
    assert 'http-equiv="refresh"' in as_aslan.get(answer.url).text


def test_a_run_that_is_over_no_longer_looks_again(as_aslan, run):
    assert 'http-equiv="refresh"' not in as_aslan.get(f"/matching/{run.pk}/").text


def test_a_filter_that_makes_no_sense_narrows_nothing(as_aslan, run, world):
    shown = as_aslan.get("/requests/?band=enormous&order=sideways&page=nine").text
    assert all(world[row] in shown for row in ("q1", "q2", "q3"))


def test_a_page_takes_as_many_queries_for_three_requests_as_for_one(as_aslan, run):
    seen = []
    for address in ("/requests/?leads=absent", "/requests/"):
        with CaptureQueriesContext(connection) as queries:
            as_aslan.get(address)
        seen.append(len(queries))
    assert seen[0] == seen[1]


def plain(page):
    return re.sub(r"<[^>]*>|\s+", " ", page.text).replace("  ", " ")


def test_a_pair_page_unfolds_the_letters_that_answered_each_other(as_aslan, run, world):
    shown = as_aslan.get(pair(world)).text
    letters = shown.partition('<details class="letters">')[2].partition("</details>")[0]
    assert "<summary>Which letters answered which</summary>" in letters
    assert letters.count("<figure") >= 1


def test_a_pair_that_is_held_back_says_by_whom_and_does_not_call_itself_probable(as_aslan, run, world, matcher):
    assert "Probably the child sought." in plain(as_aslan.get(pair(world)))
    as_aslan.post(pair(world, door="judge"), {"verdict": "different", "reason": "another mother"})
    judged = plain(as_aslan.get(pair(world)))
    assert "Judged a different child by Aslan on" in re.sub(" +", " ", judged)
    assert "the next matching will take it into account" in judged
    assert "Probably the child sought." not in judged
    actions.carry_out(actions.start_run(run.started_by).pk, matcher=matcher)
    later = plain(as_aslan.get(pair(world)))
    assert "not proposed until that is withdrawn" in later
    assert "the next matching" not in later


def test_a_withdrawal_is_said_to_wait_for_the_next_matching(as_aslan, run, world, matcher):
    judgement = actions.judge(run.started_by, world["q1"], child_code=world["k1"], verdict="different", reason="x")
    actions.carry_out(actions.start_run(run.started_by).pk, matcher=matcher)
    as_aslan.post(reverse("tracing:withdraw", args=[world["q1"], world["k1"], judgement.pk]), {"why": "the wrong page"})
    shown = plain(as_aslan.get(pair(world)))
    assert "The newest matching does not propose this pair." in shown
    assert "the next matching will take it into account" in shown


def test_people_who_disagree_are_named_on_the_pair_and_on_the_request(as_aslan, run, world, zarema):
    for by, verdict in ((run.started_by, "different"), (zarema, "same")):
        actions.judge(by, world["q1"], child_code=world["k1"], verdict=verdict, reason="x")
    for address in (pair(world), reverse("tracing:request", args=[world["q1"]])):
        assert "Judged differently:" in plain(as_aslan.get(address))


def test_a_source_says_what_it_is_and_when_it_was_entered(as_aslan, run, world):
    assert re.search(r"list “ ?camp ?”, entered \d+ \w{3} \d{4}", plain(as_aslan.get(pair(world))))


def test_a_probable_sibling_is_linked_from_the_request_and_the_list(as_aslan, aslan, world):
    found = [(world["k1"], 0.2, 0.1), (world["k2"], 0.1, 0.6)]
    actions.carry_out(actions.start_run(aslan).pk, matcher=lambda *_, **__: (ranking(world["q1"], found, absent=0.65),))
    for address in (reverse("tracing:request", args=[world["q1"]]), "/requests/?leads=sibling"):
        page = as_aslan.get(address)
        assert "robably a brother or sister:" in page.text
        assert page.text.count(pair(world, child="k2")) >= 1


@pytest.mark.parametrize("role", ["tracing_officer", "supervisor", "registrar", "auditor", "administrator"])
def test_no_heading_of_the_first_page_stands_over_nothing(client, cast, run, role):
    client.force_login(cast[role])
    page = client.get("/").text
    assert not re.search(r"<ul[^>]*>\s*</ul>", page)
    assert ("In the record" in page) == (role in {"tracing_officer", "supervisor", "registrar"})
    assert ("Your role opens no request" in page) == (role in {"auditor", "administrator"})
