"""J5: the rules of `rules.py` hold in every file of ours, each bites, and no exception has outlived its reason."""

import ast
from pathlib import Path

import pytest

import kintrace
from tests.house.rules import EXCEPT, RULES

SOURCE = Path(kintrace.__file__).parent
TREES = {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text()) for path in sorted(SOURCE.rglob("*.py"))}
TEMPLATES = sorted(SOURCE.rglob("*.html"))


def _broken(rule):
    return {f"{place}:{node.lineno}" for place, tree in TREES.items() for node in rule.finds(tree)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_j5_a_rule_is_kept_everywhere(rule):
    meant = {place for name, place in EXCEPT if name == rule.name}
    assert {found for found in _broken(rule) if found.rpartition(":")[0] not in meant} == set(), rule.why


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_j5_a_rule_bites_and_leaves_the_right_way_alone(rule):
    assert (any(rule.finds(ast.parse(rule.broken_by))), any(rule.finds(ast.parse(rule.kept_by)))) == (True, False)


@pytest.mark.parametrize(("name", "place"), EXCEPT)
def test_an_exception_is_still_needed(name, place):
    (rule,) = [rule for rule in RULES if rule.name == name]
    assert any(rule.finds(TREES[place]))


def test_j5_there_are_at_least_twenty_five():
    assert len({rule.name for rule in RULES}) == len(RULES) >= 25


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_j5_no_template_switches_escaping_off_or_brings_scripts_of_its_own(template):
    text = template.read_text()
    assert [sign for sign in ("|safe", "autoescape off", "javascript:", " onclick=", " style=") if sign in text] == []
