"""A bar for people at a screen, nothing for pipes and logs."""

import pytest

from kintrace.cli import progress
from kintrace.cli.progress import QUIET_BELOW, Steps


def watched(steps, total):
    with steps as bar:
        for done in range(0, total + 1, 100):
            bar.advance(done, total)


def test_a_pipe_sees_no_bar(capsys):
    watched(Steps("Matching", 1000), 1000)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("total", "drawn"), [(QUIET_BELOW, False), (QUIET_BELOW + 1, True)])
def test_a_screen_sees_a_bar_where_there_is_something_to_wait_for(capsys, monkeypatch, total, drawn):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    watched(Steps("Matching", total), total)
    said = capsys.readouterr()
    assert said.out == ""
    assert ("Matching" in said.err) is drawn


def test_a_bar_ends_also_where_the_work_fails(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    steps = Steps("Matching", 1000)
    with pytest.raises(ZeroDivisionError), steps:
        raise ZeroDivisionError
    with Steps("Matching", 1000):  # a second bar can be drawn: the first let go of the screen
        pass
    assert "Matching" in capsys.readouterr().err


def test_a_log_gets_a_line_now_and_then_with_what_is_left(capsys, monkeypatch):
    now = iter(range(0, 1000, 10))
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(now)))
    watched(Steps("Matching", 1000), 1000)
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all(
        line.startswith("Matching: ") and " of 1,000, about " in line and line.endswith(" left") for line in lines
    )


def test_a_further_stage_passes_everything_on(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Steps("Matching", 1000) as steps:
        assert list(steps.over(range(1000), "Writing", 1000)) == list(range(1000))
    assert "Writing" in capsys.readouterr().err
