"""Progress on standard error: a bar for people at a screen, nothing for pipes and logs."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

QUIET_BELOW = 200  # steps that are done before anybody would read a bar


class Steps:
    """A bar of so many steps; `advance(done, total)` is what matching calls."""

    def __init__(self, title: str, total: int, *, quiet_below: int = QUIET_BELOW) -> None:
        self._title, self._total = title, total
        self._bar = None
        if sys.stderr.isatty() and total > quiet_below:
            from rich.console import Console  # noqa: PLC0415 costs a tenth of a second that short runs need not pay
            from rich.progress import Progress  # noqa: PLC0415

            self._bar = Progress(console=Console(stderr=True))
            self._task = self._bar.add_task(title, total=total)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def advance(self, done: int, total: int) -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
