"""The main job, end to end: two lists in, a candidate judged, the judgement withdrawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kintrace.tracing.models import Judgement, Run

WORDS = {
    "en": ("Probably the child sought.", "ltr"),
    "ru": ("Вероятно, это ребёнок, которого ищут.", "ltr"),
    "ar": ("الأرجح أنه الطفل الذي يُبحث عنه.", "rtl"),
}


def say_whence(visitor):
    visitor.page.select_option("[name=came_from]", "partner")
    visitor.page.select_option("[name=basis]", "agreement")


def upload(visitor, path, side):
    visitor.go("/lists/")
    visitor.page.check(f"input[name=side][value={side}]")
    visitor.page.set_input_files("input[type=file]", path)
    say_whence(visitor)
    visitor.page.click("main form button")
    expect(visitor.page.locator("dl.figures dd").nth(2)).to_have_text("0")  # nothing is set aside
    visitor.page.click("main form[action$='/confirm/'] button")
    expect(visitor.page.locator(".messages .success")).to_have_count(1)


@pytest.mark.parametrize(("language", "script"), [("en", True), ("ar", True), ("ru", False)])
def test_two_lists_are_matched_judged_and_the_judgement_withdrawn(visitor_of, tasks_at_once, lists, language, script):
    visitor = visitor_of(script=script)
    page, (verdict, direction) = visitor.page, WORDS[language]
    visitor.sign_in(language=language)
    for path, side in zip(lists, ("requests", "children"), strict=True):
        upload(visitor, path, side)

    visitor.go("/matching/")
    page.click("main form button")
    expect(page).to_have_url(re.compile("/matching/[0-9]+/$"))
    assert Run.objects.get().state == "finished"
    page.click("main a.button")
    page.click("table.list tbody tr:first-child td:nth-child(3) a")
    expect(page.locator("#likely")).to_have_text(verdict)

    assert page.locator("html").get_attribute("dir") == direction
    assert "خديجة" in page.locator("table.pair").inner_text()
    assert page.locator("svg.fall").count() == 1
    shown = page.url

    page.check("input[name=verdict][value=same]")
    page.fill("textarea[name=reason]", "Мать назвала шрам")
    page.click("form.judge button")
    expect(page).to_have_url(shown)
    expect(page.locator(".judgement")).to_contain_text("Мать назвала шрам")

    page.fill("form.withdraw textarea", "поспешил")
    page.click("form.withdraw button")
    expect(page.locator(".judgement.withdrawn")).to_have_count(1)
    expect(page.locator("form.judge")).to_have_count(1)  # one may judge again
    expect(page.locator(".judgement.withdrawn")).to_contain_text("поспешил")
    assert Judgement.objects.get().verdict == "same"


def test_a_list_with_faults_is_shown_before_anything_is_entered(visitor_of, tmp_path):
    faulty = tmp_path / "faulty.csv"
    faulty.write_text("id,name,age\n1,Умар,250\n,Ислам,4\n", encoding="utf-8")
    visitor = visitor_of()
    visitor.sign_in()
    visitor.go("/lists/")
    visitor.page.set_input_files("input[type=file]", faulty)
    say_whence(visitor)
    visitor.page.click("main form button")
    said = visitor.page.locator("main")
    expect(said).to_contain_text(re.compile("“\\W*250\\W*” cannot be read as the age of a child"))
    expect(said).to_contain_text("the row has no id")
    visitor.page.click("main form[action$='/cancel/'] button")
    expect(visitor.page.locator(".messages")).to_contain_text("Nothing was entered")
