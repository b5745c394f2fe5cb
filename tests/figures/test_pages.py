"""The page of the figures, in three languages, for staff; and the public page."""

import re
from xml.etree import ElementTree as ET

import pytest

from kintrace.estimate.keeping import read
from kintrace.figures import drawing, sheets
from kintrace.figures.cells import release
from kintrace.registry.models import Population

BARS = [drawing.Bar("sought", 130, 158), drawing.Bar("registered", 140, 140), drawing.Bar("matched", 0, 0)]


def _drawn(text):
    return ET.fromstring(str(text))  # noqa: S314 our own drawing


def test_the_longest_bar_fills_the_width_and_what_is_not_certain_is_lighter():
    boxes = [
        (box.get("class"), box.get("width")) for box in _drawn(drawing.ladder(BARS, title="t", rtl=False)).iter("rect")
    ]
    assert boxes[:3] == [("track", "100%"), ("perhaps", "100.0%"), ("sure", "82.28%")]
    assert boxes[-1] == ("sure", "0.0%")


def test_from_right_to_left_bars_begin_on_the_right():
    boxes = [
        box for box in _drawn(drawing.ladder(BARS, title="t", rtl=True)).iter("rect") if box.get("class") == "sure"
    ]
    assert [box.get("x") for box in boxes] == ["17.72%", "11.39%", "100.0%"]


@pytest.mark.parametrize(("rtl", "sign"), [(False, 1), (True, -1)])
def test_numbers_of_an_estimate_rise_the_way_people_read(many, rtl, sign):
    picture = _drawn(drawing.estimate(read(many.estimate), title="t", translate=str, rtl=rtl))
    marks = [(float(t.get("x")[:-1]), int(t.text)) for t in picture.iter("text") if (t.text or "").isdigit()]
    assert len(marks) > 1
    assert sorted(marks) == sorted(marks, key=lambda mark: sign * mark[1])


def test_a_method_without_an_upper_limit_ends_in_an_arrow_and_the_signs_are_explained(many):
    picture = _drawn(drawing.estimate(read(many.estimate), title="t", translate=str, rtl=False))
    assert len([path for path in picture.iter("path") if path.get("class") == "arrow"]) == 2
    words = [text.text for text in picture.iter("text")]
    assert {"238 known", "likely: 251 to 344", "cannot be excluded: up to 402"} <= set(words)


def test_no_line_of_an_estimate_runs_through_a_word(many):
    picture = _drawn(drawing.estimate(read(many.estimate), title="t", translate=str, rtl=True))
    words = [float(text.get("y")) for text in picture.findall("text") if text.get("class") == ""]
    spans = [
        (float(line.get("y1")), float(line.get("y2")))
        for line in picture.findall("line")
        if line.get("class") in {"grid", "known"}
    ]
    assert words
    assert spans
    assert not any(low < y + 3 and y - 12 < high for y in words for low, high in spans)


def test_a_word_is_escaped():
    assert "<b>" not in drawing.ladder([drawing.Bar("<b>", 1, 1)], title="<i>", rtl=False)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_page_shows_ladder_and_estimate(client, aslan, many, language):
    client.force_login(aslan)
    aslan.language = language
    client.cookies["django_language"] = language
    page = client.get("/figures/", headers={"accept-language": language}).content.decode()
    assert page.count('<svg class="figure"') == 2
    assert "<script" not in page
    assert re.search(r"251.*344.*402", page, re.DOTALL)


def test_before_anything_is_counted_the_page_says_so(client, aslan):
    client.force_login(aslan)
    assert "Nothing was counted yet." in client.get("/figures/").content.decode()


def test_counting_is_started_from_the_page(client, aslan, world):
    client.force_login(aslan)
    assert client.post("/figures/count/", follow=True).redirect_chain == [("/figures/", 302)]
    assert "progress" in client.get("/figures/").content.decode()


def test_a_number_for_the_matching_is_proposed_from_the_page(client, aslan, many):
    client.force_login(aslan)
    answer = client.post("/figures/population/", {"children": 290, "source": "estimate", "as_of": "2026-11-22"})
    assert answer.headers["Location"].startswith("/signatures/")
    assert client.post("/figures/population/", {"children": 0}).status_code == 422


def test_publishing_is_proposed_from_the_page(client, aslan, many):
    client.force_login(aslan)
    page = client.post("/figures/publish/", follow=True).content.decode()
    assert "requests: 160 (requests 160)" in page


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("likely 250-640", "children in all, likely: 250–640"),
        ("closed *", "requests closed: not shown"),
        ("known 1200", "different children known, at least: 1\u202f200"),
        ("horses 3", None),
    ],
)
def test_a_figure_is_signed_in_words(cell, words):
    assert sheets.cell_in_words(cell) == words


def test_the_page_of_a_run_says_which_number_it_was_told(client, aslan, run):
    client.force_login(aslan)
    where = f"/matching/{run.pk}/"
    assert "it was fitted from the two lists" in client.get(where).content.decode()
    run.population = Population.objects.create(children=290, source="agency", as_of="2026-11-01", by=aslan)
    run.asked_population = 290
    run.save()
    assert "figure of another agency, as of <bdi>2026-11-01</bdi>" in client.get(where).content.decode()
    run.population = None
    run.save()
    assert "Whoever started it told the matching" in client.get(where).content.decode()


def test_a_page_for_the_public_holds_words_and_rounded_numbers(many):
    cells = release({"registered": (138, 138), "closed": (3, 3)}, None, as_of=many.as_of, earlier=())
    page = sheets.of("2026-Q4", cells)[0]
    assert '"number": "140"' in page.text
    assert '"number": null' in page.text
    assert "138" not in page.text
