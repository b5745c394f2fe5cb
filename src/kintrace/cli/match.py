"""`kintrace match`: two line lists in, ranked and explained candidates out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kintrace.cli.counted import counted
from kintrace.cli.lists import Lists, read_lists, tell_population
from kintrace.cli.outcome import REASONS, check_csv, check_writable, write_outcome, write_page
from kintrace.cli.progress import Steps
from kintrace.matching.match import KINDS, Prior, Ranking

MOST_CANDIDATES = 1000
WORTH_SHARING = 20_000  # requests; at 4,496 two processes take as long as one


def command(
    requests: Annotated[Path, typer.Argument(help="The children who are sought, CSV or workbook.")],
    children: Annotated[Path, typer.Argument(help="The children who are registered, CSV or workbook.")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The CSV file to write.")],
    top: Annotated[
        int, typer.Option(metavar="N", help="Candidates for each request.", min=1, max=MOST_CANDIDATES)
    ] = 10,
    population: Annotated[
        float | None,
        typer.Option(metavar="N", help="How many children could be meant; else fitted from the two lists.", min=1),
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the reasons: en, ru or ar.")] = "en",
    explain: Annotated[Path | None, typer.Option(help="Also write a page that shows why, one HTML file.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop, writing nothing, at any problem.")] = False,
) -> None:
    """Find each child sought in a list of registered children.

    Every request gets its candidates, the most probable first, and one row more: how probable it
    is that the child is not in the list at all. No row is a decision; people decide.
    """
    from kintrace.matching.engine import rank_lists  # noqa: PLC0415 so that a wrong option is answered at once
    from kintrace.matching.workers import processors  # noqa: PLC0415
    from kintrace.web.language import translator  # noqa: PLC0415

    translate = translator(lang)
    check_csv(output)
    check_writable(output, given=(requests, children))
    check_writable(explain, given=(requests, children, output))
    gc.disable()  # millions of small lasting values: looking for cycles among them takes a third of the time
    lists = read_lists(requests, children, strict=strict)
    tell_population(population, len(lists.children))
    told = Told()
    with Steps("Matching", len(lists.requests)) as steps:
        ranked = rank_lists(
            lists.requests,
            lists.children,
            population=population,
            top=top,
            progress=steps.advance,
            words=REASONS if explain is None else len(KINDS),
            processes=1 if len(lists.requests) < WORTH_SHARING else processors(),
        )
        rankings = told.each(steps.over(ranked, "Writing", len(lists.requests)))
        # Only a page needs them all at once: of long lists they would not fit into memory.
        kept = () if explain is None else tuple(rankings)
        write_outcome(output, kept or rankings, translate=translate)
    told.say(output)
    if explain is not None:
        _write_page(explain, lists, kept, lang=lang)


@dataclass
class Told:
    """What is told of all rankings when they have been written."""

    requests: int = 0
    likely: int = 0
    shared: int = 0
    prior: Prior | None = None

    def each(self, rankings: Iterable[Ranking]) -> Iterator[Ranking]:
        """Let rankings pass, and count them."""
        for ranking in rankings:
            self.requests += 1
            self.likely += bool(ranking.candidates) and ranking.candidates[0].probability > max(ranking.absent, 0.5)
            self.shared += bool(ranking.also_asked)
            self.prior = self.prior or ranking.prior
            yield ranking

    def say(self, output: Path) -> None:
        """Tell it on standard error."""
        requests = counted(self.requests, "request")
        typer.echo(f"{output}: {requests}; for {self.likely} one child is more probable than not.", err=True)
        if self.shared:
            shared = f"{counted(self.shared, 'request')} probably seek a child whom another request seeks too"
            typer.echo(f"{shared}; kintrace duplicates lists the pairs.", err=True)
        if self.prior is not None:
            source = "fitted from the two lists" if self.prior.fitted else "from --population"
            share = f"{100 * self.prior.registered_share:.0f} %"
            before = f"About {share} of the children sought are taken to be in the list ({source})."
            typer.echo(before, err=True)
            typer.echo("Probabilities are calibrated on synthetic data. They are leads, not findings.", err=True)


def _write_page(path: Path, lists: Lists, rankings: tuple[Ranking, ...], *, lang: str) -> None:
    from kintrace.web.explain import Card, explain_page  # noqa: PLC0415 the page is asked for rarely

    sought = {dossier.id: dossier for dossier in lists.requests}
    found = {dossier.id: dossier for dossier in lists.children}
    cards = (
        Card(sought[ranking.request_id], found[candidate.child_id], candidate, ranking)
        for ranking in rankings
        for candidate in ranking.candidates
    )
    write_page(path, explain_page(cards, language=lang))
    typer.echo(f"{path}: the candidates, explained.", err=True)
