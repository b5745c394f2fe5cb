"""Whatever can be listed is documented: commands and their options, settings, permissions, kinds of evidence."""

import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command

import kintrace
from kintrace.access.models import Role
from kintrace.access.permissions import policy
from kintrace.cli.commands import COMMANDS
from kintrace.matching.match import KINDS

ROOT = Path(__file__).parents[2]
SOURCE = Path(kintrace.__file__).parent
REFERENCE = ROOT / "docs" / "reference"
SETTINGS = sorted(
    {name for path in SOURCE.rglob("*.py") for name in re.findall(r"KINTRACE_[A-Z]+(?:_[A-Z]+)*", path.read_text())}
)


def _page(name):
    return (REFERENCE / f"{name}.md").read_text()


def _options(command):
    app = typer.Typer(add_completion=False)
    app.command()(command.load())
    return {word for option in get_command(app).params for word in option.opts if word.startswith("--")}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_is_documented_with_its_options(command):
    page = _page("commands")
    section = page.partition(f"## kintrace {command.name}\n")[2].partition("\n## ")[0]
    assert section
    assert [option for option in _options(command) - {"--help"} if f"`{option}" not in section] == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_is_documented(setting):
    assert f"`{setting}`" in _page("settings")


@pytest.mark.parametrize("permission", policy())
def test_a_permission_is_documented_with_the_roles_that_hold_it(permission):
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in _page("permissions").splitlines()]
    (held,) = [row[2:] for row in rows if row[:1] == [f"`{permission}`"]]
    assert held == ["yes" if role in policy()[permission] else "" for role in Role]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_evidence_is_documented(kind):
    assert f"\n## {kind}\n" in _page("evidence")


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name
)
def test_a_link_leads_somewhere(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []
