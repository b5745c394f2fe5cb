"""Rows of an XLSX, XLS or ODS workbook, read by another process that has limits and nothing to steal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any

from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence, says
from kintrace.linelist import workbook_reader
from kintrace.linelist.held import Held, Place

WALL_SECONDS = 60.0
LONGEST_RECORD = 1 << 25
# The reader gets no keys and no settings; these let Python itself start.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")

type Row = tuple[int, list[str]]


class Workbook:
    """One workbook: iterate over the rows of its first visible sheet that is not empty."""

    def __init__(self, path: Place, *, file: str, wall_seconds: float = WALL_SECONDS) -> None:
        self.path, self.file, self.wall_seconds = path, file, wall_seconds
        self.notices: list[Sentence] = []
        self.rows_in_all = 0

    def rows(self) -> Generator[Row]:
        """Yield row numbers, from 1, and cells; raises UnusableData for what cannot be read within limits."""
        process = _start(self.path)
        clock = Timer(self.wall_seconds, process.kill)
        clock.start()
        try:
            yield from self._records(_output_of(process))
        finally:
            clock.cancel()
            process.kill()
            _output_of(process).close()
            process.wait()

    def _records(self, output: IO[bytes]) -> Iterator[Row]:
        while line := output.readline(LONGEST_RECORD):
            record = _parsed(line)
            if "row" in record:
                yield record["row"], record["cells"]
            elif "end" in record:
                self._finish(record)
                return
            elif record.get("error") == "too much":
                raise UnusableData(self._too_much(record["detail"]))
            else:
                raise UnusableData(self._unreadable())
        raise UnusableData(self._too_much("more rows or columns than this computer can hold"))

    def _finish(self, record: dict[str, Any]) -> None:
        self.rows_in_all = record["end"]
        if record["others"]:
            self.notices.append(
                says(
                    "Only the sheet “{sheet}” was read; other sheets of the workbook were not ({n}): {names}",
                    sheet=record["sheet"],
                    n=len(record["others"]),
                    names=", ".join(record["others"]),
                )
            )

    def _too_much(self, detail: str) -> str:
        return (
            f"{self.file}: the workbook claims {detail}, and reading it was stopped. A stray cell far from the "
            "table can cause this: copy the table alone into a new workbook, or save it as CSV, and try again."
        )

    def _unreadable(self) -> str:
        return (
            f"{self.file}: the workbook cannot be read; it may be damaged, protected by a password or not a workbook. "
            "Open it in a spreadsheet program, save it as XLSX or CSV, and try again."
        )


def _start(place: Place) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # -P: nothing is imported from the folder of the script; the path is absolute and comes last.
    where = workbook_reader.STANDARD_INPUT if isinstance(place, Held) else str(place.resolve())
    command = [sys.executable, "-P", str(Path(workbook_reader.__file__).resolve()), where]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own file
        command,
        stdin=subprocess.PIPE if isinstance(place, Held) else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        close_fds=True,
    )
    if isinstance(place, Held) and process.stdin is not None:
        Thread(target=_feed, args=(process.stdin, place.content), daemon=True).start()
    return process


def _feed(pipe: IO[bytes], content: bytes) -> None:
    """Hand a workbook over; a reader that has given up takes no more of it."""
    with suppress(OSError), pipe:
        pipe.write(content)


def _output_of(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdout is None:  # never: it was asked for
        raise UnusableData("the reader of workbooks could not be started; try again.")
    return process.stdout


def _parsed(line: bytes) -> dict[str, Any]:
    """Read one record; half a record is what a reader leaves that was killed while writing."""
    try:
        record = json.loads(line)
    except ValueError:
        return {"error": "too much", "detail": "more than could be read in the time given"}
    return record if isinstance(record, dict) else {"error": "unreadable"}
