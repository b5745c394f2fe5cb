"""Who may do what with which case, cell by cell; and that the comparison would notice."""

import pytest

from kintrace.access import permissions, reach
from kintrace.access.models import Role, Sensitivity
from tests.access.matrix import agreed, cells, spelled_out

READ_IT = "the policy changed: if that was meant, run `python -m tests.access.matrix` and read the difference"


@pytest.fixture(scope="module")
def answered():
    return list(cells())


def test_the_matrix_is_the_one_that_was_read_and_agreed():
    assert spelled_out() == agreed(), READ_IT


def test_the_matrix_has_more_than_two_thousand_cells(answered):
    assert len(answered) > 2000


def test_nobody_reaches_what_is_sealed_without_working_on_the_case(answered):
    assert [cell for cell, yes in answered if yes and cell[2] >= Sensitivity.IDENTITY and not cell[3]] == []


def test_the_auditor_and_the_administrator_reach_no_case(answered):
    shut = {Role.AUDITOR, Role.ADMINISTRATOR}
    assert [cell for cell, yes in answered if yes and cell[1] in shut and cell[2] > Sensitivity.PUBLIC] == []


@pytest.mark.parametrize("role", Role)
def test_the_comparison_notices_a_role_that_reaches_further(monkeypatch, role):
    farther = (reach.Scope.ALL,) * 4
    assert spelled_out(roles=[role]) == agreed(role=role)
    monkeypatch.setitem(reach.REACH, role, farther)
    assert spelled_out(roles=[role]) != agreed(role=role)


def test_the_comparison_notices_a_permission_given_away(monkeypatch):
    of = "access.view_trail"
    assert spelled_out(chosen=[of]) == agreed(chosen=of)
    monkeypatch.setitem(permissions._policy, of, permissions.Rule(frozenset(Role)))
    assert spelled_out(chosen=[of]) != agreed(chosen=of)


def test_the_comparison_notices_a_policy_that_forgets_to_ask_who_works_on_a_case(monkeypatch):
    monkeypatch.setattr(permissions, "_needed", lambda *_, **__: reach.Scope.OWN)
    assert spelled_out() != agreed()
