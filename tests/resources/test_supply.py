"""What an installation is made of is told whole, and a scan that looked nothing up is never called clean."""

import importlib.util
import json
from importlib.metadata import version
from pathlib import Path

import pytest

SUPPLY = Path(__file__).parents[2] / "resources" / "supply"
# As pip-audit 2.10.1 wrote it without a network, while it said "No known vulnerabilities found" beside it.
WITHOUT_A_NETWORK = json.dumps(
    {
        "dependencies": [
            {"name": "django", "skip_reason": "Dependency not found on PyPI and could not be audited: django (3.2.0)"},
            {"name": "pillow", "skip_reason": "Dependency not found on PyPI and could not be audited: pillow (8.0.0)"},
        ],
        "fixes": [],
    }
)
WEAK = {"name": "django", "version": "3.2.0", "vulns": [{"id": "PYSEC-2021-98", "fix_versions": ["3.2.4"]}]}
SOUND = {"name": "rich", "version": "15.0.0", "vulns": []}
SKIPPED = {"name": "Pillow", "skip_reason": "could not be audited"}


def _script(name):
    spec = importlib.util.spec_from_file_location(name, SUPPLY / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def verdict():
    return _script("scanned").verdict


@pytest.fixture(scope="module")
def bill():
    return _script("bill").bill()


def _report(*rows):
    return json.dumps({"dependencies": rows, "fixes": []})


def test_j7_a_scan_without_a_network_is_not_called_clean(verdict):
    assert verdict(WITHOUT_A_NETWORK) == ("NOT AUDITED", ["django", "pillow"])


def test_j7_one_skipped_package_is_enough(verdict):
    assert verdict(_report(SOUND, SKIPPED)) == ("NOT AUDITED", ["pillow"])


def test_j7_a_pinned_package_that_the_scan_left_out_was_not_audited(verdict):
    assert verdict(_report(SOUND), pinned="rich==15.0.0 \\\n  --hash=x\ntyper==0.29\n") == ("NOT AUDITED", ["typer"])


def test_j7_findings_are_told_even_where_something_was_skipped(verdict):
    assert verdict(_report(WEAK, SKIPPED)) == ("findings", ["django 3.2.0: PYSEC-2021-98"])


def test_j7_clean_is_what_was_looked_up_whole(verdict):
    assert verdict(_report(SOUND), pinned="rich==15.0.0\n") == ("clean", [])


@pytest.mark.parametrize("said", ["", "not json", "[]", '{"dependencies": []}', '{"dependencies": [1]}'])
def test_j7_a_scan_that_told_nothing_is_not_audited(verdict, said):
    assert verdict(said)[0] == "NOT AUDITED"


def test_j6_the_bill_names_each_part_once_with_its_version(bill):
    named = {part["name"].lower(): part["version"] for part in bill["components"]}
    assert len(named) == len(bill["components"])
    assert {name: named[name] for name in ("django", "cryptography")} == {
        name: version(name) for name in ("django", "cryptography")
    }


def test_j6_what_a_part_stands_on_is_in_the_bill(bill):
    known = {part["bom-ref"] for part in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    needed = {ref for row in bill["dependencies"] for ref in row["dependsOn"]}
    assert needed <= known
    assert len(needed) > 15


def test_j6_the_bill_holds_nothing_that_only_tests_need(bill):
    assert not {"pytest", "ruff", "mypy"} & {part["name"] for part in bill["components"]}
