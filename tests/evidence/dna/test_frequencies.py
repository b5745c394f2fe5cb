"""The shipped tables of frequencies are what the committed list yields, and are distributions."""

import subprocess
import sys
from pathlib import Path

import pytest

from kintrace.evidence.dna.frequencies import linked_pairs, shipped
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.markers import AUTOSOMAL

RESOURCES = Path(__file__).parents[3] / "resources/dna"


def test_the_shipped_tables_have_not_drifted():
    words = [sys.executable, RESOURCES / "compile.py", "--check"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("database", shipped())
def test_every_table_is_a_distribution_over_a_known_marker(database):
    assert f"`{database}`" in (RESOURCES / "README.md").read_text(encoding="utf8")
    for marker, table in shipped()[database].items():
        assert marker in AUTOSOMAL
        assert locus_of(marker, table).frequencies.sum() == pytest.approx(1, abs=1e-4)


def test_linked_markers_are_told():
    assert linked_pairs(["vWA", "FGA", "D12S391"]) == [("D12S391", "vWA")]
    assert linked_pairs(["vWA", "FGA"]) == []
