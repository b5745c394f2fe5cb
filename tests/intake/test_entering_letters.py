"""A letter that is entered in a case opens to the people of the case alone, and goes when the case goes."""

import threading
from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction
from django.http import Http404

from kintrace.access import membership, passwords, staffing
from kintrace.access.confiding import NotHere
from kintrace.access.models import Event, User
from kintrace.casework import actions as casework
from kintrace.intake.letters import actions, desk, queries
from kintrace.intake.letters.models import IncomingLetter, LetterKeyBox
from kintrace.intake.mailbox.models import SEALED_AS
from kintrace.kernel import clock
from kintrace.registry.actions import Telling, erase_case, open_case
from kintrace.registry.models import TracingRequest
from kintrace.vault import capsules, keyring, recovery
from kintrace.vault.errors import Erased
from kintrace.vault.models import Capsule
from tests.cast import PASSWORD, sign_in, staff

pytestmark = pytest.mark.django_db(databases="__all__")
on_postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer waits for the other anyway")


@pytest.fixture
def paper(aslan):
    return recovery.make(aslan.office.code, shares=5, needed=3)[1]


@pytest.fixture
def request_of_aslan(aslan, zarema):
    telling = Telling(kind="letter", source_class="family", received_on=date(2017, 9, 1))
    return open_case(aslan, "requests", token=uuid4(), children=[{"name": ["Умар"]}], telling=telling)


@pytest.fixture
def entered(aslan, keys, letter, paper, request_of_aslan):
    actions.enter(aslan, letter.code, request_of_aslan, private=keys["aslan"])
    return Capsule.objects.get()


@pytest.fixture
def adam(db):
    return staff("adam", "tracing_officer", office="Grozny")


def said_in(capsule, private):
    return capsules.open_capsule(capsule, private=private, record=lambda: 1)


def test_it_lies_in_the_case_and_no_longer_at_the_desk(keys, entered, letter, request_of_aslan):
    assert not IncomingLetter.objects.exists()
    text = said_in(entered, keys["zarema"])
    assert (letter.code in text, "my sister's son" in text, "the number, after eight" in text) == (True, True, True)
    assert Event.objects.filter(verb="letter.entered", subject=f"{letter.code} {request_of_aslan.code}").exists()


def test_a_reader_of_letters_who_is_not_on_the_case_reads_it_no_more(adam, aslan, keys, entered, letter):
    private = keyring.make(adam, PASSWORD)
    with pytest.raises(capsules.NoKeyToIt):
        said_in(entered, private)
    with pytest.raises(Http404):
        actions.open_letter(aslan, letter.code, private=keys["aslan"])


def test_it_follows_the_people_of_the_case(adam, aslan, zarema, keys, entered, request_of_aslan):
    private = keyring.make(adam, PASSWORD)
    casework.add_member(aslan, request_of_aslan, adam, private=lambda: keys["aslan"])
    casework.remove_member(aslan, request_of_aslan, zarema, private=lambda: keys["aslan"])
    entered.refresh_from_db()
    assert "my sister's son" in said_in(entered, private)
    with pytest.raises(capsules.NoKeyToIt):
        said_in(entered, keys["zarema"])


def test_c8_it_goes_when_the_case_is_erased(
    zarema, keys, entered, request_of_aslan, django_capture_on_commit_callbacks, settings
):
    day = clock.today()
    TracingRequest.objects.update(state="closed_not_found", closed_on=day)
    request_of_aslan.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        erase_case(zarema, request_of_aslan, on=day + timedelta(days=31 * settings.RETENTION_MONTHS))
    with pytest.raises(Erased):
        said_in(entered, keys["zarema"])


def test_nobody_enters_it_in_a_case_they_do_not_work_on(adam, letter, request_of_aslan):
    private = keyring.make(adam, PASSWORD)
    with pytest.raises(PermissionDenied):
        actions.enter(adam, letter.code, request_of_aslan, private=private)
    for code in (request_of_aslan.code, "R-AAAA-AAAA"):
        with pytest.raises(Http404):
            queries.request_for(adam, code)


@pytest.fixture
def once_locked(monkeypatch):
    """Let something happen just before the people of the case are locked."""

    def happen(what):
        lock = membership.lock
        monkeypatch.setattr(membership, "lock", lambda case: (what(), lock(case)))

    return happen


def erased_meanwhile(_aslan, record):
    TracingRequest.objects.filter(pk=record.pk).update(erased_on=clock.today())


def left_meanwhile(aslan, record):
    membership.leave(aslan, record.case)


def entered_meanwhile(_aslan, _record):
    IncomingLetter.objects.all().delete()


@pytest.mark.parametrize("meanwhile", [erased_meanwhile, left_meanwhile, entered_meanwhile])
def test_what_went_meanwhile_is_like_never_there(aslan, keys, letter, paper, request_of_aslan, once_locked, meanwhile):
    once_locked(lambda: meanwhile(aslan, request_of_aslan))
    with pytest.raises(Http404):
        actions.enter(aslan, letter.code, request_of_aslan, private=keys["aslan"])
    assert (Capsule.objects.exists(), Event.objects.filter(verb="letter.entered").exists()) == (False, False)


def test_a_double_click_enters_a_letter_once(at_aslans, letter, request_of_aslan, monkeypatch):
    monkeypatch.setattr(actions, "require", lambda *_, **_more: IncomingLetter.objects.all().delete())
    assert at_aslans.post(f"/letters/{letter.code}/case/", {"request": request_of_aslan.code}).status_code == 404


@pytest.mark.django_db(transaction=True, databases="__all__")
@on_postgresql
def test_two_who_enter_one_letter_at_once_enter_it_once(aslan, zarema, keys, letter, paper, request_of_aslan):
    def enter(by):
        with suppress(Http404):
            actions.enter(by, letter.code, request_of_aslan, private=keys[by.username])
        connections.close_all()

    both = [threading.Thread(target=enter, args=(by,)) for by in (aslan, zarema)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (Capsule.objects.count(), IncomingLetter.objects.count()) == (1, 0)


def test_where_nothing_can_be_sealed_yet_it_stays_at_the_desk(aslan, keys, letter, request_of_aslan):
    with pytest.raises(NotHere, match="recovery key"):
        actions.enter(aslan, letter.code, request_of_aslan, private=keys["aslan"])
    assert IncomingLetter.objects.exists()
    assert not Event.objects.filter(verb="letter.entered").exists()


def test_d13_whoever_leaves_keeps_no_key_to_letters(leyla, aslan, zarema, keys, letter):
    staffing.close_account(leyla, aslan)
    assert desk.readers() == [zarema]
    assert queries.how_it_stands(zarema).is_thin
    with pytest.raises(desk.NoReader):
        desk.open_box(bytes(letter.sealed), private=keys["aslan"], context=b"")


def roles(member, role):
    return {"member": member.public_id, "office": member.office.code, "role": role, "further": []}


def test_d13_whoever_changes_to_a_role_that_reads_no_letters_keeps_none_either(leyla, aslan, zarema, open_desk):
    staffing.grant(leyla, roles(aslan, "registrar"))
    assert desk.readers() == [zarema]
    assert Event.objects.filter(verb="letters.reader-left", subject=aslan.public_id).exists()


def test_the_last_key_stays_until_somebody_else_holds_one(leyla, aslan, zarema, open_desk):
    staffing.grant(leyla, roles(aslan, "registrar"))
    staffing.grant(leyla, roles(zarema, "registrar"))
    assert [box.member for box in LetterKeyBox.objects.all()] == [zarema]


def test_d13_a_box_that_a_reset_password_left_shut_counts_for_nobody(leyla, aslan, zarema, keys, letter):
    passwords.draw(zarema, by=leyla)
    assert (desk.readers(), queries.how_it_stands(aslan_who_keeps(aslan)).is_thin) == ([aslan], True)
    staffing.grant(leyla, roles(aslan, "registrar"))
    opened = desk.open_box(bytes(letter.sealed), private=keys["aslan"], context=SEALED_AS)
    assert b"my sister" in opened


def aslan_who_keeps(aslan):
    aslan.role = "supervisor"
    return aslan


def test_a_box_to_a_later_key_leads_back_so_the_one_before_goes(leyla, aslan, adam, zarema, keys, open_desk):
    keyring.make(adam, PASSWORD)
    passwords.draw(zarema, by=leyla)
    actions.open_desk(aslan_who_keeps(aslan), private=keys["aslan"])
    staffing.grant(leyla, roles(aslan, "registrar"))
    assert (desk.readers(), LetterKeyBox.objects.filter(member=aslan).exists()) == ([adam], False)


def test_roles_given_in_a_frozen_office_take_no_key_from_who_still_reads(leyla, aslan, zarema, open_desk):
    staffing.freeze(leyla, aslan.office)
    staffing.grant(leyla, roles(aslan, "supervisor"))
    assert set(desk.readers()) == {aslan, zarema}


def test_a_desk_that_nobody_opens_any_more_says_so(client, leyla, aslan, zarema, open_desk):
    for one in (aslan, zarema):
        passwords.draw(one, by=leyla)
    client.force_login(zarema)
    page = client.get("/letters/desk/").text
    assert ("Nobody can open letters any more" in page, "takes none" in page) == (True, False)


@pytest.mark.django_db(transaction=True, databases="__all__")
@on_postgresql
def test_d13_two_who_lose_their_role_at_once_leave_one_key(aslan, zarema, open_desk):
    def leave(member):
        desk.take_back(member, may_read=False)
        connections.close_all()

    second = threading.Thread(target=leave, args=(zarema,))
    with transaction.atomic():
        desk.take_back(aslan, may_read=False)
        second.start()
        second.join(timeout=1)
    second.join()
    assert desk.readers() == [zarema]


def test_a_role_that_reads_them_too_keeps_the_key(leyla, aslan, zarema, open_desk):
    staffing.grant(leyla, roles(aslan, "supervisor"))
    assert set(desk.readers()) == set(User.objects.filter(pk__in=(aslan.pk, zarema.pk)))


@pytest.fixture
def at_aslans(client, aslan, zarema, open_desk, paper, request_of_aslan):
    sign_in(client, aslan)
    return client


def test_the_page_asks_for_the_case_and_puts_it_there(at_aslans, letter, request_of_aslan):
    page = f"/letters/{letter.code}/case/"
    assert at_aslans.get(page).status_code == 200
    wrong = at_aslans.post(page, {"request": "R-AAAA-AAAA"})
    assert (wrong.status_code, "no request with this code" in wrong.content.decode()) == (422, True)
    done = at_aslans.post(page, {"request": f" {request_of_aslan.code.lower()} "})
    assert done.url == f"/cases/{request_of_aslan.code}/"
    assert Capsule.objects.get().case == request_of_aslan.case


def test_a_letter_in_no_case_says_so_and_for_how_long_it_is_kept(at_aslans, letter):
    at_aslans.post(f"/letters/{letter.code}/")
    assert "in no case yet" in at_aslans.get("/letters/").content.decode()
    assert "180" in at_aslans.get(f"/letters/{letter.code}/case/").content.decode()
