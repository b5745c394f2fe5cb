"""The public door as strangers meet it: a server of its own, with a mailbox and a public key, and nothing else."""

import http.client
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kintrace.vault.boxes import new_private, open_with, public_of
from tests.ports import free_port

CANARY = "Заремочка-канарейка زرقاء اليمامة"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
SETTINGS = "kintrace.config.settings_public"
PATIENCE_SECONDS = 120.0
MIGRATE = "import django; django.setup(); from django.core.management import call_command; "
MIGRATE += "call_command('migrate', database='mailbox', verbosity=0)"


@dataclass(frozen=True, slots=True)
class Door:
    """A public door that is open: where it listens, where its mailbox lies, and who alone can open its letters."""

    port: int
    home: Path
    private: object

    def ask(self, path, *, method="GET", said=None, headers=None):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)) as line:
            form = {"Content-Type": "application/x-www-form-urlencoded"} if said is not None else {}
            line.request(method, path, urlencode(said or {}), form | (headers or {}))
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def token(self):
        return TOKEN.search(self.ask("/en/")[2])[1]

    def leave(self, letter, *, token=None, **more):
        said = {"token": token or self.token(), "letter": letter, "reply": "", **more}
        return self.ask("/en/", method="POST", said=said)

    def sql(self, *words):
        with closing(sqlite3.connect(self.home / "mailbox" / "mailbox.sqlite3")) as mail, mail:
            return mail.execute(*words).fetchall()

    def letters(self):
        context = b"kintrace letter 1"
        return [
            open_with(self.private, box, context=context) for (box,) in self.sql("SELECT sealed FROM mailbox_letter")
        ]


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    home = tmp_path_factory.mktemp("public")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINTRACE_")}
    surroundings = kept | {"KINTRACE_HOME": str(home), "DJANGO_SETTINGS_MODULE": SETTINGS}
    subprocess.run([sys.executable, "-c", MIGRATE], env=surroundings, check=True)
    opened = Door(free_port(), home, new_private())
    opened.sql("INSERT INTO mailbox_deskkey(public, pushed_on) VALUES (?, '2017-09-18')", [public_of(opened.private)])
    words = ("-m", "gunicorn", "kintrace.config.wsgi_public:application", "--bind", f"127.0.0.1:{opened.port}")
    with subprocess.Popen([sys.executable, *words, "--log-level", "warning"], env=surroundings) as server:
        try:
            _wait(opened.port, server)
            yield opened
        finally:
            server.terminate()


def _wait(port, server):
    until = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the public door did not open")


@pytest.fixture(autouse=True)
def empty_mailbox(door):
    door.sql("DELETE FROM mailbox_letter")


def test_the_first_address_leads_to_the_language_of_the_browser(door):
    status, headers, _ = door.ask("/", headers={"Accept-Language": "ar"})
    assert (status, headers["Location"]) == (302, "/ar/")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("ar", "rtl")])
def test_the_page_speaks_three_languages(door, language, direction):
    assert f'lang="{language}" dir="{direction}"' in door.ask(f"/{language}/")[2]


def test_a_letter_is_kept_sealed_and_the_desk_alone_can_open_it(door):
    assert door.leave(CANARY)[0] == 302
    (letter,) = door.letters()
    assert CANARY in letter.decode()


def test_c6_nothing_that_the_public_machine_holds_gives_a_letter_away(door):
    door.leave(CANARY, reply=CANARY)
    held = b"".join(path.read_bytes() for path in door.home.rglob("*") if path.is_file())
    written = [CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    assert held
    assert [code for code in written if code in held] == []
    assert door.private.reveal() not in held


def test_letters_of_different_lengths_take_the_same_room(door):
    door.leave("short")
    door.leave("long " * 500)
    sizes = {len(box) for (box,) in door.sql("SELECT sealed FROM mailbox_letter")}
    assert len(sizes) == 1


def test_a6_a_letter_sent_twice_arrives_once(door):
    token = door.token()
    assert [door.leave("the same letter", token=token)[0] for _ in range(3)] == [302, 302, 302]
    assert len(door.letters()) == 1


def test_neither_cookie_nor_script_nor_another_host_is_asked_for(door):
    for path in ("/en/", "/en/received/", "/en/leave/"):
        _, headers, body = door.ask(path)
        assert "Set-Cookie" not in headers
        assert "<script" not in body
        assert "http://" not in body.replace("http://www.w3.org", "")


def test_every_page_says_that_it_is_not_to_be_kept_framed_or_referred_to(door):
    _, headers, _ = door.ask("/en/")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Frame-Options"] == "DENY"


def test_an_address_that_takes_no_such_answer_says_so_in_words(door):
    status, headers, body = door.ask("/ru/received/", method="POST")
    assert (status, headers["Allow"], "нечего читать" in body) == (405, "GET", True)


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/ru/received/", "/ar/leave/", "/en/figures/", "/no/such/page", "/static/web/base.css"]
)
def test_j2_every_answer_is_shielded_and_tells_nothing_of_the_server(door, path):
    _, headers, _ = door.ask(path)
    wanted = {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {name: headers.get(name) for name in wanted} == wanted
    assert "camera=()" in headers["Permissions-Policy"]
    assert path.startswith("/static/") or "default-src 'none'" in headers["Content-Security-Policy"]
    assert not {"Server", "ETag", "Last-Modified", "Access-Control-Allow-Origin", "Set-Cookie"} & set(headers)


def test_no_title_tells_what_the_page_is_for(door):
    titles = {re.search(r"<title>(.*?)</title>", door.ask(f"/en/{page}")[2])[1] for page in ("", "received/", "leave/")}
    assert titles == {"Letters", "Empty page"}


def test_a_field_that_the_form_does_not_have_is_refused_by_name(door):
    status, _, body = door.leave("a letter", group="north")
    assert status == 422
    assert "This form has no field called &#x27;group&#x27;." in body
    assert door.letters() == []


def test_an_empty_letter_and_one_without_end_are_refused(door):
    assert door.leave("")[0] == 422
    assert door.leave("x" * 20_001)[0] == 422
    assert door.leave("x" * 400_000)[0] == 400
    assert door.letters() == []


def test_whoever_leaves_is_asked_to_forget(door):
    assert "storage" in door.ask("/en/leave/")[1]["Clear-Site-Data"]


def test_there_is_nothing_else_behind_the_door(door):
    assert [door.ask(path)[0] for path in ("/en/children/", "/requests/", "/admin/", "/en/../trail/")] == [404] * 4


def test_without_a_key_to_seal_to_no_letter_is_taken(door):
    kept = door.sql("SELECT public, pushed_on FROM mailbox_deskkey")
    door.sql("DELETE FROM mailbox_deskkey")
    try:
        assert "Please call us." in door.ask("/en/")[2]
        assert door.leave("a letter", token="x" * 43)[0] == 422
    finally:
        door.sql("INSERT INTO mailbox_deskkey(public, pushed_on) VALUES (?, ?)", kept[0])


def test_figures_are_shown_once_they_were_put_up_and_nothing_else_is_to_be_had(door):
    assert door.ask("/en/figures/")[0] == 404
    assert door.ask("/en/open/figures.csv")[0] == 404
    row = {"word": "registered <children>", "meaning": "Records.", "number": "140", "as_of": "2026-11-22"}
    hidden = row | {"word": "closed", "number": None}
    page = json.dumps({"quarter": "2026-Q4", "rows": [row, hidden], "notes": ["Rounded."]})
    put = "INSERT INTO mailbox_sheet (name, language, kind, text) VALUES (?, ?, ?, ?)"
    door.sql(put, ("figures", "en", "application/json", page))
    door.sql(put, ("figures.csv", "", "text/csv", "figure,low\n#indicator+code,#affected\nregistered,140\n"))
    status, _, shown = door.ask("/en/figures/")
    assert (status, "registered &lt;children&gt;" in shown, "140" in shown) == (200, True, True)
    assert "How many children are sought and found" in door.ask("/en/")[2]
    status, headers, table = door.ask("/en/open/figures.csv")
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert table.endswith("registered,140\n")
    assert door.ask("/en/open/figures")[0] == 404
    assert door.ask("/ru/figures/")[0] == 404
