"""Compile `frequencies.csv` into the tables the package ships: `python resources/dna/compile.py [--check]`.

With `--check` nothing is written; it ends with 1 if the shipped file is not what the table yields.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src/kintrace/evidence/dna/frequencies.json"
CREDITS = {
    "source": "norSTR 0.1.0, M. D. Vigeland, Department of Forensic Sciences, Oslo University Hospital",
    "licence": "MIT",
}


def compiled() -> str:
    databases: dict[str, dict[str, dict[str, float]]] = {}
    with (HERE / "frequencies.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            table = databases.setdefault(row["database"], {}).setdefault(row["marker"], {})
            table[row["allele"]] = float(row["frequency"])
    for name, markers in databases.items():
        for marker, table in markers.items():
            if abs(sum(table.values()) - 1) > 1e-4:
                sys.exit(f"{name}, {marker}: the frequencies do not sum to 1.")
    return json.dumps({**CREDITS, "databases": databases}, ensure_ascii=False, indent=0) + "\n"


def main() -> None:
    if "--check" not in sys.argv[1:]:
        SHIPPED.write_text(compiled(), encoding="utf8")
        print(f"{SHIPPED.name}: written.")
    elif not SHIPPED.exists() or SHIPPED.read_text(encoding="utf8") != compiled():
        sys.exit("frequencies.json is not what resources/dna/frequencies.csv yields: run resources/dna/compile.py")


main()
