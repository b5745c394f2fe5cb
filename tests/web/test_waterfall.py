"""The drawing can be read by ear, by eye, on a small screen, and in both directions."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import says
from kintrace.matching.match import Candidate
from kintrace.matching.waterfall import bars
from kintrace.web.waterfall import WIDTH, Scale, waterfall
from tests.web import sample

BARS = bars(sample.FIRST, sample.PRIOR)
DRAWN = waterfall(BARS, translate=str)
PARSED = ET.fromstring(DRAWN)  # noqa: S314  # our own drawing, not somebody else's file


def test_it_is_one_well_formed_image_with_a_title_and_a_description():
    root = PARSED
    assert (root.get("role"), root[0].tag, root[1].tag) == ("img", "title", "desc")
    assert "Marks −0.5" in (root[1].text or "")


def test_it_holds_no_script_and_no_style():
    assert not re.search(r"<script|style=|on\w+=|href", DRAWN)


def test_each_bar_is_drawn_and_none_leaves_the_picture():
    rects = [node for node in PARSED if node.tag == "rect"]
    assert len(rects) == len(BARS)
    assert all(float(rect.get("x")) >= 0 and float(rect.get("x")) + float(rect.get("width")) <= WIDTH for rect in rects)


def test_evidence_against_has_a_class_of_its_own():
    assert DRAWN.count('class="down"') == 1


def test_from_right_to_left_labels_and_figures_change_sides_and_bars_keep_their_direction():
    mirrored = waterfall(BARS, translate=str, rtl=True)
    assert re.findall("width=[^>]*>", mirrored) == re.findall("width=[^>]*>", DRAWN)
    assert 'x="6" y="14" text-anchor="start">before' in DRAWN
    assert 'x="314" y="14" text-anchor="end">before' in mirrored


def test_even_odds_always_stand_on_the_axis_and_ticks_stay_few():
    assert Scale(-10.3, -0.2).ticks[-1] < 0 or 0 in Scale(-10.3, 0.4).ticks
    assert len(Scale(-30.0, 20.0).ticks) <= 9


def test_a_candidate_without_evidence_is_still_drawn():
    bare = Candidate("C1", 1, 0.0, 0.0, 0.0, (Weight.silent("names", says("nothing said")),))
    assert waterfall(bars(bare, sample.PRIOR), translate=str).count("<rect") == 2
