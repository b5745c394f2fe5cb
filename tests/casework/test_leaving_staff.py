"""Whoever leaves, or moves to a role that opens nothing sealed, keeps no key; the last key of all is kept, unused."""

import pytest

from kintrace.access import staffing
from kintrace.vault import cards, keyring
from kintrace.vault.models import CapsuleKey, Desk, DeskKey
from tests.cast import PASSWORD


@pytest.fixture
def desk(sealed, aslan, zarema):
    """A desk on call that both hold, beside the capsule that both hold."""
    return cards.make_desk("night", [aslan, zarema])


def moved(leyla, member, role):
    staffing.grant(leyla, {"member": member.public_id, "role": role, "further": [], "office": member.office.code})


def held_by(member):
    return CapsuleKey.objects.filter(member=member).count(), DeskKey.objects.filter(member=member).count()


def test_whoever_leaves_keeps_no_key(desk, aslan, zarema, leyla):
    assert held_by(aslan) == (1, 1)
    staffing.close_account(leyla, aslan)
    assert (held_by(aslan), held_by(zarema)) == ((0, 0), (1, 1))


def test_so_does_whoever_moves_to_a_role_that_opens_nothing_sealed(desk, aslan, zarema, leyla):
    moved(leyla, aslan, "auditor")
    assert (held_by(aslan), held_by(zarema)) == ((0, 0), (1, 1))


def test_a_role_that_opens_as_much_keeps_them(desk, aslan, leyla):
    moved(leyla, aslan, "supervisor")
    assert held_by(aslan) == (1, 1)


def test_the_last_key_is_not_deleted_with_a_role(desk, aslan, zarema, leyla):
    moved(leyla, aslan, "auditor")
    moved(leyla, zarema, "auditor")
    assert held_by(zarema) == (1, 1)
    assert Desk.objects.get().keys.exists()


def test_nor_is_one_where_the_other_opens_nothing_since_a_password_was_reset(desk, aslan, zarema, leyla):
    keyring.make(zarema, PASSWORD)
    moved(leyla, aslan, "auditor")
    assert held_by(aslan) == (1, 1)


def test_in_a_frozen_office_a_role_that_opens_as_much_keeps_them_too(desk, aslan, leyla):
    staffing.freeze(leyla, aslan.office)
    moved(leyla, aslan, "supervisor")
    assert held_by(aslan) == (1, 1)
