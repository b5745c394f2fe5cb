"""A flood of letters neither fills the record nor starves the staff, and a family is told kindly to call."""

import re
from datetime import timedelta

import pytest

from kintrace.access.models import Alert
from kintrace.intake.letters import actions as staff_side
from kintrace.intake.letters.models import IncomingLetter
from kintrace.intake.mailbox.models import DeskKey, Letter
from kintrace.intake.portal import actions
from kintrace.kernel import clock
from kintrace.vault.boxes import new_private, public_of
from tests.intake.test_public_door import door  # noqa: F401  # a fixture

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def desk(db, monkeypatch):
    monkeypatch.setattr(actions, "pace", actions.Pace())
    DeskKey.objects.create(public=public_of(new_private()))


def leave(number, words="a letter"):
    actions.leave_letter(token=f"token {number}", letter=words, reply="", language="ru")


def put(count):
    Letter.objects.bulk_create(Letter(token=f"put {number}", sealed=b"sealed") for number in range(count))


def test_only_so_many_letters_lie_in_the_mailbox(monkeypatch):
    monkeypatch.setattr(actions, "MOST_WAITING", 3)
    for number in range(3):
        leave(number)
    with pytest.raises(actions.TooManyLetters):
        leave(3)
    leave(2)  # sent twice: it lies here already
    assert Letter.objects.count() == 3


def test_only_so_many_bytes_lie_there(monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", 2 * actions.BUCKET)
    leave(1)
    leave(2)
    with pytest.raises(actions.TooManyLetters):
        leave(3)


def test_only_so_many_come_at_once_and_more_with_time(monkeypatch):
    at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: at)
    pace = actions.Pace()
    assert [pace.take() for _ in range(actions.AT_ONCE + 1)] == [True] * actions.AT_ONCE + [False]
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(seconds=2))
    assert [pace.take() for _ in range(3)] == [True, True, False]


def test_the_worker_takes_a_bounded_number_in_one_turn(monkeypatch):
    monkeypatch.setattr(staff_side, "AT_ONCE", 2)
    monkeypatch.setattr(staff_side, "IN_ALL", 5)
    put(8)
    assert [staff_side.fetch(), staff_side.fetch(), staff_side.fetch()] == [5, 3, 0]


def test_beyond_a_bound_letters_wait_in_the_mailbox_and_the_keeper_is_told_once(zarema, aslan, monkeypatch):
    monkeypatch.setattr(staff_side, "MOST_UNREAD", 4)
    put(6)
    assert [staff_side.fetch(), staff_side.fetch()] == [4, 0]
    assert (IncomingLetter.objects.count(), Letter.objects.count()) == (4, 2)
    assert [one.to for one in Alert.objects.filter(kind=Alert.Kind.LETTERS_PILE_UP)] == [zarema]
    IncomingLetter.objects.update(state=IncomingLetter.State.READ)
    assert staff_side.fetch() == 2
    assert not Letter.objects.exists()


def test_a_family_reads_a_kind_page_and_keeps_its_letter(door):  # noqa: F811  # a fixture
    # One more may come each second, so on a slow machine it takes more of them.
    answers = (door.leave(f"my words {number}") for number in range(10 * actions.AT_ONCE))
    status, headers, page = next(one for one in answers if one[0] != 302)
    assert (status, bool(headers["Retry-After"])) == (503, True)
    assert "Please call us" in page
    assert re.search(r"my words \d+", page)
    assert len(door.letters()) >= actions.AT_ONCE
