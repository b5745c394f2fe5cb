"""Six people hold nine roles: what goes together, and what never does."""

from itertools import product

import pytest

from kintrace.access.models import Duty, Role
from kintrace.access.permissions import allowed, roles_of
from kintrace.access.reach import GO_TOGETHER, SMALL_OFFICE, go_together
from kintrace.config.policy import policy_named
from kintrace.kernel.errors import WrongUse

TALK = {Role.HOTLINE_OPERATOR, Role.REGISTRAR}
SEE_CANDIDATES = {Role.TRACING_OFFICER, Role.SUPERVISOR}


@pytest.fixture
def small(settings):
    settings.POLICY = "small"


def test_six_people_hold_every_role_once():
    held = [role for roles in SMALL_OFFICE.values() for role in roles]
    assert (len(SMALL_OFFICE), sorted(held)) == (6, sorted(Role))
    assert all(go_together(roles) for roles in SMALL_OFFICE.values())


@pytest.mark.parametrize("pair", list(product(TALK, SEE_CANDIDATES)), ids=" and ".join)
def test_whoever_talks_with_families_or_children_sees_no_candidates(pair):
    assert not go_together(pair)


@pytest.mark.parametrize("alone", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_the_auditor_and_the_administrator_do_nothing_else(alone):
    assert not any(alone in pair for pair in GO_TOGETHER)


def test_one_person_holds_several_roles_in_a_small_office_only(zarema, settings):
    Duty.objects.create(user=zarema, role=Role.RETURN_COORDINATOR)
    assert roles_of(zarema) == {Role.SUPERVISOR}
    settings.POLICY = "small"
    assert roles_of(zarema) == {Role.SUPERVISOR, Role.RETURN_COORDINATOR}


def test_roles_that_do_not_go_together_do_not_count_even_if_a_row_says_so(small, fatima):
    Duty.objects.create(user=fatima, role=Role.SUPERVISOR)
    assert roles_of(fatima) == {Role.REGISTRAR}
    assert not allowed(fatima, "tracing.judge")


def test_a_policy_nobody_wrote_is_refused():
    with pytest.raises(WrongUse, match="full or small"):
        policy_named("none")
