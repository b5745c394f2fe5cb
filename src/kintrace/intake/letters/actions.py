"""What happens to letters: fetched, opened one at a time, entered in a case; and the desk that reads them is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kintrace.access import limits, membership, two_person
from kintrace.access.alerts import alert
from kintrace.access.confiding import confide
from kintrace.access.models import Alert, Event, Proposal, User
from kintrace.access.permissions import policy, require, roles_of
from kintrace.intake.letters import desk, queries
from kintrace.intake.letters.models import IncomingLetter
from kintrace.intake.mailbox.models import SEALED_AS, DeskKey, Letter, Notice
from kintrace.kernel import clock
from kintrace.registry.models import TracingRequest
from kintrace.registry.queries import case_of
from kintrace.vault.errors import Damaged
from kintrace.vault.models import CapsuleKind
from kintrace.vault.secret import Secret

AT_ONCE, IN_ALL = 200, 1_000  # letters in one transaction, and in one turn: the worker has other work too
MOST_UNREAD: Final = 5_000  # that lie in the record; beyond it, letters wait in the mailbox
NOTICE: Final = "notice.put-up"
DESK_ANEW: Final = "desk.open-anew"


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says."""

    code: str
    letter: str
    reply: str
    language: str

    def __repr__(self) -> str:
        return f"<letter {self.code}>"


def fetch() -> int:
    """Take letters out of the mailbox into the record, still sealed, a bounded number; return how many were new.

    A letter leaves the mailbox only after it is safe in the record: killed in between, it is fetched again, and its
    token sees to it that it is kept once. Where too many lie unread, the others wait in the mailbox, and whoever
    keeps the desk is told.
    """
    new = taken = 0
    while taken < IN_ALL:
        room = MOST_UNREAD - IncomingLetter.objects.filter(state=IncomingLetter.State.WAITING).count()
        waiting = list(Letter.objects.order_by("pk")[: max(0, min(AT_ONCE, IN_ALL - taken, room))])
        if not waiting:
            if room <= 0 and Letter.objects.exists():
                _tell_that_they_pile_up()
            break
        new += _keep(waiting)
        taken += len(waiting)
    return new


def _keep(waiting: Sequence[Letter]) -> int:
    with transaction.atomic():
        known = set(
            IncomingLetter.objects.filter(token__in=[one.token for one in waiting]).values_list("token", flat=True)
        )
        fresh = [one for one in waiting if one.token not in known]
        IncomingLetter.objects.bulk_create(
            IncomingLetter(token=one.token, sealed=bytes(one.sealed), left_on=one.left_on) for one in fresh
        )
    Letter.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    return len(fresh)


def _tell_that_they_pile_up() -> None:
    """Tell whoever keeps the desk, once a day."""
    kind = Alert.Kind.LETTERS_PILE_UP
    if not Alert.objects.filter(kind=kind, at__gt=clock.now() - timedelta(days=1)).exists():
        alert(queries.keepers(), kind, about=f"{MOST_UNREAD}")


def erase_read() -> int:
    """Erase letters that were read `LETTERS_KEPT_DAYS` ago, which is on the trail as a number; return how many.

    A letter that nobody has read stays, however old; one that was read before days were noted counts from today, and
    one that was lost goes after the same time. Whoever opens a letter waits for the trail first and then for the
    letter, and so does this. Where one was opened at this very moment, nothing goes before the next turn, so that the
    number is right.
    """
    done_with = (IncomingLetter.State.READ, IncomingLetter.State.LOST)
    read = IncomingLetter.objects.filter(state__in=done_with)
    read.filter(read_on=None).update(read_on=clock.today())
    over = read.filter(read_on__lt=clock.today() - timedelta(days=settings.LETTERS_KEPT_DAYS))
    due = list(over.values_list("pk", flat=True)[:IN_ALL])
    if not due:
        return 0
    with transaction.atomic():
        Event.record(None, "letters.erased", subject=f"letters {len(due)}")
        erased: int = over.filter(pk__in=due).delete()[0]
        if erased != len(due):
            transaction.set_rollback(True)
            return 0
    return erased


def open_letter(by: User, code: str, *, private: Secret) -> Told:
    """Open one letter, after that is on the trail; raises Http404, TooMany, NoReader and Damaged.

    One that was on its way while the desk was opened anew is found to be lost here.
    """
    letter = queries.letter(by, code)
    limits.count_opened(by)
    try:
        with transaction.atomic():
            Event.record(by, "letter.opened", subject=letter.code)  # first: what cannot be recorded is not opened
            said = _words(desk.open_box(bytes(letter.sealed), private=private, context=SEALED_AS))
            IncomingLetter.objects.filter(pk=letter.pk).update(state=IncomingLetter.State.READ, read_on=clock.today())
    except desk.NotOurs:
        if desk.has_lost_one():
            _count_as_lost(IncomingLetter.objects.filter(pk=letter.pk))
        raise
    return Told(letter.code, **said)


def _count_as_lost(letters: QuerySet[IncomingLetter]) -> None:
    lost = IncomingLetter.State.LOST
    letters.exclude(state=lost).update(state=lost, read_on=clock.today())


def enter(by: User, code: str, record: TracingRequest, *, private: Secret) -> None:
    """Enter a letter in the case it speaks of: sealed to those who work on it, and gone from the desk.

    From then on it opens to them alone, and goes when the case is erased. Raises Http404, NoReader and Damaged, and
    NotHere and TooFew where nothing can be sealed in the case yet; then the letter stays where it was.

    Entered, left or erased by somebody else in the meantime, letter and case are like those that never were.
    """
    queries.letter(by, code)
    require(by, "letters.enter", case=case_of(record))
    with transaction.atomic():
        list(TracingRequest.objects.select_for_update().filter(pk=record.pk))
        membership.lock(record.case)
        queries.request_for(by, record.code)
        Event.record(by, "letter.entered", subject=f"{code} {record.code}")
        letter = queries.letter(by, code, held=True)  # after the trail's turn, as whoever opens it waits for it too
        said = _words(desk.open_box(bytes(letter.sealed), private=private, context=SEALED_AS))
        text = _as_kept(Told(letter.code, **said), left_on=letter.left_on)
        confide(record.case, CapsuleKind.INQUIRER, text=text, office=record.office or by.office)
        letter.delete()


def _as_kept(told: Told, *, left_on: date) -> str:
    answer = told.reply or _("They left no way to answer. Do not look for one.")
    head = _("Letter %(code)s, left on %(day)s") % {"code": told.code, "day": left_on.isoformat()}
    return "\n\n".join((head, told.letter, _("How to answer without danger") + ":", answer))


def take_back_keys(member: User) -> None:
    """Take the desk's keys back from somebody who left, or whose new role reads no letters."""
    may_read = bool(roles_of(member) & policy()["letters.read"])  # an office that is frozen can thaw
    if desk.take_back(member, may_read=may_read):
        Event.record(None, "letters.reader-left", subject=member.public_id)


def _words(opened: bytes) -> dict[str, str]:
    """Read what was sealed; raises Damaged for what our page never writes, whoever sealed it."""
    try:
        said = json.loads(opened)
        return {name: str(said[name]) for name in ("letter", "reply", "language")}
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(_("This letter was not written on our page, so it is not shown.")) from error


def open_desk(by: User, *, private: Secret | None) -> None:
    """Draw a key pair for everybody who may read letters and has a key, and hand its public half to the public door.

    Done again, it shuts out whoever may read no longer.
    """
    require(by, "letters.keep_desk")
    with transaction.atomic():
        key = desk.renew(queries.may_read(), private=private)
        Event.record(by, "letters.desk-renewed", subject=f"key {key.pk}")
    DeskKey.objects.create(public=bytes(key.public))


def admit(by: User, reader: User, *, private: Secret) -> None:
    """Let one more person read letters."""
    require(by, "letters.keep_desk")
    with transaction.atomic():
        Event.record(by, "letters.reader-admitted", subject=reader.public_id)
        desk.admit(reader, private=private)


def propose_desk_anew(by: User) -> Proposal:
    """Propose to give up a key that nobody can open any more, and begin with another; raises StillRead."""
    require(by, "letters.keep_desk")
    return two_person.propose(by, DESK_ANEW, {"key": desk.name_of(desk.lost())})


def open_anew_as_signed(by: User, payload: Mapping[str, Any]) -> None:
    """Carry out what two persons signed: the act "desk.open-anew". Letters that came so far stay closed for good.

    The public door seals to the new key once it is safe in the record, and not before.
    """
    key = desk.begin_anew(queries.may_read(), instead_of=payload["key"])
    Event.record(by, "letters.desk-begun-anew", subject=f"key {key.pk}")
    _count_as_lost(IncomingLetter.objects.all())
    transaction.on_commit(lambda: DeskKey.objects.create(public=bytes(key.public)))


def propose_notice(by: User, *, language: str, text: str) -> Proposal:
    """Propose what the public page says in one language of how to reach us; a second person signs.

    A false number there would lead families to whoever put it up.
    """
    require(by, "letters.keep_desk")
    return two_person.propose(by, NOTICE, {"language": language, "text": text.strip()})


def put_up_as_signed(by: User, payload: Mapping[str, Any]) -> None:
    """Carry out what two persons signed: the act "notice.put-up"."""
    Event.record(by, f"letters.notice-put-up-{payload['language']}")
    Notice.objects.update_or_create(language=payload["language"], defaults={"text": payload["text"]})
