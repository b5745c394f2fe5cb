"""Laboratory files: the same two samples in every format, and what must not pass silently."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kintrace.evidence.dna.laboratory import read_familias_frequencies, read_laboratory, read_laboratory_file
from kintrace.evidence.pedigree import Sex
from kintrace.kernel.errors import UnusableData
from tests.evidence.dna.familias_files import fam

GENEMAPPER = (
    "Sample Name\tMarker\tAllele 1\tAllele 2\tAllele 3\nC-1\tAMEL\tX\tY\t\nC-1\tTHO1\t9.3\t\t\nC-1\tFGA\t22\tOL\t\n"
)
WIDE = "sample,role,case_id,sex,kit,D3S1358_1,D3S1358_2,TH01\nC-1,child,K-17,M,GlobalFiler,15,16,6/9.3\nC-2,,,F,,14,,\n"
FAMILIAS = "SampleID\tD3S1358 1\tD3S1358 2\nC-1\t15\t16\n"
FREQUENCIES = "D3S1358\n14\t0.4\n15\t0.6\n\nTH01\n9.3\t1\n"
CODIS = """<?xml version="1.0"?><CODISImportFile xmlns="urn:CODISImportFile-schema">
<SOURCELAB>XX1</SOURCELAB><KIT>G</KIT>
<SPECIMEN><SPECIMENID>C-1</SPECIMENID>
<LOCUS><LOCUSNAME>TH01</LOCUSNAME><ALLELE><ALLELEVALUE>9.3</ALLELEVALUE></ALLELE></LOCUS>
</SPECIMEN></CODISImportFile>"""


def _read(text):
    return read_laboratory(text.encode())


def test_genemapper_writes_the_same_allele_once():
    read = _read(GENEMAPPER)
    assert read.samples["C-1"].profile == {"TH01": ("9.3", "9.3"), "FGA": ("22", "-")}
    assert read.samples["C-1"].sex is Sex.MALE
    assert [str(one) for one in read.set_aside] == ["C-1, FGA: OL: not called."]


def test_a_wide_table_leaves_a_blank_allele_unknown():
    read = _read(WIDE)
    assert read.samples["C-1"].profile == {"D3S1358": ("15", "16"), "TH01": ("6", "9.3")}
    assert (read.samples["C-1"].kit, read.samples["C-1"].case) == ("GlobalFiler", "K-17")
    assert read.samples["C-2"].profile == {"D3S1358": ("14", "-")}


def test_familias_cases_and_codis_files():
    assert _read(FAMILIAS).samples["C-1"].profile == {"D3S1358": ("15", "16")}
    sample = _read(CODIS).samples["C-1"]
    assert sample.profile == {"TH01": ("9.3", "9.3")}
    assert (sample.laboratory, sample.kit) == ("XX1", "G")


def test_alleles_stay_text():
    assert _read("sample,TH01_1,TH01_2\nC,9.30,9.3\n").samples["C"].profile == {"TH01": ("9.30", "9.3")}


def _crowded(markers):
    return "Sample Name\tMarker\tAllele 1\tAllele 2\tAllele 3\n" + "".join(f"C\t{m}\t1\t2\t3\n" for m in markers)


@pytest.mark.parametrize(
    ("written", "name"),
    [("THO1", "TH01"), ("TP0X", "TPOX"), ("penta_e", "Penta E"), ("VWA", "vWA"), ("ACTBP2", "SE33")],
)
def test_markers_by_the_names_laboratories_give_them(written, name):
    assert list(_read(f"sample,{written}_1,{written}_2\nC,9,9\n").samples["C"].profile) == [name]


@pytest.mark.parametrize("uncalled", ["OL", "INC", "?", "-", "NR"])
def test_what_was_not_called_is_not_the_same_allele_again(uncalled):
    read = _read(f"Sample Name\tMarker\tAllele 1\tAllele 2\nC\tFGA\t22\t{uncalled}\n")
    assert read.samples["C"].profile == {"FGA": ("22", "-")}


def test_a_third_allele_sets_the_marker_aside():
    read = _read(_crowded(["TPOX"]))
    assert read.samples["C"].profile == {}
    assert str(read.set_aside[0]) == "C, TPOX: more than two alleles; the marker is not used."


def test_a_mixture_is_no_sample():
    read = _read(_crowded(["TPOX", "FGA", "vWA"]))
    assert read.samples == {}
    assert "a mixture of persons" in str(read.set_aside[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sample,sex,AMEL_1,AMEL_2\nC,F,X,Y\n", "C, AMEL: the sex by this marker is not the one stated"),
        ("sample,D99_1,D99_2\nC,1,2\n", "C, D99: not a marker that is known"),
        ("sample,FGA_1,FGA_2\nC,22,high\n", "C, FGA: 'high' is not an allele"),
        ("sample,FGA_1,FGA_2\nC,22,23\nC,22,24\n", "C, FGA: written several times with different alleles"),
    ],
)
def test_what_is_doubtful_is_set_aside_by_name(text, told):
    assert any(told in str(one) for one in _read(text).set_aside)


def test_frequencies_of_familias():
    assert read_familias_frequencies(FREQUENCIES) == {"D3S1358": {"14": 0.4, "15": 0.6}, "TH01": {"9.3": 1.0}}


@pytest.mark.parametrize(
    ("text", "told"),
    [("FGA\n22 often\n", "line 2"), ("FGA\n22\t2\n", "line 2"), ("", "no frequencies"), ("FGA\n\n", "no frequencies")],
)
def test_frequencies_that_are_none_are_refused(text, told):
    with pytest.raises(UnusableData, match=told):
        read_familias_frequencies(text)


def test_a_file_that_declares_entities_is_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><CODISImportFile>&a;</CODISImportFile>'
    with pytest.raises(UnusableData, match="declares a document type"):
        _read(bomb)


def test_a_complaint_names_the_file(tmp_path):
    (tmp_path / "lab.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableData, match=r"lab\.txt: not written in UTF-8"):
        read_laboratory_file(tmp_path / "lab.txt")


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_goes_uncaught(data):
    whole = data.draw(st.sampled_from([GENEMAPPER, WIDE, FAMILIAS, CODIS, fam()])).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    damaged = whole[:start] + data.draw(st.binary(max_size=12)) + whole[end:]
    with suppress(UnusableData):
        assert read_laboratory(damaged).samples is not None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@example(b"")
@example(b"<")
@example(b"SAMPLE NAME\tmarker\n")
@example(b'sample\n"')
def test_nothing_whatever_goes_uncaught(content):
    with suppress(UnusableData):
        assert read_laboratory(content).samples is not None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="FGA12.3\t\n ,x", max_size=60))
def test_no_text_of_frequencies_goes_uncaught(text):
    with suppress(UnusableData):
        assert all(read_familias_frequencies(text).values())
