"""The import contracts hold, and they speak of every package that is there."""

from configparser import ConfigParser
from pathlib import Path

import pytest
from importlinter import cli

import kintrace

ROOT = Path(__file__).parents[2]
SOURCE = Path(kintrace.__file__).parent
PURE_FLOORS = {"kernel", "evidence", "matching", "estimate", "linelist", "worlds"}
ROOMS = {"urls", "views", "forms", "tasks", "actions", "queries", "permissions", "models"}


@pytest.fixture(scope="module")
def contracts():
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    return contracts


def _named(contracts, contract, key):
    return set(contracts[f"importlinter:contract:{contract}"][key].split())


def _packages(folder):
    return {path.parent for path in folder.rglob("__init__.py")}


def _dotted(path):
    return "kintrace." + ".".join(path.relative_to(SOURCE).parts)


def test_the_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS


def test_every_pure_package_is_held_to_be_pure(contracts):
    there = {f"kintrace.{name}" for name in PURE_FLOORS if (SOURCE / name / "__init__.py").exists()}
    assert _named(contracts, "pure", "source_modules") >= there


def test_every_app_has_its_rooms_in_order(contracts):
    apps = {_dotted(folder) for folder in _packages(SOURCE) if {path.stem for path in folder.glob("*.py")} & ROOMS}
    apps -= {"kintrace.config"}
    assert _named(contracts, "rooms", "containers") >= apps


def test_every_folder_with_modules_is_a_package():
    folders = {path.parent for path in SOURCE.rglob("*.py")}
    assert folders == _packages(SOURCE)
