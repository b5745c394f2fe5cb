"""Progress on standard error: a bar for people at a screen, now and then a line for pipes and logs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

QUIET_BELOW = 200  # steps that are done before anybody would read a bar
SECONDS_A_LINE = 15.0  # between two lines where nobody draws a bar
SECONDS_A_BAR = 0.1  # between two drawings of one


class Steps:
    """A bar of so many steps; `advance(done, total)` is what matching calls."""

    def __init__(self, title: str, total: int, *, quiet_below: int = QUIET_BELOW) -> None:
        self._quiet = total <= quiet_below
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._begun = self._told = 0.0
        self._first = 0
        self._title = title
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console  # noqa: PLC0415 costs a tenth of a second that short runs need not pay
            from rich.progress import Progress  # noqa: PLC0415

            # No thread of its own: matching copies this process.
            self._bar = Progress(console=Console(stderr=True), auto_refresh=False)
        self._begin(title, total)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def advance(self, done: int, total: int) -> None:
        if self._bar is not None and self._task is not None:
            now = monotonic()
            shown = now - self._told >= SECONDS_A_BAR or done == total
            self._told = now if shown else self._told
            self._bar.update(self._task, completed=done, total=total, refresh=shown)
        elif not self._quiet and not self._first:
            self._first, self._begun = done, monotonic()  # what came before were preparations: they tell no pace
        elif not self._quiet and done > self._first and monotonic() - self._told >= SECONDS_A_LINE:
            self._told = monotonic()
            left = (self._told - self._begun) / (done - self._first) * (total - done)
            typer.echo(f"{self._title}: {done:,} of {total:,}, {_duration(left)} left", err=True)

    def over[T](self, items: Iterable[T], title: str, total: int) -> Iterator[T]:
        """Walk through the items of a further stage."""
        for done, item in enumerate(items, start=1):
            if done == 1:
                self._begin(title, total)
            yield item
            self.advance(done, total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _begin(self, title: str, total: int) -> None:
        self._title, self._first = title, 0
        self._begun = self._told = monotonic()
        if self._bar is not None:
            self._task = self._bar.add_task(title, total=total)


def _duration(seconds: float) -> str:
    """Say about how long, as people do."""
    if seconds < 90:  # noqa: PLR2004 a minute and a half
        return f"about {max(round(seconds), 1)} seconds"
    return f"about {round(seconds / 60)} minutes"
