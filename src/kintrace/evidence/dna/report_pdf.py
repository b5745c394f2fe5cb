"""Reports as PDF, set by typst (the package `typst`, in the extra `pdf`), with fonts of the machine.

The page is laid out by `report.typ`; the words go to it as JSON, so nothing in them can be taken for a command.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kintrace.evidence.dna.report import Cell, Report, Section, Table
from kintrace.evidence.dna.report_html import RIGHT_TO_LEFT, TITLE, signature_lines
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence, Translate

LATIN = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial", "Libertinus Serif")  # the last comes with typst
ARABIC = ("Noto Sans Arabic", "Noto Naskh Arabic", "Amiri", "Segoe UI", "Tahoma", "Arial", "DejaVu Sans")


def report_pdf(reports: Sequence[Report], translate: Translate) -> bytes:
    """Return one document with a report a case, each on pages of its own; the same reports give the same bytes.

    Raises UnusableData where typst is not installed, or where the machine has no font for the language.
    """
    try:
        import typst  # noqa: PLC0415  # 84 MB that only a PDF needs
    except ImportError as error:
        told = "A PDF is set by the package typst, which is not installed. Install kintrace[pdf]"
        raise UnusableData(f"{told}, or name the report .html and print it from a browser.") from error
    language = reports[0].language if reports else "en"
    asked = {
        "title": translate(TITLE.template),
        "language": language,
        "rtl": language in RIGHT_TO_LEFT,
        "fonts": _fonts(language),
        "reports": [_shown(one, translate) for one in reports],
    }
    set_by = files("kintrace.evidence.dna").joinpath("report.typ").read_bytes()
    compiler = typst.Compiler(set_by, font_paths=_known_fonts(), sys_inputs={"report": json.dumps(asked)})
    found = compiler.compile(format="pdf", timestamp=0)
    if not isinstance(found, bytes):
        raise UnusableData("typst gave no PDF. Name the report .html and print it from a browser.")
    return found


@cache
def _known_fonts() -> Any:  # noqa: ANN401 - a type of a package that may be absent
    import typst  # noqa: PLC0415  # as above

    return typst.Fonts()


def _fonts(language: str) -> list[str]:
    there = set(_known_fonts().families())
    arabic = [font for font in ARABIC if font in there]
    if language in RIGHT_TO_LEFT and not arabic:
        told = f"No font with Arabic letters is on this machine (looked for {', '.join(ARABIC)})."
        raise UnusableData(f"{told} Install one, or name the report .html.")
    latin = [font for font in LATIN if font in there]
    return [*arabic, *latin] if language in RIGHT_TO_LEFT else [*latin, *arabic]


def _shown(report: Report, translate: Translate) -> dict[str, Any]:
    return {
        "title": _text(report.title, translate),
        "facts": _table(report.facts, translate),
        "sections": [_section(section, translate) for section in report.sections],
        "signatures": [_text(line, translate) for line in signature_lines(report)],
    }


def _section(section: Section, translate: Translate) -> dict[str, Any]:
    return {
        "title": _text(section.title, translate),
        "said": [_text(told, translate) for told in section.said],
        "table": None if section.table is None else _table(section.table, translate),
        "weighty": None if section.weighty is None else _text(section.weighty, translate),
        "after": [_text(told, translate) for told in section.after],
    }


def _table(table: Table, translate: Translate) -> dict[str, Any]:
    return {
        "header": [_cell(cell, translate) for cell in table.header],
        "rows": [[_cell(cell, translate) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell, translate: Translate) -> dict[str, Any]:
    code = isinstance(cell, str)
    return {"code": code, "text": cell if isinstance(cell, str) else _text(cell, translate)}


def _text(sentence: Sentence, translate: Translate) -> str:
    return sentence.text(translate, isolate=True)
