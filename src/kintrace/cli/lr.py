"""`kintrace lr`: kinship cases in, likelihood ratios out, and a report on paper if asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kintrace.cli.counted import counted
from kintrace.cli.json_files import read_json, write_json
from kintrace.cli.outcome import check_writable, write_bytes, write_page
from kintrace.cli.progress import Steps
from kintrace.kernel.errors import UnusableData, WrongUse

if TYPE_CHECKING:
    from kintrace.evidence.dna.case import Answered

PAGE, PAPER, FAMILIAS = ".html", ".pdf", ".fam"


def command(
    cases: Annotated[Path, typer.Argument(help="The cases: a JSON file, or a .fam file of Familias.")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSON file to write.")],
    report: Annotated[Path | None, typer.Option(help="Also write a report to read and sign, .html or .pdf.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the report: en, ru or ar.")] = "en",
) -> None:
    """Weigh hypotheses about who is related how, by DNA.

    Each case gets log10 likelihood ratios against its reference, by marker and in all. A case that
    cannot be answered says why and does not stop the others. A likelihood ratio is not a
    probability of relationship.
    """
    from kintrace.web.language import translator  # noqa: PLC0415 so that --help is quick

    translator(lang)
    if report is not None and report.suffix.lower() not in {PAGE, PAPER}:
        raise WrongUse(f"--report writes a page or a PDF: end {report.name} in .html or .pdf.")
    check_writable(output, given=(cases,))
    check_writable(report, given=(cases, output))
    found = _from_familias(cases) if cases.suffix.lower() == FAMILIAS else _from_json(cases)
    write_json(output, {"cases": [one.answer for one in found]})
    failed = [one.answer["error"] for one in found if one.answer["error"] is not None]
    for told in [*failed, *_doubtful(found)]:
        typer.echo(f"{cases.name}: {told}", err=True)
    typer.echo(f"{output}: {counted(len(found) - len(failed), 'case')} answered, {len(failed)} could not be.", err=True)
    if report is not None:
        _write_report(report, found, lang=lang)


def _doubtful(found: Sequence[Answered]) -> Iterator[str]:
    """Yield what somebody should look at although it was answered: one sample under two names."""
    from kintrace.evidence.dna.noticed import one_sample_twice  # noqa: PLC0415 so that --help needs no numpy

    for one in found:
        if one.case is not None:
            for note in one_sample_twice(one.case.profiles, one.case.hypotheses.values()):
                yield f"case {one.case.id}: {note}"


def _from_json(cases: Path) -> list[Answered]:
    from kintrace.evidence.dna.case import answered, parts_of  # noqa: PLC0415 so that --help needs no numpy

    parts, databases = parts_of(read_json(cases), place=cases.name)
    found = []
    with Steps("Weighing", len(parts)) as steps:
        for number, part in enumerate(parts, start=1):
            found.append(answered(part, databases, number=number))
            steps.advance(number, len(parts))
    return found


def _from_familias(path: Path) -> list[Answered]:
    from kintrace.evidence.dna.case import answered_case  # noqa: PLC0415 so that --help needs no numpy
    from kintrace.evidence.dna.familias_case import familias_case  # noqa: PLC0415
    from kintrace.evidence.dna.laboratory import read_fam_file  # noqa: PLC0415

    file = read_fam_file(path)
    try:
        return [answered_case(familias_case(file, name=path.stem))]
    except UnusableData as error:
        raise UnusableData(f"{path.name}: {error}") from error


def _write_report(path: Path, found: Sequence[Answered], *, lang: str) -> None:
    from kintrace.evidence.dna.report import report  # noqa: PLC0415 a report is asked for rarely
    from kintrace.evidence.dna.report_html import report_html  # noqa: PLC0415
    from kintrace.evidence.dna.report_pdf import report_pdf  # noqa: PLC0415
    from kintrace.web.language import translator  # noqa: PLC0415

    reports = [
        report(one.case, one.ratios, language=lang, numbers=one.numbers)
        for one in found
        if one.case is not None and one.ratios is not None
    ]
    if not reports:
        raise UnusableData(f"{path}: no case could be answered, so there is nothing to report.")
    if path.suffix.lower() == PAPER:
        write_bytes(path, report_pdf(reports, translator(lang)))
    else:
        write_page(path, report_html(reports, translator(lang)))
    typer.echo(
        f"{path}: a report of {counted(len(reports), 'case')}. It names persons as the file does: use codes.", err=True
    )
