"""Lists to read: written as bytes or as workbooks, and read on one fixed day."""

from datetime import date

import pytest
from openpyxl import Workbook

from kintrace.linelist import read_list

TODAY = date(2018, 1, 1)


@pytest.fixture
def listed(tmp_path):
    """Read a list from text or bytes."""

    def read(content, *, name="list.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_list(path, today=TODAY, **options)

    return read


@pytest.fixture
def booked(tmp_path):
    """Read a list from rows put into a workbook."""

    def read(rows, **options):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        path = tmp_path / "list.xlsx"
        book.save(path)
        return read_list(path, today=TODAY, **options)

    return read
