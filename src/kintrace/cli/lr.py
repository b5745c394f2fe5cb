"""`kintrace lr`: kinship cases in, likelihood ratios out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.json_files import read_json, write_json
from kintrace.cli.outcome import check_writable
from kintrace.cli.progress import Steps


def command(
    cases: Annotated[Path, typer.Argument(help="The cases: a JSON file.")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSON file to write.")],
) -> None:
    """Weigh hypotheses about who is related how, by DNA.

    Each case gets log10 likelihood ratios against its reference, by marker and in all. A case that
    cannot be answered says why and does not stop the others. A likelihood ratio is not a
    probability of relationship.
    """
    from kintrace.evidence.dna.case import answer_case, parts_of  # noqa: PLC0415 so that --help needs no numpy

    check_writable(output, given=(cases,))
    parts, databases = parts_of(read_json(cases))
    answers = []
    with Steps("Weighing", len(parts)) as steps:
        for number, part in enumerate(parts, start=1):
            answers.append(answer_case(part, databases, number=number))
            steps.advance(number, len(parts))
    write_json(output, {"cases": answers})
    failed = [answer["error"] for answer in answers if answer["error"] is not None]
    for told in failed:
        typer.echo(told, err=True)
    typer.echo(f"{output}: {len(answers) - len(failed)} cases answered, {len(failed)} could not be.", err=True)
