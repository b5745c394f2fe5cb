"""The long forms of what is tried here, on both databases: `python -m tests.assurance [WORD …]`.

Words choose rows by what stands in them (`kills`, `PostgreSQL`). Progress goes to standard error; one table closes it.
Ends with 1 where anything acknowledged was lost, anything was damaged, or a mutant was not caught.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests import postgresql
from tests.office import Office, new_office

KILLS, CUTS, FILLED, FLIPS = 1_000, 2_000, 200, 1_000
DEATHS, IMPORTS = 200, 100
KILLED = {"migrating": ("torn", "unlike"), "importing": ("in_parts", "lost", "left")}  # what has to be none of
COLUMNS = ("tried", "times", "acknowledged", "kept", "lost", "damaged", "chain breaks", "seconds", "holds")
TOLD = ("resent", "committed_unacknowledged", "servers_killed", "orphans", "refused")
WRONG = ("unreadable", "doubled", "without_file", "corrupt")


@dataclass(frozen=True, slots=True)
class Form:
    """One row of the table: what is asked, on which database, and whether it has to be caught."""

    name: str
    code: str
    database: str = "SQLite"
    mutant: bool = False

    @property
    def title(self):
        return f"{self.name}, {self.database}"


STARTED = {}
FORMS = (
    Form("A1 A6 A7 kills", f"kills.main({KILLS})"),
    Form("A1 A6 A7 kills", f"kills.main({KILLS})", "PostgreSQL"),
    Form("A3 kills, acknowledged before the commit", f"kills.main({KILLS}, 'early')", mutant=True),
    Form("A3 kills, acknowledged before the commit", f"kills.main({KILLS}, 'early')", "PostgreSQL", mutant=True),
    Form("A2 power cuts", f"power.main({CUTS})"),
    *(
        Form(f"A3 power cuts, {what}", f"power.main({CUTS}, '{mutant}')", mutant=True)
        for mutant, what in (("normal", "record synced less"), ("keys", "keys synced less"), ("lies", "lying disk"))
    ),
    Form("A5 disk full", f"power.fill({FILLED})"),
    Form("A9 migrations killed", f"migrating.main({DEATHS})"),
    Form("A9 migrations killed, no transactions", f"migrating.main({DEATHS}, 'torn')", mutant=True),
    Form("H6 imports killed", f"importing.main({IMPORTS})"),
    Form("H6 imports killed", f"importing.main({IMPORTS})", "PostgreSQL"),
    Form("H6 imports killed, in halves", f"importing.main({IMPORTS}, 'halves')", mutant=True),
    Form("A12 bits flipped", f"flips.main({FLIPS})"),
    Form("A12 bits flipped, without doubles", f"flips.main({FLIPS}, 'single')", mutant=True),
)


def main(words):
    chosen = [form for form in FORMS if all(word.lower() in form.title.lower() for word in words)]
    rows, notes = [COLUMNS], []
    with tempfile.TemporaryDirectory(prefix="kintrace-assurance-") as folder:
        for number, form in enumerate(chosen):
            sys.stderr.write(f"== {form.title} ({number + 1} of {len(chosen)})\n")
            rows.append(_tried(form, Path(folder) / str(number), notes))
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    for row in rows:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
    sys.stdout.writelines(f"{note}\n" for note in notes)
    return int(any(row[-1] == "NO" for row in rows))


def _tried(form, home, notes):
    office, begun = _office(form, home), time.monotonic()
    module = form.code.partition(".")[0]
    with office.start(f"from tests.assurance import {module}; {form.code}") as process:
        said = process.stdout.read()
    took = time.monotonic() - begun
    if process.returncode != 0:
        return form.title, *["?"] * 6, f"{took:.0f}", "NO"
    counts = json.loads(said)
    if module in KILLED:
        bad = sum(counts[name] for name in KILLED[module])
        notes.append(f"{form.title}: {', '.join(f'{name} {number}' for name, number in counts.items())}")
        return form.title, str(counts["kills"]), "", "", "", str(bad), "", f"{took:.0f}", _held(form, bad)
    if module == "flips":
        return _flipped(form, counts, took, notes)
    found = counts["found"]
    damaged = sum(found[name] for name in WRONG)
    bad = found["lost"] + damaged + found["breaks"]
    more = {
        name: counts.get(name)
        for name in ("resent", "committed_unacknowledged", "servers_killed", "orphans", "refused")
    }
    if not form.mutant:
        notes.append(f"{form.title}: {', '.join(f'{name} {number}' for name, number in more.items() if number)}")
    numbers = (counts.get("kills", counts.get("cuts")), counts["acknowledged"], found["kept"], found["lost"], damaged)
    holds = ("caught" if bad else "NO") if form.mutant else ("NO" if bad else "yes")
    return form.title, *(f"{number:,}" for number in (*numbers, found["breaks"])), f"{took:.0f}", holds


def _held(form, bad):
    return ("caught" if bad else "NO") if form.mutant else ("NO" if bad else "yes")


def _flipped(form, counts, took, notes):
    notes.append(f"{form.title}: {', '.join(f'{name} {number}' for name, number in sorted(counts.items()))}")
    bad = sum(counts.get(name, 0) for name in ("silent", "missing", "plain"))
    holds = ("caught" if bad else "NO") if form.mutant else ("NO" if bad else "yes")
    return form.title, str(counts["flips"]), "", "", "", str(bad), "", f"{took:.0f}", holds


def _office(form, home):
    """Return an office that was started once; on PostgreSQL all forms share one."""
    first = home.parent / f"first on {form.database}"
    postgresql.WANTED = form.database == "PostgreSQL"
    if form.code.startswith("migrating"):
        return new_office(home)
    if postgresql.WANTED and "KINTRACE_DATABASE" not in os.environ:
        os.environ["KINTRACE_DATABASE"] = postgresql.started()
    if form.database not in STARTED:
        office = STARTED[form.database] = new_office(first)
        done = office.kintrace("manage", "migrate", "--verbosity", "0")
        if done.returncode:
            sys.exit(done.stderr)
    if postgresql.WANTED:
        return STARTED[form.database]
    shutil.copytree(first, home)
    return Office(home)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
