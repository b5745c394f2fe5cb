"""Letters on the staff side: fetched sealed, kept once, opened by readers alone, and never before it is recorded."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kintrace.access import limits, two_person
from kintrace.access.models import Alert, Event
from kintrace.intake.letters import actions, desk, queries
from kintrace.intake.letters.models import IncomingLetter
from kintrace.intake.mailbox.models import SEALED_AS, DeskKey, Letter, Notice
from kintrace.kernel import clock
from kintrace.vault import keyring
from kintrace.vault.boxes import seal_to
from kintrace.vault.errors import Damaged
from tests.cast import PASSWORD, staff
from tests.intake.conftest import leave

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_letter_is_fetched_once_and_leaves_the_mailbox(open_desk):
    leave()
    assert (actions.fetch(), actions.fetch()) == (1, 0)
    assert not Letter.objects.exists()


def test_a6_a_letter_that_was_fetched_before_the_machine_stopped_is_kept_once(open_desk):
    leave()
    kept = Letter.objects.get()
    actions.fetch()
    kept.save()
    assert actions.fetch() == 0
    assert IncomingLetter.objects.count() == 1


def test_fetching_opens_nothing(letter):
    assert b"my sister" not in bytes(letter.sealed)
    assert letter.state == IncomingLetter.State.WAITING


def test_a_reader_opens_it_and_that_is_on_the_trail(aslan, keys, letter):
    told = actions.open_letter(aslan, letter.code, private=keys["aslan"])
    assert (told.letter, told.reply, told.language) == ("my sister's son", "the number, after eight", "ru")
    assert Event.objects.filter(verb="letter.opened", subject=letter.code, by=aslan).exists()


def test_beyond_thirty_an_hour_no_letter_opens_and_others_are_told(aslan, zarema, keys, letter, monkeypatch):
    monkeypatch.setattr(limits, "OPENED_AN_HOUR", 1)
    actions.open_letter(aslan, letter.code, private=keys["aslan"])
    with pytest.raises(limits.TooMany):
        actions.open_letter(aslan, letter.code, private=keys["aslan"])
    assert Alert.objects.get().to == zarema


@pytest.mark.parametrize("words", [b"not JSON", b"[]", b'{"letter": "without the rest"}'])
def test_a_letter_that_our_page_never_wrote_is_refused_kindly(aslan, keys, letter, words):
    key = desk.newest()
    IncomingLetter.objects.update(sealed=seal_to(bytes(key.public), words, context=SEALED_AS))
    with pytest.raises(Damaged):
        actions.open_letter(aslan, letter.code, private=keys["aslan"])


def test_letters_are_not_sealed_to_a_password_that_somebody_else_drew(aslan, zarema, keys, open_desk):
    other = staff("other", "supervisor")
    keyring.make(other, PASSWORD)
    type(other).objects.filter(pk=other.pk).update(password_drawn=True)
    other.refresh_from_db()
    with pytest.raises(desk.NoReader, match="own"):
        actions.admit(zarema, other, private=keys["zarema"])
    actions.open_desk(zarema, private=keys["zarema"])
    assert set(desk.readers()) == {aslan, zarema}


def test_e2_what_cannot_be_recorded_is_not_opened(aslan, keys, letter, monkeypatch):
    def fail(*_words, **_more):
        raise OSError("the disk is full")

    monkeypatch.setattr(Event, "record", fail)
    with pytest.raises(OSError, match="full"):
        actions.open_letter(aslan, letter.code, private=keys["aslan"])
    letter.refresh_from_db()
    assert letter.state == IncomingLetter.State.WAITING


def test_the_key_of_somebody_else_opens_nothing(aslan, letter, fatima):
    with pytest.raises(desk.NoReader, match="not sealed to you"):
        actions.open_letter(aslan, letter.code, private=keyring.make(fatima, PASSWORD))


def test_whoever_may_not_read_letters_cannot(fatima, letter, keys):
    with pytest.raises(PermissionDenied):
        actions.open_letter(fatima, letter.code, private=keys["aslan"])


def test_a_letter_that_was_changed_on_its_way_is_not_shown(aslan, keys, letter):
    sealed = bytes(letter.sealed)
    IncomingLetter.objects.update(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(Damaged, match="does not open"):
        actions.open_letter(aslan, letter.code, private=keys["aslan"])


def test_one_reader_alone_is_too_few(zarema):
    keyring.make(zarema, PASSWORD)
    with pytest.raises(desk.TooFewReaders):
        actions.open_desk(zarema, private=None)
    assert not DeskKey.objects.exists()


def test_d13_whoever_left_reads_nothing_that_comes_later(aslan, zarema, keys, letter):
    third = keyring.make(
        aslan.__class__.objects.create_user("adam", password=PASSWORD, role="tracing_officer"), PASSWORD
    )
    aslan.is_active = False
    aslan.save()
    actions.open_desk(zarema, private=keys["zarema"])
    leave("a second letter", number=2)
    actions.fetch()
    sealed = bytes(IncomingLetter.objects.latest("pk").sealed)
    with pytest.raises(desk.NoReader):
        desk.open_box(sealed, private=keys["aslan"], context=SEALED_AS)
    assert b"a second letter" in desk.open_box(sealed, private=third, context=SEALED_AS)


def test_older_letters_open_with_the_new_key(zarema, keys, letter):
    actions.open_desk(zarema, private=keys["zarema"])
    assert actions.open_letter(zarema, letter.code, private=keys["zarema"]).letter == "my sister's son"


def test_a_new_key_takes_somebody_who_could_read(zarema, open_desk):
    with pytest.raises(desk.NoReader):
        actions.open_desk(zarema, private=None)


def test_somebody_new_is_let_in_by_a_reader(zarema, keys, letter):
    adam = staff("adam", "tracing_officer")
    private = keyring.make(adam, PASSWORD)
    assert queries.how_it_stands(zarema).others == (adam,)
    actions.admit(zarema, adam, private=keys["zarema"])
    assert actions.open_letter(adam, letter.code, private=private).letter == "my sister's son"


def test_the_public_page_says_what_two_persons_put_up(zarema, aslan):
    proposal = actions.propose_notice(zarema, language="ru", text=" Звоните нам ")
    assert not Notice.objects.exists()
    two_person.approve(aslan, proposal)
    two_person.carry_out(zarema, proposal, proposal.payload)
    assert Notice.objects.get().text == "Звоните нам"
    with pytest.raises(PermissionDenied):
        actions.propose_notice(aslan, language="ru", text="another number")


@pytest.fixture
def days_later(monkeypatch):
    def pass_by(days):
        at = clock.now() + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", at.date)

    return pass_by


def test_a_letter_that_was_read_is_erased_after_its_time(aslan, keys, letter, days_later, settings):
    leave("nobody has read this one", number=2)
    actions.fetch()
    actions.open_letter(aslan, letter.code, private=keys["aslan"])
    days_later(settings.LETTERS_KEPT_DAYS)
    assert actions.erase_read() == 0
    days_later(1)
    assert actions.erase_read() == 1
    assert [one.state for one in IncomingLetter.objects.all()] == [IncomingLetter.State.WAITING]
    assert Event.objects.get(verb="letters.erased").subject == "letters 1"


def test_one_that_was_read_before_days_were_noted_counts_from_today(letter, days_later, settings):
    IncomingLetter.objects.update(state=IncomingLetter.State.READ)
    assert actions.erase_read() == 0
    days_later(settings.LETTERS_KEPT_DAYS + 1)
    assert actions.erase_read() == 1


def test_one_that_is_opened_at_this_very_moment_is_not_erased(aslan, keys, letter, days_later, settings, monkeypatch):
    actions.open_letter(aslan, letter.code, private=keys["aslan"])
    days_later(settings.LETTERS_KEPT_DAYS + 1)
    record = Event.record

    def meanwhile(*words, **more):
        IncomingLetter.objects.update(read_on=clock.today())
        return record(*words, **more)

    monkeypatch.setattr(Event, "record", meanwhile)
    assert actions.erase_read() == 0
    assert IncomingLetter.objects.exists()
    assert not Event.objects.filter(verb="letters.erased").exists()


def test_the_trail_is_waited_for_before_letters_as_whoever_opens_one_does(letter, days_later, settings):
    IncomingLetter.objects.update(state=IncomingLetter.State.READ, read_on=clock.today())
    days_later(settings.LETTERS_KEPT_DAYS + 1)
    with CaptureQueriesContext(connection) as asked:
        assert actions.erase_read() == 1
    said = [one["sql"] for one in asked]
    entry = next(place for place, sql in enumerate(said) if sql.startswith('INSERT INTO "access_event"'))
    assert [place > entry for place, sql in enumerate(said) if sql.startswith("DELETE")] == [True]
