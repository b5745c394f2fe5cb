"""A code survives a bad telephone line: whatever slips once is noticed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.kernel.ids import ALPHABET, LENGTH, check_letter, new_code, read_code

CODES = [new_code("R", rng) for rng in [random.Random(2017)] for _ in range(500)]


def test_the_check_letter_is_the_sum_by_place_modulo_23():
    # 2·0 + 3·1 + 4·2 + 5·3 + 6·4 = 50 = 2·23 + 4
    assert check_letter(ALPHABET[:5]) == ALPHABET[4]


def test_no_sign_looks_or_sounds_like_another():
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert set(ALPHABET).isdisjoint("01OILUVBMNSY")


def test_a_new_code_reads_back_as_itself():
    assert [read_code(code) for code in CODES] == CODES


def test_every_single_slip_is_caught():
    for code in CODES:
        prefix, signs = code[0], code[2:].replace("-", "")
        slips = [
            signs[:at] + sign + signs[at + 1 :] for at in range(LENGTH + 1) for sign in ALPHABET if sign != signs[at]
        ]
        assert [slip for slip in slips if read_code(prefix + slip) is not None] == []


def test_every_swap_of_neighbours_is_caught():
    for code in CODES:
        prefix, signs = code[0], code[2:].replace("-", "")
        swaps = {signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :] for at in range(LENGTH)} - {signs}
        assert [swap for swap in swaps if read_code(prefix + swap) is not None] == []


@pytest.mark.parametrize("said", ["", "-", "R", "R-7QK2A", "7QK2A-D", "R-7QK0A-D", "R-7QK2AA-DD"])
def test_what_is_no_code_reads_as_none(said):
    assert read_code(said) is None


def test_a_code_is_read_however_it_was_spoken_and_typed():
    spoken = " ".join(CODES[0].lower().replace("-", " "))
    assert read_code(spoken) == CODES[0]


@given(st.text())
def test_any_text_reads_as_a_code_that_reads_as_itself_or_as_none(said):
    code = read_code(said)
    assert code is None or read_code(code) == code
