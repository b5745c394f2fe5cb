"""The page on assurance names every item, and every test that it names exists and is collected."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "assurance.md").read_text(encoding="utf-8")
STATES = {"kept", "partly", "not yet"}
COUNTS = {"A": 12, "B": 6, "C": 13, "D": 13, "E": 8, "F": 12, "G": 12, "H": 9, "I": 11, "J": 10}
EVERY = {f"{letter}{number}" for letter, most in COUNTS.items() for number in range(1, most + 1)}
EVERY |= {str(number) for number in range(1, 59)}


def _ids(said):
    """Spell out ids such as A1-8 or 17-21."""
    for word in said.split():
        letter, first, last = re.fullmatch(r"([A-J]?)(\d+)(?:-(\d+))?", word).groups()
        yield from (f"{letter}{number}" for number in range(int(first), int(last or first) + 1))


# What the record had to reach; for each, where it is not kept, the page has to say why.
REQUIRED = set(
    _ids(
        "A1-8 A10 A12 C1-10 C12 C13 D1-11 D13 E1-4 E6 E7 I1-4 I6 I7 H5 J3 J5 J6 J8 1-10 12 17-21 42-45",
    )
)
ROWS = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if len(cells := [cell.strip() for cell in line.strip("|").split(" | ")]) >= 4
    and re.fullmatch(r"[A-J]?\d+", cells[0])
}
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@cache
def _collected(path):
    """Return the tests of a file, as pytest collects them."""
    if not re.fullmatch(r"test_\w+\.py", Path(path).name) or not (ROOT / path).exists():
        return frozenset()
    body = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def _proofs(row):
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", " ".join(row[2:]))


def test_every_item_has_its_row_and_no_other_has():
    assert set(ROWS) == EVERY
    assert len(EVERY) == 106 + 58


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda word: word.rpartition("/")[2])
def test_a_test_that_is_named_exists_and_is_collected(path, name):
    assert name in _collected(path)


@pytest.mark.parametrize("item", sorted(EVERY))
def test_what_is_called_kept_names_a_test_and_what_is_not_says_why(item):
    state = ROWS[item][1]
    assert state in STATES
    if state == "kept":
        assert _proofs(ROWS[item])
    else:
        assert re.sub(r"`[^`]*`|<br>", "", " ".join(ROWS[item][2:])).strip() or _proofs(ROWS[item])


@pytest.mark.parametrize("item", sorted(REQUIRED))
def test_what_had_to_be_reached_is_kept_or_says_what_is_missing(item):
    _, state, *proof = ROWS[item]
    said = re.sub(r"`[^`]*`|<br>", "", " ".join(proof)).strip()
    assert state == "kept" or len(said) > 20


def test_a_test_that_is_not_there_would_be_noticed():
    assert "test_that_nobody_wrote" not in _collected("tests/house/test_assurance.py")
    assert not _collected("tests/house/test_that_nobody_wrote.py")


def test_the_counts_on_the_page_are_those_of_its_rows():
    def counted(items):
        return [sum(ROWS[item][1] == state for item in items) for state in ("kept", "partly", "not yet")]

    first, second = {item for item in EVERY if item.isalnum() and not item.isdecimal()}, {str(n) for n in range(1, 59)}
    assert f"Of 106 items of the checklist {'{} are kept, {} partly, {} not yet'.format(*counted(first))}" in PAGE
    assert f"of 58 statements {'{}, {} and {}'.format(*counted(second))}." in PAGE
