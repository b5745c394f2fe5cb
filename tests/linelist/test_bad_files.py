import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kintrace.kernel.errors import UnusableData
from kintrace.linelist import read_list

TODAY = date(2018, 1, 1)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # the folder is written anew each time


def test_a_missing_file_is_said_by_its_path(tmp_path):
    with pytest.raises(UnusableData, match=r"nowhere.csv: there is no such file"):
        read_list(tmp_path / "nowhere.csv", today=TODAY)


def test_a_folder_is_no_list(tmp_path):
    with pytest.raises(UnusableData, match="folder"):
        read_list(tmp_path, today=TODAY)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"   "])
def test_an_empty_file_is_said(listed, content):
    with pytest.raises(UnusableData, match="empty"):
        listed(content)


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"%PDF-1.4 ...", "PDF"), (b"\x89PNG\r\n", "picture"), (b"<!DOCTYPE html><table>", "web page")],
)
def test_the_content_tells_what_a_file_is(listed, content, what):
    with pytest.raises(UnusableData, match=what):
        listed(content)


def test_a_workbook_is_known_by_its_content_not_its_name(booked, tmp_path):
    booked([["id", "name"], [1, "Умар"]])
    renamed = (tmp_path / "list.xlsx").rename(tmp_path / "list.csv")
    assert read_list(renamed, today=TODAY).entries[0].values["name"] == ("Умар",)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", "Номер;Имя;Отец;Откуда\n1;Умар Магомедов;Али;Махачкала\n2;Айша;Хасан;Грозный\n"),
        ("cp1256", "الرقم;الاسم;اسم الأب;آخر مكان\n1;عمر محمد;علي;الموصل\n2;عائشة;حسن;تلعفر\n"),
        ("cp1252", "id;name;father;origin\n1;Zélie Müller;José;Besançon\n2;André;François;Orléans\n"),
        ("cp1254", "id;name;father;origin\n1;Ayşe Yılmaz;İbrahim;Şanlıurfa\n2;Çağrı;Oğuz;Diyarbakır\n"),
        ("koi8-r", "Номер;Имя;Отец;Откуда\n1;Умар Магомедов;Али;Махачкала\n2;Айша;Хасан;Грозный\n"),
    ],
)
def test_old_encodings_are_told_apart_and_said(listed, codec, text):
    read = listed(text.encode(codec))
    assert read.entries == listed(text).entries
    assert codec in str(read.notices[0])


def test_one_word_is_enough_for_an_old_encoding(listed):
    assert listed("id,name\n1,Магомедова\n".encode("cp1251")).entries[0].values["name"] == ("Магомедова",)
    assert listed("id,name\n1,محمد\n".encode("cp1256")).entries[0].values["name"] == ("محمد",)


def test_one_damaged_letter_does_not_change_the_encoding(listed):
    read = listed("id,name\n1,Умар Магомедов\n2,Айшат Алиева\n".encode() + b"3,\xed\xa0\x80\n")
    assert read.entries[0].values["name"] == ("Умар Магомедов",)
    assert "damaged" in str(read.notices[0])
    assert read.problems[0].row == 4


def test_a_zero_byte_is_taken_out_and_told(listed):
    read = listed("id,name\n1,Ум\x00ар\n")
    assert read.entries[0].values["name"] == ("Умар",)
    assert "damaged" in str(read.problems[0])


def test_a_million_columns_are_refused(listed):
    with pytest.raises(UnusableData, match="1,000,002 columns"):
        listed("id,name" + ",x" * 1_000_000 + "\n1,a\n")


def test_a_cell_of_a_hundred_megabytes_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    with path.open("w") as file:
        file.write("id,name\n1,")
        for _ in range(100):
            file.write("x" * 1_000_000)
    with pytest.raises(UnusableData, match="row 2"):
        read_list(path, today=TODAY)


def test_a_long_cell_is_left_out(listed):
    read = listed(f"id,name,marks\n1,Умар,{'x' * 5000}\n")
    assert read.entries[0].values == {"name": ("Умар",)}
    assert "5000 signs" in str(read.problems[0])


def test_a_quotation_mark_that_is_never_closed_is_not_swallowed(listed):
    with pytest.raises(UnusableData, match="row 3 is never closed"):
        listed('id,name\n1,a\n2,"b\n3,c\n4,d\n')


def test_a_million_empty_rows_are_only_counted(listed):
    read = listed("id,name\n1,a\n" + ",\n" * 1_000_000)
    assert (read.rows_used, read.rows_empty) == (1, 1_000_000)


def test_days_and_numbers_in_a_workbook_are_written_as_people_do(booked):
    rows = [["id", "birth_date", "age", "last_date"], [12.0, date(2013, 4, 18), 4, 43000], ["x", 2013, 3.5, "04.2017"]]
    read = booked(rows)
    assert read.entries[0].id == "12"
    assert read.entries[0].values == {"birth_date": ("2013-04-18",), "age": ("4",), "last_date": ("2017-09-22",)}
    assert read.entries[1].values == {"birth_date": ("2013",), "age": ("3.5",), "last_date": ("04.2017",)}


def test_rows_of_a_workbook_keep_their_numbers(booked):
    read = booked([["id", "age"], [], [], [1, 250]])
    assert (read.problems[0].row, read.rows_empty) == (4, 2)


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>"""


def rewritten(tmp_path, booked, sheet):
    """Put another sheet into a good workbook."""
    booked([["id", "name"], [1, "Умар"]])
    path = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(tmp_path / "list.xlsx") as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.infolist():
            bad.writestr(part, sheet if part.filename.endswith("sheet1.xml") else good.read(part))
    return path


def test_a_workbook_that_claims_everything_stops_only_its_reader(tmp_path, booked):
    cells = (
        '<dimension ref="A1:XFD1000000"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
        '<row r="1000000"><c r="XFD1000000"><v>1</v></c></row></sheetData>'
    )
    path = rewritten(tmp_path, booked, SHEET.format(cells))
    with pytest.raises(UnusableData, match=r"bad.xlsx: the workbook claims"):
        read_list(path, today=TODAY)


def test_a_workbook_that_only_says_it_is_large_is_read(tmp_path, booked):
    cells = (
        '<dimension ref="A1:XFD1000000"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
    )
    assert read_list(rewritten(tmp_path, booked, SHEET.format(cells)), today=TODAY).rows_used == 1


def test_a_zip_bomb_is_refused_unopened(tmp_path, booked):
    path = rewritten(tmp_path, booked, SHEET.format(" " * 50_000_000))
    with pytest.raises(UnusableData, match="50 MB when unpacked"):
        read_list(path, today=TODAY)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600]
)
def test_a_broken_workbook_is_said(listed, content):
    with pytest.raises(UnusableData, match="cannot be read"):
        listed(content)


def test_an_archive_that_is_no_workbook_is_said(tmp_path):
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(UnusableData, match="cannot be read"):
        read_list(path, today=TODAY)


headers = st.sampled_from([b"", b"id,name,age,birth_date\n", b"\xff\xfeid", b"\xef\xbb\xbfid;name\n", b'id\tname\n"'])


@settings(suppress_health_check=QUIET, deadline=None, max_examples=300)
@given(headers, st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(tmp_path, header, content):
    path = tmp_path / "any.csv"
    path.write_bytes(header + content)
    with suppress(UnusableData):
        read = read_list(path, today=TODAY)
        assert read.rows_read == read.rows_used + read.rows_set_aside


@settings(suppress_health_check=QUIET, deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5),
    st.floats(0, 1),
)
def test_a_workbook_with_any_damage_is_read_or_refused(tmp_path, booked, damages, kept):
    # Places as shares of the file: a workbook holds the time it was made, and its length varies with it.
    booked([["id", "name"], [1, "Умар"]])
    path = tmp_path / "list.xlsx"
    content = bytearray(path.read_bytes())
    for place, byte in damages:
        content[int(place * len(content))] = byte
    path.write_bytes(bytes(content[: max(4, int(kept * len(content)))]))
    with suppress(UnusableData):
        assert read_list(path, today=TODAY).rows_used <= 2
