"""What every answer of the staff site carries."""

from django.conf import settings

from kintrace.config import settings as real


def test_nothing_is_loaded_from_elsewhere_or_framed(client, db):
    policy = client.get("/sign-in/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_no_page_is_kept_by_a_browser(client, aslan):
    client.force_login(aslan)
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_the_session_is_strict_and_idles_out(client, aslan):
    client.force_login(aslan)
    client.get("/")
    cookie = client.cookies["sessionid"]
    assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
    assert settings.SESSION_COOKIE_AGE == 1800
    assert settings.SESSION_SAVE_EVERY_REQUEST


def test_a_stranger_is_told_to_sign_in_whether_or_not_there_is_something(client, world):
    answers = {client.get(f"/requests/{code}/").url.split("?")[0] for code in (world["q1"], "R-22222-2")}
    assert answers == {"/sign-in/"}


def test_passwords_are_kept_with_argon2_and_errors_are_not_shown():
    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert real.DEBUG is False


def test_another_host_is_refused_and_learns_nothing(client, db):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert (answer.status_code, "evil" in answer.text) == (400, False)
