"""Acts for two persons: every act, attacked in every way, is refused; and what was signed is what is done."""

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access import acts, queries, two_person
from kintrace.access.models import Event, Proposal, User
from kintrace.kernel.errors import WrongUse
from tests.cast import staff

CASE = "6f0a1f4e-6a55-4d6c-9d10-0d5a8e0b7c11"
PAYLOADS = {
    "contact.disclose": {"case": CASE, "member": "{member}", "purpose": "contact"},
    "export.bulk": {"profile": "match-sheet", "recipient": "red-cross", "cases": [CASE]},
    "keys.recover": {"office": "{office}", "member": "{member}", "case": CASE},
    "case.erase": {"case": CASE, "reason": "asked-for-it"},
    "roles.grant": {"member": "{member}", "role": "tracing_officer", "further": [], "office": "{office}"},
    "notice.put-up": {"language": "ru", "text": "Звоните нам"},
    "desk.open-anew": {"key": "key-3"},
    "office.thaw": {"office": "{office}"},
    "figures.publish": {"quarter": "2026-Q4", "count": 1, "cells": ["requests 160", "closed *"]},
    "matching.population": {"children": 290, "source": "estimate", "as_of": "2026-11-22"},
}
SIGNED_BY = {"roles.grant": ("leyla", "zarema"), "matching.population": ("aslan", "zarema")}


@pytest.fixture
def done(monkeypatch):
    """Let every act be carried out by a function that only notes what it was told."""
    told = []
    for name, act in acts.acts().items():
        monkeypatch.setitem(acts._acts, name, acts.replace(act, does=lambda _by, payload: told.append(payload)))
    return told


@pytest.fixture
def two(aslan, zarema, leyla, done):
    """Return, for an act, who proposes, who signs, and a payload about a third person."""
    third = staff("third", "registrar", office="Mosul")
    named = {"aslan": aslan, "zarema": zarema, "leyla": leyla}
    marks = {"{member}": third.public_id, "{office}": third.office.code}

    def pair(act):
        payload = {
            name: marks.get(value, value) if isinstance(value, str) else value for name, value in PAYLOADS[act].items()
        }
        first, second = SIGNED_BY.get(act, ("zarema", "aslan"))
        return named[first], named[second], payload

    return pair


def one_person(first, second, proposal, payload, pass_by):
    two_person.carry_out(first, proposal, payload)


def the_same_person_twice(first, second, proposal, payload, pass_by):
    first.seat = ["another session", "another browser"]
    two_person.approve(first, proposal)


def the_same_session(first, second, proposal, payload, pass_by):
    second.seat = [first.seat[0], "another browser"]
    two_person.approve(second, proposal)


def the_same_browser(first, second, proposal, payload, pass_by):
    second.seat = ["another session", first.seat[1]]
    two_person.approve(second, proposal)


def no_session_at_all(first, second, proposal, payload, pass_by):
    second.seat = None
    two_person.approve(second, proposal)


def expired_before_it_was_signed(first, second, proposal, payload, pass_by):
    pass_by(hours=72, seconds=1)
    two_person.approve(second, proposal)


def expired_before_it_was_done(first, second, proposal, payload, pass_by):
    two_person.approve(second, proposal)
    pass_by(hours=72, seconds=1)
    two_person.carry_out(first, proposal, payload)


def replayed(first, second, proposal, payload, pass_by):
    two_person.approve(second, proposal)
    pass_by(hours=25)
    two_person.carry_out(first, proposal, payload)
    two_person.carry_out(second, proposal, payload)


def altered_by_one_byte(first, second, proposal, payload, pass_by):
    two_person.approve(second, proposal)
    pass_by(hours=25)
    name, value = next((name, value) for name, value in payload.items() if isinstance(value, str))
    two_person.carry_out(first, proposal, payload | {name: value[:-1] + chr(ord(value[-1]) ^ 1)})


def altered_in_the_database(first, second, proposal, payload, pass_by):
    Proposal.objects.update(payload=payload | {"more": 1})
    two_person.approve(second, proposal)


def refused_before(first, second, proposal, payload, pass_by):
    two_person.refuse(second, proposal)
    two_person.carry_out(first, proposal, payload)


def signed_by_somebody_who_left(first, second, proposal, payload, pass_by):
    two_person.approve(second, proposal)
    User.objects.filter(pk=second.pk).update(is_active=False)
    pass_by(hours=25)
    two_person.carry_out(first, proposal, payload)


def proposed_by_somebody_with_another_role_now(first, second, proposal, payload, pass_by):
    two_person.approve(second, proposal)
    User.objects.filter(pk=first.pk).update(role="registrar")
    pass_by(hours=25)
    two_person.carry_out(second, proposal, payload)


def signed_by_somebody_with_another_role_now(first, second, proposal, payload, pass_by):
    two_person.approve(second, proposal)
    User.objects.filter(pk=second.pk).update(role="auditor")
    pass_by(hours=25)
    two_person.carry_out(first, proposal, payload)


ATTACKS = [
    one_person,
    the_same_person_twice,
    the_same_session,
    the_same_browser,
    no_session_at_all,
    expired_before_it_was_signed,
    expired_before_it_was_done,
    replayed,
    altered_by_one_byte,
    altered_in_the_database,
    refused_before,
    signed_by_somebody_who_left,
    proposed_by_somebody_with_another_role_now,
    signed_by_somebody_with_another_role_now,
]
REFUSALS = (two_person.NotByTwo, two_person.NotOpen, two_person.Altered, PermissionDenied)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
@pytest.mark.parametrize("act", PAYLOADS)
def test_an_attack_on_an_act_is_refused(two, done, pass_by, act, attack):
    first, second, payload = two(act)
    proposal = two_person.propose(first, act, payload)
    with pytest.raises(REFUSALS):
        attack(first, second, proposal, payload, pass_by)
    assert len(done) == (1 if attack is replayed else 0)


@pytest.mark.parametrize("act", PAYLOADS)
def test_what_was_signed_is_done_once_and_is_on_the_trail(two, done, pass_by, act):
    first, second, payload = two(act)
    proposal = two_person.propose(first, act, payload)
    two_person.approve(second, proposal)
    pass_by(hours=25)
    two_person.carry_out(first, proposal, payload)
    assert done == [payload]
    verbs = [event.verb for event in Event.objects.filter(subject=proposal.code).order_by("pk")]
    assert verbs == [f"{act}.proposed", f"{act}.approved", f"{act}.done"]


def test_every_act_is_tried_here():
    assert set(PAYLOADS) == set(acts.acts())


def test_a_large_export_waits_a_day(two, done, pass_by):
    first, second, payload = two("export.bulk")
    proposal = two_person.propose(first, "export.bulk", payload)
    two_person.approve(second, proposal)
    pass_by(hours=23)
    with pytest.raises(two_person.NotPossibleYet):
        two_person.carry_out(first, proposal, payload)


@pytest.mark.parametrize("field", ["role", "guess"])
@pytest.mark.parametrize("act", PAYLOADS)
def test_a_payload_with_a_field_nobody_asked_for_is_refused_and_the_field_named(two, act, field):
    first, _, payload = two(act)
    with pytest.raises(WrongUse, match=field):
        two_person.propose(first, act, payload | {field: "x"})


@pytest.mark.parametrize("act", PAYLOADS)
def test_a_payload_without_one_of_its_fields_is_refused(two, act):
    first, _, payload = two(act)
    for missing in payload:
        with pytest.raises(WrongUse, match=missing):
            two_person.propose(first, act, {name: value for name, value in payload.items() if name != missing})


def test_nobody_proposes_or_signs_roles_for_themselves(two, leyla, zarema):
    _, _, payload = two("roles.grant")
    with pytest.raises(PermissionDenied):
        two_person.propose(leyla, "roles.grant", payload | {"member": leyla.public_id})
    proposal = two_person.propose(leyla, "roles.grant", payload | {"member": zarema.public_id})
    with pytest.raises(PermissionDenied):
        two_person.approve(zarema, proposal)


def test_whoever_may_not_sign_cannot(two, fatima):
    first, _, payload = two("case.erase")
    proposal = two_person.propose(first, "case.erase", payload)
    with pytest.raises(PermissionDenied):
        two_person.approve(fatima, proposal)


def test_an_act_that_nothing_carries_out_cannot_be_proposed(zarema, monkeypatch):
    monkeypatch.setitem(acts._acts, "case.erase", acts.replace(acts.act_named("case.erase"), does=None))
    with pytest.raises(two_person.NotPossibleYet):
        two_person.propose(zarema, "case.erase", PAYLOADS["case.erase"])


def test_a_proposal_may_be_taken_back_by_whoever_made_it(two):
    first, second, payload = two("case.erase")
    proposal = two_person.propose(first, "case.erase", payload)
    two_person.refuse(first, proposal)
    with pytest.raises(two_person.NotOpen):
        two_person.approve(second, proposal)


def test_the_digest_tells_every_byte():
    said = {"case": CASE, "reason": "a"}
    others = [("case.erase", said | {"reason": "b"}), ("case.erase", said | {"x": 1}), ("office.thaw", said)]
    digests = {two_person.digest("case.erase", said), *(two_person.digest(*one) for one in others)}
    assert len(digests) == 4


def test_the_first_page_counts_what_waits_for_ones_own_signature(two, fatima):
    first, second, payload = two("office.thaw")
    two_person.propose(first, "office.thaw", payload)
    counted = [queries.signatures_waiting(one) for one in (first, second, fatima)]
    assert counted == [0, 1, None]
