"""The folder of a demonstration, held while it runs, so that another one does not empty it meanwhile.

The lock belongs to the open file, so it goes with the process, however that ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kintrace.cli.called import as_called
from kintrace.kernel.errors import WrongUse
from kintrace.vault.demo import MARK, is_demo


@contextmanager
def occupied(home: Path) -> Iterator[None]:
    """Hold the folder of a demonstration; raises WrongUse where another process holds it."""
    with (home / MARK).open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WrongUse(
                f"A demonstration is running in {home}, and a new one would empty that folder. Nothing was touched. "
                "Stop the first one (Ctrl-C where it runs), or give this one a folder and a port of its own: "
                f"{as_called()} demo --home {home}-2 --port 8010"
            ) from error
        yield


def refuse_occupied(home: Path) -> None:
    """Raise WrongUse where a demonstration runs in the folder, and leave everything as it is."""
    if is_demo(home):
        with occupied(home):
            return
