"""Screening compares those who agreed to that, counts the others, and tells whom to ask next."""

import json

import pytest

from kintrace.access.models import Event
from kintrace.laboratory import actions
from kintrace.laboratory.actions.screening import A_DAY, GAINS, LEADS
from kintrace.laboratory.errors import EnoughForToday, NothingToCompare
from kintrace.laboratory.models import Screening
from kintrace.vault.profiles import Box, open_profiles


def screened(by):
    screening = actions.ask_for_screening(by)
    actions.carry_out(screening.pk)
    screening.refresh_from_db()
    assert screening.state == "finished", screening.failure
    box = Box(LEADS, screening.pk, bytes(screening.leads))
    return screening, json.loads(open_profiles([box], record=lambda: 1)[screening.pk])


def test_a_child_is_found_among_families(dina, family, child, whole_family):
    whole_family()
    screening, leads = screened(dina)
    assert [(one["case"], one["child"]) for one in leads] == [(str(family.case), str(child.case))]
    assert (screening.families, screening.children) == (1, 1)


def test_14_whoever_agreed_to_one_child_only_is_left_out_and_counted(dina, whole_family):
    whole_family(yes={"dna_compare_this_child"})
    screening, leads = screened(dina)
    assert (leads, screening.relatives_left_out, screening.families_left_out) == ([], 2, 1)


def test_13_a_child_whose_guardian_did_not_agree_is_left_out_and_counted(dina, whole_family):
    whole_family(child_yes=())
    screening, leads = screened(dina)
    assert (leads, screening.children, screening.children_left_out) == ([], 0, 1)


def test_a_stranger_is_no_lead(dina, whole_family):
    whole_family("stranger")
    assert screened(dina)[1] == []


def test_leads_are_sealed_and_the_screening_is_on_the_trail(dina, child, whole_family):
    whole_family()
    screening, _ = screened(dina)
    assert str(child.case).encode() not in bytes(screening.leads)
    verbs = set(Event.objects.filter(subject__contains=screening.pk.hex).values_list("verb", flat=True))
    assert verbs == {"screening.started", "profile.opened", "screening.finished"}


def test_there_is_an_end_to_screening(dina):
    for _ in range(A_DAY):
        actions.carry_out(actions.ask_for_screening(dina).pk)
    with pytest.raises(EnoughForToday):
        actions.ask_for_screening(dina)


def test_one_screening_waits_at_a_time(dina):
    actions.ask_for_screening(dina)
    with pytest.raises(EnoughForToday, match="waiting"):
        actions.ask_for_screening(dina)
    assert Screening.objects.count() == 1


def test_whom_to_ask_next_is_ranked_by_what_it_brings(dina, family, take, typed):
    typed({take(family, "grandmother_pat"): "grandmother_pat"})
    advice = actions.advise(dina, family, 1)
    told = json.loads(open_profiles([Box(GAINS, advice.pk, bytes(advice.gains))], record=lambda: 1)[advice.pk])
    assert {one["kind"] for one in told} == {"mother", "father"}
    assert told[0]["after"] > told[0]["before"]


def test_where_nobody_is_left_there_is_nobody_to_ask(dina, child, aslan):
    from uuid import uuid4  # noqa: PLC0415  # one case of its own

    from kintrace.registry.actions import open_case  # noqa: PLC0415  # likewise
    from tests.laboratory.conftest import DAY, Telling  # noqa: PLC0415  # likewise

    telling = Telling(kind="letter", source_class="family", received_on=DAY)
    alone = open_case(aslan, "requests", token=uuid4(), children=[{"name": ["Умар"]}], telling=telling)
    with pytest.raises(NothingToCompare):
        actions.advise(dina, alone, 1)
