"""A name that is searched for stays in no address; what else narrows a list does."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kintrace.registry.models import ChildRecord
from kintrace.registry.views import lists
from kintrace.tracing import views

LISTS = {"tracing:requests": ("Исаев", "q3", "q1"), "registry:children": ("Amina", "k2", "k1")}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def at_aslans(client, aslan):
    client.force_login(aslan)
    return client


@pytest.mark.parametrize("address", LISTS)
def test_a_name_is_posted_and_found(at_aslans, world, address):
    name, found, other = LISTS[address]
    answer = at_aslans.post(reverse(address), {"text": name})
    assert (answer.status_code, world[found] in answer.text, world[other] in answer.text) == (200, True, False)
    links = re.findall(r'(?:href|action)="([^"]*)"', answer.text)
    assert not any(name in link or "text=" in link for link in links)


@pytest.mark.parametrize("address", LISTS)
def test_the_form_posts_it_with_a_mark_against_forgery(at_aslans, world, address):
    page = at_aslans.get(reverse(address)).text
    form = re.search(r'<form class="filter".*?</form>', page, re.DOTALL)[0]
    assert 'method="post"' in form
    assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize("address", LISTS)
def test_a_name_in_an_address_is_dropped_and_not_searched_for(at_aslans, world, address):
    answer = at_aslans.get(reverse(address), {"text": "Исаев", "order": "code"})
    assert (answer.status_code, answer.url) == (302, f"{reverse(address)}?order=code")


@pytest.mark.parametrize("address", LISTS)
def test_without_a_name_the_other_filters_stay_in_the_address(at_aslans, world, address):
    answer = at_aslans.post(reverse(address), {"text": " ", "order": "code", "state": "registered", "office": ""})
    assert (answer.status_code, answer.url) == (302, f"{reverse(address)}?order=code&state=registered")
    assert at_aslans.get(answer.url).status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_a_field_that_was_not_asked_for_is_refused_in_both_ways(at_aslans, world, address):
    assert at_aslans.post(reverse(address), {"text": "", "role": "administrator"}).status_code == 400
    assert at_aslans.get(reverse(address), {"role": "administrator"}).status_code == 400


@pytest.mark.parametrize(
    ("address", "text", "view"), [("tracing:requests", "Мурадова", views), ("registry:children", "C-", lists)]
)
def test_the_next_page_is_posted_again_with_the_name(at_aslans, world, address, text, view, monkeypatch):
    monkeypatch.setattr(view, "ROWS_A_PAGE", 1)
    first = at_aslans.post(reverse(address), {"text": text, "order": "code"})
    pager = re.search(r'<nav class="pager".*?</nav>', first.text, re.DOTALL)[0]
    kept = dict(HIDDEN.findall(pager))
    kept.pop("csrfmiddlewaretoken", None)
    assert kept == {"text": text, "order": "code"}
    page = re.search(r'name="page" value="(\d+)"', pager)[1]
    second = at_aslans.post(reverse(address), kept | {"page": page})
    assert second.status_code == 200
    assert "Previous page" in second.text
    assert second.text != first.text


def test_a_search_from_another_site_is_refused(aslan, world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(aslan)
    assert strict.post(reverse("registry:children"), {"text": "Amina"}).status_code == 403
    assert ChildRecord.objects.exists()
