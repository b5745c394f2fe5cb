"""Parts of a population estimated one by one and added up.

If some children are easier to list than others, any count of all of them together comes out too low; counted apart,
it does not. So one stratifies; but a stratum with too little in it says nothing, and is merged with its neighbours
under the name it shares with them: `Iraq / prison` and `Iraq / orphanage` become `Iraq`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kintrace.estimate.answer import Estimate, Headline, Method, Status
from kintrace.estimate.estimating import estimate, outwards
from kintrace.estimate.spread import Spread, add
from kintrace.estimate.tables import ListTable
from kintrace.estimate.tables import add as put_together
from kintrace.kernel.says import says

DIVIDER = " / "

type Path = tuple[str, ...]


def estimate_strata(id: str, strata: Mapping[str, ListTable], *, draws: int = 0) -> Estimate:  # noqa: A002 the word of the table
    """Estimate each stratum, merging those that are weak with their neighbours, and add them up.

    Raises UnusableTable where the lists of the strata differ.
    """
    tables = {tuple(name.split(DIVIDER)): table for name, table in strata.items()}
    found: dict[Path, Estimate] = {}
    while True:
        found = {path: found.get(path) or estimate(table, draws=draws) for path, table in tables.items()}
        weak = [path for path, answer in found.items() if answer.status is not Status.OK and len(path) > 1]
        if not weak:
            return total(id, list(found.values()))
        tables = _merged(tables, max(weak, key=len)[:-1])
        found = {path: answer for path, answer in found.items() if path in tables and answer.n == tables[path].n}


def _merged(tables: Mapping[Path, ListTable], under: Path) -> dict[Path, ListTable]:
    """Put all strata at or below one name into one."""
    below = [table for path, table in tables.items() if path[: len(under)] == under]
    rest = {path: table for path, table in tables.items() if path[: len(under)] != under}
    return {**rest, under: put_together(below, id=DIVIDER.join(under))}


def total(id: str, found: Sequence[Estimate]) -> Estimate:  # noqa: A002 the word of the table
    """Add strata up; of those that say nothing, the children known are counted."""
    parts = tuple(found)
    estimated = [part for part in parts if part.headline is not None and part.headline.likely is not None]
    rest = [part for part in parts if part not in estimated]
    known, unestimated = sum(map(_known, parts)), sum(map(_known, rest))
    if not estimated:
        reason = says("No stratum can be estimated by itself: see why under each of them.")
        return Estimate(id, Status.REFUSED, known, reason=reason, parts=parts)
    shared = set.intersection(*(set(part.spreads) for part in estimated))
    spreads = {
        name: add([part.spreads[name] for part in estimated]).moved(unestimated)
        for name in estimated[0].spreads
        if name in shared
    }
    warnings = [says("In {part}: {warning}", part=part.id, warning=said) for part in parts for said in part.warnings]
    warnings += [
        says("Of {part} only the {n} known children are counted: nothing more can be said.", part=part.id, n=part.n)
        for part in rest
    ]
    weak = any(part.status is not Status.OK for part in parts)
    return Estimate(
        id,
        Status.WEAK if weak else Status.OK,
        known,
        {name: Method.of(spread.interval) for name, spread in spreads.items()},
        _headline(spreads, parts, known=known),
        tuple(warnings),
        spreads=spreads,
        parts=parts,
    )


def _known(part: Estimate) -> int:
    return part.n if part.headline is None else part.headline.at_least


def _headline(spreads: Mapping[str, Spread], parts: tuple[Estimate, ...], *, known: int) -> Headline:
    limits = [part.headline.cannot_exclude if part.headline else None for part in parts]
    likely = outwards(spreads.values(), known=known)
    bounded = [limit for limit in limits if limit is not None]
    return Headline(known, likely, max(sum(bounded), likely[1]) if len(bounded) == len(parts) else None)
