"""The table of profiles says exactly what leaves in which file, and nothing that is new leaves by itself."""

import ast
import dataclasses
import tomllib
from pathlib import Path

import pytest

import kintrace
from kintrace.access.trail_verifier import COLUMNS as TRAIL
from kintrace.cli import duplicates, names, outcome, screen
from kintrace.exchange import profiles
from kintrace.exchange.models import Purpose
from kintrace.exchange.profiles import FILES, PROFILES, SCREEN
from kintrace.registry.models import Property, Side
from tests.house.test_words import FORBIDDEN

SOURCE = Path(kintrace.__file__).parent


def _written_by(module):
    """Every tuple of words that a command writes as its columns."""
    tree = ast.parse(Path(module.__file__).read_text())
    for node in ast.walk(tree):
        if isinstance(node, (ast.Tuple, ast.List)) and node.elts:
            words = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(words) == len(node.elts):
                yield tuple(words)


def test_i1_each_file_of_a_command_has_exactly_the_columns_of_the_table():
    assert FILES["match.csv"] == outcome.COLUMNS
    assert FILES["trail.jsonl"] == tuple(TRAIL)
    assert FILES["duplicates.csv"] in set(_written_by(duplicates))
    assert FILES["screen.csv"] in set(_written_by(screen))
    assert FILES["names.csv"][2:] in set(_written_by(names))


def test_i1_pages_show_what_the_table_says_and_nothing_new_by_itself():
    assert set(SCREEN) == set(Property.values)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_profile_names_what_exists(profile):
    assert set(profile.fields) <= set(Property.values)
    assert (profile.side in Side.values, profile.purpose in Purpose.values) == (True, True)


def test_i1_the_profiles_are_those_that_were_read_and_agreed():
    assert {profile.name: " ".join(profile.columns) for profile in PROFILES.values()} == {
        "match-sheet": "id name alias sex birth_date age age_date father_name father_alias mother_name mother_alias "
        "siblings languages origin birth_place last_place last_date marks only_for purpose delete_by",
        "child-sheet": "id name alias sex birth_date age age_date father_name father_alias mother_name mother_alias "
        "siblings languages origin birth_place marks only_for purpose delete_by",
        "travel-papers": "id name sex birth_date father_name mother_name only_for purpose delete_by",
    }


def test_where_a_child_is_and_who_asks_is_in_no_profile_of_children():
    assert not {"last_place", "last_date", "care", "legal", "protection"} & {
        field for profile in PROFILES.values() if profile.side == "children" for field in profile.fields
    }


def test_a_profile_cannot_be_changed_while_the_program_runs():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PROFILES["match-sheet"].fields = ("name", "health")


def test_i6_no_column_of_any_file_is_about_an_armed_group():
    columns = {column for columns in FILES.values() for column in columns}
    columns |= {column for profile in PROFILES.values() for column in profile.columns}
    assert [column for column in columns if FORBIDDEN.search(column)] == []


def test_i6_no_header_that_an_import_understands_is_about_one_in_any_language():
    headers = tomllib.loads((SOURCE / "linelist" / "headers.toml").read_text(encoding="utf-8"))
    said = [word for words in _strings(headers) for word in [words]]
    assert len(said) > 50
    assert [word for word in said if FORBIDDEN.search(word)] == []


def _strings(held):
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for key, value in held.items():
            yield key
            yield from _strings(value)
    elif isinstance(held, list):
        for one in held:
            yield from _strings(one)


def test_the_table_needs_no_django():
    imported = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(Path(profiles.__file__).read_text()))
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert imported <= {"__future__", "collections", "dataclasses", "typing", "kintrace"}
