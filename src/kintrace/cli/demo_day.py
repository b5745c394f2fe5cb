"""A day in the office of the demonstration: a call, letters, a case opened in need, something to sign.

So that everybody who signs in finds work of their own. All of it is made up, and done through the actions of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from kintrace.access import glass, two_person
from kintrace.access.models import Office, Opening, Role, User
from kintrace.casework.actions import take_up
from kintrace.exchange import actions as sharing
from kintrace.exchange.models import FamilyCopy, Purpose
from kintrace.intake.letters import actions as letters
from kintrace.intake.portal.actions import leave_letter
from kintrace.kernel import clock
from kintrace.registry.actions import Asked, Telling, log_contact, record_consents
from kintrace.registry.models import ChildRecord, Consent, Source, TracingRequest
from kintrace.vault import keyring

SECOND_OFFICE: Final = "Demo, by the river"
CALL: Final = UUID(int=1)
NEED: Final = "The orphanage says that the child is to be moved this evening. Zarema is travelling."
LETTERS: Final = (
    (
        "ru",
        "Ищу сестру моего отца и её маленького сына. Прошлой весной они были вместе.",
        "Пишите на адрес соседки, не домой.",
    ),
    ("ar", "في الدار عندنا طفلة لا تتكلم إلا الروسية وتسأل عن جدتها.", "اتصلوا بالدار صباحًا."),
    ("en", "I wrote in spring and nobody has answered. Is there any news of the two boys?", ""),
)


def fill(people: Mapping[str, User], *, password: str, called_for: Mapping[str, str]) -> None:
    """Let a day pass; `called_for` is a row of a list, whose child a second relative now asks for."""
    officer, lead = people["aslan"], people["zarema"]
    for reader in (officer, lead, people["madina"]):
        keyring.make(reader, password)  # as their first sign-in does
    _letters(lead)
    _call(people["madina"], called_for)
    for record in TracingRequest.objects.order_by("pk")[:3]:
        take_up(officer, record)
    child = ChildRecord.objects.order_by("pk")[0]
    take_up(lead, child)
    glass.break_glass(officer, child.case, reason=Opening.Reason.ABOUT_TO_MOVE, note=NEED)
    _sharing(officer, lead)
    _to_sign(people["leyla"], people["fatima"])


def _letters(lead: User) -> None:
    letters.open_desk(lead, private=None)
    for number, (language, letter, reply) in enumerate(LETTERS):
        leave_letter(token=f"demonstration {number}", letter=letter, reply=reply, language=language)
    letters.fetch()


def _call(operator: User, said: Mapping[str, str]) -> None:
    """Log a call about a child whom somebody else asks for already."""
    values = {name: [said[name]] for name in ("name", "father_name", "mother_name", "last_place") if said[name]}
    telling = Telling(Source.Kind.CALL, "family", clock.today(), token=CALL)
    log_contact(operator, values, token=CALL, telling=telling, channel="hotline")


def _sharing(officer: User, lead: User) -> None:
    """Enter a recipient, note what three families said about it, and that one of them waits for its own copy."""
    body = sharing.add_recipient(lead, "example-relief", name="Example Relief", scope="share_named_agency")
    asked = Asked(given_by="aunt_mat", how=Consent.How.SPOKEN, language="rus", text_version="1")
    records = list(TracingRequest.objects.order_by("pk")[:3])
    for record in records:
        record_consents(officer, record, {body.scope: True}, asked=asked)
        sharing.record_answer(officer, record, body, agreed=Purpose.TRACING)
    day = clock.today() - timedelta(days=25)
    sharing.ask_copy(officer, records[0], language="ru", known_by=FamilyCopy.KnownBy.CODE_WORD, asked_on=day)


def _to_sign(administrator: User, member: User) -> None:
    """Propose that somebody moves to a second office; the supervisor signs."""
    second = Office.objects.create(name=SECOND_OFFICE)
    further = [Role.DNA_ANALYST.value]
    payload = {"member": member.public_id, "role": Role.REGISTRAR.value, "further": further, "office": second.code}
    administrator.seat = ["session of the demonstration", "browser of the demonstration"]
    two_person.propose(administrator, "roles.grant", payload)
