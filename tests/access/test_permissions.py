"""One table says who may do what; what is in no table is refused, and a case is for those who work on it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.test import RequestFactory

from kintrace.access.middleware import every_view_declares_its_permission
from kintrace.access.models import CaseMember, Role, Sensitivity
from kintrace.access.permissions import Case, Rule, allowed, declare, may_ever, policy, require
from kintrace.kernel import clock


@pytest.fixture
def policy_with(monkeypatch):
    """Put one more permission into the policy, for one test."""

    def put(permission, rule):
        from kintrace.access import permissions  # noqa: PLC0415

        monkeypatch.setitem(permissions._policy, permission, rule)

    return put


def test_what_no_table_names_is_refused(cast):
    assert not any(allowed(one, "registry.invent_a_child") for one in cast.values())
    assert not any(may_ever(one, "registry.invent_a_child") for one in cast.values())


def test_a_stranger_may_nothing(outsider, db):
    assert not any(allowed(outsider, permission) for permission in policy())


def test_whoever_left_may_nothing(aslan):
    aslan.is_active = False
    with pytest.raises(PermissionDenied):
        require(aslan, "tracing.judge")


def test_nobody_of_a_frozen_office_may_anything(aslan):
    aslan.office.frozen_at = clock.now()
    assert not any(allowed(aslan, permission) or may_ever(aslan, permission) for permission in policy())


def test_a_registrar_never_learns_who_is_sought(fatima):
    assert allowed(fatima, "registry.view_children")
    assert not any(
        allowed(fatima, one) for one in ("registry.view_requests", "tracing.view_candidates", "tracing.judge")
    )


def test_the_administrator_and_the_auditor_open_no_case(leyla, ruslan):
    for one in (leyla, ruslan):
        assert not any(allowed(one, permission) for permission in policy() if permission.startswith("registry."))


def test_a_permission_has_one_meaning():
    with pytest.raises(ValueError, match="declared twice"):
        declare({"access.view_trail": frozenset()})


def test_a_view_that_declares_nothing_is_shut():
    door = every_view_declares_its_permission(lambda _request: None)
    with pytest.raises(ImproperlyConfigured, match="declares no permission"):
        door.process_view(RequestFactory().get("/"), lambda _request: None)


def test_a_permission_about_a_case_is_refused_where_none_is_named(policy_with, aslan):
    policy_with("x.open", Rule(frozenset({Role.TRACING_OFFICER}), Sensitivity.SERVICE, of_case=True))
    assert (allowed(aslan, "x.open"), may_ever(aslan, "x.open")) == (False, True)
    assert allowed(aslan, "x.open", case=uuid4())


def test_identities_are_for_those_who_work_on_the_case_while_they_do(policy_with, aslan, zarema):
    policy_with("x.open", Rule(frozenset({Role.TRACING_OFFICER, Role.SUPERVISOR}), Sensitivity.IDENTITY, of_case=True))
    case, at = uuid4(), clock.now()
    CaseMember.objects.create(case=case, user=aslan)
    assert [allowed(one, "x.open", case=case) for one in (aslan, zarema)] == [True, False]
    CaseMember.objects.update(until=at - timedelta(seconds=1))
    assert not allowed(aslan, "x.open", case=case)


def test_a_case_can_be_more_sensitive_than_its_kind(policy_with, aslan):
    policy_with("x.open", Rule(frozenset({Role.TRACING_OFFICER}), Sensitivity.SERVICE, of_case=True))
    assert not allowed(aslan, "x.open", case=uuid4(), level=Sensitivity.SEALED)


def test_a_registrar_reads_the_children_of_their_own_office(policy_with, fatima):
    policy_with("x.open", Rule(frozenset({Role.REGISTRAR}), Sensitivity.SERVICE, of_case=True))
    assert allowed(fatima, "x.open", case=Case(uuid4(), fatima.office_id))
    assert not allowed(fatima, "x.open", case=Case(uuid4(), fatima.office_id + 1))
    assert not allowed(fatima, "x.open", case=Case(uuid4()))
