"""The key pair of the desk that reads letters: drawn, shared among readers, and drawn anew when one of them leaves.

Its private half is never stored in clear. Drawing a new pair seals the half before it to the new one, so that a
reader walks back from the newest to the one a letter was sealed to. Once nobody's password opens it any more, two
persons may begin with a pair that leads back to nothing: what came before stays closed for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from kintrace.access.models import User
from kintrace.intake.letters.models import LetterKey, LetterKeyBox
from kintrace.kernel.errors import KintraceError
from kintrace.vault import boxes, keyring
from kintrace.vault.errors import Damaged
from kintrace.vault.secret import Secret

AT_LEAST = 2


class TooFewReaders(KintraceError):
    """With one reader alone, a lost password would lose every letter."""


class NoReader(KintraceError):
    """The desk's key is not sealed to this person."""


class NotOurs(Damaged):
    """No key of the desk opens a letter: it was changed on its way, or sealed to a key that nobody holds any more."""


class StillRead(KintraceError):
    """The desk's key is not lost: somebody opens letters, or it was drawn anew already."""


def newest() -> LetterKey | None:
    """Return the key pair that letters are sealed to now."""
    return LetterKey.objects.order_by("-pk").first()


@transaction.atomic
def renew(readers: Sequence[User], *, private: Secret | None = None) -> LetterKey:
    """Draw a new pair for these readers; `private` is the key of one who could read so far, needed from the second on.

    Raises TooFewReaders, and NoReader where there is a pair already and `private` does not open it.
    """
    before = newest()
    return _draw(readers, before=None if before is None else _half(before, private))


def lost() -> LetterKey:
    """Return the key that nobody's password opens any more; raises StillRead where somebody's does."""
    key = newest()
    if key is None or readers():
        raise StillRead(
            _(
                "Somebody can still open letters, so nothing is lost. Ask one of them to let you in; whoever is no "
                "supervisor has to be made one first."
            )
        )
    return key


def has_lost_one() -> bool:
    """Tell whether the desk was ever opened anew, so that letters may be sealed to a key that is lost."""
    return LetterKey.objects.filter(before=b"").count() > 1


def name_of(key: LetterKey) -> str:
    """Return what a key is called where two persons sign for it."""
    return f"key-{key.pk}"


@transaction.atomic
def begin_anew(chosen: Sequence[User], *, instead_of: str) -> LetterKey:
    """Draw a pair that leads back to nothing, in place of one that is lost; raises StillRead and TooFewReaders."""
    list(LetterKey.objects.select_for_update(no_key=True).order_by("pk"))  # of two who begin at once, one does
    if name_of(lost()) != instead_of:
        raise StillRead(_("The desk was opened anew in the meantime."))
    return _draw(chosen, before=None)


def admit(reader: User, *, private: Secret) -> None:
    """Let one more person read, by the key of somebody who can; raises NoReader."""
    key = newest()
    if key is None:
        raise NoReader(_("Nobody reads letters yet."))
    if _public(reader) is None:
        raise NoReader(
            _("Nothing can be sealed to this person yet: they have to sign in once, with a password of their own.")
        )
    _give(key, _half(key, private), reader)


@transaction.atomic
def take_back(member: User, *, may_read: bool) -> int:
    """Delete the boxes of somebody who reads letters no longer; return how many.

    The last box that opens a key, or one that leads back to it, stays, unused, while its holder still works here:
    deleted, it would take the letters along. Those who leave at once wait for one another.
    """
    held = LetterKeyBox.objects.filter(member=member)
    if member.is_active and may_read:
        return 0
    if member.is_active:
        list(LetterKey.objects.select_for_update(no_key=True).order_by("pk"))
        others = _that_open().filter(key__gte=OuterRef("key")).exclude(member=member)
        held = held.filter(Exists(others))
    return held.delete()[0]


def readers() -> list[User]:
    """Return who can open letters now."""
    boxes_now = _that_open().filter(key=newest()).select_related("member")
    return [box.member for box in boxes_now.order_by("member__username")]


def open_box(sealed: bytes, *, private: Secret, context: bytes) -> bytes:
    """Open a letter, whichever of the desk's pairs it was sealed to; raises NoReader and NotOurs."""
    for half in _halves(private):
        try:
            return boxes.open_with(half, sealed, context=context)
        except Damaged:
            continue
    raise NotOurs(
        _("This letter does not open: it was changed on its way, or sealed to a key that nobody holds any more.")
    )


def _that_open() -> QuerySet[LetterKeyBox]:
    """Return the boxes that somebody's present key opens: a password that was reset leaves one that nothing opens."""
    return LetterKeyBox.objects.filter(member__is_active=True, public=F("member__keyring__public"))


def _halves(private: Secret) -> Iterator[Secret]:
    """Yield the private halves, the newest first."""
    later: tuple[LetterKey, Secret] | None = None
    for key in LetterKey.objects.order_by("-pk"):
        if later is not None and not bytes(later[0].before):
            return  # there the desk was opened anew
        half = _half(key, private) if later is None else _before(*later)
        later = (key, half)
        yield half


def _draw(readers: Sequence[User], *, before: Secret | None) -> LetterKey:
    with_keys = [reader for reader in readers if _public(reader) is not None]
    if len(with_keys) < AT_LEAST:
        raise TooFewReaders(
            _("At least two people must be able to read letters. Let a second one sign in once, and try again.")
        )
    half = boxes.new_private()
    key = LetterKey(public=boxes.public_of(half))
    if before is not None:
        key.before = boxes.seal_to(key.public, before.reveal(), context=_context(key))
    key.save()
    for reader in with_keys:
        _give(key, half, reader)
    return key


def _before(key: LetterKey, half: Secret) -> Secret:
    return Secret(boxes.open_with(half, key.before, context=_context(key)))


def _half(key: LetterKey, private: Secret | None) -> Secret:
    box = None if private is None else key.boxes.filter(public=boxes.public_of(private)).first()
    if box is None or private is None:
        raise NoReader(_("The key of the letters is not sealed to you. Ask somebody who reads letters to let you in."))
    return Secret(boxes.open_with(private, box.box, context=_context(key)))


def _give(key: LetterKey, half: Secret, reader: User) -> None:
    public = bytes(keyring.of(reader).public)
    box = boxes.seal_to(public, half.reveal(), context=_context(key))
    LetterKeyBox.objects.update_or_create(key=key, member=reader, defaults={"public": public, "box": box})


def _public(reader: User) -> bytes | None:
    """Return whom to seal to; nobody while their password is one that somebody else drew, and knows."""
    if reader.password_drawn:
        return None
    try:
        return bytes(keyring.of(reader).public)
    except keyring.NoKeyring:
        return None


def _context(key: LetterKey) -> bytes:
    return b"kintrace letter key|" + bytes(key.public)
