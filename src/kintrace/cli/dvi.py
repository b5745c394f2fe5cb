"""`kintrace dvi`: samples and families in, who may be whom out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.counted import counted
from kintrace.cli.json_files import read_json, write_json
from kintrace.cli.outcome import check_writable
from kintrace.cli.progress import Steps


def command(
    problems: Annotated[Path, typer.Argument(help="The problems: a JSON file.")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSON file to write.")],
) -> None:
    """Identify several persons together, by DNA.

    Samples of unknown persons are weighed against the missing of several families, in pairs and
    jointly. A problem that cannot be answered says why and does not stop the others. No class of
    conclusion confirms anybody: people do, after a second reading.
    """
    from kintrace.evidence.dna.document import Part  # noqa: PLC0415 so that --help needs no numpy
    from kintrace.evidence.dna.problem import answer_problem  # noqa: PLC0415

    check_writable(output, given=(problems,))
    parts = Part(read_json(problems), problems.name)["problems"].list()
    answers = []
    with Steps("Identifying", len(parts)) as steps:
        for number, part in enumerate(parts, start=1):
            answers.append(answer_problem(part, number=number))
            steps.advance(number, len(parts))
    write_json(output, {"problems": answers})
    failed = [answer["error"] for answer in answers if answer["error"] is not None]
    for told in failed:
        typer.echo(f"{problems.name}: {told}", err=True)
    typer.echo(
        f"{output}: {counted(len(answers) - len(failed), 'problem')} answered, {len(failed)} could not be.", err=True
    )
