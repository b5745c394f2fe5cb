import os
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from kintrace.matching.engine import rank_lists
from kintrace.matching.workers import AHEAD, shared
from tests.matching.made import said

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


def test_what_is_found_comes_back_in_order() -> None:
    known = {piece: piece * piece for piece in range(40)}
    assert list(shared(lambda piece: known[piece], range(40), processes=3)) == list(known.values())


def test_others_do_the_work() -> None:
    first, *rest = shared(lambda _: os.getpid(), range(20), processes=2)
    assert first == os.getpid()
    assert os.getpid() not in rest
    assert 1 <= len(set(rest)) <= 2


def test_one_process_works_alone() -> None:
    assert set(shared(lambda _: os.getpid(), range(5))) == {os.getpid()}


def test_what_a_piece_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(shared(lambda piece: 1 / (7 - piece), range(20), processes=2))


def test_a_process_that_is_killed_is_not_waited_for() -> None:
    here = os.getpid()
    with pytest.raises(BrokenProcessPool):
        list(shared(lambda _: None if os.getpid() == here else os._exit(1), range(20), processes=2))


def test_whoever_stops_reading_is_not_worked_for() -> None:
    begun = get_context("fork").Value("i")

    def work(piece: int) -> int:
        with begun.get_lock():
            begun.value += 1
        return piece

    with closing(shared(work, range(1000), processes=2)) as found:
        assert [next(found), next(found)] == [0, 1]
    assert begun.value <= 3 + 2 * AHEAD


def test_lists_answered_side_by_side_are_answered_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kintrace.matching.prepared.BLOCK", 3)
    monkeypatch.setattr("kintrace.matching.engine.TOLD_TOGETHER", 4)
    requests = [said(f"R{n}", name="Амина", father_name="Умар", birth_date=str(2010 + n % 5)) for n in range(10)]
    children = [said(f"C{n}", name="أمينة", father_name="عمر", age=str(2 + n % 6)) for n in range(9)]
    alone, together = (list(rank_lists(requests, children, processes=processes)) for processes in (1, 2))
    assert alone == together


LEFT = """
import os, sys, time
from kintrace.matching.workers import shared

def work(piece):
    if piece:
        print(os.getpid(), flush=True)
        time.sleep(60)

list(shared(work, range(3), processes=2))
"""


def test_whoever_is_killed_leaves_no_copies_behind() -> None:
    with subprocess.Popen([sys.executable, "-W", "ignore", "-c", LEFT], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        copies = [int(first.stdout.readline()) for _ in range(2)]
        first.kill()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{copy}/exe").exists() for copy in copies) and time.monotonic() < until:
        time.sleep(0.05)
    assert [copy for copy in copies if Path(f"/proc/{copy}/exe").exists()] == []
