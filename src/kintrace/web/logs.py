"""Lines of the log: where something went wrong and what kind of error it was, never in which words.

The words of an error may be what somebody typed, or what a database quotes: a name, a number, a letter.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType

type Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Wordless(logging.Formatter):
    """Tells the kinds of errors and the places in the program, the last first, and leaves out what they say."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802  # the name is Python's
        return "\n".join(_course(ei[1]))


def _course(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield type(error).__qualname__
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
        error = error.__cause__ or error.__context__
