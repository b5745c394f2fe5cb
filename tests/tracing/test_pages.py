"""The pages of tracing, as somebody at a browser meets them."""

import re

import pytest
from django.db import connection
from django.tasks import default_task_backend
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kintrace.tracing.models import Judgement, Run

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
    for address in ("/requests/?text=q1", "/requests/"):
        with CaptureQueriesContext(connection) as queries:
            as_aslan.get(address)
        seen.append(len(queries))
    assert seen[0] == seen[1]
