"""Second factors: enrolled before anything else, sealed, taken once, and readable by nobody else."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client

from kintrace.access import private_keys, second_factor, sessions
from kintrace.access.models import Alert, Event
from kintrace.access.sealing import factors_of
from kintrace.access.second_factor import WrongCode, code_now
from kintrace.kernel import clock
from kintrace.vault import keyring
from kintrace.vault.errors import Damaged
from tests.cast import PASSWORD, enrolled, sign_in

ENROL = "/sign-in/enrol/"


def give_password(client, user):
    return client.post("/sign-in/", {"username": user.username, "password": PASSWORD})


def secret_on(page):
    return re.search(r'class="secret"><bdi class="number">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")


def test_whoever_comes_first_has_to_enrol_before_any_page_opens(client, aslan):
    assert give_password(client, aslan).url == ENROL
    assert client.get("/").url.startswith("/sign-in/")
    page = client.get(ENROL)
    assert "data:image/svg+xml;base64," in page.text
    done = client.post(ENROL, {"code": code_now(secret_on(page))})
    codes = re.findall(r'<li><bdi class="number">(\d{8})<', done.text)
    assert (len(set(codes)), client.get("/").status_code) == (10, 200)


@pytest.mark.parametrize("where", [ENROL, "/second-factor/app/"])
def test_a_secret_that_is_being_set_up_waits_sealed(client, aslan, where):
    give_password(client, aslan) if where == ENROL else client.force_login(aslan)
    secret = secret_on(client.get(where))
    assert secret == secret_on(client.get(where))
    assert secret not in str(dict(client.session))


def test_the_picture_holds_what_the_letters_say(aslan):
    assert second_factor.picture(aslan, "A" * 32) != second_factor.picture(aslan, "B" * 32)


def test_a_wrong_first_code_enrols_nobody(client, aslan):
    give_password(client, aslan)
    client.get(ENROL)
    assert client.post(ENROL, {"code": "000000"}).status_code == 422
    assert not second_factor.is_enrolled(aslan)


def test_whoever_is_enrolled_cannot_be_enrolled_anew_with_the_password_alone(client, aslan):
    enrolled(aslan)
    give_password(client, aslan)
    assert client.get(ENROL).url == "/sign-in/second/"


def test_a_code_opens_once(aslan):
    code = code_now(enrolled(aslan))
    second_factor.check(aslan, code)
    with pytest.raises(WrongCode):
        second_factor.check(aslan, code)


@pytest.mark.parametrize("written", ["{}{}", "{} {}", "{}-{}"])
def test_a_code_opens_once_however_it_is_written_and_in_whichever_process(aslan, written):
    code = code_now(enrolled(aslan))
    second_factor.check(aslan, code)
    cache.clear()  # what another process remembers
    with pytest.raises(WrongCode):
        second_factor.check(aslan, written.format(code[:3], code[3:]))


def test_a_recovery_code_opens_once_and_is_on_the_trail(aslan):
    enrolled(aslan)
    first, *_ = second_factor.new_recovery_codes(aslan)
    second_factor.check(aslan, first)
    with pytest.raises(WrongCode):
        second_factor.check(aslan, first)
    assert Event.objects.filter(verb="staff.recovery-code-used", subject=aslan.public_id).count() == 1


def test_secrets_are_sealed_in_the_database(aslan):
    secret = enrolled(aslan)
    kept = " ".join(str(one) for one in Authenticator.objects.values_list("data", flat=True))
    assert secret not in kept
    assert "secret" in kept


def test_a_secret_copied_into_somebody_elses_row_does_not_open(aslan, zarema):
    secret, _ = enrolled(aslan), enrolled(zarema)
    stolen = Authenticator.objects.get(user=aslan, type="totp").data
    Authenticator.objects.filter(user=zarema, type="totp").update(data=stolen)
    with pytest.raises(Damaged):
        second_factor.check(zarema, code_now(secret))


def test_no_administrator_reads_or_sets_the_secret_of_another(leyla, aslan, client):
    secret = enrolled(aslan)
    client.force_login(leyla)
    pages = [client.get(where).text for where in ("/", "/second-factor/")]
    assert not any(secret in page for page in pages)
    box = Authenticator.objects.get(user=aslan, type="totp").data["secret"]
    with factors_of(leyla), pytest.raises(Damaged):
        Authenticator.objects.get(user=aslan, type="totp").wrap().validate_code("000000")
    assert secret not in box


def test_opening_a_second_factor_is_on_the_trail(aslan):
    secret = enrolled(aslan)
    before = Event.objects.filter(verb="staff.factor-checked").count()
    second_factor.check(aslan, code_now(secret))
    assert Event.objects.filter(verb="staff.factor-checked").count() == before + 1


def test_a_reset_is_recorded_told_and_ends_the_sessions(leyla, aslan, zarema, client):
    sign_in(client, aslan)
    second_factor.reset(leyla, aslan)
    assert not second_factor.is_enrolled(aslan)
    assert client.get("/").status_code == 302
    assert Event.objects.filter(verb="staff.factor-reset", by=leyla, subject=aslan.public_id).count() == 1
    assert {one.to for one in Alert.objects.filter(kind="factor_reset")} == {aslan, zarema}


def test_only_an_administrator_resets_and_never_their_own(cast):
    for role, one in cast.items():
        if role != "administrator":
            with pytest.raises(PermissionDenied):
                second_factor.reset(one, cast["administrator"])
    with pytest.raises(PermissionDenied):
        second_factor.reset(cast["administrator"], cast["administrator"])


DANGEROUS = ["/second-factor/recovery-codes/", "/second-factor/app/", "/second-factor/passkeys/"]


@pytest.mark.parametrize("where", DANGEROUS)
def test_a_dangerous_page_asks_for_both_factors_after_five_minutes(client, aslan, monkeypatch, where):
    client.force_login(aslan)
    at = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: at)
    assert client.get(where).url.startswith("/confirm/?next=")
    assert client.post(where).url.startswith("/confirm/?next=")


def test_confirming_leads_back_and_holds_for_five_minutes(client, aslan, monkeypatch):
    secret = enrolled(aslan)
    client.force_login(aslan)
    at = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: at)
    said = {"password": PASSWORD, "code": code_now(secret), "next": "/second-factor/app/"}
    assert client.post("/confirm/", said | {"password": "guess"}).status_code == 422
    assert client.post("/confirm/", said).url == "/second-factor/app/"
    assert client.get("/second-factor/app/").status_code == 200


def test_the_private_key_is_parted_between_session_and_cookie(client, aslan):
    sign_in(client, aslan)
    secret, wrapped = client.cookies[private_keys.COOKIE].value, client.session[private_keys.WRAPPED]
    private = keyring.taken_up(secret, wrapped)
    assert private.reveal() == keyring.open_private(aslan, PASSWORD).reveal()
    assert secret not in str(dict(client.session))


def test_without_the_cookie_the_server_holds_no_private_key(client, aslan, rf):
    sign_in(client, aslan)
    request = rf.get("/")
    request.session = client.session
    with pytest.raises(private_keys.KeyNotCarried):
        private_keys.of(request)


def test_signing_out_drops_the_private_key(client, aslan):
    sign_in(client, aslan)
    client.post("/sign-out/")
    assert client.cookies[private_keys.COOKIE].value == ""
    assert private_keys.WRAPPED not in client.session


def test_a_key_that_a_changed_password_does_not_open_stays_shut(aslan):
    keyring.make(aslan, "the password before")
    client = Client()
    sign_in(client, aslan)
    assert private_keys.COOKIE not in client.cookies
    assert Event.objects.filter(verb="staff.key-stayed-shut").count() == 1


def test_identities_ask_for_both_factors_after_eight_hours(client, aslan):
    client.force_login(aslan)
    session = client.session
    session[sessions.SIGNED_IN] = (clock.now() - timedelta(hours=8, minutes=1)).isoformat()
    session.save()
    request = type("Request", (), {"session": session})()
    assert not sessions.is_of_today(request)
