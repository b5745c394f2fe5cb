"""The keys unlock with the right secret, for the record they belong to, and say plainly why they do not."""

import uuid

import pytest

from kintrace.vault import cases, keys
from kintrace.vault.demo import DEMO_SECRET
from kintrace.vault.errors import Damaged, Erased, NoKeys, OtherKeys, WrongPassphrase
from kintrace.vault.models import CaseKey, Mark, MasterKey
from kintrace.vault.rotation import rotate
from kintrace.vault.secret import Secret

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten_afterwards():
    yield
    keys.lock()


def test_the_first_start_makes_a_master_key_of_this_record():
    keys.unlocked()
    assert MasterKey.objects.get().record == Mark.objects.here().record
    assert Mark.objects.here().sealed


def test_the_same_secret_unlocks_it_again():
    before = keys.unlocked()
    keys.lock()
    assert keys.unlock(DEMO_SECRET).masters[1].reveal() == before.masters[1].reveal()


def test_a_wrong_passphrase_is_refused_and_not_remembered():
    keys.unlocked()
    keys.lock()
    with pytest.raises(WrongPassphrase, match="not the passphrase of the record"):
        keys.unlock(Secret(b"something else altogether"))
    assert keys.unlocked()  # the provider is asked anew


def test_an_empty_keys_database_is_missed():
    keys.unlocked()
    CaseKey.objects.all().delete()
    MasterKey.objects.all().delete()
    with pytest.raises(NoKeys, match=r"keys\.sqlite3"):
        keys.unlocked()


def test_the_keys_of_another_record_are_refused():
    keys.unlocked()
    keys.lock()
    Mark.objects.update(record=uuid.uuid4())
    with pytest.raises(OtherKeys, match="belongs to another record"):
        keys.unlocked()


def test_a_master_key_that_was_changed_does_not_unlock():
    keys.unlocked()
    keys.lock()
    row = MasterKey.objects.get()
    row.wrapped = bytes(row.wrapped)[:-1] + bytes([row.wrapped[-1] ^ 1])
    row.save()
    with pytest.raises(WrongPassphrase, match="damaged"):
        keys.unlocked()


def test_a_key_moved_to_another_case_opens_nothing():
    one, other = uuid.uuid4(), uuid.uuid4()
    cases.new_cases([one, other])
    box = cases.seal(one, "a", one, "Amina")
    CaseKey.objects.filter(case=other).update(wrapped=CaseKey.objects.get(case=one).wrapped)
    with pytest.raises(Damaged):
        cases.open_fields(other, [cases.Sealed("a", one, box)], record=lambda: 1)


def test_what_was_sealed_opens_after_a_rotation_and_a_case_added_between():
    one, other = uuid.uuid4(), uuid.uuid4()
    cases.new_cases([one])
    box = cases.seal(one, "a", one, "Amina")
    assert rotate() == 2
    cases.new_cases([other])
    assert CaseKey.objects.get(case=other).master_id == 2
    assert cases.open_fields(one, [cases.Sealed("a", one, box)], record=lambda: 1) == ["Amina"]


def test_c8_an_erased_case_stays_erased_in_an_old_copy_of_the_record():
    one = uuid.uuid4()
    cases.new_cases([one])
    old_copy = cases.seal(one, "a", one, "Amina")
    cases.erase(one)
    rotate()
    with pytest.raises(Erased):
        cases.open_fields(one, [cases.Sealed("a", one, old_copy)], record=lambda: 1)
