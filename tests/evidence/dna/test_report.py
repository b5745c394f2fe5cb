"""A report that a court can read: what stands in it, in which language, and what never does."""

import sys
from html.parser import HTMLParser

import pytest

from kintrace.evidence.dna.case import answered
from kintrace.evidence.dna.document import Part
from kintrace.evidence.dna.frequencies import Source
from kintrace.evidence.dna.hypotheses import Relation, hypotheses
from kintrace.evidence.dna.numbers import Numbers, read_numbers
from kintrace.evidence.dna.report import report
from kintrace.evidence.dna.report_html import report_html
from kintrace.evidence.dna.report_pdf import report_pdf
from kintrace.kernel.errors import UnusableData
from kintrace.web.language import translator
from tests.evidence.dna.test_cases import _case

PAPER = {"paper": {"L": {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}}}
HEAD = Numbers(report="R-9", laboratory="L-4", kit="GlobalFiler", excluded={"TPOX": "three alleles"})


def _report(language="en", numbers=HEAD, **changes):
    one = answered(Part(_case(**changes), "row 1"), Part(PAPER, "databases"))
    return report(one.case, one.ratios, language=language, numbers=numbers)


def _page(language="en", **more):
    return report_html([_report(language, **more)], translator(language)).replace("\u2068", "").replace("\u2069", "")


def _rows(made, title):
    section = next(one for one in made.sections if str(one.title) == title)
    return [[str(cell) for cell in row] for row in section.table.rows]


def test_the_paternity_case_by_hand():
    made = _report()
    assert _rows(made, "What the profiles say") == [["H1", "father", "5", "0.699"]]
    # 5 · (1/9) : 1 of ten makes 5/14; of a hundred 5/104
    assert _rows(made, "Before and after")[:2] == [["1/10", "35.7143 %"], ["1/100", "4.8077 %"]]
    assert _rows(made, "What was asked")[1] == ["H0", "another", "C is a child of X and M. Related to nobody here: F."]


@pytest.mark.parametrize(
    "told",
    [
        "A likelihood ratio is not a probability of relationship.",
        "Allele frequencies: paper. Source: not stated. Licence: not stated.",
        "Mutation is not counted.",
        "Theta, which counts how alike a population is: 0.02.",
        "TPOX: three alleles",
        "GlobalFiler",
        "Second reader, who read all of it independently",
        "It is not for the laboratory to choose.",
    ],
)
def test_what_a_court_asks_for_is_there(told):
    assert told in _page(theta=0.02)


def test_frequencies_that_come_with_kintrace_name_their_source():
    case = _case(markers=["FGA"], freq_db="norSTR_westAsiaDB", genotypes={"C": {"FGA": ["22", "23"]}})
    one = answered(Part(case, "row 1"), None)
    page = report_html([report(one.case, one.ratios, language="en", numbers=Numbers())], str)
    assert "norSTR 0.1.0, M. D. Vigeland" in page
    own = Numbers(source=Source("Office 3, 2024", "CC0"))
    assert "Office 3, 2024" in report_html([report(one.case, one.ratios, language="en", numbers=own)], str)


def test_mutation_is_said_for_each_parent():
    rates = {"model": "equal", "female": {"rate": 0.001}, "male": {"rate": 0.002}}
    page = _page(mutation=rates)
    assert "from mothers: every change as probable as any other, rate 0.001; from fathers:" in page


def test_a_second_degree_hypothesis_that_another_beats_gets_no_probability():
    # a mother, and a child who shares an allele with her at every marker: no half sibling of the father's side
    relations = [Relation("M", "mother", "S")]
    found = hypotheses(relations, sought="S", child="C", typed=["M"])
    markers = [f"L{n}" for n in range(12)]
    pedigrees = {
        name: {"pedigree": [_row(person) for person in pedigree.persons]} for name, pedigree in found.pedigrees.items()
    }
    case = _case(
        markers=markers,
        freq_override=dict.fromkeys(markers, PAPER["paper"]["L"]),
        hypotheses=pedigrees,
        reference="unrelated",
        genotypes={who: {marker: ["a", other] for marker in markers} for who, other in (("M", "b"), ("C", "c"))},
    )
    one = answered(Part(case, "row 1"), Part(PAPER, "databases"))
    made = report(one.case, one.ratios, language="en", numbers=HEAD, said=found)
    section = next(each for each in made.sections if str(each.title) == "Before and after")
    assert [str(cell) for cell in section.table.header] == ["Prior", "H1, H3, H4", "H6"]
    assert section.table.rows[0][2] == "–"
    assert "These samples cannot tell apart, whatever the profiles are: H1, H3, H4." in report_html(
        [made], str
    ).replace("\u2068", "").replace("\u2069", "")


def _row(person):
    return {"id": person.id, "fid": person.father or "0", "mid": person.mother or "0", "sex": int(person.sex)}


def test_arabic_reads_from_right_to_left_and_numbers_do_not():
    page = _page("ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "نسبة الأرجحية ليست احتمال القرابة." in page
    assert '<bdi dir="ltr">0.699</bdi>' in page


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_nothing_is_left_in_english(language):
    here = "What was asked|In words|Before and after|Prior|Marker|How it was computed|First reader|Theta|Date and"
    assert [told for told in here.split("|") if told in _page(language)] == []


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def test_the_page_stands_alone_and_holds_no_script():
    page = _page(id="<script>alert(1)</script>", numbers=Numbers(report='"><img src=x onerror=y>'))
    tags = _Tags()
    tags.feed(page)
    assert {"script", "img", "link", "iframe"}.isdisjoint(tags.tags)
    assert {"src", "href", "onerror"}.isdisjoint(tags.attributes)


def test_what_a_report_goes_by_is_read_from_the_case():
    said = {"number": "R-1", "date": "1 May", "frequency_source": "Office", "excluded": {"TPOX": "mixture"}}
    read = read_numbers(Part({"report": said}, "case 1"))
    assert (read.report, read.date, read.source.citation) == ("R-1", "1 May", "Office")
    assert read.excluded == {"TPOX": "mixture"}
    with pytest.raises(UnusableData, match="case 1, report, kit: should be a name"):
        read_numbers(Part({"report": {"kit": []}}, "case 1"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_pdf_is_the_same_each_time(language):
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    made = [_report(language), _report(language)]
    try:
        first = report_pdf(made, translator(language))
    except UnusableData as error:
        pytest.skip(f"no font on this machine: {error}")
    assert first.startswith(b"%PDF-")
    assert first == report_pdf(made, translator(language))


def test_words_of_a_case_cannot_command_the_typesetter():
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    numbers = Numbers(report='#panic("x") $ $ *', kit='"]#read("/etc/passwd")')
    assert report_pdf([_report(numbers=numbers)], str).startswith(b"%PDF-")


def test_without_typst_a_pdf_is_refused_in_words(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UnusableData, match=r"Install kintrace\[pdf\], or name the report .html"):
        report_pdf([_report()], str)
