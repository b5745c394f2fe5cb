"""A real server, a real browser, and a watch on what the browser fetches and complains of."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from kintrace.access.models import User
from tests.cast import PASSWORD, enrolled, staff, unused_code

PATIENCE = 60_000  # milliseconds: a busy machine takes its time, and what is right is there at once on any other
expect.set_options(timeout=PATIENCE)
REFUSES = re.compile(r"^Failed to load resource: .* status of (403|404|422) ")
REQUESTS = """id,name,sex,birth_date,father_name,father_alias,mother_name,siblings,languages,last_place,last_date
R-1,Мурадова Хадижа Тимуровна,ж,2012-04-18,Тимур,Абу Умар,Зарема,Умар,чеченский,Мосул,2017-05
R-2,Исаев Ислам Русланович,м,2009,Руслан,,Малика,,чеченский,Ракка,2016-11
"""
CHILDREN = """الرقم,الاسم,الجنس,العمر,تاريخ العمر,كنية الأب,اسم الأم,اللغات,آخر مكان,آخر تاريخ
C-1,خديجة,بنت,5,2017-09-12,أبو عمر الشيشاني,زارا,الشيشانية,الموصل,2017-09-12
C-2,يوسف,ولد,9,2017-09-12,أبو حمزة,سارة,العربية,الموصل,2017-09-12
C-3,مريم,بنت,3,2017-09-12,,,العربية,الموصل,2017-09-12
"""


@dataclass(slots=True)
class Visitor:
    """Somebody at a browser: the page before them, and where the site is."""

    page: object
    home: str
    secrets: dict[str, str]

    def go(self, where: str = "/") -> None:
        self.page.goto(f"{self.home}{where}")

    def sign_in(self, username: str = "aslan", *, language: str = "en") -> None:
        self.go("/sign-in/")
        self.page.click(f"button[name=language][value={language}]")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.secret(username)
        self.page.click("main form button")
        self.page.wait_for_url(f"{self.home}/sign-in/second/")
        self.give_code(unused_code(self.secret(username)))
        self.page.wait_for_url(f"{self.home}/")

    def give_code(self, code: str) -> None:
        self.page.fill("[name=code]", code)
        self.page.click("main form:has([name=code]) button")

    def secret(self, username: str) -> str:
        """Return what the app on somebody's telephone holds; whoever has none is given one."""
        if username not in self.secrets:
            self.secrets[username] = enrolled(User.objects.get(username=username))
        return self.secrets[username]

    def send(self, address: str) -> None:
        """Send the form that leads to an address, wherever it stands on the page."""
        self.page.click(f"main form[action$='{address}'] button")

    def follow(self, address: str) -> None:
        self.page.click(f"main a[href$='{address}'] >> nth=0")


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """Start the server only when the test database is there, so that both share one connection to it."""
    return live_server


@pytest.fixture
def tasks_at_once(settings):
    """Run what would be a background task before the page answers."""
    settings.TASKS = {"default": {"BACKEND": "tests.browser.at_once.AtOnce"}}


@pytest.fixture
def madina(db):
    return staff("madina", "hotline_operator", name="Madina", office="Grozny")


@pytest.fixture
def visitor_of(live_server, new_context, browser, aslan):
    """Open browsers of a given width, language and ability; each is watched."""
    watched, secrets = [], {}

    def open_one(*, width: int = 1360, script: bool = True, dark: bool = False) -> Visitor:
        context = new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: _complains(said) and watched.append(said.text))
        page.on("pageerror", lambda error: watched.append(str(error)))
        page.on("request", lambda asked: _here(asked.url, live_server.url) or watched.append(f"fetched {asked.url}"))
        return Visitor(page, live_server.url, secrets)

    yield open_one
    assert watched == []


def _complains(said) -> bool:
    """Tell whether the browser complains of anything but a page that refuses, which the tests look at themselves."""
    refuses = REFUSES.search(said.text) and "/static/" not in said.location["url"]
    return said.type == "error" and not refuses


def _here(url: str, home: str) -> bool:
    return url.startswith((f"{home}/", "data:", "about:", "chrome-error:"))


@pytest.fixture
def lists(tmp_path):
    """Two small lists as offices send them: one in Russian, one in Arabic."""
    paths = tmp_path / "requests.csv", tmp_path / "children.csv"
    for path, text in zip(paths, (REQUESTS, CHILDREN), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
