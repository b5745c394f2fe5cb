"""D3: what belongs to others is answered like what is not there, byte for byte, at every address that names something.

Every role asks for one thing of others, and then for the same with each part of the address put for one that does
not exist. Where the two answers differ, the role reaches that thing by its office, and the table says so.
"""

import re
from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from kintrace.access.models import Alert, CaseMember, Opening, Proposal, Role, User
from kintrace.access.sealing import seal_note
from kintrace.access.two_person import digest
from kintrace.casework.models import Disclosure
from kintrace.exchange.models import FamilyCopy, Recipient
from kintrace.intake.letters.models import IncomingLetter
from kintrace.kernel import clock
from kintrace.registry import actions
from kintrace.registry.models import ChildRecord, Side, TracingRequest
from kintrace.vault.models import Capsule, CapsuleKind, ContactCard, Desk, RecoveryKey
from tests.cast import staff
from tests.house.test_doors import ADDRESSES, FORM, ROWS, _one_of_everything, undone

# What each role reaches of others: whatever stands here is theirs to see, or to be told of, by the policy.
REACHED = """
  access:carry_out             tracing_officer supervisor return_coordinator administrator
  access:close_account         administrator
  access:freeze                supervisor administrator
  access:proposal              tracing_officer supervisor return_coordinator
  access:refuse                tracing_officer supervisor return_coordinator
  access:reset_factor          administrator
  access:reset_password        administrator
  access:review                supervisor auditor
  access:roles                 administrator
  access:seal_anew             supervisor
  access:sign                  tracing_officer supervisor return_coordinator
  access:thaw                  supervisor administrator
  casework:make_recovery_key   supervisor administrator
  casework:propose_recovery    supervisor administrator
  casework:take_off_call       supervisor
  casework:take_up             tracing_officer supervisor
  exchange:answer              tracing_officer supervisor
  exchange:ask_copy            tracing_officer supervisor
  exchange:take_back           tracing_officer supervisor
  letters:enter                hotline_operator tracing_officer supervisor
  registry:child               tracing_officer supervisor
  registry:consents            tracing_officer supervisor
  registry:duplicate           tracing_officer supervisor
  registry:erase               tracing_officer supervisor
  registry:fact                tracing_officer supervisor
  registry:move                tracing_officer supervisor
  registry:relate              tracing_officer supervisor
  registry:retract             tracing_officer supervisor
  registry:review_fact         supervisor
  registry:say                 tracing_officer supervisor
  registry:sight               tracing_officer supervisor
  registry:unrelate            tracing_officer supervisor
  registry:unsight             tracing_officer supervisor
  registry:withdraw_consent    tracing_officer supervisor
  registry:work                tracing_officer supervisor
  tracing:judge                tracing_officer supervisor
  tracing:pair                 tracing_officer supervisor
  tracing:request              tracing_officer supervisor
  tracing:run                  tracing_officer supervisor
  tracing:withdraw             tracing_officer supervisor
"""
EXPECTED = {name: set(roles) for name, *roles in (line.split() for line in REACHED.splitlines() if line.strip())}
ELSEWHERE = ("laboratory:",)  # tests/laboratory makes its own samples and findings to compare
NAMING = [name for name, address in ADDRESSES.items() if address.pattern.converters and not name.startswith(ELSEWHERE)]
TOLD = actions.Telling("visit", "family", date(2017, 8, 1))
BODY = {
    "registry:say": "number=1&property=name&value=Umar&visibility=matching&{telling}",
    "registry:sight": "number=1&place=Tabka&precision=settlement&first_day=2017-08-01&hearsay=0&{telling}",
    "registry:relate": "number=1&relation=aunt_mat&certainty=said&token={token}",
    "registry:retract": "statement=1&{telling}",
    "registry:unsight": "sighting=1",
    "registry:unrelate": "relation=1&instead=",
    "letters:enter": "request=R-2222A-X",
    "registry:move": "to=registered",
    "registry:fact": "token={token}&happened=child_moved&happened_on=2017-08-01",
    "registry:consents": "given_by=mother&how=spoken&language=rus&text_version=1&may_store=yes",
    "registry:duplicate": "other=C-2222A-X&verdict=same&why=alike",
    "registry:erase": "reason=asked-for",
    "tracing:judge": "verdict=same&reason=alike",
    "tracing:withdraw": "why=mistaken",
    "exchange:carry_out": "file=csv",
    "exchange:answer": "recipient={slug}&answer=never",
    "exchange:ask_copy": "language=ru&known_by=in_person&asked_on=2017-08-03",
    "casework:seal": "kind=dispute&text=words",
    "casework:keep_card": "number=100&window=noon",
    "casework:call_due": "at=2030-01-01T12:00",
    "casework:add_member": "member={public_id}",
    "casework:disclose": "member={public_id}&purpose=tracing",
    "casework:open_with_shares": "shares=a-share",
    "casework:make_recovery_key": "shares=3&needed=2",
    "casework:propose_recovery": "code={request}&member={public_id}",
    "access:roles": "role=registrar&office={office_pk}",
    "access:carry_out": "payload=%7B%7D",
    "access:break_glass": "reason=about_to_move&note=the+camp+is+cleared+tonight",
    "access:review": "verdict=right",
}
REACH = (Role.SUPERVISOR, Role.AUDITOR)  # most of what is others', and least: these two are asked of every database
TELLING = "source_class=family&kind=visit&received_on=2017-08-01&token={token}"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def time_stands_still(pass_by, monkeypatch):
    """Let no minute end between two answers that are compared; seconds, by which messages are signed, pass always."""
    pass_by()
    seconds = count(1_500_000_000)
    monkeypatch.setattr("django.core.signing.TimestampSigner.timestamp", lambda _: str(next(seconds)))


@pytest.fixture
def theirs():
    """Others in another office, with one of everything; returns what fits each slot of an address."""
    other = staff("ibragim", Role.TRACING_OFFICER, name="Ibragim", office="Elsewhere")
    third = staff("patimat", Role.SUPERVISOR, name="Patimat", office="Elsewhere")
    slots = _one_of_everything(other)
    request, child = TracingRequest.objects.get(code=slots["code"]), ChildRecord.objects.get(code=slots["child"])
    for case in (request.case, child.case):
        for one in (other, third):
            CaseMember.objects.create(case=case, user=one)
    return (
        slots | _sealed(request, other) | _to_sign(request, other) | _kept(other, third, child) | _left(request, other)
    )


def _left(request, other):
    """A recipient, an export that two signed, and a copy that a family waits for."""
    to = Recipient.objects.create(slug="red-cross", name="Red Cross of Exampleland", scope="share_icrc_rfl")
    asked = {"language": "ru", "known_by": FamilyCopy.KnownBy.IN_PERSON, "asked_on": date(2017, 8, 3)}
    copy = FamilyCopy.objects.create(case=request.case, entered_by=other, **asked)
    at, payload = clock.now(), {"profile": "match-sheet", "recipient": to.slug, "cases": [str(request.case)]}
    told = {"act": "export.bulk", "payload": payload, "digest": digest("export.bulk", payload), "seat": other.seat}
    state = {"state": Proposal.State.APPROVED, "by": other, "at": at, "expires": at + timedelta(days=3)}
    return {"copy": copy.pk, "slug": to.slug, "export": Proposal.objects.create(**told, **state).code}


def _kept(other, third, child):
    """What is kept about a child, and who kept it."""
    told = actions.Asked(given_by="mother", how="spoken", language="rus", text_version="1")
    actions.record_consents(other, child, {"store": True}, asked=told)
    twin = actions.open_case(third, Side.CHILDREN, token=uuid4(), children=[{"name": ["Umar"]}], telling=TOLD)
    judged = actions.judge_duplicate(third, child, twin, verdict="same", reason="alike")
    alert = Alert.objects.create(to=other, kind=Alert.Kind.OFFICE_FROZEN, about=other.office.code, at=clock.now())
    passkey = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={})
    letter = IncomingLetter.objects.create(token="t" * 64, sealed=b"-", left_on=date(2017, 8, 1))
    return {
        "fact": actions.record_fact(other, child, "child_moved", happened_on=date(2017, 8, 1)).pk,
        "scope": "store",
        "twin": judged.pk,
        "alert": alert.pk,
        "passkey": passkey.pk,
        "letter": letter.code,
        "public_id": other.public_id,
        "office": other.office.code,
        "office_pk": other.office.pk,
    }


def _sealed(request, other):
    """A text, a card whose call is due, and a contact that was let known."""
    at = clock.now()
    key = RecoveryKey.objects.create(office=other.office, public=b"-", shares=3, needed=2)
    desk = Desk.objects.create(name="theirs", public=b"-")
    text = {"kind": CapsuleKind.DISPUTE, "box": b"-", "recovery": key, "recovery_box": b"-"}
    let = {"member": other, "purpose": "tracing", "at": at, "until": at + timedelta(hours=1), "box": b"-"}
    return {
        "capsule": Capsule.objects.create(case=request.case, **text).pk,
        "card": ContactCard.objects.create(case=request.case, desk=desk, box=b"-", due_at=at).pk,
        "disclosure": Disclosure.objects.create(case=request.case, **let).pk,
    }


def _to_sign(request, other):
    """Something proposed about a case, and an hour behind broken glass."""
    at, payload = clock.now(), {"case": str(request.case), "reason": "asked-for"}
    told = {"act": "case.erase", "payload": payload, "digest": digest("case.erase", payload), "seat": other.seat}
    proposal = Proposal.objects.create(**told, by=other, at=at, expires=at + timedelta(days=3))
    key = uuid4()
    spans = {"begun": at, "ends": at + timedelta(hours=1), "review_due": at + timedelta(days=3)}
    note = seal_note(key, request.case, note="the camp is cleared tonight")
    Opening.objects.create(pk=key, case=request.case, by=other, reason="about_to_move", note=note, **spans)
    return {"proposal": proposal.code, "glass": key, "case": request.case, "request": request.code}


# Slots are called alike in addresses of different rooms: what each means where.
MEANS = {
    "registry": {"code": "child", "judgement": "twin"},
    "exchange": {"code": "request", "number": "copy"},
    "casework": {"code": "request", "key": "capsule"},
    "access": {"code": "proposal", "key": "glass"},
    "letters": {"code": "letter"},
}
MEANS_HERE = {
    "exchange:carry_out": {"code": "export"},
    "access:freeze": {"code": "office"},
    "access:thaw": {"code": "office"},
    "access:read_alert": {"number": "alert"},
    "access:remove_passkey": {"number": "passkey"},
    "casework:release": {"key": "card"},
    "casework:pass_on": {"key": "disclosure"},
    "casework:read_disclosed": {"key": "disclosure"},
}


def _slots(name, theirs):
    means = MEANS.get(name.split(":")[0], {}) | MEANS_HERE.get(name, {})
    return {slot: theirs[means.get(slot, slot)] for slot in ADDRESSES[name].pattern.converters}


def _not_there(value):
    """Put another of the same kind and length, which nothing has, for what is there."""
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, int):
        nines = int("9" * len(str(value)))
        return nines if nines != value else nines - 1
    return value[:2] + "".join("3" if sign == "2" else "2" if sign.isalnum() else sign for sign in value[2:])


def _asked_for(client, how, name, slots, body):
    """Ask, and return all of the answer that could tell something; whatever was done is undone."""
    address = reverse(name, kwargs=slots)
    with undone():
        answer = client.generic(how, address, body if how == "POST" else "", FORM)
    body = re.sub(rb'(csrfmiddlewaretoken" value=)"\w+"', rb"\1", answer.content).replace(address.encode(), b"*")
    headers = {key: value for key, value in answer.items() if key != "Content-Length"}
    told = answer.cookies.get("messages")
    told = told and told.value.rsplit(":", 2)[0]  # what follows is the second it was signed in, and the signature
    client.cookies.pop("messages", None)  # or the next page would show what this one said
    return answer.status_code, headers, told, body.replace(b"%2F", b"/")


def _alike(client, name, theirs):
    slots = _slots(name, theirs)
    body = BODY.get(name, "").replace("{telling}", TELLING).format(token=uuid4(), **theirs)
    for how in ("GET", "POST"):
        if (how, name) in ROWS:
            for sent in {body, ""}:
                there = _asked_for(client, how, name, slots, sent)
                for slot, value in slots.items():
                    if there != _asked_for(client, how, name, slots | {slot: _not_there(value)}, sent):
                        return False
    return True


def _differing(role, theirs):
    me = User.objects.create_user("me", password="-", role=role, office="Here")
    client = Client()
    client.force_login(me)
    return {name for name in NAMING if not _alike(client, name, theirs)}


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=() if role in REACH else pytest.mark.one_database) for role in Role]
)
def test_d3_what_belongs_to_others_is_answered_like_what_is_not_there(role, theirs):
    assert _differing(role, theirs) == {name for name, roles in EXPECTED.items() if role in roles}


def test_d3_there_is_something_to_ask_for_at_every_address_that_names_anything():
    assert set(EXPECTED) <= set(NAMING)
    assert len(NAMING) > 50


def test_d3_the_comparison_notices_a_page_that_says_whose_it_is(theirs, monkeypatch, fatima):
    def telling(_viewer, code):
        raise PermissionDenied if ChildRecord.objects.filter(code=code).exists() else Http404

    client = Client()
    client.force_login(fatima)
    assert _alike(client, "registry:move", theirs)
    monkeypatch.setattr("kintrace.registry.queries.case_to_work_on", telling)
    assert not _alike(client, "registry:move", theirs)
