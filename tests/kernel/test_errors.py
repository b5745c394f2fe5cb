"""The tree drawn in the docstring is the tree there is."""

import inspect
import re

import pytest

from kintrace.kernel import errors
from kintrace.kernel.errors import KintraceError, UnreadableValue, UnusableData

DRAWN = re.compile(r"^ {4}(?P<branch>[│├└─ ]*)(?P<name>[A-Z]\w+)  ")


def drawn() -> list[tuple[str, str]]:
    """Return (class, its parent) for every line of the tree."""
    found: list[tuple[str, str]] = []
    above: list[str] = ["Exception"]
    for line in (errors.__doc__ or "").splitlines():
        if match := DRAWN.match(line):
            depth = len(match["branch"]) // 4
            above[depth + 1 :] = [match["name"]]
            found.append((match["name"], above[depth]))
    return found


def test_the_tree_that_is_drawn_is_the_tree_there_is():
    classes = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]
    assert sorted(drawn()) == sorted((kind.__name__, kind.__base__.__name__) for kind in classes)
    assert len(classes) >= 4


def test_an_error_reads_as_its_message():
    assert str(UnreadableValue("children.csv, row 3, age: “x” is no age")) == "children.csv, row 3, age: “x” is no age"


def test_one_except_catches_all_that_was_foreseen():
    with pytest.raises(KintraceError):
        raise UnreadableValue("no age")
    assert issubclass(UnreadableValue, UnusableData)
