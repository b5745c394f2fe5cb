"""A case is sealed under its own key, opens only where it belongs, and only after that was recorded."""

import itertools
import random
import uuid

import pytest

from kintrace.kernel import clock
from kintrace.vault import aead, cases, envelope
from kintrace.vault.cases import Plain, Sealed
from kintrace.vault.errors import Damaged, Erased, NotRecorded
from kintrace.vault.models import CaseKey, ContactCard, Desk

pytestmark = pytest.mark.django_db
NAME = "registry.Statement.value"


def first():
    return 1


@pytest.fixture
def sealed(case):
    row = uuid.uuid4()
    return Sealed(NAME, row, cases.seal(case, NAME, row, "Хадижа"))


def test_what_was_sealed_opens(case, sealed):
    assert cases.open_fields(case, [sealed], record=first) == ["Хадижа"]


def test_a_sealed_value_does_not_hold_what_it_seals(sealed):
    assert "Хадижа".encode() not in sealed.box


def test_half_a_character_is_kept_as_it_came(case):
    row = uuid.uuid4()
    box = cases.seal(case, NAME, row, "a\ud800b")
    assert cases.open_fields(case, [Sealed(NAME, row, box)], record=first) == ["a\ud800b"]


def test_c3_a_sealed_value_opens_in_its_own_place_only():
    places = [
        (case, field, uuid.uuid4())
        for case in (uuid.uuid4(), uuid.uuid4())
        for field in (NAME, "registry.Statement.note")
        for _ in range(50)
    ]
    cases.new_cases({case for case, _, _ in places})
    boxes = cases.seal_many([Plain(*place, "same") for place in places])
    boxes_of = dict(zip(places, boxes, strict=True))
    opened = []
    for case, group in itertools.groupby(places, key=lambda place: place[0]):
        key = envelope.keys_of([case])[case]
        for (_, field, row), box in itertools.product(group, boxes):
            try:
                opened.append((case, field, row, cases._opened(key, [Sealed(field, row, box)]), box))
            except Damaged:
                continue
    assert len(places) == len(boxes_of) == 200
    assert [(*place[:3],) for place in opened] == places
    assert all(boxes_of[case, field, row] == box for case, field, row, _, box in opened)


def test_c4_no_nonce_comes_twice():
    key = aead.new_key()
    nonces = {aead.lock(key, b"", context=b"")[: aead.NONCE_BYTES] for _ in range(1_000_000)}
    assert len(nonces) == 1_000_000


@pytest.mark.parametrize("place", [0, 1, 5, 13, -1])
def test_a_flipped_bit_is_never_shown(case, sealed, place):
    box = bytearray(sealed.box)
    box[place] ^= 1
    with pytest.raises(Damaged, match="not shown"):
        cases.open_fields(case, [sealed._replace(box=bytes(box))], record=first)


def test_a_value_cut_short_is_never_shown(case, sealed):
    for length in range(len(sealed.box)):
        with pytest.raises(Damaged):
            cases.open_fields(case, [sealed._replace(box=sealed.box[:length])], record=first)


def _fails():
    raise OSError("the disk is full")


@pytest.mark.parametrize("record", [_fails, lambda: None, lambda: 0, lambda: True, lambda: "1"])
def test_e2_nothing_is_opened_that_was_not_recorded(case, sealed, record, monkeypatch):
    monkeypatch.setattr(envelope, "keys_of", lambda _: pytest.fail("a key was touched"))
    with pytest.raises(NotRecorded):
        cases.open_fields(case, [sealed], record=record)
    with pytest.raises(NotRecorded):
        cases.open_cases({case: [sealed]}, record=record)


def test_e1_one_opening_is_recorded_once_and_before(case, sealed, monkeypatch):
    order = []
    opened = cases._opened
    monkeypatch.setattr(cases, "_opened", lambda *words: order.append("opened") or opened(*words))
    assert list(cases.open_cases({case: [sealed, sealed]}, record=lambda: order.append("recorded") or 7)) == [
        (case, ["Хадижа", "Хадижа"])
    ]
    assert order == ["recorded", "opened"]


def test_an_erased_case_opens_no_more(case, sealed):
    cases.erase(case)
    with pytest.raises(Erased):
        cases.open_fields(case, [sealed], record=first)
    with pytest.raises(Erased):
        cases.seal(case, NAME, uuid.uuid4(), "again")


def test_many_cases_open_in_order_without_those_that_were_erased():
    made = [uuid.uuid4() for _ in range(1_200)]
    cases.new_cases(made)
    rows = [uuid.uuid4() for _ in made]
    boxes = cases.seal_many([Plain(case, NAME, row, f"{case}") for case, row in zip(made, rows, strict=True)])
    cases.erase(made[7])
    many = [(case, [Sealed(NAME, row, box)]) for case, row, box in zip(made, rows, boxes, strict=True)]
    opened = list(cases.open_cases(many, record=first))
    assert opened == [(case, [f"{case}"]) for case in made if case != made[7]]


def test_a_key_that_no_row_needed_is_collected(case):
    other = uuid.uuid4()
    cases.new_cases([other])
    ContactCard.objects.create(case=case, desk=Desk.objects.create(name="night", public=b""), box=b"")
    assert cases.collect(before=clock.now()) == 1
    assert (cases.has_key(case), cases.has_key(other)) == (True, False)


def test_a_standing_key_and_a_new_one_are_not_collected():
    standing, new = uuid.uuid4(), uuid.uuid4()
    cases.new_cases([standing], standing=True)
    before = clock.now()
    cases.new_cases([new])
    assert cases.collect(before=before) == 0


def test_a12_no_flipped_bit_of_a_thousand_is_ever_shown(case, sealed):
    chance = random.Random(12)
    for _ in range(1_000):
        box = bytearray(sealed.box)
        box[chance.randrange(len(box))] ^= 1 << chance.randrange(8)
        with pytest.raises(Damaged):
            cases.open_fields(case, [sealed._replace(box=bytes(box))], record=first)


def test_a12_nor_one_in_the_key_of_the_case(case, sealed):
    whole = bytes(CaseKey.objects.get(case=case).wrapped)
    for place in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1
        CaseKey.objects.filter(case=case).update(wrapped=bytes(spoilt))
        with pytest.raises(Damaged):
            cases.open_fields(case, [sealed], record=first)
