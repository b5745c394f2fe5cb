"""Writes lists as offices keep them: a hotline's Russian workbook, an orphanage's Arabic table.

The rows say the same as a world's plain lists; only the headers, the dates and the words for sex and languages are
those of the people who would have written them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

type Row = Mapping[str, str]

RUSSIAN: Final = {
    "id": "Номер",
    "name": "ФИО ребёнка",
    "alias": "Другое имя",
    "sex": "Пол",
    "birth_date": "Дата рождения",
    "father_name": "Имя отца",
    "father_alias": "Кунья отца",
    "mother_name": "Имя матери",
    "mother_alias": "Другое имя матери",
    "siblings": "Братья и сёстры",
    "languages": "Языки",
    "origin": "Откуда родом",
    "birth_place": "Место рождения",
    "last_place": "Последнее известное место",
    "last_date": "Дата последних известий",
}
ARABIC: Final = {
    "id": "رقم التسجيل",
    "name": "اسم الطفل",
    "sex": "الجنس",
    "age": "العمر التقريبي",
    "father_name": "اسم الأب",
    "father_alias": "كنية الأب",
    "mother_name": "اسم الأم",
    "mother_alias": "كنية الأم",
    "siblings": "الإخوة والأخوات",
    "languages": "اللغات",
    "origin": "الأصل",
    "birth_place": "مكان الولادة",
    "last_place": "مكان التسجيل",
    "last_date": "تاريخ التسجيل",
}
RUSSIAN_WORDS: Final = {
    "m": "м", "f": "ж", "rus": "русский", "ara": "арабский", "che": "чеченский", "ava": "аварский",
    "aze": "азербайджанский", "uzb": "узбекский", "kaz": "казахский",
}  # fmt: skip
ARABIC_WORDS: Final = {
    "m": "ذكر", "f": "أنثى", "rus": "الروسية", "ara": "العربية", "che": "الشيشانية", "ava": "الأفارية",
    "aze": "الأذرية", "uzb": "الأوزبكية", "kaz": "الكازاخية",
}  # fmt: skip
TRANSLATED: Final = ("sex", "languages")
DATES: Final = ("birth_date", "last_date")
WIDEST: Final = 40


def write_hotline(path: Path, rows: Iterable[Row]) -> None:
    """Write requests as a workbook with Russian headers, words and dates."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Запросы")
    lines = [list(RUSSIAN.values()), *(_line(row, RUSSIAN, words=RUSSIAN_WORDS) for row in rows)]
    for line in lines:
        sheet.append(line)
    for place, column in enumerate(zip(*lines, strict=True), start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST, 2 + max(map(len, column)))
    sheet.freeze_panes = "C2"
    book.save(path)


def write_orphanage(path: Path, rows: Iterable[Row]) -> None:
    """Write registered children as CSV with Arabic headers and words, marked so that spreadsheets read it rightly."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ARABIC.values())
        writer.writerows(_line(row, ARABIC, words=ARABIC_WORDS) for row in rows)


def _line(row: Row, headers: Mapping[str, str], *, words: Mapping[str, str]) -> list[str]:
    return [_cell(column, row[column], words) for column in headers]


def _cell(column: str, value: str, words: Mapping[str, str]) -> str:
    if column in TRANSLATED:
        return " | ".join(words.get(part, part) for part in value.split(" | "))
    return ".".join(reversed(value.split("-"))) if column in DATES else value
