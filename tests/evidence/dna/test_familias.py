"""Files of Familias: what stands in them, the same numbers as by hand, and every damage told."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.dna.case import answered_case
from kintrace.evidence.dna.familias_case import familias_case
from kintrace.evidence.dna.laboratory import read_laboratory
from kintrace.evidence.dna.laboratory.familias import read_fam
from kintrace.evidence.dna.mutation import Model
from kintrace.evidence.pedigree import Sex
from kintrace.kernel.errors import UnusableData
from tests.evidence.dna.familias_files import ANOTHER, FATHER, PATERNITY, fam

STR = {"THO1": {"6": 0.4, "9.3": 0.5, "9": 0.1}, "PENTA_E": {"5": 0.5, "12": 0.5}}


def _ratio(text, name="H1"):
    case = familias_case(read_fam(text), name="paternity")
    return answered_case(case).answer["log10_lr_total"][name]


def test_the_paternity_case_by_hand():
    assert 10 ** _ratio(fam()) == pytest.approx(1 / 0.2)


def test_one_pedigree_is_held_against_nobody_related():
    # an ordinary duo and mother: P(child ab | both parents) = 1 against 2·pa·pb
    assert 10 ** _ratio(fam(pedigrees=[FATHER])) == pytest.approx(1 / (2 * 0.1 * 0.2))


def test_relations_known_to_all_pedigrees():
    assert 10 ** _ratio(fam(known=[("MO", "CH")], pedigrees=[("H1", [("AF", "CH")]), ("H2", [])])) == pytest.approx(5)


def test_theta_as_published():
    assert 10 ** _ratio(fam(theta=0.02)) == pytest.approx((1 + 3 * 0.02) / (2 * 0.02 + 0.98 * 0.2))


def test_rates_and_models_of_mutation():
    (locus,) = read_fam(fam(mutation=(0.001, 0.002, 1, 4))).loci
    assert (locus.female.model, locus.female.rate) == (Model.PROPORTIONAL, 0.001)
    assert (locus.male.model, locus.male.rate, locus.male.rate2, locus.male.reach) == (Model.STEPWISE, 0.002, 1e-6, 0.1)


def test_dropout_counts_for_whom_it_is_stated():
    case = familias_case(read_fam(fam(dropout={"CH"})), name="x")
    assert case.dropout == {"CH": 0.1}


def test_an_empty_line_may_stand_before_the_number_of_persons():
    assert read_fam(fam(head=['""'])).sexes == {"AF": Sex.MALE, "MO": Sex.FEMALE, "CH": Sex.MALE}


def test_alleles_stay_text_and_markers_get_their_names():
    people = {"C": (False, {"THO1": ("9.3", "9"), "PENTA_E": ("5", "5")})}
    read = read_laboratory(fam(people, [], STR).encode())
    assert read.samples["C"].profile == {"TH01": ("9.3", "9"), "Penta E": ("5", "5")}
    assert read.samples["C"].sex is Sex.FEMALE


def test_what_is_written_in_another_alphabet_of_windows_is_read():
    people = {"Ж": (True, {"THO1": ("6", "6")})}
    read = read_laboratory(fam(people, [], STR).encode("cp1251"))
    assert [one.profile for one in read.samples.values()] == [{"TH01": ("6", "6")}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (fam().replace('"Known relations"', '"Known"'), "line 33: should be “Known relations”"),
        (fam().replace("#FALSE# (#D", "#TRUE# (#D"), "it holds results as well"),
        ("\n".join(fam().splitlines()[:12]), "line 12: the file ends here"),
        (fam().replace("\n0.3\n", "\nmuch\n"), "should be the frequency of 3 at L from 0 to 1, not 'much'"),
        (fam(pedigrees=[("H1", [("AF", "CH"), ("AF", "AF")])]), "pedigree H1: AF"),
        (fam(pedigrees=[("H1", [("AF", "CH"), ("CH", "AF")])]), "is their own ancestor"),
        (fam(pedigrees=[FATHER, FATHER]), "pedigree H1 stands twice"),
        (fam({"AF": (True, {}), "B": (True, {}), "C": (True, {})}, [("H1", [("AF", "C"), ("B", "C")])]), "both given"),
        (fam().replace("\n1\n1\n0\n", "\n1\n9\n0\n"), "AF has an allele at L that the database of the file lacks"),
        (fam().replace("\n1\n1\n0\n", "\n1\n1\n5\n"), "AF has a genotype at marker 6, and the database has 1"),
        (fam().replace("\n4\n0.1\n", "\n4\n7\n"), "should be a range of mutation of L from 0 to 1, not '7'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, told):
    with pytest.raises(UnusableData, match=told):
        read_fam(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (fam(silent="#TRUE#"), "marker L has a silent allele"),
        (fam(mutation=(0.001, 0.001, 3, 3)), "marker L has stepwise mutation made stationary"),
        (fam(pedigrees=[]), "no pedigrees or no genotypes"),
        (fam(tables={"L": {"1": 0.1, "2": 0.2}}), "Marker L: its frequencies sum to 0.3"),
    ],
)
def test_what_is_not_computed_is_refused(text, told):
    with pytest.raises(UnusableData, match=told):
        familias_case(read_fam(text), name="x")


def test_a_dvi_part_is_refused_by_name_and_never_passed_over():
    with_victims = fam().replace("[Advanced]", '"[DVI]"\n"PM"\n0\n[Advanced]')
    with pytest.raises(UnusableData, match=r"line \d+: it has a DVI part, and the victims"):
        read_fam(with_victims)
    with pytest.raises(UnusableData, match="DVI part"):
        read_laboratory(with_victims.encode())


def test_one_genome_twice_is_read_as_identical():
    people = PATERNITY | {"TW": (True, {})}
    text = fam(people, [("H1", [("AF", "CH"), ("MO", "CH"), ("AF=", "TW")]), ANOTHER])
    assert read_fam(text).pedigrees["H1"].twins == (("AF", "TW"),)


WHOLE = fam(mutation=(0.001, 0.002, 4, 4)).encode()


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_damage_goes_uncaught(data):
    lines = WHOLE.split(b"\n")
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        new = data.draw(st.sampled_from([b"", b"0", b"3", b"-1", b"999999", b"#TRUE#", b'"x"', b"1e999", b"nan"]))
        lines[place : place + data.draw(st.integers(0, 2))] = [new]
    with suppress(UnusableData):
        read = read_laboratory(b"\n".join(lines))
        assert read.samples is not None
    with suppress(UnusableData):
        answered_case(familias_case(read_fam(b"\n".join(lines).decode()), name="x"))
