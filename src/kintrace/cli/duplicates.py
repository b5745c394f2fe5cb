"""`kintrace duplicates`: rows of one list that are about one child."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.counted import counted
from kintrace.cli.lists import read_one_list
from kintrace.cli.outcome import because, check_csv, check_writable, probability, write_table
from kintrace.cli.progress import Steps
from kintrace.kernel.says import Translate
from kintrace.linelist.formulas import as_text
from kintrace.matching.duplicates import Duplicate

COLUMNS = ("id_a", "id_b", "weight", "probability", "because")


def command(
    listed: Annotated[Path, typer.Argument(metavar="LIST", help="Children sought or registered, CSV or workbook.")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The CSV file to write.")],
    at_least: Annotated[
        float, typer.Option(metavar="P", help="Write pairs at least so probable.", min=0.0, max=1.0)
    ] = 0.5,
    lang: Annotated[str, typer.Option(help="Language of the reasons: en, ru or ar.")] = "en",
    strict: Annotated[bool, typer.Option("--strict", help="Stop, writing nothing, at any problem.")] = False,
) -> None:
    """Find rows of one list that are about one child.

    Two relatives may seek one child, and two offices may register it. Each pair is written with
    its reasons, the most probable first. Nothing is joined: people decide.
    """
    from kintrace.matching.duplicates import find_duplicates  # noqa: PLC0415 so that a wrong option is answered at once
    from kintrace.web.language import translator  # noqa: PLC0415

    translate = translator(lang)
    check_csv(output)
    check_writable(output, given=(listed,))
    dossiers = read_one_list(listed, strict=strict)
    with Steps("Comparing", len(dossiers)) as steps:
        found = find_duplicates(dossiers, at_least=at_least, progress=steps.advance)
    write_table(output, COLUMNS, _rows(found, translate))
    typer.echo(f"{output}: {counted(len(found), 'pair')} of rows may be about one child.", err=True)
    typer.echo("Probabilities are calibrated on synthetic data. They are leads, not findings.", err=True)


def _rows(found: tuple[Duplicate, ...], translate: Translate) -> Iterator[list[str]]:
    for one in found:
        weight = math.fsum(round(term.log10_lr, 3) for term in one.terms)
        ids = as_text(one.id_a), as_text(one.id_b)
        yield [*ids, f"{weight:.3f}", probability(one.probability), as_text(because(one.terms, translate))]
