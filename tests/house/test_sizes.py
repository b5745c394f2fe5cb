"""Nothing grows too long to be read: no file over 300 lines, no function over 60, and most of them far under."""

import ast
from pathlib import Path
from statistics import median

import pytest

import kintrace

SOURCE = Path(kintrace.__file__).parent
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
MOST_IN_FILE, MOST_IN_FUNCTION = 300, 60
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef

# What is over a cap today, as "path" or "path:function". The list may only become shorter.
EXCEPTIONS: frozenset[str] = frozenset()


def _name(path):
    return path.relative_to(SOURCE).as_posix()


def _lines(path):
    return len(path.read_text().splitlines())


def _functions(path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, FUNCTION)]


def _length(function):
    return function.end_lineno - function.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_file_can_be_read_at_one_sitting(path):
    assert _lines(path) <= MOST_IN_FILE or _name(path) in EXCEPTIONS


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_function_fits_on_a_screen(path):
    long = {f"{_name(path)}:{f.name}" for f in _functions(path) if _length(f) > MOST_IN_FUNCTION}
    assert long <= EXCEPTIONS


@pytest.mark.parametrize("path", [path for path in FILES if _lines(path)], ids=_name)
def test_a_module_opens_by_saying_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


def test_most_files_and_functions_are_short():
    functions = [_length(function) for path in FILES for function in _functions(path)]
    assert median(_lines(path) for path in FILES if _lines(path) > 1) <= 120
    assert median(functions) <= 10
    assert sorted(functions)[int(0.9 * len(functions))] <= 30


def test_every_exception_is_still_needed():
    over = {_name(path) for path in FILES if _lines(path) > MOST_IN_FILE}
    over |= {f"{_name(p)}:{f.name}" for p in FILES for f in _functions(p) if _length(f) > MOST_IN_FUNCTION}
    assert over >= EXCEPTIONS
