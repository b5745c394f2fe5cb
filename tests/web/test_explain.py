"""The page stands alone, hides nothing, trusts no name, and never grows beyond what a browser opens."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kintrace.kernel.errors import WrongUse
from kintrace.web.explain import explain_page
from kintrace.web.findings import leading_sibling
from tests.web import sample

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\u202e'{name}{}"
VOID = frozenset({"meta", "br", "img", "input", "link"})


class Tags(HTMLParser):
    """Collects the elements of a page and checks that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # the shape is the parser's
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags(page: str) -> list[str]:
    reader = Tags()
    reader.feed(page)
    assert reader.open == []
    return reader.seen


def test_nothing_is_fetched_and_nothing_runs():
    page = explain_page(sample.cards(requests=2))
    assert not {"script", "link", "img", "iframe"} & set(tags(page))
    assert not re.search(r"https?:|url\(|@import| style=", page)


@pytest.mark.parametrize("field", ["id", "names", "father_names", "siblings", "last_places", "marks"])
def test_a_hostile_value_is_only_text(field):
    value = HOSTILE if field == "id" else (HOSTILE,)
    page = explain_page(sample.cards(sought=replace(sample.SOUGHT, **{field: value}), requests=2))
    assert {"script", "img"}.isdisjoint(tags(page))
    assert "<script" not in page
    assert "alert(1)" in page


def test_both_sides_are_shown_as_they_were_written():
    page = explain_page(sample.cards())
    assert all(value in page for value in ("Мурадова Хадижа Тимуровна", "خديجة عمر", "Абу Умар", "أبو عمر الشيشاني"))


def test_an_age_judged_by_looking_is_not_dressed_up_as_a_date():
    page = re.sub("[\u2068\u2069]", "", explain_page(sample.cards()))  # without the marks that guard directions
    assert "looked about 3–7 on 2017-09-12" in page


def test_a_likelier_sibling_is_said_in_words():
    assert "Probably a brother or sister of the child sought" in explain_page(sample.cards())


def test_what_speaks_against_and_what_is_missing_is_listed():
    page = explain_page(sample.cards())
    assert page.count('class="note against"') == 1
    assert "One side says nothing of it." in page


def test_every_request_keeps_its_first_candidate_before_any_keeps_its_second():
    one = len(explain_page(sample.cards()).encode())
    page = explain_page(sample.cards(requests=6), most_bytes=one)
    assert "Candidates left out" in page
    assert "Requests left out with them" in page
    assert len(page.encode()) < 3 * one


def test_the_most_probable_comes_first():
    unsure = [replace(card, candidate=replace(card.candidate, probability=0.1)) for card in sample.cards()]
    sure = sample.cards(sought=replace(sample.SOUGHT, id="R9"))
    page = explain_page([*unsure, *sure])
    assert page.index("request-R9") < page.index("request-R000017")


def test_an_empty_run_is_still_a_page():
    assert "body" in tags(explain_page([]))


def test_an_unknown_language_is_refused_with_the_ones_we_speak():
    with pytest.raises(WrongUse, match="choose one of en, ru, ar"):
        explain_page([], language="xx")


def test_the_contents_lead_to_a_probable_brother_or_sister_of_any_rank():
    plain = sample.cards(requests=2)
    ranks = [(1, 0.2, 0.1), (2, 0.01, 0.0), (3, 0.01, 0.0), (4, 0.1, 0.6)]
    candidates = tuple(
        replace(sample.FIRST, child_id=f"C{r}", rank=r, probability=p, sibling_probability=s) for r, p, s in ranks
    )
    ranking = replace(sample.RANKING, candidates=candidates, absent=0.65)
    family = [
        replace(plain[0], child=replace(sample.FOUND, id=one.child_id), candidate=one, ranking=ranking)
        for one in candidates
    ]
    page = re.sub("[\u2068\u2069]", "", explain_page([*family, *plain[2:]]))
    index, _, body = page.partition("</nav>")
    assert 'probably a brother or sister: <a href="#request-R000017-child-C4"><bdi>C4</bdi>' in index
    assert body.count('id="request-R000017-child-C4"') == 1


def test_where_the_child_sought_is_in_the_list_its_sister_does_not_lead():
    this = replace(sample.FIRST, probability=0.9, sibling_probability=0.03)
    sister = replace(sample.SECOND, probability=0.02, sibling_probability=0.92)
    assert leading_sibling(replace(sample.RANKING, candidates=(this, sister), absent=0.06)) is None


def test_of_several_who_are_equally_probable_the_one_who_fits_best_leads():
    family = [
        replace(sample.FIRST, rank=rank, probability=0.001, sibling_probability=0.99 + rank / 1000) for rank in (1, 2)
    ]
    leading = leading_sibling(replace(sample.RANKING, candidates=tuple(family), absent=0.997))
    assert leading is family[0]
