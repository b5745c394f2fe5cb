"""The shipped table is what the committed list of places yields."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

RESOURCES = Path(__file__).parents[3] / "resources/gazetteer"


def test_the_shipped_table_has_not_drifted():
    ran = subprocess.run(
        [sys.executable, RESOURCES / "compile.py", "--check"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_every_place_has_a_source_and_a_licence():
    rows = list(csv.DictReader((RESOURCES / "places.csv").read_text(encoding="utf-8").splitlines()))
    assert all(row["source"] and row["licence"] in {"CC0-1.0", "CC-BY-4.0"} for row in rows)
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in rows)
