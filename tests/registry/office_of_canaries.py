"""An office of its own, run as a program: `python -m tests.registry.office_of_canaries enter|old|migrate [field]`.

`enter` takes ten thousand canaries through all that the site does; with a field, it takes a few, and leaves that one
unsealed, which the search has to find. `old` makes a record as the main job did, in the clear; `migrate` brings it up
to date.
"""

import csv
import io
import os
import sys
import uuid
from datetime import date
from functools import partial
from unittest import mock

from tests.registry.canaries import names, telephones

# ruff: noqa: PLC0415, T201 - what a program needs is imported once Django is there; it prints what it saw

os.environ["DJANGO_SETTINGS_MODULE"] = "kintrace.config.settings"
DAY = date(2017, 10, 1)
EACH = 4  # columns that hold a name
ROWS, FEW = 1250, 40  # of each list: ten thousand names in all, or as many as show what the search finds
COLUMNS = ("id", "name", "father_name", "mother_alias", "last_place", "marks")


def rows(beginning, number):
    """Yield rows of a list: ids, four names and a telephone number each."""
    said, numbers = names(), telephones()
    for place in range(number):
        mine = said[(beginning + place) * EACH : (beginning + place + 1) * EACH]
        yield (f"{mine[0]}{place}", *mine, numbers[beginning + place])


def as_csv(table):
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *table])
    return text.getvalue().encode()


def enter(number=ROWS):
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from kintrace.access.models import Role, User
    from kintrace.access.sessions import CONFIRMED, SEEN, SIGNED_IN
    from kintrace.intake.imports import actions as imports
    from kintrace.kernel import clock
    from kintrace.kernel.errors import KintraceError

    officer, supervisor = (
        User.objects.create_user(role.value, password="a long password", role=role, office="Office")
        for role in (Role.TRACING_OFFICER, Role.SUPERVISOR)
    )
    name = names()[0]
    for side, beginning in (("requests", 0), ("children", ROWS)):
        file = SimpleUploadedFile(f"{name}.csv", as_csv(rows(beginning, number)))
        upload = imports.receive(officer, file, side=side, list_name=f"{name} of {side}")
        imports.confirm(officer, upload.key)
    imports.receive(officer, SimpleUploadedFile(f"{name}.csv", as_csv(rows(0, 50))), side="requests", list_name=name)
    bad = SimpleUploadedFile(f"{name}.csv", f"{name},{name}\n{name},{name}\n".encode())
    try:
        imports.receive(officer, bad, side="requests", list_name=name)
    except KintraceError as error:
        print("refused", type(error).__name__)
    _trace(officer, supervisor)
    _tell(officer)
    _type(officer)
    client = Client(HTTP_HOST="localhost")
    client.force_login(officer, backend="kintrace.access.sessions.StaffBackend")
    session, now = client.session, clock.now().isoformat()
    session.update({SEEN: now, SIGNED_IN: now, CONFIRMED: now})
    session.save()
    _look(client)
    client.post("/lists/", {"side": "requests", "list_name": name, "file": io.BytesIO(as_csv(rows(0, 5)))})


def _trace(officer, supervisor):
    from kintrace.registry.models import ChildRecord, TracingRequest
    from kintrace.tracing import actions
    from tests.cast import ranking

    said = iter(names())

    def match(requests, children, **_others):
        found = [(one.id, 0.2, 0.1) for one in children[:3]]
        with mock.patch("tests.cast.KINDS", (next(said), "names")):
            return [ranking(one.id, found, absent=0.4) for one in requests]

    run = actions.start_run(officer)
    actions.carry_out(run.pk, matcher=match)
    failing = actions.start_run(officer)
    actions.carry_out(failing.pk, matcher=_break)
    request, child = TracingRequest.objects.first(), ChildRecord.objects.first()
    word = f"{names()[1]} {telephones()[1]} {names()[2]} {names()[3]}"
    actions.judge(officer, request.code, child_code=child.code, verdict="same", reason=word)
    judged = actions.judge(supervisor, request.code, child_code=child.code, verdict="different", reason=word)
    actions.withdraw(supervisor, judged.pk, pair=(request.code, child.code), why=word)


def _break(*_, **__):
    raise ValueError(" ".join(names()[:4]))


def _tell(officer):
    from kintrace.registry import actions
    from kintrace.registry.models import TracingRequest

    word = f"{names()[1]} {telephones()[1]}"
    telling = actions.Telling("letter", "family", DAY, name=word)
    request = actions.open_case(
        officer, "requests", token=uuid.uuid4(), children=[{"name": [word]}], telling=telling, channel="letter"
    )
    actions.say(officer, request, {"marks": [names()[2]]}, telling=telling, visibility="held_back")
    actions.sight(officer, request, actions.Whereabouts(word, DAY, DAY, custodian=names()[3]), telling=telling)
    actions.record_fact(officer, request, "child_moved", happened_on=DAY, note=word)
    other = TracingRequest.objects.first()
    actions.judge_duplicate(officer, request, other, verdict="same", reason=word)


def _type(officer):
    """Take files of a laboratory in that call their samples by names: one is entered, one is left waiting."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from kintrace.access.models import Role, User
    from kintrace.laboratory import actions, queries
    from kintrace.registry.actions import add_relative
    from kintrace.registry.models import TracingRequest
    from kintrace.worlds.profiles import as_table

    analyst = User.objects.create_user("analyst", password="a long password", role=Role.DNA_ANALYST, office="Office")
    request = TracingRequest.objects.first()
    add_relative(officer, request, "mother")
    relative = queries.relatives(request)[0]
    agreed = actions.Agreed("donor", "written", DAY, frozenset({"dna_compare_all"}))
    sample = actions.register_sample(analyst, request, relative, taken_on=DAY, minor=False, agreed=agreed)
    actions.move_on(analyst, sample, "received", on=DAY)
    pair = {"TH01": ("6", "9.3")}
    for _ in range(2):
        table = as_table({sample.code: pair, f"{names()[4]} {telephones()[4]}": pair}, markers=pair)
        file = actions.receive(analyst, SimpleUploadedFile(f"{names()[5]}.csv", table.encode()))
        if not file.entered and sample.state == "taken":
            actions.enter(analyst, str(file.pk), kit="", laboratory="")
            sample.refresh_from_db()


def _look(client):
    from kintrace.registry.models import ChildRecord, TracingRequest

    request, child = TracingRequest.objects.first(), ChildRecord.objects.first()
    addresses = [
        *("/requests/", "/children/", "/claims/", "/matching/", "/lists/"),
        *(f"/requests/{request.code}/", f"/children/{child.code}/", f"/requests/{request.code}/{child.code}/"),
    ]
    for address in addresses:
        print(address, client.get(address).status_code)
    for address in addresses[:2]:
        print(address, client.post(address, {"text": names()[0][:5]}).status_code)


def old():
    """Make a record as the main job left it."""
    from django.core.management import call_command

    for database in ("keys", "default"):
        call_command("migrate", "vault", database=database, verbosity=0)
    for app, last in (("access", "0002"), ("registry", "0002"), ("tracing", "0002"), ("imports", "0001")):
        call_command("migrate", app, last, database="default", verbosity=0)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    last = [("registry", "0002_append_only"), ("tracing", "0002_sibling_of_an_answer"), ("imports", "0001_initial")]
    _fill(MigrationExecutor(connection).loader.project_state([*last, ("access", "0002_append_only")]).apps)


def _fill(apps):
    def made(app, model, /, **said):
        return apps.get_model(app, model).objects.create(**said)

    def made_many(model, several):
        made_of = apps.get_model("registry", model)
        return made_of.objects.bulk_create([made_of(**said) for said in several])

    user = made("access", "User", username="aslan", role="tracing_officer", office="Grozny", public_id="U-1")
    cases = {}
    for side, model, beginning in (("requests", "TracingRequest", 0), ("children", "ChildRecord", ROWS)):
        list_name = f"{names()[0]} {side}"
        source = made("registry", "Source", kind="list", name=list_name, received_on=DAY, entered_by=user)
        said = {"source": source, "entered_by": user, "learned_on": DAY}
        listed = list(rows(beginning, ROWS))
        persons = made_many("Person", [{"side": side}] * ROWS)
        whose = {"list_name": list_name, "opened_by": user}
        *_, cases[side] = made_many(
            model,
            [
                {"code": f"{side[0]}-{number}", "person": person, "foreign_id": row[0], **whose}
                for number, (person, row) in enumerate(zip(persons, listed, strict=True))
            ],
        )
        *_, kept = made_many(
            "Statement",
            [
                {"subject": person, "property": column, "value": value, **said}
                for person, row in zip(persons, listed, strict=True)
                for column, value in zip(COLUMNS[1:], row[1:], strict=True)
            ],
        )
        made("registry", "Retraction", statement=kept, source=source, entered_by=user)
        made(
            "imports", "Upload", side=side, list_name=list_name, file_name=f"{names()[0]}.csv", by=user, state="waiting"
        )
    run = made("tracing", "Run", state="finished", started_by=user)
    pair = {"request": cases["requests"], "child": cases["children"]}
    made("tracing", "Judgement", **pair, verdict="same", reason=f"{names()[1]} {telephones()[3]}", by=user)
    explained = __import__("zlib").compress(b"{}")
    made("tracing", "Answer", run=run, request=cases["requests"], absent=0.1, leads="absent", explained=explained)


def migrate():
    """Bring the record up to date, and tell what can be read in it."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from kintrace.access.models import User
    from kintrace.registry import queries
    from kintrace.registry.models import TracingRequest

    user = User.objects.get(username="aslan")
    made = queries.dossiers(user, "requests", today=DAY)
    listed = queries.in_lists(user, TracingRequest.objects.order_by("pk")[:1], opening=queries_opening(user))
    from kintrace.tracing.queries import request_page

    judged = request_page(user, "r-1249").judgements[0].reason
    print(len(made), made[0].names[0], next(iter(listed.values())).foreign_id, judged, sep="|")


def queries_opening(user):
    from kintrace.registry.opening import Opening

    return Opening(user, "case.opened", subject="r-0")


def main(what, field=""):
    import django

    django.setup()
    from kintrace.vault import cases

    seal = cases._sealed
    leaky = mock.patch.object(
        cases, "_sealed", lambda key, value: value.text.encode() if value.field == field else seal(key, value)
    )
    with leaky:
        {"enter": partial(enter, FEW if field else ROWS), "old": old, "migrate": migrate}[what]()


if __name__ == "__main__":
    main(*sys.argv[1:])
