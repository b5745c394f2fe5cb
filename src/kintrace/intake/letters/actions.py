"""What happens to letters: they are fetched, opened one at a time, and the desk that reads them is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access import limits, two_person
from kintrace.access.models import Event, Proposal, User
from kintrace.access.permissions import require
from kintrace.intake.letters import desk, queries
from kintrace.intake.letters.models import IncomingLetter
from kintrace.intake.mailbox.models import SEALED_AS, DeskKey, Letter, Notice
from kintrace.vault.errors import Damaged
from kintrace.vault.secret import Secret

AT_ONCE = 200
NOTICE: Final = "notice.put-up"


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
    """Take letters out of the mailbox into the record, still sealed; return how many were new.

    A letter leaves the mailbox only after it is safe in the record: killed in between, it is fetched again, and its
    token sees to it that it is kept once.
    """
    new = 0
    while waiting := list(Letter.objects.order_by("pk")[:AT_ONCE]):
        with transaction.atomic():
            known = set(
                IncomingLetter.objects.filter(token__in=[one.token for one in waiting]).values_list("token", flat=True)
            )
            fresh = [one for one in waiting if one.token not in known]
            IncomingLetter.objects.bulk_create(
                IncomingLetter(token=one.token, sealed=bytes(one.sealed), left_on=one.left_on) for one in fresh
            )
        Letter.objects.filter(pk__in=[one.pk for one in waiting]).delete()
        new += len(fresh)
    return new


def open_letter(by: User, code: str, *, private: Secret) -> Told:
    """Open one letter, after that is on the trail; raises Http404, TooMany, NoReader and Damaged."""
    letter = queries.letter(by, code)
    limits.count_opened(by)
    with transaction.atomic():
        Event.record(by, "letter.opened", subject=letter.code)  # first: what cannot be recorded is not opened
        said = _words(desk.open_box(bytes(letter.sealed), private=private, context=SEALED_AS))
        IncomingLetter.objects.filter(pk=letter.pk).update(state=IncomingLetter.State.READ)
    return Told(letter.code, **said)


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
