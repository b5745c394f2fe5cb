import subprocess
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook as Book

from kintrace.kernel.errors import UnusableData
from kintrace.linelist import read_list
from kintrace.linelist.workbook import Workbook

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ODS = (
    f'<?xml version="1.0"?><office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0"'
    f' xmlns:text="{OFFICE}text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="A"><table:table-row>'
    + TEXT.format("id")
    + TEXT.format("DOB")
    + "</table:table-row><table:table-row>"
    + TEXT.format("R1")
    + '<table:table-cell office:value-type="date" office:date-value="2013-04-18"><text:p>18.04.2013</text:p>'
    '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048574">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def test_a_slow_workbook_is_stopped_by_the_clock(booked, tmp_path):
    booked([["id"], [1]])
    with pytest.raises(UnusableData, match="was stopped"):
        list(Workbook(tmp_path / "list.xlsx", file="list.xlsx", wall_seconds=0.0).rows())


def test_the_reader_gets_no_keys(booked, monkeypatch):
    given = {}
    start = subprocess.Popen
    monkeypatch.setenv("KINTRACE_KEYS", "secret")
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **how: start(command, **(given | how, given.update(how))[0])
    )
    booked([["id"], [1]])
    assert "KINTRACE_KEYS" not in given["env"]


def test_a_stray_cell_far_to_the_right_is_named(booked):
    with pytest.raises(UnusableData, match=r"list.xlsx: the workbook claims 16,384 columns"):
        booked([["id", *[None] * 16_382, "x"], [1]])


def test_other_sheets_are_named(tmp_path):
    book = Book()
    book.active.append(["id"])
    book.create_sheet("Второй").append(["id"])
    book.save(tmp_path / "list.xlsx")
    assert "Второй" in str(read_list(tmp_path / "list.xlsx", today=date(2018, 1, 1)).notices[0])


def test_an_open_document_sheet_is_read(tmp_path):
    path = tmp_path / "list.ods"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", ODS)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{OFFICE}manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
        )
    assert read_list(path, today=date(2018, 1, 1)).entries[0].values == {"birth_date": ("2013-04-18",)}
