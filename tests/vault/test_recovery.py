"""The recovery key of an office: enough shares give it back, one fewer give nothing."""

import itertools

import pytest
import shamirs
from hypothesis import given
from hypothesis import strategies as st

from kintrace.vault import boxes, recovery
from kintrace.vault.errors import NotRecorded


def test_any_three_of_five_open(paper, recorded):
    row, shares = paper
    for some in itertools.combinations(shares, 3):
        assert boxes.public_of(recovery.private_from(row, some, record=recorded)) == bytes(row.public)


def test_c7_one_share_fewer_gives_nothing_and_is_recorded(paper, recorded):
    row, shares = paper
    for some in itertools.combinations(shares, 2):
        with pytest.raises(recovery.NotEnoughShares, match="3 different ones"):
            recovery.private_from(row, some, record=recorded)
    with pytest.raises(recovery.NotEnoughShares):
        recovery.private_from(row, [shares[0]] * 3, record=recorded)
    assert len(recorded) == 11


@given(st.integers(2, 8), st.data())
def test_c7_fewer_shares_fit_every_key_alike(needed, draw):
    """With one share fewer, each guess of the key has its share that fits: those that are held say nothing."""
    split = shamirs.shares(7, quantity=needed, modulus=recovery.PRIME, threshold=needed)[: needed - 1]
    guess = draw.draw(st.integers(0, 2**256 - 1))
    points = [*((share.index, share.value) for share in split), (0, guess)]
    missing = recovery_at(points, needed)
    whole = [*split, shamirs.share(needed, missing, recovery.PRIME)]
    assert int(shamirs.interpolate(whole, threshold=needed)) == guess


def recovery_at(points, x):
    """Return the polynomial through `points` at x, by Lagrange's formula."""
    total = 0
    for at, value in points:
        term = value
        for other, _ in points:
            if other != at:
                term = term * (x - other) * pow(at - other, -1, recovery.PRIME) % recovery.PRIME
        total += term
    return total % recovery.PRIME


def test_the_shares_of_another_office_do_not_open(paper, recorded):
    other, _ = recovery.make("O-2", shares=3, needed=2)
    with pytest.raises(recovery.NotEnoughShares):
        recovery.private_from(other, paper[1], record=recorded)


def test_nothing_is_tried_that_cannot_be_recorded(paper):
    with pytest.raises(NotRecorded):
        recovery.private_from(paper[0], paper[1], record=lambda: None)


def test_a_share_may_be_typed_in_small_letters_with_blanks(paper, recorded):
    row, shares = paper
    typed = [share.lower().replace("-", "  ") for share in shares]
    assert recovery.private_from(row, typed, record=recorded)


def test_a_mistyped_share_is_said_to_be_one(paper, recorded):
    row, (first, *others) = paper
    for at, letter in enumerate(first):
        if letter != "-":
            wrong = first[:at] + ("A" if letter != "A" else "B") + first[at + 1 :]
            with pytest.raises(recovery.UnreadableShare):
                recovery.private_from(row, [wrong, *others], record=recorded)


@pytest.mark.parametrize(("shares", "needed"), [(1, 1), (3, 1), (2, 3), (21, 2)])
def test_a_split_that_protects_nobody_is_refused(db, shares, needed):
    with pytest.raises(ValueError, match="is not a split"):
        recovery.make("O-1", shares=shares, needed=needed)


def test_the_field_of_the_shares_is_a_prime_above_every_key():
    """Fermat's test to forty bases: a composite would pass each with a chance of at most a half."""
    assert recovery.PRIME > 2**256
    assert all(pow(base, recovery.PRIME - 1, recovery.PRIME) == 1 for base in range(2, 42))
