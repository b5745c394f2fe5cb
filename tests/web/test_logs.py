"""What goes wrong is told without the words of whoever it concerns."""

import logging
import sys

import pytest

from kintrace.config import settings, settings_public
from kintrace.web.logs import Wordless

NAME = "Хадижа"


def failed(name):
    try:
        {}[name]
    except KeyError as error:
        raise ValueError(f"there is no {name}") from error


def test_c13_the_log_tells_where_and_not_in_which_words():
    try:
        failed(NAME)
    except ValueError:
        record = logging.LogRecord("a.page", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    told = Wordless("{levelname} {name}", style="{").format(record)
    assert all(part in told for part in ("ValueError", "KeyError", "in failed", "test_logs.py"))
    assert NAME not in told


@pytest.mark.parametrize("site", [settings, settings_public])
def test_c13_both_sites_write_their_log_so(site):
    assert {one["class"] for one in site.LOGGING["formatters"].values()} == {f"{Wordless.__module__}.Wordless"}
