"""Every page, for everybody: on a small screen, in each direction, by ear, by keyboard, in the dark."""

from __future__ import annotations

import pytest

from kintrace.access import two_person
from kintrace.kernel.says import says
from kintrace.registry.models import Snapshot
from tests.figures.conftest import written_down

LANGUAGES = {"en": "ltr", "ru": "ltr", "ar": "rtl"}

# What a person who listens to a page, or moves through it by headings and fields, would stumble over.
STUMBLES = """() => {
  const bad = [];
  const named = node =>
    (node.getAttribute('aria-label') || node.labels?.[0]?.textContent || node.textContent || '').trim();
  const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(node => Number(node.tagName[1]));
  if (levels.filter(level => level === 1).length !== 1) bad.push('not exactly one h1');
  levels.forEach((level, place) => {
    if (level > (levels[place - 1] || 0) + 1) bad.push(`a heading h${level} leaves a level out`);
  });
  for (const node of document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, nav, progress'))
    if (!named(node)) bad.push(`nameless: ${node.outerHTML.slice(0, 90)}`);
  for (const node of document.querySelectorAll('svg'))
    if (!node.parentElement.closest('svg') && !node.querySelector('title') && !node.closest('[aria-hidden=true]'))
      bad.push(`a picture without a title: ${node.outerHTML.slice(0, 60)}`);
  for (const node of document.querySelectorAll('table')) if (!node.caption) bad.push('a table without a caption');
  const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
  for (const id of new Set(ids))
    if (ids.filter(one => one === id).length > 1) bad.push(`two elements are called ${id}`);
  for (const node of document.querySelectorAll('[for],[aria-labelledby],[aria-describedby]'))
    for (const key of ['for', 'aria-labelledby', 'aria-describedby'])
      for (const id of (node.getAttribute(key) || '').split(' ').filter(Boolean))
        if (!document.getElementById(id)) bad.push(`${key} points at nothing: ${id}`);
  if (document.querySelector('[style], style, script:not([src])')) bad.push('style or script in the page');
  if (!document.title.trim().replace('· kintrace', '').trim()) bad.push('no title');
  return bad;
}"""
# Parts that reach beyond the sides of a narrow screen, unless they scroll by themselves.
TOO_WIDE = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [...document.querySelectorAll('body *')].filter(node => node.getBoundingClientRect().right > innerWidth + 1
      || node.getBoundingClientRect().left < -1).map(node => node.outerHTML.slice(0, 80)).slice(0, 5)
  : []"""


OWN = ("/second-factor/", "/second-factor/app/", "/second-factor/passkeys/", "/password/", "/confirm/")
# What each of the others sees that Aslan does not, besides their own first page.
OTHERS = {
    "madina": ("/", "/new/contact/"),
    "fatima": ("/", "/children/"),
    "zarema": ("/", "/letters/desk/", "/on-call/", "/reviews/", "/staff/", "/recovery-keys/"),
    "ruslan": ("/", "/trail/", "/reviews/"),
    "leyla": ("/", "/staff/", "/signatures/", "/recovery-keys/"),
}


@pytest.fixture
def pages(aslan, run, world):
    """Return every address that Aslan may open, with the small world behind it."""
    written_down(aslan, Snapshot)
    pair = f"/requests/{world['q1']}/{world['k1']}/"
    one = (f"/requests/{world['q1']}/", f"/children/{world['k1']}/", f"/matching/{run.pk}/")
    lists = (
        "/requests/",
        "/children/",
        "/claims/",
        "/matching/",
        "/lists/",
        "/cases/",
        "/on-call/",
        "/letters/",
        "/sharing/",
        "/figures/",
    )
    return ("/", *lists, "/signatures/", "/new/request/", "/new/child/", f"/record/{world['q1']}/", *OWN, *one, pair)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_on_a_telephone_and_by_ear(visitor_of, pages, language):
    visitor = visitor_of(width=360)
    visitor.sign_in(language=language)
    for where in pages:
        assert visitor.page.goto(f"{visitor.home}{where}").status == 200
        html = visitor.page.locator("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, LANGUAGES[language])
        assert (where, visitor.page.evaluate(STUMBLES), visitor.page.evaluate(TOO_WIDE)) == (where, [], [])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_the_others_see_fits_a_telephone_too(visitor_of, cast, madina, run, language):
    cast["administrator"].seat = ["a session", "a browser"]
    two_person.propose(cast["administrator"], "office.thaw", {"office": madina.office.code})
    for username, pages in OTHERS.items():
        visitor = visitor_of(width=360)
        visitor.sign_in(username, language=language)
        for where in pages:
            assert visitor.page.goto(f"{visitor.home}{where}").status == 200
            assert (where, visitor.page.evaluate(STUMBLES), visitor.page.evaluate(TOO_WIDE)) == (where, [], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_in_page_can_be_read_by_ear_too(visitor_of, language):
    visitor = visitor_of(width=320)
    visitor.go("/sign-in/")
    visitor.page.click(f"button[value={language}]")
    assert visitor.page.evaluate(STUMBLES) == []
    assert visitor.page.evaluate(TOO_WIDE) == []


def test_numbers_run_from_left_to_right_in_arabic(visitor_of, run, world):
    visitor = visitor_of()
    visitor.sign_in(language="ar")
    visitor.go(f"/requests/{world['q1']}/{world['k1']}/")
    for number in visitor.page.locator(".weight, .number").all():
        assert number.evaluate("node => getComputedStyle(node).direction") == "ltr"
    assert visitor.page.locator("svg.fall").get_attribute("direction") == "ltr"


PLACES = """() => {
  const text = document.createTreeWalker(document.querySelector('.reasons'), NodeFilter.SHOW_TEXT);
  for (let node; (node = text.nextNode()); ) {
    const at = node.data.search(/[0-9]{4}-[0-9]{2}-[0-9]{2}/);
    if (at < 0) continue;
    return [at, at + 8].map(start => {
      const range = document.createRange();
      range.setStart(node, start); range.setEnd(node, start + 2);
      return range.getBoundingClientRect().left;
    });
  }
}"""


def test_a_date_within_an_arabic_sentence_begins_with_its_year_at_the_left(visitor_of, run, world):
    visitor = visitor_of()
    visitor.sign_in(language="ar")
    visitor.go(f"/requests/{world['q1']}/{world['k1']}/")
    visitor.page.evaluate(
        "words => { document.querySelector('.reasons li span:last-child').textContent = words; }",
        says("العمر {age} في {day}", age="5", day="2017-09-12").text(isolate=True),
    )
    year, day = visitor.page.evaluate(PLACES)
    assert year < day


def test_in_the_dark_the_paper_is_dark(visitor_of):
    visitor = visitor_of(dark=True)
    visitor.go("/sign-in/")
    assert visitor.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 26)"


class Keyboard:
    """Somebody who uses no mouse."""

    def __init__(self, page) -> None:
        self.page = page

    def reach(self, selector: str, *, steps: int = 60) -> None:
        """Press Tab until the focus is there, and can be seen."""
        for _ in range(steps):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                shown = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                ringed = self.page.evaluate("document.activeElement.closest('label.choice') !== null")
                assert shown != "none" or ringed
                return
        pytest.fail(f"the keyboard does not reach {selector}")


def test_a_pair_is_judged_with_the_keyboard_alone(visitor_of, run, world):
    visitor = visitor_of()
    visitor.sign_in()
    visitor.go(f"/requests/{world['q1']}/{world['k1']}/")
    keys, page = Keyboard(visitor.page), visitor.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip unseen"
    page.keyboard.press("Enter")
    keys.reach("input[name=verdict]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    keys.reach("textarea[name=reason]")
    page.keyboard.type("another mother")
    keys.reach("form.judge button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".judgement")
    assert "different child" in page.locator(".judgement").inner_text()


def test_a_call_is_logged_with_the_keyboard_alone(visitor_of, madina):
    visitor = visitor_of()
    visitor.sign_in("madina")
    keys, page = Keyboard(visitor.page), visitor.page
    keys.reach("a[href='/new/contact/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/contact/")
    keys.reach("[name=name]")
    page.keyboard.type("Amina")
    keys.reach("main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/record/R-*/")
    assert "Amina" in page.locator("main").inner_text()


def test_on_a_telephone_the_main_pages_fold_into_one_menu(visitor_of, aslan):
    visitor = visitor_of(width=360, script=False)
    visitor.sign_in()
    assert not visitor.page.locator("nav.pages").is_visible()
    Keyboard(visitor.page).reach(".menu summary")
    visitor.page.keyboard.press("Enter")
    visitor.page.click(".menu a[href='/children/']")
    visitor.page.wait_for_url("**/children/")
