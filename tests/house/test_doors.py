"""Every address of the staff site, asked by every role: one table says what each is answered.

200 the page, 302 elsewhere (a stranger: to the sign-in), 403 not yours, 404 as if there were no such thing, 422
something was missing in what was sent. An address without a row fails, and so does any other way of asking for it.
"""

import json
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from kintrace.access import sessions
from kintrace.access.models import CaseMember, Opening, Proposal, Role, User
from kintrace.access.sealing import seal_note
from kintrace.access.two_person import digest
from kintrace.casework.models import Recovery
from kintrace.exchange.models import FamilyCopy, Recipient
from kintrace.intake.imports.actions import receive
from kintrace.intake.imports.models import Upload
from kintrace.intake.letters.models import IncomingLetter
from kintrace.kernel import clock
from kintrace.laboratory.models import Finding, Sample
from kintrace.laboratory.queries.findings import SAID, UNEXPECTED
from kintrace.registry.actions import enter_list
from kintrace.registry.models import ChildRecord, Side, TracingRequest
from kintrace.tracing.models import Answer, Candidate, Judgement, Run
from kintrace.vault import profiles
from tests import postgresql
from tests.cast import staff

# how  address           nobody, operator, registrar, officer, supervisor, dna, returns, counsellor, auditor, admin
TABLE = """
  GET  access:sign_in     200  302  302  302  302  302  302  302  302  302
  POST access:sign_in     200  302  302  302  302  302  302  302  302  302
  POST access:sign_out    302  302  302  302  302  302  302  302  302  302
  POST access:language    302  302  302  302  302  302  302  302  302  302
  GET  access:second             302  302  302  302  302  302  302  302  302  302
  POST access:second             302  302  302  302  302  302  302  302  302  302
  POST access:second_by_passkey  302  302  302  302  302  302  302  302  302  302
  GET  access:enrol              302  302  302  302  302  302  302  302  302  302
  POST access:enrol              302  302  302  302  302  302  302  302  302  302
  GET  access:confirm            302  200  200  200  200  200  200  200  200  200
  POST access:confirm            302  422  422  422  422  422  422  422  422  422
  GET  access:own_factor         302  200  200  200  200  200  200  200  200  200
  POST access:recovery_codes     302  200  200  200  200  200  200  200  200  200
  GET  access:another_app        302  200  200  200  200  200  200  200  200  200
  POST access:another_app        302  422  422  422  422  422  422  422  422  422
  GET  access:add_passkey        302  200  200  200  200  200  200  200  200  200
  POST access:add_passkey        302  302  302  302  302  302  302  302  302  302
  POST access:remove_passkey     302  302  302  302  302  302  302  302  302  302
  POST access:read_alert         302  302  302  302  302  302  302  302  302  302
  GET  access:staff              302  403  403  403  200  403  403  403  200  200
  POST access:reset_factor       302  404  404  404  404  404  404  404  404  302
  POST access:close_account      302  404  404  404  404  404  404  404  404  302
  GET  access:roles              302  404  404  404  404  404  404  404  404  200
  POST access:roles              302  404  404  404  404  404  404  404  404  422
  POST access:freeze             302  404  404  404  302  404  404  404  404  302
  POST access:thaw               302  404  404  404  302  404  404  404  404  302
  GET  access:signatures         302  403  403  200  200  403  200  403  403  200
  GET  access:proposal           302  404  404  200  200  404  200  404  404  200
  POST access:sign               302  404  404  302  302  404  302  404  404  302
  POST access:refuse             302  404  404  302  302  404  302  404  404  302
  POST access:carry_out          302  404  404  302  302  404  302  404  404  302
  GET  access:break_glass        302  404  404  200  200  404  200  200  404  404
  POST access:break_glass        302  404  404  422  422  404  422  422  404  404
  GET  access:to_review          302  403  403  403  200  403  403  403  200  403
  GET  access:review             302  404  404  404  200  404  404  404  200  404
  POST access:review             302  404  404  404  422  404  404  404  422  404
  GET  access:own_password       302  200  200  200  200  200  200  200  200  200
  POST access:own_password       302  422  422  422  422  422  422  422  422  422
  POST access:reset_password     302  404  404  404  404  404  404  404  404  200
  POST access:seal_anew          302  404  404  404  302  404  404  404  404  404
  GET  access:trail       302  403  403  403  403  403  403  403  200  403

  GET  imports:upload     302  403  200  200  200  403  403  403  403  403
  POST imports:upload     302  403  422  422  422  403  403  403  403  403
  GET  imports:preview    302  404  200  200  200  404  404  404  404  404
  POST imports:confirm    302  404  302  302  302  404  404  404  404  404
  POST imports:cancel     302  404  302  302  302  404  404  404  404  404

  GET  registry:children  302  403  200  200  200  403  403  403  403  403
  GET  registry:child     302  404  200  200  200  404  404  404  404  404
  GET  registry:due_for_erasure     302  403  403  200  200  403  200  403  403  403
  GET  registry:new_contact         302  200  403  200  200  403  403  403  403  403
  POST registry:new_contact         302  422  403  422  422  403  403  403  403  403
  GET  registry:new_request         302  403  403  200  200  403  403  403  403  403
  POST registry:new_request         302  403  403  422  422  403  403  403  403  403
  GET  registry:new_child           302  200  200  200  200  403  403  403  403  403
  POST registry:new_child           302  422  422  422  422  403  403  403  403  403
  GET  registry:work                302  200  200  200  200  404  200  404  404  404
  POST registry:say                 302  422  422  422  422  404  422  404  404  404
  POST registry:retract             302  422  422  422  422  404  422  404  404  404
  POST registry:move                302  422  422  422  422  404  422  404  404  404
  POST registry:sight               302  422  422  422  422  404  422  404  404  404
  POST registry:relate              302  422  422  422  422  404  422  404  404  404
  POST registry:unsight             302  422  422  422  422  404  422  404  404  404
  POST registry:unrelate            302  422  422  422  422  404  422  404  404  404
  POST registry:fact                302  422  422  422  422  404  422  404  404  404
  POST registry:review_fact         302  404  404  404  302  404  404  404  404  404
  POST registry:consents            302  422  422  422  422  404  404  404  404  404
  POST registry:withdraw_consent    302  302  302  302  302  404  404  404  404  404
  POST registry:duplicate           302  404  422  422  422  404  404  404  404  404
  POST registry:withdraw_duplicate  302  404  404  404  404  404  404  404  404  404
  POST registry:erase               302  404  404  422  422  404  422  404  404  404

  GET  exchange:exports        302  403  403  200  200  403  403  403  403  403
  POST exchange:take           302  403  403  422  422  403  403  403  403  403
  POST exchange:propose        302  403  403  422  422  403  403  403  403  403
  POST exchange:add_recipient  302  403  403  403  422  403  403  403  403  403
  POST exchange:carry_out      302  404  404  404  404  404  404  404  404  404
  POST exchange:answer         302  422  422  422  422  404  404  404  404  404
  POST exchange:take_back      302  302  302  302  302  404  404  404  404  404
  POST exchange:ask_copy       302  422  422  422  422  404  404  404  404  404
  POST exchange:make_copy      302  404  200  200  200  404  404  404  404  404

  GET  laboratory:samples        302  403  403  403  403  200  403  403  403  403
  GET  laboratory:case           302  404  404  404  404  200  404  404  404  404
  POST laboratory:register       302  404  404  404  404  422  404  404  404  404
  POST laboratory:add_relative   302  404  404  302  302  404  404  404  404  404
  POST laboratory:compare        302  404  404  404  404  302  404  404  404  404
  POST laboratory:advise         302  404  404  404  404  302  404  404  404  404
  GET  laboratory:sample         302  404  404  404  404  200  404  404  404  404
  POST laboratory:step           302  404  404  404  404  302  404  404  404  404
  POST laboratory:answer         302  404  404  404  404  302  404  404  404  404
  POST laboratory:withdraw       302  404  404  404  404  302  404  404  404  404
  POST laboratory:upload         302  403  403  403  403  302  403  403  403  403
  GET  laboratory:file           302  404  404  404  404  404  404  404  404  404
  POST laboratory:enter          302  404  404  404  404  404  404  404  404  404
  POST laboratory:cancel         302  404  404  404  404  404  404  404  404  404
  POST laboratory:say_twins      302  403  403  403  403  302  403  403  403  403
  POST laboratory:confirm_twins  302  404  404  404  404  404  404  404  404  404
  POST laboratory:refuse_twins   302  404  404  404  404  404  404  404  404  404
  GET  laboratory:findings       302  403  403  403  403  200  403  200  403  403
  GET  laboratory:finding        302  404  404  404  404  200  404  404  404  404
  POST laboratory:release        302  404  404  404  404  302  404  404  404  404
  POST laboratory:withhold       302  404  404  404  404  302  404  404  404  404
  GET  laboratory:report         302  404  404  404  404  302  404  404  404  404
  GET  laboratory:screenings     302  403  403  403  403  200  403  403  403  403
  POST laboratory:screen         302  403  403  403  403  302  403  403  403  403
  GET  laboratory:screening      302  404  404  404  404  404  404  404  404  404

  GET  letters:letters    302  200  403  200  200  403  403  403  403  403
  POST letters:letter     302  302  404  302  302  404  404  404  404  404
  GET  letters:enter      302  200  404  200  200  404  404  404  404  404
  POST letters:enter      302  422  404  422  422  404  404  404  404  404
  GET  letters:desk       302  403  403  403  200  403  403  403  403  403
  POST letters:open_desk  302  403  403  403  302  403  403  403  403  403
  POST letters:open_anew  302  403  403  403  302  403  403  403  403  403
  POST letters:admit      302  403  403  403  404  403  403  403  403  403
  POST letters:put_up     302  403  403  403  302  403  403  403  403  403

  GET  casework:cases              302  200  200  200  200  403  200  200  403  403
  GET  casework:case               302  200  200  200  200  404  200  200  404  404
  POST casework:take_up            302  404  302  302  302  404  404  404  404  404
  POST casework:add_member         302  404  302  302  302  404  404  302  404  404
  POST casework:remove_member      302  404  302  302  302  404  404  302  404  404
  POST casework:seal               302  422  422  422  422  404  422  422  404  404
  POST casework:open_sealed        302  404  302  302  302  404  404  302  404  404
  POST casework:keep_card          302  422  404  422  422  404  404  422  404  404
  POST casework:call_due           302  422  404  422  422  404  404  422  404  404
  POST casework:disclose           302  404  404  422  422  404  422  404  404  404
  GET  casework:open_with_shares   302  404  200  200  200  404  404  200  404  404
  POST casework:open_with_shares   302  404  422  422  422  404  404  422  404  404
  GET  casework:on_call            302  200  403  200  200  403  403  200  403  403
  POST casework:open_desk          302  403  403  403  302  403  403  403  403  403
  POST casework:put_on_call        302  404  404  404  302  404  404  404  404  404
  POST casework:take_off_call      302  404  404  404  302  404  404  404  404  404
  POST casework:release            302  404  404  404  404  404  404  404  404  404
  POST casework:pass_on            302  404  404  404  404  404  404  404  404  404
  POST casework:read_disclosed     302  404  404  404  404  404  404  404  404  404
  GET  casework:recovery_keys      302  403  403  403  200  403  403  403  403  200
  POST casework:make_recovery_key  302  404  404  404  422  404  404  404  404  422
  POST casework:propose_recovery   302  404  404  404  422  404  404  404  404  422

  GET  tracing:today      302  200  200  200  200  200  200  200  200  200
  GET  tracing:requests   302  403  403  200  200  403  403  403  403  403
  GET  tracing:request    302  404  404  200  200  404  404  404  404  404
  GET  tracing:pair       302  404  404  200  200  404  404  404  404  404
  POST tracing:judge      302  404  404  422  422  404  404  404  404  404
  POST tracing:withdraw   302  404  404  302  302  404  404  404  404  404
  GET  tracing:claims     302  403  403  200  200  403  403  403  403  403
  GET  tracing:runs       302  403  403  200  200  403  403  403  403  403
  POST tracing:start      302  403  403  302  302  403  403  403  403  403
  GET  tracing:run        302  404  404  200  200  404  404  404  404  404
  POST tracing:count      302  403  403  302  302  403  403  403  403  403

  GET  figures:ladder              302  403  403  200  200  403  200  403  200  403
  POST figures:propose_population  302  403  403  422  422  403  403  403  403  403
  POST figures:propose_release     302  403  403  302  302  403  302  403  403  403
"""
ROLES = (None, *Role)
ROWS = {
    (how, name): tuple(map(int, answers))
    for how, name, *answers in (line.split() for line in TABLE.splitlines() if line.strip())
}
HOLD_MOST = (Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)  # between them, whatever can be held
WAYS = ("GET", "POST", "PUT", "DELETE")
FORM = "application/x-www-form-urlencoded"
# Something has to be sent for a form to be looked at; what is sent lacks what the form asks for.
NEEDED = """access:sign_in access:own_password access:confirm access:another_app access:roles access:break_glass
access:review tracing:judge imports:upload casework:seal casework:open_with_shares""".split()
SENT = dict.fromkeys(NEEDED, "csrfmiddlewaretoken=-")

pytestmark = pytest.mark.django_db


def _walk(patterns, space=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            yield from _walk(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)


ADDRESSES = dict(_walk(get_resolver().url_patterns))


@pytest.fixture(scope="module")
def askers(laid_once):
    """Return somebody of each role, and nobody, each with one of everything in the record, laid once for all tests."""
    with laid_once():
        laid = {role: _asker(role) for role in ROLES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "RECENT", sessions.IDLE)  # on a slow machine all the tests take more than five minutes
        yield laid


def _asker(role):
    """Return who asks, what they can ask for, their browser, and the cookies that it carries."""
    user = User.objects.create_user(f"asker {role}", password="-", role=role or Role.ADMINISTRATOR)
    client = Client()
    if role is not None:
        client.force_login(user)
    return user.pk, _one_of_everything(user), client, client.cookies


@pytest.fixture
def answer_of(askers):
    """Ask one address as one role and return the answer; whatever was done is undone."""

    def asking(how, name, role):
        key, laid, client, cookies = askers[role]
        client.cookies = deepcopy(cookies)
        with undone():
            return _answered(client, how, name, user=User.objects.get(pk=key), there=dict(laid))

    return asking


ANSWERED = {}  # status and headers of each answer to a row of the table, once it was asked


def asked_as(how, name):
    """Return whom to ask as: everybody; on PostgreSQL one of each answer, since who may is decided alike there."""
    one_of_each = {status: role for role, status in zip(ROLES, ROWS[how, name], strict=True)}
    return one_of_each.values() if postgresql.WANTED else ROLES


@pytest.fixture
def answers_to(answer_of):
    """Ask what a row of the table says, once for all tests; returns the status and the headers for each role."""

    def asking(how, name):
        if (how, name) not in ANSWERED:
            found = {role: answer_of(how, name, role) for role in asked_as(how, name)}
            ANSWERED[how, name] = {role: (one.status_code, dict(one.headers)) for role, one in found.items()}
        return ANSWERED[how, name]

    return asking


@pytest.fixture
def ask(answer_of):
    """Ask one address as one role and return the status of the answer."""
    return lambda how, name, role: answer_of(how, name, role).status_code


def _answered(client, how, name, *, user, there):
    room = name.partition(":")[0]
    if room in {"registry", "exchange"}:
        there |= _of_registry(user, there)
    if room == "access":
        there |= _of_access(user, name)
    if room == "laboratory":
        there |= _of_laboratory(name, there)
    if room == "casework":
        there |= _of_casework(user, name, there)
    if room == "letters":
        letter = IncomingLetter.objects.create(token=uuid4().hex, sealed=b"-", left_on=date(2017, 8, 1))
        there |= {"code": letter.code}
    if room == "imports":
        there |= {"key": _upload(user).key}
    slots = {slot: there[slot] for slot in ADDRESSES[name].pattern.converters}
    sent = there.get("sent", SENT.get(name, "")) if how == "POST" else ""
    return client.generic(how, reverse(name, kwargs=slots), sent, FORM)


@contextmanager
def undone():
    """Take back whatever happens inside, in every database."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(alias))
            stack.callback(transaction.set_rollback, True, alias)  # noqa: FBT003 - as Django has it
        yield


def _one_of_everything(user):
    officer = User.objects.create_user(f"officer of {user}", password="-", role=Role.TRACING_OFFICER)
    said = {"name": ["Умар"], "father_name": ["Шамиль"]}
    for side in Side:
        enter_list(officer, side, list_name=str(user), rows=[("1", said)], received_on=date(2017, 8, 1))
    request, child = TracingRequest.objects.latest("pk"), ChildRecord.objects.latest("pk")
    at = datetime(2017, 8, 2, tzinfo=UTC)
    run = Run.objects.create(state=Run.State.FINISHED, started_by=officer, started_at=at, finished_at=at)
    guess = {"run": run, "request": request}
    Answer.objects.create(**guess, best_child=child, absent=0.1, leads=Answer.Leads.THIS_CHILD)
    Candidate.objects.create(**guess, child=child, rank=1, weight=4.0, probability=0.8, sibling_probability=0.1)
    judgement = Judgement.objects.create(request=request, child=child, verdict="same", reason=b"-", by=user)
    return {
        "code": request.code,
        "child": child.code,
        "judgement": judgement.pk,
        "number": run.pk,
        "key": _upload(user).key,
    }


def _of_registry(user, there):
    """A child's record that the asker works on, and slots for what stands in it."""
    child = ChildRecord.objects.get(code=there["child"])
    CaseMember.objects.create(case=child.case, user=user)
    to = Recipient.objects.create(slug=f"r{user.pk}", name="Red Cross of Exampleland", scope="share_icrc_rfl")
    asked = {"language": "ru", "known_by": FamilyCopy.KnownBy.IN_PERSON, "asked_on": date(2017, 8, 3)}
    copy = FamilyCopy.objects.create(case=child.case, entered_by=user, **asked)
    return {"code": child.code, "fact": 1, "scope": "store", "slug": to.slug, "number": copy.pk}


def _of_access(user, name):
    """Somebody, their office, something to sign and an hour to review, none of it the asker's own."""
    other = staff(f"other of {user}", Role.TRACING_OFFICER, office=f"office of {user}")
    at, code = clock.now(), other.office.code
    payload = {"office": code}
    told = {"act": "office.thaw", "payload": payload, "digest": digest("office.thaw", payload), "seat": other.seat}
    proposal = Proposal.objects.create(**told, by=other, at=at, expires=at + timedelta(days=3))
    key, case = uuid4(), uuid4()
    spans = {"begun": at, "ends": at + timedelta(hours=1), "review_due": at + timedelta(days=3)}
    note = seal_note(key, case, note="the camp is cleared tonight")
    Opening.objects.create(pk=key, case=case, by=other, reason="about_to_move", note=note, **spans)
    signed = name.split(":")[1] in {"proposal", "sign", "refuse", "carry_out"}
    return {"code": proposal.code if signed else code, "public_id": other.public_id, "key": key, "case": case}


def _of_laboratory(name, there):
    """A sample of the request's family, and a finding of somebody else that waits to be read."""
    request, child = TracingRequest.objects.get(code=there["code"]), ChildRecord.objects.get(code=there["child"])
    row = uuid4()
    profiles.new_key(row)
    said = {"ratios": [], "this": 1.0, "sibling": 0.5, "markers": 3, "odd": 0, "samples": []}
    boxes = {
        "said": profiles.seal(SAID, row, json.dumps(said | {"database": "norSTR_westAsiaDB"})),
        "unexpected": profiles.seal(UNEXPECTED, row, json.dumps({"sentences": []})),
    }
    pair = {"case": request.case, "child": child.case, "by": "U-other", "for_counsellor": False}
    finding = Finding.objects.create(id=row, **pair, **boxes)
    whose = {"case": request.case, "side": Side.REQUESTS, "part": "relative", "minor": False}
    sample = Sample.objects.create(**whose, taken_on=date(2017, 8, 1), entered_by="U-other")
    code = request.code
    if name.split(":")[1] in {"sample", "step", "answer", "withdraw"}:
        code = sample.code
    elif name.split(":")[1] in {"finding", "release", "withhold", "report"}:
        code = finding.code
    return {"code": code, "number": 1, "key": uuid4(), "kind": "html"}


def _of_casework(user, name, there):
    """A case the asker works on, or may recover; nobody's yet where it is to be taken up."""
    request = TracingRequest.objects.get(code=there["code"])
    other = staff(f"other of {user}", Role.TRACING_OFFICER, office=f"office of {user}")
    at = clock.now()
    if name == "casework:take_up":
        request = ChildRecord.objects.get(code=there["child"])
        request.office = user.office = other.office
        request.save()
        user.save()
    elif name == "casework:open_with_shares":
        Recovery.objects.create(case=request.case, member=user, at=at, until=at + timedelta(hours=1))
    else:
        for one in (user, other):
            CaseMember.objects.create(case=request.case, user=one)
    who = name in {"casework:add_member", "casework:put_on_call"}
    sent = f"member={other.public_id}" if who else SENT.get(name, "")
    codes = {"code": request.code, "public_id": other.public_id, "office": other.office.code}
    return codes | {"key": uuid4(), "sent": sent}


def _upload(user):
    file = SimpleUploadedFile("list.csv", "id,name\n1,Умар\n".encode())
    try:
        return receive(user, file, side=Side.CHILDREN, list_name="a list")
    except PermissionDenied:
        return Upload(key="0" * 32)


@pytest.mark.parametrize(("how", "name"), ROWS, ids=[" ".join(row) for row in ROWS])
def test_each_role_is_answered_as_the_table_says(answers_to, how, name):
    said = dict(zip(ROLES, ROWS[how, name], strict=True))
    assert {role: status for role, (status, _) in answers_to(how, name).items()} == {
        role: said[role] for role in asked_as(how, name)
    }


def test_every_address_has_a_row():
    assert {name for _, name in ROWS} == set(ADDRESSES)


@pytest.mark.one_database
@pytest.mark.parametrize("name", ADDRESSES)
def test_there_is_no_other_way_in(ask, name):
    others = [how for how in WAYS if (how, name) not in ROWS]
    answers = {how: ask(how, name, role) for how in others for role in HOLD_MOST}
    turned_away = {403, 404, 405} if ADDRESSES[name].callback.permission else {302, 405}
    assert set(answers.values()) <= turned_away


@pytest.mark.one_database
@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_says_who_may_come_in(name):
    assert hasattr(ADDRESSES[name].callback, "permission")
