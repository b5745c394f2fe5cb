"""Long work shared among processes: copies of this one, which know what it knew when the work began.

Nothing has to be handed to them but the number of each piece; only what they find comes back.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any

AHEAD = 2  # pieces a process that may lie finished and unread
SECONDS_BEHIND = 1.0  # that a copy outlives the first process, at most
_work: list[Callable[[Any], Any]] = []  # of a process that was copied: what it is to do


def processors() -> int:
    """Return how many processes may share work here: 1 where a process cannot be copied."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def shared[Piece, Found](
    work: Callable[[Piece], Found], pieces: Sequence[Piece], *, processes: int = 1
) -> Generator[Found]:
    """Yield what the work makes of each piece, in their order.

    The first is made here, so that what all of them look up is found before this process is copied. With more than
    one process this one must have no threads at work. What a piece raises is raised here; a process that is killed
    raises BrokenProcessPool.
    """
    yield from map(work, pieces[:1])
    if processes == 1 or len(pieces) <= 1:
        yield from map(work, pieces[1:])
        return
    executor = ProcessPoolExecutor(processes, get_context("fork"), initializer=_begin, initargs=(work,))
    waiting: deque[Future[Found]] = deque()
    try:
        for piece in pieces[1:]:
            waiting.append(executor.submit(_do, piece))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(cancel_futures=True)


def _begin(work: Callable[[Any], Any]) -> None:
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the command stops the first process, and it the others
    _work.append(work)


def _do(piece: Any) -> Any:  # noqa: ANN401 what it takes and makes is the work's own business
    return _work[0](piece)


def _end_with_the_first() -> None:
    """Leave when the first process has gone, however it was stopped: no copy may stay behind with the names."""
    first = parent_process()
    while first is not None and first.pid == os.getppid():
        time.sleep(SECONDS_BEHIND)
    os._exit(1)
