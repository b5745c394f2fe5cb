"""Dossiers and worlds to match: said in one line each, on one fixed day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.matching.posterior import Options
from kintrace.worlds import NamePool, World, make_world

TODAY = date(2018, 1, 1)


def said(dossier_id: str, **columns: str) -> Dossier:
    """Return the dossier of one row; values of a cell are parted by " | "."""
    return dossier_of(dossier_id, {name: tuple(cell.split(" | ")) for name, cell in columns.items()}, today=TODAY)


def register(*names: str) -> list[Dossier]:
    """Return children of whom only the name is said."""
    return [said(f"C{number}", name=name) for number, name in enumerate(names)]


def dossiers(rows: Sequence[dict[str, str]]) -> list[Dossier]:
    """Return the dossiers of a world's rows."""
    return [said(row["id"], **{name: cell for name, cell in row.items() if cell and name != "id"}) for row in rows]


def demo_world(*, seed: int = 1, families: int = 150) -> World:
    """Return a world of curated names: requests in Cyrillic, children in Arabic and Latin."""
    return make_world(NamePool.demo(), seed=seed, families=families)


def one_request(
    this: Sequence[float],
    sibling: Sequence[float] | None = None,
    *,
    household: Sequence[int] | None = None,
    size: int | None = None,
) -> Options:
    """Return the options of one request."""
    count = len(this)
    return Options(
        this=np.array(this, dtype=float),
        sibling=np.array([0.0] * count if sibling is None else sibling, dtype=float),
        household=np.array(range(count) if household is None else household, dtype=np.int64),
        starts=np.array([0, count]),
        witness=np.zeros(count, dtype=bool),
        register_size=count if size is None else size,
    )
