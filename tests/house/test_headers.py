"""J2: whatever address is asked, by whomever, and whatever the answer, it carries every header that shields a page."""

import pytest

from tests.house.test_doors import ADDRESSES, ROWS, answer_of, answers_to, askers  # noqa: F401  # fixtures

SHIELDS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
TELLING = {"ETag", "Server", "X-Powered-By", "Last-Modified", "Access-Control-Allow-Origin"}

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def lacking(headers):
    """Return what the headers of an answer lack of the shields, and what they tell that they should not."""
    return {name for name, value in SHIELDS.items() if value not in headers.get(name, "")} | (TELLING & set(headers))


@pytest.mark.parametrize(("how", "name"), ROWS, ids=[" ".join(row) for row in ROWS])
def test_j2_every_answer_of_every_address_carries_them(answers_to, how, name):  # noqa: F811  # the fixture
    assert {role: lacking(headers) for role, (_, headers) in answers_to(how, name).items() if lacking(headers)} == {}


@pytest.mark.parametrize(
    ("path", "host", "status"), [("/no/such/page/", "testserver", 404), ("/", "evil.example", 400)]
)
def test_j2_so_does_what_is_answered_where_there_is_no_page(client, path, host, status):
    answer = client.get(path, headers={"Host": host})
    assert (answer.status_code, lacking(answer.headers)) == (status, set())


def test_j2_so_does_an_address_that_was_typed_and_a_failure(client, aslan, monkeypatch):
    client.force_login(aslan)
    client.raise_request_exception = False
    typed = client.get("/matching/start/")
    monkeypatch.setattr("kintrace.tracing.queries.today", lambda _viewer: 1 / 0)
    failed = client.get("/")
    assert [(one.status_code, lacking(one.headers)) for one in (typed, failed)] == [(405, set()), (500, set())]


def test_j2_a_file_of_the_site_itself_is_no_mark_to_know_a_browser_by(client):
    answer = client.get("/static/web/base.css")
    answer.close()
    assert (answer.status_code, TELLING & set(answer.headers)) == (200, set())


def test_j2_the_comparison_notices_what_is_missing(client):
    answer = client.get("/sign-in/")
    del answer.headers["X-Frame-Options"]
    answer.headers["ETag"] = "mark"
    assert lacking(answer.headers) == {"X-Frame-Options", "ETag"}


def test_j2_every_address_is_asked():
    assert {name for _how, name in ROWS} == set(ADDRESSES)
