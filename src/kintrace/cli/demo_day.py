"""A day in the office of the demonstration: a call, letters, a case opened in need, something to sign.

So that everybody who signs in finds work of their own. All of it is made up, and done through the actions of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from kintrace.access import glass, two_person
from kintrace.access.models import Office, Opening, Role, User
from kintrace.casework.actions import take_up
from kintrace.intake.letters import actions as letters
from kintrace.intake.portal.actions import leave_letter
from kintrace.kernel import clock
from kintrace.registry.actions import Telling, log_contact
from kintrace.registry.models import ChildRecord, Source, TracingRequest
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


def _to_sign(administrator: User, member: User) -> None:
    """Propose that somebody moves to a second office; the supervisor signs."""
    second = Office.objects.create(name=SECOND_OFFICE)
    further = [Role.DNA_ANALYST.value]
    payload = {"member": member.public_id, "role": Role.REGISTRAR.value, "further": further, "office": second.code}
    administrator.seat = ["session of the demonstration", "browser of the demonstration"]
    two_person.propose(administrator, "roles.grant", payload)
