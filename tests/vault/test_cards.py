"""A contact card opens to the desk on call, for one call that is due."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kintrace.kernel import clock
from kintrace.vault import cards, cases
from kintrace.vault.errors import Damaged, Erased, NotRecorded
from kintrace.vault.models import ContactCard, Keyring

CONTACT = cards.Contact("+964 770 000 0000", "after 21:00", "the blue scarf")


@pytest.fixture
def desk(private, aslan, zarema):
    return cards.make_desk("night", [aslan, zarema])


@pytest.fixture
def card(case, desk):
    return cards.seal_card(case, CONTACT, desk=desk)


def opened(card, private, record, at=None):
    return cards.release(card, private=private, record=record, at=at or clock.now())


def test_it_opens_for_a_call_that_is_due(card, private, aslan, recorded):
    cards.call_due(card, clock.now())
    assert opened(card, private[aslan], recorded) == CONTACT
    assert len(recorded) == 1


def test_it_opens_once_a_call(card, private, aslan, recorded):
    cards.call_due(card, clock.now())
    opened(card, private[aslan], recorded)
    with pytest.raises(cards.NoCallDue):
        opened(card, private[aslan], recorded)


def test_it_stays_shut_before_the_hour(card, private, aslan, recorded):
    cards.call_due(card, clock.now() + timedelta(hours=1))
    with pytest.raises(cards.NoCallDue):
        opened(card, private[aslan], recorded)
    assert recorded == []


def test_whoever_is_not_on_call_does_not_open_it_and_uses_up_nothing(card, private, aslan, fatima, recorded):
    cards.call_due(card, clock.now())
    with pytest.raises(cards.NotOnCall):
        opened(card, private[fatima], recorded)
    assert opened(card, private[aslan], recorded) == CONTACT


def test_e2_it_stays_shut_and_due_when_the_opening_cannot_be_recorded(card, private, aslan, recorded):
    cards.call_due(card, clock.now())
    with pytest.raises(NotRecorded):
        opened(card, private[aslan], lambda: None)
    assert opened(card, private[aslan], recorded) == CONTACT


def test_somebody_put_on_call_opens_it(card, desk, private, aslan, fatima, recorded):
    cards.put_on_call(desk, fatima, private=private[aslan])
    cards.call_due(card, clock.now())
    assert opened(card, private[fatima], recorded) == CONTACT


def test_whoever_goes_off_call_opens_no_card_with_what_they_had(card, desk, private, aslan, zarema, recorded):
    old = cards._desk_private(desk, private[aslan])
    cards.take_off_call(desk, aslan, private=private[zarema])
    now = ContactCard.objects.get()
    with pytest.raises(Damaged):
        cards._contact(now, old)
    cards.call_due(now, clock.now())
    assert opened(now, private[zarema], recorded) == CONTACT


def test_somebody_stays_on_call(desk, private, aslan, zarema):
    cards.take_off_call(desk, aslan, private=private[zarema])
    with pytest.raises(cards.NotOnCall, match="Nobody else"):
        cards.take_off_call(desk, zarema, private=private[zarema])


def test_c8_a_card_goes_with_its_case(card, private, aslan, recorded):
    cases.erase(card.case)
    cards.call_due(card, clock.now())
    with pytest.raises(Erased):
        opened(card, private[aslan], recorded)


def test_c13_a_contact_does_not_show_itself(card):
    assert "964" not in repr(CONTACT) + repr(card)


def test_d13_a_card_of_an_erased_case_keeps_nobody_on_call(card, desk, private, aslan, zarema):
    other = uuid4()
    cases.new_cases([other])
    cards.seal_card(other, CONTACT, desk=desk)
    cases.erase(other)
    cards.take_off_call(desk, zarema, private=private[aslan])
    assert list(ContactCard.objects.all()) == [card]
    assert not desk.keys.filter(member=zarema).exists()


def test_d13_nor_does_a_colleague_who_has_no_key_just_now(desk, private, aslan, zarema, fatima):
    cards.put_on_call(desk, fatima, private=private[aslan])
    Keyring.objects.filter(member=fatima).delete()  # her password was reset
    cards.take_off_call(desk, zarema, private=private[aslan])
    assert set(desk.keys.values_list("member", flat=True)) == {aslan.pk}
