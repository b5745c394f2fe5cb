"""What a tired office sends: each either stops before anything is written, or goes on with the row reported."""

import csv
import zipfile

import pytest
from openpyxl import Workbook

from tests.cli.conftest import CHILDREN, REQUESTS, write

SIDES = pytest.mark.parametrize("side", [0, 1], ids=["requests", "children"])


@pytest.fixture
def match(kintrace, lists, tmp_path):
    """Match with one of the two lists replaced; return the ending and the ids written, None for no result."""

    def run(side, content, *options, name="bad.csv"):
        given = list(lists)
        given[side] = content if hasattr(content, "exists") else write(tmp_path / name, content)
        done = kintrace("match", *given, "-o", tmp_path / "out.csv", *options)
        return done, ids_of(tmp_path / "out.csv")

    return run


def ids_of(path):
    if not path.exists():
        return None
    with path.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["request_id"] for row in rows}, {row["child_id"] for row in rows} - {""}


@pytest.fixture
def stops(match):
    """Say what was told where nothing may be written."""

    def stop(side, content, **options):
        done, written = match(side, content, **options)
        assert (done.code, written) == (1, None)
        return done.err

    return stop


def with_row(text, row):
    return text + row + "\n"


LISTS = (REQUESTS, CHILDREN)


@SIDES
def test_a_missing_file_is_said_by_its_path(stops, tmp_path, side):
    assert f"{tmp_path / 'none.csv'}: there is no such file" in stops(side, tmp_path / "none.csv")


@SIDES
def test_a_folder_is_no_list(stops, tmp_path, side):
    assert "this is a folder" in stops(side, tmp_path)


@SIDES
@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600]
)
def test_an_unreadable_workbook_is_said_with_what_to_do(stops, side, content):
    said = stops(side, content, name="bad.xlsx")
    assert "bad.xlsx: the workbook cannot be read" in said
    assert "save it as XLSX or CSV" in said


@SIDES
def test_two_columns_for_one_thing_are_named(stops, side):
    said = stops(side, "id,name,Имя\n1,a,b\n")
    assert "bad.csv: the columns “name” and “Имя” both mean name" in said


@SIDES
def test_a_table_without_ids_is_refused(stops, side):
    assert "bad.csv: no column of ids was found" in stops(side, "name,sex\nУмар,m\n")


@SIDES
def test_a_row_without_an_id_is_reported_and_the_others_are_used(match, side):
    done, written = match(side, with_row(LISTS[side], ",Хамза"))
    assert done.code == 0
    last = LISTS[side].count("\n") + 1
    assert f"bad.csv, row {last}, column “id”: the row has no id" in done.err
    assert f"bad.csv: {last - 1} rows read, {last - 2} used, 1 set aside, 0 empty" in done.err
    assert written[0] == {"R1", "R2", "R3"}


@SIDES
def test_of_two_rows_with_one_id_the_second_is_reported(match, side):
    first = LISTS[side].splitlines()[1].split(",")[0]
    done, written = match(side, with_row(LISTS[side], f"{first},Хамза"))
    assert f"the id “{first}” stands in row 2 already" in done.err
    assert "1 set aside" in done.err
    assert written[0] == {"R1", "R2", "R3"}


@SIDES
@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("birth_date", "31.02.2013", "is not a date that can be"),
        ("birth_date", "2091", "lies in the future"),
        ("last_date", "2017-13-01", "is not a date that can be"),
        ("age", "250", "cannot be read as the age of a child"),
        ("age", "-3", "cannot be read as the age of a child"),
        ("sex", "purple", "neither a boy nor a girl"),
        ("languages", "Elvish", "is not a language we know"),
    ],
)
def test_a_value_that_cannot_be_is_reported_with_row_and_column_and_the_row_is_used(match, side, column, value, told):
    done, written = match(side, f"id,name,{column}\nX1,عمر,\nX2,عمر,{value}\n")
    assert done.code == 0
    assert f"bad.csv, row 3, column “{column}”: " in done.err
    assert f"“{value}”" in done.err
    assert told in done.err
    assert "(value left out)" in done.err
    assert "X2" in written[side]


@SIDES
@pytest.mark.parametrize("row", [",Хамза", "R1,Дважды\nR1,Дважды", "X,Хамза,purple"])
def test_strict_stops_at_each_of_these_with_nothing_written(match, side, row):
    done, written = match(side, with_row(LISTS[side], row), "--strict")
    assert (done.code, written) == (1, None)
    assert "bad.csv, row " in done.err
    assert "Nothing was written" in done.err


def test_strict_tells_the_problems_of_both_lists(kintrace, tmp_path):
    given = [write(tmp_path / f"{name}.csv", "id,name\n1,Умар\n,عمر\n") for name in ("sought", "found")]
    said = kintrace("match", *given, "-o", tmp_path / "out.csv", "--strict").err
    assert "sought.csv, row 3" in said
    assert "found.csv, row 3" in said
    assert "1 problem in sought.csv and 1 problem in found.csv" in said


@pytest.mark.parametrize(
    ("codec", "side", "text"),
    [
        ("cp1251", 0, "Номер;Имя ребёнка;Имя отца;Язык\nR1;Магомедов Умар Алиевич;Али;русский\n"),
        ("cp1256", 1, "الرقم;اسم الطفل;اسم الأب;العمر\nC1;عمر;علي;4\n"),
    ],
)
def test_a_legacy_encoding_is_read_and_said(match, codec, side, text):
    done, written = match(side, text.encode(codec))
    assert done.code == 0
    assert f"it was read as {codec}" in done.err
    assert written[side] == {text.splitlines()[1].split(";")[0]}


@pytest.mark.parametrize("codec", ["cp1251", "cp1256", "utf-8-sig", "utf-16"])
def test_an_encoding_changes_no_answer(match, tmp_path, codec):
    side = int(codec == "cp1256")
    text = LISTS[side].replace("Timur", "تيمور").replace("Khadija", "خديجة").replace("Tal Afar", "تلعفر")
    match(side, text)
    plain = (tmp_path / "out.csv").read_bytes()
    assert match(side, text.encode(codec))[0].code == 0
    assert (tmp_path / "out.csv").read_bytes() == plain


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf"])
@SIDES
def test_a_byte_order_mark_is_no_part_of_the_first_header(match, side, mark):
    done, written = match(side, mark + LISTS[side].encode())
    assert done.code == 0
    assert "not used" not in done.err
    assert written[0] == {"R1", "R2", "R3"}


def test_a_list_of_requests_with_headers_only_is_said_and_answered_with_headers_only(match):
    done, written = match(0, REQUESTS.splitlines()[0] + "\n")
    assert done.code == 0
    assert "0 rows read" in done.err
    assert "holds no rows" in done.err
    assert written == (set(), set())


def test_a_list_of_children_with_headers_only_has_nobody_in_it(match, tmp_path):
    done, _ = match(1, CHILDREN.splitlines()[0] + "\n")
    assert done.code == 0
    assert "holds no rows" in done.err
    with (tmp_path / "out.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["request_id"], row["child_id"], float(row["probability"])) for row in rows] == [
        ("R2", "", 1.0),
        ("R1", "", 1.0),
        ("R3", "", 1.0),
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n"])
@SIDES
def test_an_empty_file_is_said(stops, side, content):
    assert "bad.csv: the file is empty" in stops(side, content)


@SIDES
def test_a_million_empty_rows_are_counted_and_cost_nothing_else(match, side):
    done, written = match(side, LISTS[side] + ",,,,,,,,\n" * 1_000_000)
    assert done.code == 0
    assert "set aside, 1000000 empty" in done.err
    assert written[0] == {"R1", "R2", "R3"}


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1000000"/>
<sheetData>{rows}</sheetData></worksheet>"""


def boastful_workbook(path):
    """Write a small workbook that claims 16,384 columns and a million rows: one stray cell at the far end."""
    book = Workbook()
    book.active.append(["id", "name"])
    book.save(path)
    with zipfile.ZipFile(path) as good:
        parts = {part: good.read(part) for part in good.namelist()}
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    rows += '<row r="1000000"><c r="XFD1000000"><v>1</v></c></row>'
    parts["xl/worksheets/sheet1.xml"] = SHEET.format(rows=rows).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad:
        for part, content in parts.items():
            bad.writestr(part, content)
    return path


@SIDES
def test_a_small_workbook_that_claims_everything_is_stopped_and_said(stops, tmp_path, side):
    path = boastful_workbook(tmp_path / "bad.xlsx")
    assert path.stat().st_size < 63_000
    said = stops(side, path)
    assert "bad.xlsx: the workbook claims" in said
    assert "copy the table alone into a new workbook" in said


def test_an_age_without_a_date_is_taken_as_of_today_with_a_warning(match):
    done, _ = match(1, "id,name,age\nC1,عمر,4\nC2,Timur,5\n")
    assert "ages without a date: 2; they are taken as of 20" in done.err
    done, _ = match(1, "id,name,age,last_date\nC1,عمر,4,2017-08-01\n")
    assert "have no date" not in done.err


def test_columns_that_are_not_used_are_named(match):
    done, _ = match(0, "id,name,Любимый цвет\nR1,Умар,red\n")
    assert "columns not used: Любимый цвет" in done.err


def test_of_many_problems_some_are_shown_and_all_are_counted(match):
    done, _ = match(0, "id,name,age\n" + "".join(f"R{n},Умар,250\n" for n in range(40)))
    assert done.err.count("“250” cannot be read") == 10
    assert "… and 30 more" in done.err


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(stops):
    assert "never closed" in stops(0, 'id,name\nR1,a\nR2,"b\nR3,c\n')


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", b"<!DOCTYPE html><table></table>"])
def test_what_is_no_list_is_called_what_it_is(stops, content):
    assert "not a table" in stops(1, content)


@SIDES
@pytest.mark.parametrize("name", ["bad.xlsx", "bad.XLS", "bad.ods"])
def test_what_is_called_a_workbook_and_is_none_is_said(stops, side, name):
    assert f"{name}: this is not a workbook that can be read" in stops(side, bytes(range(128, 256)) * 9, name=name)
