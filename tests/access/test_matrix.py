"""Who may do what with which case, cell by cell; and that the comparison would notice."""

import pytest

from kintrace.access import permissions, reach
from kintrace.access.models import Role, Sensitivity
from tests.access.matrix import GOLDEN, cells, spelled_out

READ_IT = "the policy changed: if that was meant, run `python -m tests.access.matrix` and read the difference"


def test_the_matrix_is_the_one_that_was_read_and_agreed():
    assert spelled_out() == GOLDEN.read_text(encoding="utf-8"), READ_IT


def test_the_matrix_has_more_than_two_thousand_cells():
    assert sum(1 for _ in cells()) > 2000


def test_nobody_reaches_what_is_sealed_without_working_on_the_case():
    assert [cell for cell, yes in cells() if yes and cell[2] >= Sensitivity.IDENTITY and not cell[3]] == []


def test_the_auditor_and_the_administrator_reach_no_case():
    shut = {Role.AUDITOR, Role.ADMINISTRATOR}
    assert [cell for cell, yes in cells() if yes and cell[1] in shut and cell[2] > Sensitivity.PUBLIC] == []


@pytest.mark.parametrize("role", Role)
def test_the_comparison_notices_a_role_that_reaches_further(monkeypatch, role):
    farther = (reach.Scope.ALL,) * 4
    monkeypatch.setitem(reach.REACH, role, farther)
    assert spelled_out() != GOLDEN.read_text(encoding="utf-8")


def test_the_comparison_notices_a_permission_given_away(monkeypatch):
    monkeypatch.setitem(permissions._policy, "access.view_trail", permissions.Rule(frozenset(Role)))
    assert spelled_out() != GOLDEN.read_text(encoding="utf-8")


def test_the_comparison_notices_a_policy_that_forgets_to_ask_who_works_on_a_case(monkeypatch):
    monkeypatch.setattr(permissions, "_needed", lambda *_, **__: reach.Scope.OWN)
    assert spelled_out() != GOLDEN.read_text(encoding="utf-8")
