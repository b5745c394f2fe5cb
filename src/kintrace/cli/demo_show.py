"""Fills the record of a demonstration through the actions of the site, and prints what came of it.

Imported by `demo` once the record is open.
"""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from kintrace.access import second_factor
from kintrace.access.models import Duty, User
from kintrace.access.reach import SMALL_OFFICE
from kintrace.cli import demo_day, demo_dna, demo_figures
from kintrace.cli.called import as_called
from kintrace.intake.imports.actions import confirm, receive
from kintrace.kernel.errors import KintraceError
from kintrace.matching import match
from kintrace.matching.dossier import Dossier
from kintrace.registry.actions import Given
from kintrace.registry.models import Side
from kintrace.registry.opening import Opening
from kintrace.registry.queries import child_record, in_lists
from kintrace.tracing import queries
from kintrace.tracing.actions import carry_out, start_run
from kintrace.tracing.engine import Matcher, the_matcher
from kintrace.tracing.models import Answer, Run
from kintrace.tracing.queries import RequestRow
from kintrace.worlds import NamePool, Rules, World, make_world
from kintrace.worlds.sheets import write_hotline, write_orphanage

# 163 requests for children of 62 families, 140 registered children; some mothers took another name.
SEED: Final = 4
FAMILIES: Final = 62
RULES: Final = Rules(namesakes=False, convert_mother=0.1)
HOTLINE, COMMITTEE, ORPHANAGE = "hotline.xlsx", "committee.xlsx", "orphanage.csv"
LISTS: Final = (
    (Side.REQUESTS, HOTLINE, Given("own_office", "agreed")),
    (Side.REQUESTS, COMMITTEE, Given("authority", "agreement", "Committee of Exampleland, letter of 1 September 2017")),
    (Side.CHILDREN, ORPHANAGE, Given("institution", "vital")),
)
SHOWN, SIBLINGS_SHOWN = 10, 3
NEARLY_SURE: Final = 0.99
WIDTH: Final = 150  # of what is not a terminal
OTHER: Final = "-"
CODE: Final = re.compile(r"\bC-[0-9A-Z]{5}-[0-9A-Z]\b")  # of a child's record

OFFICE: Final = "Demo"
# The six of a small office, with what each may see.
STAFF: Final = (
    ("aslan", "Aslan", SMALL_OFFICE["tracing"], "requests, children, candidates; uploads lists, matches, judges"),
    ("zarema", "Zarema", SMALL_OFFICE["lead"], "the same, withdraws judgements of others, reviews, signs"),
    (
        "fatima",
        "Fatima",
        SMALL_OFFICE["register"],
        "the children's register; samples and profiles, by code; neither requests nor candidates",
    ),
    ("madina", "Madina", SMALL_OFFICE["desk"], "calls, letters; the second reading of DNA; no inquirer but her own"),
    ("ruslan", "Ruslan", SMALL_OFFICE["audit"], "the trail of who did what; no case"),
    ("leyla", "Leyla", SMALL_OFFICE["accounts"], "staff and offices; no case"),
)


def show() -> None:
    """Fill the record and print the logins and the best candidates."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    password = secrets.token_hex(6)
    people, secrets_of_apps = _add_staff(password)
    officer, world = people["aslan"], make_world(NamePool.demo(), seed=SEED, families=FAMILIES, rules=RULES)
    _enter_lists(officer, world, folder=Path(settings.HOME) / "lists")
    settled = demo_dna.fill(officer, analyst=people["fatima"], reader=people["madina"])
    _match(officer)
    demo_day.fill(people, password=password, called_for=world.requests[0])
    demo_figures.count(officer, children=len(world.everyone) + demo_dna.THERE)
    demo_figures.publish(officer, people["zarema"])
    console.print(_logins(password, secrets_of_apps))
    again = f"KINTRACE_HOME={settings.HOME} KINTRACE_KEYS=demo {as_called()} manage codes"
    console.print(f"A code holds for half a minute. For the next ones:\n{again}\n", soft_wrap=True)
    told = "Names left open whether a boy is the one sought or his half-brother; DNA settled it:"
    console.print(f"{told} {settled}", soft_wrap=True)
    console.print(_candidates(officer))


def _add_staff(password: str) -> tuple[dict[str, User], dict[str, str]]:
    """Add the six; return them by their user names, and the secret of each one's app."""
    people: dict[str, User] = {}
    for username, name, (role, *further), _ in STAFF:
        person = User.objects.create_user(username, password=password, role=role, name=name, office=OFFICE)
        Duty.objects.bulk_create([Duty(user=person, role=one) for one in further])
        people[username] = person
    secrets_of_apps = {username: second_factor.new_secret() for username in people}
    for username, person in people.items():
        second_factor.take_app(person, secrets_of_apps[username])
    return people, secrets_of_apps


def _enter_lists(officer: User, world: World, *, folder: Path) -> None:
    """Enter the lists as if the officer had uploaded them; they stay in the folder to be tried by hand."""
    folder.mkdir()
    by_telephone, by_letter = demo_figures.two_lists(world)
    write_hotline(folder / HOTLINE, by_telephone)
    write_hotline(folder / COMMITTEE, by_letter)
    write_orphanage(folder / ORPHANAGE, world.children)
    for side, name, given in LISTS:
        file = SimpleUploadedFile(name, (folder / name).read_bytes())
        upload = receive(officer, file, side=side, list_name=Path(name).stem, given=given)
        confirm(officer, upload.key)


def _match(officer: User) -> None:
    run = start_run(officer)
    columns = (TextColumn("Matching"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as screen:
        carry_out(run.pk, matcher=_with_bar(the_matcher(), screen=screen))
    run.refresh_from_db()
    if run.state != Run.State.FINISHED:
        raise KintraceError(
            f"The matching failed (reference {run.failure}). This is a defect of kintrace; please report it."
        )


def _with_bar(engine: Matcher, *, screen: Progress) -> Matcher:
    """Return the engine, which then tells the screen as well as the site how far it has come."""
    bar = screen.add_task("", total=None)

    def matcher(
        requests: Sequence[Dossier],
        children: Sequence[Dossier],
        *,
        progress: match.Progress,
        **others: Any,  # noqa: ANN401  # whatever else the site tells the engine
    ) -> Iterable[match.Ranking]:
        def note(done: int, total: int) -> None:
            progress(done, total)
            screen.update(bar, completed=done, total=total)

        return engine(requests, children, progress=note, **others)

    return matcher


def _logins(password: str, secrets_of_apps: Mapping[str, str]) -> Table:
    columns = ("user", "password", "secret of the app", "code now", "roles", "sees")
    table = Table(*columns, title="Who may sign in", title_justify="left")
    for user, _, roles, sees in STAFF:
        secret = secrets_of_apps[user]
        named = ", ".join(str(role.label) for role in roles)
        table.add_row(user, password, secret, second_factor.code_now(secret), named, sees)
    return table


def _candidates(officer: User) -> Table:
    table = Table(title="The best candidates, of families who never lived", title_justify="left")
    for column in ("request", "sought child", "child", "registered as", "probability", "because"):
        table.add_column(column, justify="right" if column == "probability" else "left")
    for row in _best(officer):
        table.add_row(*_cells(officer, row))
    return table


def _best(officer: User) -> tuple[RequestRow, ...]:
    """Choose the surest, then some where a brother or sister is likelier than the child itself."""
    surest = queries.requests(officer, leads=Answer.Leads.THIS_CHILD)
    siblings = queries.requests(officer, leads=Answer.Leads.SIBLING, order="sibling")
    return (
        *sorted(queries.request_rows(officer, surest), key=_place)[:SHOWN],
        *sorted(queries.request_rows(officer, siblings), key=_place)[:SIBLINGS_SHOWN],
    )


def _place(row: RequestRow) -> tuple[float, str]:
    """Sort by the probability shown, then by number: children looked at by chance, for comparison, move it a little."""
    probability = (row.sibling_probability if row.leads == Answer.Leads.SIBLING else row.probability) or 0.0
    return (-1.0 if probability > NEARLY_SURE else -round(probability, 2), row.listed.foreign_id)


def _cells(officer: User, row: RequestRow) -> tuple[str, ...]:
    sibling = row.leads == Answer.Leads.SIBLING
    child, names = (row.sibling_code, row.sibling_names) if sibling else (row.child_code, row.child_names)
    probability = row.sibling_probability if sibling else row.probability
    return (
        row.listed.foreign_id,
        " / ".join(row.names),
        _number(officer, child) if child else OTHER,
        " / ".join(names) or OTHER,
        f"{'brother or sister ' if sibling else ''}{_percent(probability or 0.0)}",
        _reason(officer, row.code, child=child),
    )


def _reason(officer: User, code: str, *, child: str | None) -> str:
    """Tell what speaks loudest for a candidate of a request: the first clause of its strongest term."""
    proposals = queries.request_page(officer, code).proposals
    best = next(one.candidate for one in proposals if one.code == child)
    said = str(max(best.terms, key=lambda term: term.log10_lr).because).split("; ")[0]
    return CODE.sub(lambda code: _number(officer, code[0]), said)  # codes are drawn anew each time


def _number(officer: User, code: str) -> str:
    """Return the number of a registered child in its list."""
    child = child_record(officer, code)
    return in_lists(officer, [child], opening=Opening(officer, "child.opened", subject=code))[child.case].foreign_id


def _percent(probability: float) -> str:
    """Write a probability; nothing is ever a hundred per cent sure.

    >>> _percent(0.312), _percent(0.9999)
    ('31 %', 'over 99 %')
    """
    return "over 99 %" if probability > NEARLY_SURE else f"{probability:.0%}".replace("%", " %")
