"""Once nobody's password opens the desk's key any more, two persons begin with another; old letters stay closed."""

import pytest

from kintrace.access import two_person
from kintrace.access.models import Event
from kintrace.intake.letters import actions, desk, queries
from kintrace.intake.letters.models import IncomingLetter, LetterKey
from kintrace.intake.mailbox.models import DeskKey
from kintrace.vault import keyring
from kintrace.vault.errors import Damaged
from tests.cast import PASSWORD
from tests.intake.conftest import leave

pytestmark = pytest.mark.django_db(databases="__all__")
LOST = IncomingLetter.State.LOST


@pytest.fixture
def reset(aslan, zarema, letter):
    """Both readers have new keys, as after a password was reset: nothing opens the desk's key any more."""
    return {one.username: keyring.make(one, PASSWORD) for one in (aslan, zarema)}


@pytest.fixture
def anew(reset, aslan, zarema, django_capture_on_commit_callbacks):
    proposal = actions.propose_desk_anew(zarema)
    two_person.approve(aslan, proposal)
    with django_capture_on_commit_callbacks(execute=True):
        two_person.carry_out(zarema, proposal, proposal.payload)
    return proposal


def test_while_somebody_reads_nothing_is_lost(zarema, letter):
    with pytest.raises(desk.StillRead, match="Somebody can still open"):
        actions.propose_desk_anew(zarema)
    with pytest.raises(desk.StillRead):
        actions.open_anew_as_signed(zarema, {"key": desk.name_of(desk.newest())})


def test_two_persons_open_it_anew_and_letters_are_read_again(anew, reset, aslan, zarema):
    assert set(desk.readers()) == {aslan, zarema}
    assert bytes(DeskKey.objects.latest("pk").public) == bytes(desk.newest().public)
    leave("written again", number=2)
    actions.fetch()
    code = IncomingLetter.objects.exclude(state=LOST).get().code
    assert actions.open_letter(aslan, code, private=reset["aslan"]).letter == "written again"
    assert Event.objects.filter(verb="letters.desk-begun-anew").exists()


def test_a_letter_that_was_on_its_way_meanwhile_is_found_to_be_lost_once_it_is_opened(reset, aslan, zarema, request):
    leave("sealed to the lost key", number=3)
    request.getfixturevalue("anew")
    actions.fetch()
    late = IncomingLetter.objects.exclude(state=LOST).get()
    with pytest.raises(desk.NotOurs):
        actions.open_letter(aslan, late.code, private=reset["aslan"])
    late.refresh_from_db()
    assert (late.state, queries.letters_waiting(zarema)) == (LOST, 0)


def test_a_letter_that_was_changed_is_no_lost_one_while_no_key_was_lost(aslan, letter, keys):
    IncomingLetter.objects.update(sealed=bytes(letter.sealed)[:-1] + bytes([bytes(letter.sealed)[-1] ^ 1]))
    with pytest.raises(desk.NotOurs):
        actions.open_letter(aslan, letter.code, private=keys["aslan"])
    letter.refresh_from_db()
    assert letter.state == IncomingLetter.State.WAITING


def test_a_letter_of_before_is_said_to_be_lost_and_opens_to_nobody(client, anew, reset, zarema, letter):
    letter.refresh_from_db()
    assert (letter.state, queries.letters_waiting(zarema)) == (LOST, 0)
    with pytest.raises(Damaged, match="a key that nobody holds"):
        actions.open_letter(zarema, letter.code, private=reset["zarema"])
    client.force_login(zarema)
    page = client.get("/letters/").text
    assert ("its key is lost" in page, f"/letters/{letter.code}/" in page) == (True, False)


def test_the_public_door_seals_to_the_old_key_until_the_new_one_is_safe(reset, zarema):
    actions.open_anew_as_signed(zarema, {"key": desk.name_of(desk.newest())})
    assert DeskKey.objects.count() == 1


def test_what_was_signed_for_one_key_holds_for_no_other(anew, aslan, zarema):
    for one in (aslan, zarema):
        keyring.make(one, PASSWORD)
    with pytest.raises(desk.StillRead, match="in the meantime"):
        actions.open_anew_as_signed(zarema, anew.payload)
    assert LetterKey.objects.count() == 2


def test_it_takes_two_who_have_a_key(reset, aslan, zarema):
    aslan.keyring.delete()
    with pytest.raises(desk.TooFewReaders):
        actions.open_anew_as_signed(zarema, {"key": desk.name_of(desk.newest())})
    assert IncomingLetter.objects.get().state == IncomingLetter.State.WAITING


def test_the_page_of_the_desk_offers_it_and_nothing_that_cannot_be_done(client, reset, zarema):
    client.force_login(zarema)
    page = client.get("/letters/desk/").text
    assert ("/letters/desk/anew/" in page, "/letters/desk/key/" in page) == (True, False)
