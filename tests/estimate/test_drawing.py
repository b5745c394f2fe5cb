"""The drawing is one picture that stands alone, and tables are read as they come."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kintrace.estimate import FrequencyTable, ListTable, estimate
from kintrace.estimate.answer import Estimate, Headline, Method, refused
from kintrace.estimate.drawing import draw
from kintrace.estimate.reading import Strata, Unreadable, read_tables
from kintrace.estimate.scale import Scale, legend, scale_of
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import says
from tests.estimate.made import expected, table

GOOD = expected(1000, (0.5, 0.4, 0.5))
SVG = "{http://www.w3.org/2000/svg}"


def _drawn(*answers, **how):
    text = draw(answers, **how)
    assert "<script" not in text
    assert "http://" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    return ET.fromstring(text)  # noqa: S314 our own drawing


def _ends(path):
    """Return where a line begins and ends across the picture."""
    start, end = path.get("d").removeprefix("M").split("H")
    return float(start.split()[0]), float(end)


def _lines(picture):
    """Return the lines of the methods; the last one belongs to the legend and has a relative end."""
    return [_ends(path) for path in picture.findall(f".//{SVG}path[@class='limits']") if "H" in path.get("d")]


def test_each_method_has_its_middle_its_limits_and_its_ground():
    picture = _drawn(estimate(table(GOOD)))
    assert len(_lines(picture)) == 5
    assert len(picture.findall(f".//{SVG}circle")) == 6  # one explains the others
    assert len(picture.findall(f".//{SVG}rect[@class='likely']")) == 6
    assert "850 known" in [text.text for text in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("rtl", [False, True])
def test_the_middle_stands_between_the_limits(rtl):
    picture = _drawn(estimate(table(GOOD)), rtl=rtl)
    dots = [float(dot.get("cx")) for dot in picture.findall(f".//{SVG}circle")][:-1]
    for ends, dot in zip(_lines(picture), dots, strict=True):
        assert min(ends) < dot < max(ends)


def test_no_line_of_the_ground_runs_through_a_word():
    picture = _drawn(estimate(table(GOOD)))
    body = picture.find(f"{SVG}g/{SVG}g")
    words = [float(text.get("y")) for text in body.iter(f"{SVG}text") if text.get("class") is None]
    uprights = [path.get("d") for path in body.findall(f"{SVG}path") if path.get("class") in {"grid", "known"}]
    spans = [tuple(map(float, d.split()[1].split("V"))) for d in uprights if "V" in d]
    assert words
    assert spans
    assert not any(low < y + 2 and y - 11 < high for y in words for low, high in spans)


FAR = Estimate(
    "far",
    estimate(table(GOOD)).status,
    100,
    {"loglinear_aic": Method(180, 130, 9000), "chao": Method(150, 120, None)},
    Headline(100, (120, 300), 410),
)


def test_what_cannot_be_excluded_is_within_the_picture_and_what_goes_beyond_has_an_arrow():
    scale = scale_of(FAR, mirrored=False)
    assert 410 < scale.high < 9000
    assert [scale.goes_on(method) for method in FAR.methods.values()] == [True, True]
    picture = _drawn(FAR)
    assert len(picture.findall(f".//{SVG}path[@class='arrow']")) == 3  # one explains the others
    assert {float(box.get("x")) + float(box.get("width")) < 704 for box in picture.iter(f"{SVG}rect")} == {True}
    assert [kind for kind, _ in legend(FAR, scale)] == ["known", "likely", "beyond", "limits", "arrow"]


def test_where_nothing_limits_the_number_the_picture_is_open_to_its_end():
    found = replace(FAR, headline=Headline(100, (120, 300), None))
    assert "open" in dict(legend(found, scale_of(found, mirrored=False)))
    boxes = [box for box in _drawn(found).iter(f"{SVG}rect") if box.get("class") == "open"]
    assert max(float(box.get("x")) + float(box.get("width")) for box in boxes) == pytest.approx(704, abs=0.2)


def test_where_nothing_goes_beyond_no_arrow_is_explained():
    found = estimate(table(GOOD))
    assert "arrow" not in dict(legend(found, scale_of(found, mirrored=False)))
    assert "arrow" not in draw([found]).partition("</style>")[2]


def test_what_is_refused_shows_why_and_nothing_else():
    picture = _drawn(refused("<b>", n=3, because=says("No & no.")))
    assert [text.text for text in picture.iter(f"{SVG}text")] == ["<b>", "No & no."]
    assert picture.findall(f".//{SVG}circle") == []


def test_in_arabic_the_labels_stand_on_the_right_and_the_scale_begins_there_too():
    picture = _drawn(estimate(table(GOOD)), rtl=True)
    words = [text for text in picture.iter(f"{SVG}text") if text.get("direction") == "rtl"]
    assert {text.get("x") for text in words} == {"704", "680"}
    ticks = [(float(t.get("x")), int(t.text)) for t in picture.iter(f"{SVG}text") if (t.text or "").isdigit()]
    assert len(ticks) > 2
    assert sorted(ticks) == sorted(ticks, key=lambda tick: -tick[1])


@pytest.mark.parametrize(("low", "high"), [(10, 12), (100, 390), (100, 90_000), (1, 2)])
def test_an_axis_has_a_few_round_numbers(low, high):
    ticks = Scale(low, high).ticks
    assert 1 <= len(ticks) <= 10
    assert all(low <= tick <= high for tick in ticks)


def test_every_kind_of_entry_is_read():
    lists = ["a", "b"]
    kinds = read_tables(
        {
            "tables": [
                {"id": "1", "lists": lists, "counts": {"10": 2.0}, "n": 2, "families": [["10", "10"]]},
                {"id": "2", "freq": {"1": 3, "3": 1}, "n": 4},
                {"id": "3", "lists": lists, "strata": {"x": {"11": 1}}},
            ],
            "known_truth": [{"id": "4", "lists": lists, "counts": {"10": 2}, "n_observed": 2, "N_true": 5}],
            "not_estimable": [{"id": "5", "lists": lists, "counts": {"10": 2}, "referrals": [["a", "b"]]}],
        }
    )
    assert [type(kind) for kind in kinds] == [ListTable, FrequencyTable, Strata, ListTable, ListTable]
    assert kinds[1].frequencies == (3, 0, 1)
    assert kinds[4].referrals == ((0, 1),)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"lists": ["a"], "counts": {"1": 2}, "n": 3}, "sum to 2, but the table says 3"),
        ({"lists": ["a"], "counts": {"1": "2"}}, "is “2”; a number of children is a whole number"),
        ({"lists": ["a"], "counts": [2]}, "no table"),
        ({"lists": "a", "counts": {"1": 2}}, "no table"),
        ({"lists": ["a"]}, "no table"),
        ({"freq": {"often": 2}}, "How often"),
        ({"freq": {}}, "no table"),
        ({"freq": {"1": 3, "1000000000": 1}}, "between 1 and 1000"),
        ({"lists": ["a"], "counts": {"1": 2.5}}, "whole number"),
        ({"lists": ["a"], "counts": {"1": float("nan")}}, "whole number"),
        ({"lists": ["a"], "counts": {"1": 10**400}}, f"is 1{39 * '0'}; a number"),
        ({"freq": {"0": 5, "1": 2}}, "How often"),
        ({"lists": ["a"], "counts": {"1": 2}, "referrals": [["a", "x"]]}, "no table"),
        ("words", "no table"),
        (None, "no table"),
    ],
)
def test_an_entry_that_is_no_table_is_told_and_the_others_are_read(entry, why):
    bad, good = read_tables([entry, {"id": "good", "lists": ["a"], "counts": {"1": 2}}])
    assert isinstance(bad, Unreadable)
    assert why in str(bad.because)
    assert good.n == 2


@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"tables": 3}, {"tables": []}])
def test_a_file_without_tables_cannot_be_used(data):
    with pytest.raises(UnusableData, match="no tables"):
        read_tables(data)
