"""Who works on a case: everybody who opens one, a second person, and whoever they add; who leaves is shut out."""

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access import glass, membership, private_keys
from kintrace.access.models import CaseMember, Event
from kintrace.casework import actions
from kintrace.casework.errors import NotFit, TooFew
from kintrace.registry.models import TracingRequest
from kintrace.vault import boxes, capsules, keyring
from kintrace.vault.models import Capsule
from tests.casework.conftest import TEXT
from tests.cast import PASSWORD, staff


def on(record):
    return {row.user.username for row in membership.on_case(record.case)}


def test_whoever_opens_a_case_is_on_it_with_the_supervisor(request_of_aslan):
    assert on(request_of_aslan) == {"aslan", "zarema"}


def test_two_who_can_open_what_is_sealed_are_on_a_case_that_a_hotline_operator_opened(aslan, zarema):
    madina = staff("madina", "hotline_operator", office="Grozny")
    case = CaseMember._meta.get_field("case").to_python("00000000-0000-0000-0000-000000000001")
    membership.begin(madina, case)
    assert {row.user for row in membership.on_case(case)} == {madina, zarema, aslan}


def test_somebody_who_is_added_opens_what_was_sealed_before(sealed, at_aslans, comes, at, deni):
    at_denis = comes(deni)
    assert at_denis.post(sealed).status_code == 404
    at_aslans.post(at("people/"), {"member": deni.public_id})
    assert TEXT in at_denis.post(sealed).text


def test_d13_whoever_left_opens_nothing_with_the_keys_they_had(sealed, at_aslans, comes, at, deni):
    at_denis = comes(deni)
    at_aslans.post(at("people/"), {"member": deni.public_id})
    held = bytes(Capsule.objects.get().keys.get(member=deni).box)
    private = keyring.open_private(deni, PASSWORD)
    at_aslans.post(at(f"people/{deni.public_id}/remove/"))
    capsule = Capsule.objects.get()
    assert at_denis.post(sealed).status_code == 404
    with pytest.raises(capsules.NoKeyToIt):
        capsules.open_capsule(capsule, private=private, record=lambda: 1)
    with pytest.raises(Exception, match="does not open"):
        boxes.open_with(private, held, context=capsules._context(capsule))
    assert TEXT in at_aslans.post(sealed).text


def test_d13_of_the_last_two_none_can_be_taken_off(sealed, at_aslans, at, request_of_aslan, zarema):
    answer = at_aslans.post(at(f"people/{zarema.public_id}/remove/"), follow=True)
    assert "At least two people must stay" in answer.text
    assert on(request_of_aslan) == {"aslan", "zarema"}
    assert Capsule.objects.get().version == 1


def test_a_colleague_who_left_the_office_does_not_count_as_one_of_two(request_of_aslan, aslan, zarema, deni):
    actions.add_member(aslan, request_of_aslan, deni, private=lambda: pytest.fail("nothing is sealed"))
    zarema.is_active = False
    zarema.save()
    with pytest.raises(TooFew):
        actions.remove_member(aslan, request_of_aslan, deni, private=lambda: pytest.fail("nothing is sealed"))


def test_nothing_changes_where_the_key_is_not_at_hand(sealed, client, aslan, at, deni, request_of_aslan):
    client.force_login(aslan)  # the session is there, and the browser's half of the key is not
    keyring.make(deni, "-")
    answer = client.post(at("people/"), {"member": deni.public_id}, follow=True)
    assert "Your key is not at hand" in answer.text
    assert on(request_of_aslan) == {"aslan", "zarema"}


def test_broken_glass_makes_nobody_one_of_the_case(request_of_aslan, aslan, zarema, ruslan, deni):
    glass.break_glass(deni, request_of_aslan.case, reason="about_to_move", note="the camp is cleared tonight")
    with pytest.raises(PermissionDenied):
        actions.add_member(deni, request_of_aslan, deni, private=lambda: pytest.fail("it was refused"))


def test_a_case_from_a_list_is_taken_up_once(world, aslan, zarema, deni):
    record = TracingRequest.objects.get(code=world["q1"])
    assert on(record) == set()
    actions.take_up(aslan, record)
    assert on(record) == {"aslan", "zarema"}
    with pytest.raises(NotFit):
        actions.take_up(deni, record)


def test_a_registrar_takes_up_no_request(world, fatima):
    with pytest.raises(PermissionDenied):
        actions.take_up(fatima, TracingRequest.objects.get(code=world["q1"]))


def test_joining_and_leaving_are_on_the_trail(request_of_aslan, at_aslans, at, deni):
    at_aslans.post(at("people/"), {"member": deni.public_id})
    at_aslans.post(at(f"people/{deni.public_id}/remove/"))
    verbs = Event.objects.filter(subject=f"{request_of_aslan.code} {deni.public_id}").values_list("verb", flat=True)
    assert set(verbs) == {"case.member-added", "case.member-removed"}


def test_the_pages_of_the_record_say_who_works_on_it(request_of_aslan, at_aslans, comes, deni):
    page = f"/requests/{request_of_aslan.code}/"
    assert f"/cases/{request_of_aslan.code}/" in at_aslans.get(page).text
    at_denis = comes(deni).get(page).text
    assert "Zarema" in at_denis
    assert f"/cases/{request_of_aslan.case}/break-glass/" in at_denis
    assert private_keys.COOKIE not in at_denis
