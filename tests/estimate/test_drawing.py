"""The drawing is one picture that stands alone, and tables are read as they come."""

from xml.etree import ElementTree as ET

import pytest

from kintrace.estimate import FrequencyTable, ListTable, estimate
from kintrace.estimate.answer import refused
from kintrace.estimate.drawing import Scale, draw
from kintrace.estimate.reading import Strata, Unreadable, read_tables
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


def test_each_method_has_its_middle_and_its_limits():
    picture = _drawn(estimate(table(GOOD)))
    assert len(picture.findall(f".//{SVG}circle")) == 5
    assert len(picture.findall(f".//{SVG}rect[@class='likely']")) == 1
    assert "850 known" in [text.text for text in picture.iter(f"{SVG}text")]


def test_the_middle_stands_between_the_limits():
    picture = _drawn(estimate(table(GOOD)))
    lines = [path.get("d") for path in picture.findall(f".//{SVG}path[@class='line']")]
    dots = [float(dot.get("cx")) for dot in picture.findall(f".//{SVG}circle")]
    for line, dot in zip(lines, dots, strict=True):
        left, _, right = line.removeprefix("M").replace("H", " ").split()
        assert float(left) < dot < float(right)


def test_what_is_refused_shows_why_and_nothing_else():
    picture = _drawn(refused("<b>", n=3, because=says("No & no.")))
    assert [text.text for text in picture.iter(f"{SVG}text")] == ["<b>", "No & no."]
    assert picture.findall(f".//{SVG}circle") == []


def test_in_arabic_the_labels_stand_on_the_right_and_numbers_still_rise_to_the_right():
    picture = _drawn(estimate(table(GOOD)), rtl=True)
    labels = [text for text in picture.iter(f"{SVG}text") if text.get("direction") == "rtl"]
    assert {text.get("x") for text in labels} == {"704"}
    ticks = [(float(t.get("x")), int(t.text)) for t in picture.iter(f"{SVG}text") if (t.text or "").isdigit()]
    assert sorted(ticks) == sorted(ticks, key=lambda tick: tick[1])


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
        ({"lists": ["a"], "counts": {"1": "2"}}, "whole number"),
        ({"lists": ["a"], "counts": [2]}, "no table"),
        ({"lists": "a", "counts": {"1": 2}}, "no table"),
        ({"lists": ["a"]}, "no table"),
        ({"freq": {"often": 2}}, "no table"),
        ({"freq": {}}, "no table"),
        ({"freq": {"1": 3, "1000000000": 1}}, "no table"),
        ({"lists": ["a"], "counts": {"1": 2.5}}, "whole number"),
        ({"lists": ["a"], "counts": {"1": float("nan")}}, "whole number"),
        ({"lists": ["a"], "counts": {"1": 10**400}}, "whole number"),
        ({"freq": {"0": 5, "1": 2}}, "no table"),
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
