"""One table says who may do what; what is in no table is refused."""

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.test import RequestFactory

from kintrace.access.middleware import every_view_declares_its_permission
from kintrace.access.permissions import allowed, declare, policy, require


def test_what_no_table_names_is_refused(cast):
    assert not any(allowed(one, "registry.invent_a_child") for one in cast.values())


def test_a_stranger_may_nothing(outsider, db):
    assert not any(allowed(outsider, permission) for permission in policy())


def test_whoever_left_may_nothing(aslan):
    aslan.is_active = False
    with pytest.raises(PermissionDenied):
        require(aslan, "tracing.judge")


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
