"""What happens to other people's accounts and offices, and never to one's own."""

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.access import staffing, two_person
from kintrace.access.models import Alert, Duty, Event, Office, Role, User
from kintrace.access.permissions import allowed
from kintrace.kernel.errors import WrongUse
from kintrace.vault import keyring
from kintrace.vault.models import Keyring
from tests.cast import PASSWORD, sign_in, staff


def test_freezing_ends_every_session_of_an_office_and_opens_nothing(client, aslan, leyla, ruslan):
    sign_in(client, aslan)
    staffing.freeze(leyla, aslan.office)
    assert client.get("/").url.startswith("/sign-in/")
    frozen = User.objects.get(pk=aslan.pk)
    assert not allowed(frozen, "tracing.view_today")
    assert Event.objects.filter(verb="office.frozen", subject=aslan.office.code).exists()
    assert Alert.objects.get().to == ruslan


def test_nobody_of_a_frozen_office_signs_in(client, aslan, leyla):
    staffing.freeze(leyla, aslan.office)
    assert "do not fit together" in sign_in_page(client, aslan)


def sign_in_page(client, user):
    from tests.cast import PASSWORD  # noqa: PLC0415

    return client.post("/sign-in/", {"username": user.username, "password": PASSWORD}).text


def test_an_office_is_thawed_by_two_persons(aslan, leyla):
    other = staff("other", "supervisor", office="Moscow")
    staffing.freeze(other, aslan.office)
    payload = {"office": aslan.office.code}
    proposal = two_person.propose(leyla, "office.thaw", payload)
    assert Office.objects.get(pk=aslan.office_id).is_frozen
    two_person.approve(other, proposal)
    two_person.carry_out(leyla, proposal, payload)
    assert not Office.objects.get(pk=aslan.office_id).is_frozen


def test_roles_are_granted_by_two_persons_and_end_the_sessions(client, aslan, leyla, zarema):
    client.force_login(aslan)
    payload = {
        "member": aslan.public_id,
        "role": "supervisor",
        "further": ["return_coordinator"],
        "office": aslan.office.code,
    }
    proposal = two_person.propose(leyla, "roles.grant", payload)
    two_person.approve(zarema, proposal)
    two_person.carry_out(leyla, proposal, payload)
    changed = User.objects.get(pk=aslan.pk)
    assert (changed.role, changed.further_roles) == (Role.SUPERVISOR, {Role.RETURN_COORDINATOR})
    assert client.get("/").status_code == 302


def test_roles_that_do_not_go_together_are_granted_to_nobody(fatima, leyla, zarema):
    payload = {
        "member": fatima.public_id,
        "role": "registrar",
        "further": ["tracing_officer"],
        "office": fatima.office.code,
    }
    proposal = two_person.propose(leyla, "roles.grant", payload)
    two_person.approve(zarema, proposal)
    with pytest.raises(WrongUse):
        two_person.carry_out(leyla, proposal, payload)
    assert not Duty.objects.exists()


def test_an_account_is_closed_by_somebody_else(client, aslan, leyla):
    client.force_login(aslan)
    keyring.make(aslan, PASSWORD)
    staffing.close_account(leyla, aslan)
    assert client.get("/").status_code == 302
    assert not Keyring.objects.exists()
    with pytest.raises(PermissionDenied):
        staffing.close_account(leyla, leyla)


FORGED = [{"role": "administrator"}, {"office": "1"}, {"is_active": "1"}, {"duties": "auditor"}, {"public_id": "x"}]


@pytest.mark.parametrize("forged", FORGED, ids=str)
@pytest.mark.parametrize(
    "where", ["/language/", "/confirm/", "/second-factor/app/", "/second-factor/recovery-codes/", "/sign-out/"]
)
def test_nobody_changes_their_own_role_or_office_by_sending_more(client, aslan, where, forged):
    client.force_login(aslan)
    before = User.objects.filter(pk=aslan.pk).values("role", "office", "is_active", "public_id").get()
    answer = client.post(where, {"language": "en", "code": "1", "password": "x"} | forged)
    assert answer.status_code == 400
    assert User.objects.filter(pk=aslan.pk).values("role", "office", "is_active", "public_id").get() == before
