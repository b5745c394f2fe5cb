"""A capsule opens to its members and to the office's recovery key; whoever leaves is shut out by a new key."""

import pytest

from kintrace.vault import aead, boxes, capsules, cases, envelope, keyring, recovery
from kintrace.vault.errors import Damaged, Erased, NotRecorded
from kintrace.vault.models import Capsule, CapsuleKind, Keyring

TEXT = "Зарема, бабушка; +7 928 000-00-00 only after dark"


@pytest.fixture
def capsule(case, private, aslan, zarema, paper):
    return capsules.seal_capsule(case, CapsuleKind.INQUIRER, TEXT, members=[aslan, zarema], recovery=paper[0])


def test_each_member_opens_it(capsule, private, aslan, zarema, recorded):
    for member in (aslan, zarema):
        assert capsules.open_capsule(capsule, private=private[member], record=recorded) == TEXT
    assert len(recorded) == 2


def test_it_holds_nothing_to_be_read(capsule):
    row = Capsule.objects.values_list("box", "recovery_box").get()
    words = [word.encode() for word in TEXT.split() if len(word) > 3]  # two bytes alike can come by chance
    assert len(words) > 4
    assert not any(word in bytes(box) for word in words for box in row)


def test_a_colleague_who_is_no_member_does_not_open_it(capsule, private, fatima, recorded):
    with pytest.raises(capsules.NoKeyToIt):
        capsules.open_capsule(capsule, private=private[fatima], record=recorded)


def test_c6_the_keys_of_the_running_site_do_not_open_it(capsule, recorded):
    inner = envelope.unlock_bytes(capsule.case, capsule.box, context=capsules._context(capsule))
    with pytest.raises(Damaged):
        aead.unlock(envelope.key_of(capsule.case).secret, inner, context=capsules._context(capsule))
    with pytest.raises(capsules.NoKeyToIt):
        capsules.open_capsule(capsule, private=boxes.new_private(), record=recorded)


def test_e2_it_stays_shut_when_the_opening_cannot_be_recorded(capsule, private, aslan):
    with pytest.raises(NotRecorded):
        capsules.open_capsule(capsule, private=private[aslan], record=lambda: 0)


@pytest.mark.parametrize("members", [[], ["aslan"], ["aslan", "aslan"], ["aslan", "left"]])
def test_it_is_sealed_to_two_people_who_are_still_here(case, private, aslan, zarema, paper, members):
    zarema.is_active = False
    who = {"aslan": aslan, "left": zarema}
    with pytest.raises(capsules.TooFewMembers):
        capsules.seal_capsule(case, CapsuleKind.DISPUTE, TEXT, members=[who[one] for one in members], recovery=paper[0])
    assert not Capsule.objects.exists()


def test_a_new_member_opens_what_was_sealed_before(capsule, private, aslan, fatima, recorded):
    assert capsules.add_member(capsule.case, fatima, private=private[aslan]) == 1
    assert capsules.open_capsule(capsule, private=private[fatima], record=recorded) == TEXT


def test_d13_somebody_leaves_even_while_a_colleague_has_no_key(capsule, private, aslan, zarema, fatima, recorded):
    capsules.add_member(capsule.case, fatima, private=private[aslan])
    Keyring.objects.filter(member=fatima).delete()  # her password was reset
    assert capsules.remove_member(capsule.case, aslan, private=private[zarema]) == 1
    now = Capsule.objects.get()
    with pytest.raises(capsules.NoKeyToIt):
        capsules.open_capsule(now, private=private[aslan], record=recorded)
    again = keyring.make(fatima, "another password")
    assert (capsules.shut_to(fatima), capsules.reseal_for(fatima, private=private[zarema])) == (1, 1)
    assert capsules.open_capsule(now, private=again, record=recorded) == TEXT


def test_somebody_who_holds_no_key_can_add_nobody(capsule, private, fatima):
    assert capsules.add_member(capsule.case, fatima, private=private[fatima]) == 0


def test_d13_whoever_leaves_opens_it_no_more_even_with_the_old_key(capsule, private, aslan, zarema, fatima, recorded):
    capsules.add_member(capsule.case, fatima, private=private[aslan])
    key = capsules._key(capsule, private[aslan])
    assert capsules.remove_member(capsule.case, aslan, private=private[zarema]) == 1
    now = Capsule.objects.get()
    with pytest.raises(capsules.NoKeyToIt):
        capsules.open_capsule(now, private=private[aslan], record=recorded)
    with pytest.raises(Damaged):
        capsules._text(now, key)
    for member in (zarema, fatima):
        assert capsules.open_capsule(now, private=private[member], record=recorded) == TEXT


def test_the_last_two_members_stay(capsule, private, aslan, zarema, recorded):
    with pytest.raises(capsules.TooFewMembers, match="Add somebody else first"):
        capsules.remove_member(capsule.case, aslan, private=private[zarema])
    assert capsules.open_capsule(capsule, private=private[aslan], record=recorded) == TEXT


def test_people_who_left_the_house_do_not_count(capsule, private, aslan, zarema, fatima):
    capsules.add_member(capsule.case, fatima, private=private[aslan])
    fatima.is_active = False
    fatima.save(update_fields=["is_active"])
    with pytest.raises(capsules.TooFewMembers):
        capsules.remove_member(capsule.case, aslan, private=private[zarema])


def test_a_password_reset_is_undone_by_a_colleague(capsule, private, aslan, zarema, recorded):
    renewed = keyring.make(zarema, "another password")
    assert capsules.shut_to(zarema) == 1
    with pytest.raises(capsules.NoKeyToIt):
        capsules.open_capsule(capsule, private=renewed, record=recorded)
    assert capsules.reseal_for(zarema, private=private[aslan]) == 1
    assert capsules.shut_to(zarema) == 0
    assert capsules.open_capsule(capsule, private=renewed, record=recorded) == TEXT


def test_a_reset_gives_nobody_more_than_they_held(capsule, private, aslan, fatima):
    assert capsules.reseal_for(fatima, private=private[aslan]) == 0


def test_the_shares_of_the_office_open_it_when_everybody_is_gone(capsule, paper, recorded):
    row, shares = paper
    private = recovery.private_from(row, shares[1:4], record=recorded)
    assert capsules.open_capsule(capsule, private=private, record=recorded) == TEXT


def test_c8_a_capsule_goes_with_its_case(capsule, private, aslan, recorded):
    cases.erase(capsule.case)
    with pytest.raises(Erased):
        capsules.open_capsule(capsule, private=private[aslan], record=recorded)


@pytest.mark.parametrize("change", [{"kind": CapsuleKind.DISPUTE}, {"version": 2}])
def test_a_capsule_that_was_relabelled_does_not_open(capsule, private, aslan, recorded, change):
    Capsule.objects.update(**change)
    with pytest.raises(Damaged):
        capsules.open_capsule(Capsule.objects.get(), private=private[aslan], record=recorded)
