"""`kintrace explain`: what speaks for and against one pair, in words and bars."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.lists import Lists, read_lists, tell_population
from kintrace.cli.outcome import check_writable, write_page
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Translate, says
from kintrace.matching.dossier import Dossier
from kintrace.matching.match import Bar, Candidate, Ranking
from kintrace.matching.waterfall import bars

WIDTH = 40  # signs that the longest bar takes
LABELS = {
    "prior": says("before any evidence").template,
    "sum": says("together").template,
    "names": says("Name").template,
    "births": says("Born").template,
    "places": says("Places").template,
    "relations": says("Family").template,
    "languages": says("Languages").template,
    "marks": says("Marks").template,
}


def command(
    requests: Annotated[Path, typer.Argument(help="The children who are sought, CSV or workbook.")],
    children: Annotated[Path, typer.Argument(help="The children who are registered, CSV or workbook.")],
    request_id: Annotated[str, typer.Argument(help="The id of the request.")],
    child_id: Annotated[str, typer.Argument(help="The id of the registered child.")],
    *,
    population: Annotated[
        float | None, typer.Option(metavar="N", help="How many children could be meant.", min=1)
    ] = None,
    lang: Annotated[str, typer.Option(help="Language: en, ru or ar.")] = "en",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Also write it as an HTML page.")] = None,
) -> None:
    """Show what speaks for and against one pair.

    Both lists are read whole: how much a name weighs depends on who else is registered.
    """
    from kintrace.matching.engine import match_lists  # noqa: PLC0415 so that a wrong option is answered at once
    from kintrace.web.language import translator  # noqa: PLC0415

    translate = translator(lang)
    check_writable(output, given=(requests, children))
    lists = read_lists(requests, children)
    request = _known(request_id, lists.requests, requests)
    child = _known(child_id, lists.children, children)
    tell_population(population, len(lists.children))
    rankings = match_lists(lists.requests, lists.children, population=population, top=len(lists.children))
    ranking = next(ranking for ranking in rankings if ranking.request_id == request_id)
    candidate = next((one for one in ranking.candidates if one.child_id == child_id), None)
    if candidate is None:
        typer.echo(translate("These two have so little in common that they were not compared in full."))
        if output is not None:
            typer.echo(f"{output} was not written: there is nothing to show.", err=True)
        return
    for line in (*_lines(candidate, ranking, translate), *_letters(request, child, translate)):
        typer.echo(line)
    if output is not None:
        _write_page(output, lists, (ranking, candidate, child), lang=lang)


def _known(asked: str, dossiers: tuple[Dossier, ...], path: Path) -> Dossier:
    found = next((dossier for dossier in dossiers if dossier.id == asked), None)
    if found is None:
        told = f"{path.name} has no usable row with the id {asked}. Check the id, and the problems told above."
        raise UnusableData(told)
    return found


def _lines(candidate: Candidate, ranking: Ranking, translate: Translate) -> list[str]:
    drawn = bars(candidate, ranking.prior)
    largest = max((abs(bar.end - bar.start) for bar in drawn), default=1.0) or 1.0
    outcomes = (
        (translate("this child"), candidate.probability),
        (translate("a brother or sister"), candidate.sibling_probability),
        (translate("nobody related to the child sought"), 1 - candidate.probability - candidate.sibling_probability),
    )
    shares = [f"{name}: {_percent(max(0.0, share))}" for name, share in outcomes]
    absent = says(
        "Chance that the child sought is not in this list at all: {probability}.", probability=_percent(ranking.absent)
    ).text(translate)
    return [" · ".join(shares), absent, "", *(_line(bar, largest, translate) for bar in drawn)]


def _letters(request: Dossier, child: Dossier, translate: Translate) -> Iterator[str]:
    """Yield which letters of their names answered which."""
    from kintrace.cli.names_show import pair_lines, width_of_screen  # noqa: PLC0415 as `match_lists` above
    from kintrace.matching.letters import letters_between  # noqa: PLC0415 likewise

    spelt = letters_between(request, child)
    if spelt:
        yield ""
        yield translate("Which letters answered which")
    for one in spelt:
        yield from pair_lines(one.pair, translate=translate, width=width_of_screen())


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _line(bar: Bar, largest: float, translate: Translate) -> str:
    size = bar.end - bar.start
    label = translate(LABELS[bar.kind or bar.role])
    drawn = ("█" if size >= 0 else "░") * max(1, round(WIDTH * abs(size) / largest))
    because = f"  {bar.term.because.text(translate)}" if bar.term is not None else ""
    return f"{label:>22} {size:+6.2f} {drawn}{because}"


def _write_page(path: Path, lists: Lists, shown: tuple[Ranking, Candidate, Dossier], *, lang: str) -> None:
    from kintrace.web.explain import Card, explain_page  # noqa: PLC0415 the page is asked for rarely

    ranking, candidate, child = shown
    request = next(dossier for dossier in lists.requests if dossier.id == ranking.request_id)
    write_page(path, explain_page([Card(request, child, candidate, ranking)], language=lang))
    typer.echo(f"{path}: the two, explained.", err=True)
