"""A private key opens with its owner's password, and travels in two halves that are of no use alone."""

import inspect

import pytest

from kintrace.vault import keyring, passphrase
from kintrace.vault.errors import Damaged
from kintrace.vault.models import Keyring
from kintrace.vault.secret import Secret


def test_the_password_opens_it(private, aslan):
    assert keyring.open_private(aslan, "password of aslan").reveal() == private[aslan].reveal()


def test_another_password_does_not(private, aslan):
    with pytest.raises(keyring.WrongPassword):
        keyring.open_private(aslan, "password of zarema")


def test_a_keyring_put_under_somebody_else_does_not_open(private, aslan, zarema):
    Keyring.objects.filter(member=zarema).update(wrapped=Keyring.objects.get(member=aslan).wrapped)
    with pytest.raises(keyring.WrongPassword):
        keyring.open_private(zarema, "password of aslan")


def test_a_new_password_opens_the_same_key(private, aslan):
    keyring.change_password(aslan, old="password of aslan", new="another one")
    assert keyring.open_private(aslan, "another one").reveal() == private[aslan].reveal()
    with pytest.raises(keyring.WrongPassword):
        keyring.open_private(aslan, "password of aslan")


def test_a_member_without_a_key_is_told_so(db, leyla):
    with pytest.raises(keyring.NoKeyring):
        keyring.of(leyla)


def test_it_is_carried_in_two_halves(private, aslan):
    cookie, session = keyring.carry(private[aslan])
    assert keyring.taken_up(cookie, session).reveal() == private[aslan].reveal()
    assert private[aslan].reveal().hex() not in cookie + session


@pytest.mark.parametrize("spoil", [lambda text: text[:0], lambda text: "?" + text, lambda text: text[:-4]])
def test_a_half_that_was_spoilt_gives_nothing(private, aslan, spoil):
    cookie, session = keyring.carry(private[aslan])
    other, _ = keyring.carry(private[aslan])
    for halves in ((spoil(cookie), session), (cookie, spoil(session)), (other, session)):
        with pytest.raises(Damaged):
            keyring.taken_up(*halves)


def test_a_guess_costs_what_rfc_9106_recommends():
    assert "COST = Cost(64 * 1024, 3, 4)" in inspect.getsource(passphrase)


def test_c12_the_slow_hash_is_argon2id():
    """The value is one of the test vectors of Argon2's reference implementation."""
    key = passphrase.stretch(Secret(b"password"), b"somesalt", cost=passphrase.Cost(65536, 2, 1))
    assert key.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
