"""C10: there is one blind index, for receipts, and it is a keyed hash."""

import hashlib
import re
from pathlib import Path

import pytest

import kintrace
from kintrace.kernel import clock
from kintrace.vault import cases, receipts
from kintrace.vault.rotation import rotate

SOURCE = Path(kintrace.__file__).parent
# Keyed hashes that know nothing of a family.
OF_STAFF = {
    "access/actions.py",  # slows down guessing of a password, by the name that was typed
    "access/known.py",  # knows a browser again by a mark that names nobody
    "access/models/staff.py",  # ends sessions when a password changes
    "access/second_factor.py",  # slows down guessing of a code
}
pytestmark = pytest.mark.django_db


def test_c10_the_same_receipt_is_found_however_it_is_typed():
    assert receipts.index("1234 5678-9012") == receipts.index("123456789012")
    assert receipts.index("123456789012") != receipts.index("123456789013")


def test_c10_without_the_key_a_guess_finds_nothing():
    guesses = {hashlib.sha256(text).digest()[:16] for text in (b"1234", b"kintrace receipt|1234")}
    assert receipts.index("1234") not in guesses


def test_c10_the_index_outlives_a_rotation_and_the_collecting_of_keys():
    before = receipts.index("1234")
    rotate()
    cases.collect(before=clock.now())
    assert receipts.index("1234") == before


def test_c10_nothing_else_hashes_with_a_key():
    """Names, numbers and papers can be guessed, so nothing of a family but a receipt may have an index."""
    keyed = re.compile(r"hmac\.(new|digest)|salted_hmac|key_for_index")
    hashing = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if keyed.search(path.read_text())}
    assert hashing - OF_STAFF == {"vault/receipts.py", "vault/envelope.py"}
