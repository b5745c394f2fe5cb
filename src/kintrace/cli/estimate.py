"""`kintrace estimate`: list-overlap tables in, how many children there are out, or why that cannot be said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.counted import counted
from kintrace.cli.json_files import read_json, write_json
from kintrace.cli.outcome import check_writable, write_page
from kintrace.cli.progress import Steps
from kintrace.estimate import Estimate, UnusableTable, estimate, estimate_from_frequencies
from kintrace.estimate.answer import refused
from kintrace.estimate.drawing import draw
from kintrace.estimate.reading import Entry, Strata, Unreadable, read_tables
from kintrace.estimate.strata import estimate_strata
from kintrace.estimate.tables import FrequencyTable

MOST_DRAWS = 10_000
SLOW = 3  # tables: each takes a second or so


def command(
    tables: Annotated[Path, typer.Argument(help="The tables of overlaps between lists, a JSON file.")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSON file to write.")],
    plot: Annotated[Path | None, typer.Option(help="Also draw the estimates, one SVG file.")] = None,
    bootstrap: Annotated[
        int,
        typer.Option(
            metavar="N", help="Also draw families anew so many times, for one more interval.", min=0, max=MOST_DRAWS
        ),
    ] = 0,
    lang: Annotated[str, typer.Option(help="Language of the reasons: en, ru or ar.")] = "en",
) -> None:
    """Estimate how many children there are from how lists overlap.

    Each table is answered by several methods side by side, with a status: ok, weak, or refused with a
    reason. What is likely spans all of them. Children who could never reach any list are not in it.
    """
    from kintrace.web.language import direction, translator  # noqa: PLC0415 so that --help needs no catalogue

    translate = translator(lang)
    check_writable(output, given=(tables,))
    check_writable(plot, given=(tables, output))
    entries = read_tables(read_json(tables), file=str(tables))
    answers = []
    with Steps("Estimating", len(entries), quiet_below=SLOW) as steps:
        for done, entry in enumerate(entries, start=1):
            answers.append(answer(entry, draws=bootstrap))
            steps.advance(done, len(entries))
    write_json(output, {"tables": [one.to_json(translate) for one in answers]})
    if plot is not None:
        write_page(plot, draw(answers, translate=translate, rtl=direction(lang) == "rtl"))
    _tell(answers, output)


def answer(entry: Entry, *, draws: int = 0) -> Estimate:
    """Answer one entry of a file; what cannot be read is refused with the reason."""
    if isinstance(entry, Unreadable):
        return refused(entry.id, n=0, because=entry.because)
    if isinstance(entry, FrequencyTable):
        return estimate_from_frequencies(entry)
    try:
        if isinstance(entry, Strata):
            return estimate_strata(entry.id, entry.tables, draws=draws)
        return estimate(entry, draws=draws)
    except UnusableTable as error:
        return refused(entry.id, n=0, because=error.because)


def _tell(answers: list[Estimate], output: Path) -> None:
    many = Counter(one.status for one in answers)
    statuses = ", ".join(f"{many[status]} {status}" for status in sorted(many))
    typer.echo(f"{output}: {counted(len(answers), 'table')}, {statuses}.", err=True)
    for one in answers:
        if one.reason is not None:
            typer.echo(f"  {one.id}: {one.reason}", err=True)
