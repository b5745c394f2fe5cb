"""The matcher as the record knows it: loaded only where it runs, since it is heavy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from kintrace.matching.dossier import Dossier
from kintrace.matching.genetic import Told
from kintrace.matching.match import Progress, Ranking


class Matcher(Protocol):
    """What `kintrace.matching.engine.match_lists` looks like from here."""

    def __call__(
        self,
        requests: Sequence[Dossier],
        children: Sequence[Dossier],
        *,
        population: float | None,
        top: int,
        progress: Progress,
        refused: Collection[tuple[str, str]],
        dna: Told,
    ) -> Iterable[Ranking]: ...


def the_matcher() -> Matcher:
    """Return the engine; it is loaded only where it is used, since it is heavy."""
    from kintrace.matching.engine import match_lists  # noqa: PLC0415  # see above

    return match_lists


def the_model_version() -> str:
    """Return which fitted model the engine weighs with."""
    from kintrace.matching.model import load_model  # noqa: PLC0415  # likewise

    return load_model().version
