"""Reports as one HTML page that stands alone: no script, nothing fetched, right to left where the language is.

Every text is escaped here, and set apart from the direction of the words around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from kintrace.evidence.dna.report import Cell, Report, Section, Table
from kintrace.kernel.says import Sentence, Translate, says

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa"})
STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-inline-size: 46rem; padding-inline: 1rem; background: #fff; color: #111;
  font: 1rem/1.5 "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "Segoe UI", Tahoma, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin-block: 0 1rem; }
h2 { font-size: 1.1rem; margin-block: 1.75rem 0.4rem; break-after: avoid; }
p { margin-block: 0.4rem; }
.wide { overflow-x: auto; margin-block: 0.6rem; }
table { border-collapse: collapse; inline-size: 100%; font-size: 0.92rem; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.6rem; border-block-end: 1px solid #ccc; }
thead th { border-block-end: 2px solid #111; font-weight: 600; }
tbody th { font-weight: 600; }
tr { break-inside: avoid; }
.weighty { border-inline-start: 4px solid #111; padding: 0.4rem 0.8rem; margin-block: 0.8rem; font-weight: 600; }
.sign { display: grid; grid-template-columns: 1fr 1fr; gap: 2.5rem 2rem; margin-block-start: 3.5rem;
  break-inside: avoid; }
.sign p { border-block-start: 1px solid #111; padding-block-start: 0.3rem; margin: 0; font-size: 0.9rem; }
article + article { break-before: page; margin-block-start: 4rem; }
@page { size: A4; margin: 18mm; }
@media print { body { margin: 0; max-inline-size: none; padding: 0; font-size: 10.5pt; } .wide { overflow: visible; } }
"""


def report_html(reports: Sequence[Report], translate: Translate) -> str:
    """Return one page with a report a case; all are in the language of the first."""
    language = reports[0].language if reports else "en"
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    title = escape(translate(TITLE.template))
    return "".join(
        [
            f'<!doctype html>\n<html lang="{escape(language)}" dir="{direction}">\n<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{title}</title><style>{STYLE}</style></head>\n<body>\n<main>",
            *(_article(one, translate) for one in reports),
            "</main>\n</body>\n</html>\n",
        ]
    )


TITLE = says("Kinship by DNA: the weight of the evidence")


def _article(report: Report, translate: Translate) -> str:
    parts = [f"<article>\n<h1>{_text(report.title, translate)}</h1>\n", _table(report.facts, translate)]
    for section in report.sections:
        parts += _section(section, translate)
    lines = "".join(f"<p>{_text(line, translate)}</p>" for line in signature_lines(report))
    return "".join([*parts, f'<div class="sign">{lines}</div>\n</article>\n'])


def signature_lines(report: Report) -> Iterator[Sentence]:
    """Yield for each who signs whose line it is, and beside it where date and signature go."""
    for signature in report.signatures:
        yield signature
        yield DATE_AND_SIGNATURE


DATE_AND_SIGNATURE = says("Date and signature")


def _section(section: Section, translate: Translate) -> Iterator[str]:
    yield f"<section>\n<h2>{_text(section.title, translate)}</h2>\n"
    yield from (f"<p>{_text(told, translate)}</p>\n" for told in section.said)
    if section.table is not None:
        yield _table(section.table, translate)
    if section.weighty is not None:
        yield f'<p class="weighty">{_text(section.weighty, translate)}</p>\n'
    yield from (f"<p>{_text(told, translate)}</p>\n" for told in section.after)
    yield "</section>\n"


def _table(table: Table, translate: Translate) -> str:
    head = "".join(f'<th scope="col">{_cell(cell, translate)}</th>' for cell in table.header)
    rows = "".join(
        f'<tr><th scope="row">{_cell(first, translate)}</th>'
        + "".join(f"<td>{_cell(cell, translate)}</td>" for cell in rest)
        + "</tr>\n"
        for first, *rest in table.rows
    )
    header = f"<thead><tr>{head}</tr></thead>\n" if head else ""
    return f'<div class="wide" tabindex="0"><table>{header}<tbody>\n{rows}</tbody></table></div>\n'


def _cell(cell: Cell, translate: Translate) -> str:
    return f'<bdi dir="ltr">{escape(cell)}</bdi>' if isinstance(cell, str) else _text(cell, translate)


def _text(sentence: Sentence, translate: Translate) -> str:
    return escape(sentence.text(translate, isolate=True))
