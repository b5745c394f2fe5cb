"""The cast that every test of the site shares, and a small world for them to work on.

Fatima registers children, Aslan traces, Zarema supervises, Ruslan audits, Leyla administers; nobody knows the outsider.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date

import pytest

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import says
from kintrace.matching.match import KINDS, Candidate, Prior, Ranking

# ruff: noqa: PLC0415 - pytest imports this file before Django is there, so models are imported where they are used

PASSWORD = "a long password nobody uses"


@pytest.fixture(autouse=True, scope="session")
def sealed_tables_may_be_emptied_between_tests():
    """Lift the triggers while Django empties the tables after a test with a real server, and set them again."""
    from django.db import connection

    kind = type(connection.ops)
    lifted = {"sqlite": _lifted_on_sqlite, "postgresql": _lifted_on_postgresql}[connection.vendor]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "sql_flush", lifted(kind.sql_flush))
        yield


def _lifted_on_sqlite(empty):
    def lifted(self, style, tables, **options):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = dict(cursor.fetchall())
        return (
            [f"DROP TRIGGER {name}" for name in triggers] + empty(self, style, tables, **options) + [*triggers.values()]
        )

    return lifted


def _lifted_on_postgresql(empty):
    def lifted(self, style, tables, **options):
        quiet, awake = "SET session_replication_role = replica", "SET session_replication_role = DEFAULT"
        return [quiet, *empty(self, style, tables, **options), awake]

    return lifted


@pytest.fixture(autouse=True, scope="session")
def force_login_gives_both_factors():
    """Let `client.force_login` leave a session as if password and code had just been given."""
    from django.test import Client

    from kintrace.access import sessions

    only_logged_in = Client.force_login

    def forced(self, user, backend=None):
        from django.conf import settings
        from django.http import HttpRequest

        only_logged_in(self, user, backend)
        request = HttpRequest()
        request.session = self.session
        sessions.mark(request)
        request.session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", forced)
        yield


@pytest.fixture(autouse=True, scope="session")
def static_files_are_looked_for_once():
    """Let every browser of the tests find the static files that the first one found; they do not change meanwhile."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    look, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def once(self):
        if not found:
            look(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


def staff(username, role, **about):
    from kintrace.access.models import User

    user = User.objects.create_user(username, password=PASSWORD, role=role, **about)
    user.seat = [f"session of {username}", f"browser of {username}"]
    return user


def enrolled(user):
    """Give somebody an app as second factor and return its secret; `code_now(secret)` is what it shows."""
    from kintrace.access import second_factor

    secret = second_factor.new_secret()
    second_factor.take_app(user, secret)
    return secret


def unused_code(secret):
    """Return a code that an app with this secret shows about now, and that was not asked for before."""
    from allauth.mfa.totp.internal import auth

    before, *others = auth.yield_hotp_counters_from_time()
    for counter in (*others, before):  # the one before may be over before it is typed
        code = auth.format_hotp_value(auth.hotp_value(secret, counter))
        if code not in _GIVEN.setdefault(secret, set()):
            _GIVEN[secret].add(code)
            return code
    raise LookupError("three codes were given within a minute and a half")


_GIVEN = {}


def sign_in(client, user, *, secret=None):
    """Come in by the front door with both factors, as people do; returns the last answer."""
    secret = secret or enrolled(user)
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    return client.post("/sign-in/second/", {"code": unused_code(secret)})


@pytest.fixture
def fatima(db):
    return staff("fatima", "registrar", name="Fatima", office="Mosul")


@pytest.fixture
def aslan(db):
    return staff("aslan", "tracing_officer", name="Aslan", office="Grozny")


@pytest.fixture
def zarema(db):
    return staff("zarema", "supervisor", name="Zarema", office="Grozny")


@pytest.fixture
def ruslan(db):
    return staff("ruslan", "auditor", name="Ruslan")


@pytest.fixture
def leyla(db):
    return staff("leyla", "administrator", name="Leyla")


@pytest.fixture(scope="module")
def laid_once(django_db_setup, django_db_blocker):
    """Keep what is written inside `with laid_once():` for all tests of a module; each still undoes what it did."""
    from django.db import connections, transaction

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            for alias in connections:
                outermost = transaction.atomic(alias)
                outermost._from_testcase = True  # durable transactions are let in, as in any test of Django's
                stack.enter_context(outermost)
                stack.callback(transaction.set_rollback, True, alias)  # noqa: FBT003 - as Django has it
        yield django_db_blocker.unblock
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def outsider():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


@pytest.fixture
def cast(fatima, aslan, zarema, ruslan, leyla, outsider):
    return {one.role: one for one in (fatima, aslan, zarema, ruslan, leyla)} | {"outsider": outsider}


REQUESTS = {
    "q1": {"name": ["Мурадова Хадижа Тимуровна"], "father_name": ["Тимур"], "siblings": ["Умар", "Амина"]},
    "q2": {"name": ["Мурадова Амина Тимуровна"], "father_name": ["Тимур"]},
    "q3": {"name": ["Исаев Ислам"], "last_place": ["Табка"], "last_date": ["2017-02"]},
}
CHILDREN = {
    "k1": {"name": ["خديجة عمر"], "father_alias": ["أبو عمر"], "age": ["5"], "age_date": ["2017-09-12"]},
    "k2": {"name": ["Amina"], "sex": ["f"], "languages": ["che", "rus"]},
    "k3": {"name": ["اسلام"], "last_place": ["Mosul"], "marks": ["scar on the left hand"]},
}


@pytest.fixture(autouse=True)
def nobody_remembers_names():
    """Forget the names that this process holds: each test has a record of its own."""
    from kintrace.registry.queries import forget_names

    forget_names()


@pytest.fixture
def world(aslan, fatima):
    """Three requests of Aslan, and three children of Fatima's office; returns the code of each row."""
    from kintrace.registry.actions import enter_list
    from kintrace.registry.models import ChildRecord, TracingRequest

    enter_list(aslan, "requests", list_name="letters", rows=REQUESTS.items(), received_on=date(2017, 10, 1))
    enter_list(fatima, "children", list_name="camp", rows=CHILDREN.items(), received_on=date(2017, 10, 2))
    requests, children = codes(TracingRequest), codes(ChildRecord)
    return dict(zip(REQUESTS, requests, strict=True)) | dict(zip(CHILDREN, children, strict=True))


def codes(model):
    """The codes of all records of one side, in the order they were entered."""
    return model.objects.order_by("pk").values_list("code", flat=True)


def weights(**kinds: float) -> tuple[Weight, ...]:
    return tuple(
        Weight(kind, kinds[kind], says("{word} of the two", word=kind))
        if kind in kinds
        else Weight.silent(kind, says("one side says nothing"))
        for kind in KINDS
    )


def ranking(request_id: str, found: Sequence[tuple[str, float, float]], *, absent: float) -> Ranking:
    """Rank children given as (id, probability, sibling probability)."""
    candidates = tuple(
        Candidate(child, rank, 1.5 - rank, probability, sibling, weights(names=2.0 - rank, births=-0.5))
        for rank, (child, probability, sibling) in enumerate(found, start=1)
    )
    return Ranking(request_id, candidates, absent, Prior(population=900.0, registered_share=0.6, fitted=True))


@pytest.fixture
def matcher(world):
    """Stand in for the engine: two requests lead to one child, the third to none."""

    def match(requests, children, *, population, top, progress, refused, dna):
        progress(len(requests), len(requests))
        said = {
            "q1": ([("k1", 0.7, 0.1), ("k2", 0.1, 0.15)], 0.15),
            "q2": ([("k1", 0.5, 0.2), ("k2", 0.2, 0.1)], 0.25),
            "q3": ([("k3", 0.2, 0.0)], 0.8),
        }

        def left(row, found):
            pairs = [(world[child], *chances) for child, *chances in found]
            return [pair for pair in pairs if (world[row], pair[0]) not in refused]

        return tuple(
            ranking(world[row], left(row, found)[:top], absent=absent)
            for row, (found, absent) in said.items()
            if world[row] in {one.id for one in requests}
        )

    return match


@pytest.fixture
def run(aslan, matcher):
    """A finished run over the small world."""
    from kintrace.tracing import actions

    started = actions.start_run(aslan)
    actions.carry_out(started.pk, matcher=matcher)
    started.refresh_from_db()
    return started
