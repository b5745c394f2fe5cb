"""Results of DNA in the record: what two readers in the laboratory let be known of a pair, and nothing more.

A result is one more weight in the next run of the matching. The laboratory calls `release_dna` and `take_back_dna`;
no profile, no figure of one relative and no kinship that nobody asked about ever comes this way.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial

from django.db import transaction

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.kernel.says import Sentence, says
from kintrace.matching.genetic import Genetic
from kintrace.registry.models import ChildRecord, TracingRequest, sought_code
from kintrace.registry.opening import Opening
from kintrace.tracing.models import DnaResult
from kintrace.vault.cases import Sealed, erase, new_cases, seal

SAID = "tracing.DnaResult.said"


@dataclass(frozen=True, slots=True)
class Told:
    """A result as officers may know it: log10 likelihood ratios against "no relation", and what they rest on."""

    this: float
    sibling: float  # brother or sister, full or half
    markers: int
    odd: int  # markers that only a mutation explains, if this is the child sought
    samples: tuple[str, ...]  # codes of the samples compared

    @property
    def because(self) -> Sentence:
        """Say it in one sentence that names no relative."""
        if self.odd:
            return says(
                "DNA compared with the family; markers: {markers}, of them possible only by mutation: {odd}",
                markers=self.markers,
                odd=self.odd,
            )
        return says("DNA compared with the family; markers: {markers}", markers=self.markers)


@transaction.atomic
def release_dna(by: User, request: TracingRequest, *, number: int, child: ChildRecord, report: str, told: Told) -> None:
    """Let officers know a result, in the place of an earlier one; the same report again changes nothing."""
    require(by, "laboratory.read_finding")
    if DnaResult.objects.filter(report=report).exists():
        return
    _forget(DnaResult.objects.filter(request=request, number=number, child=child))
    key = uuid.uuid4()
    new_cases([key])
    said = seal(key, SAID, key, json.dumps(asdict(told)))
    DnaResult.objects.create(request=request, number=number, child=child, report=report, key=key, said=said)
    Event.record(by, "dna.released", subject=f"{sought_code(request.code, number)} {child.code} {report}")


@transaction.atomic
def take_back_dna(by: User | None, report: str) -> None:
    """Take a result out of the record: its samples were destroyed, or it was replaced."""
    if _forget(DnaResult.objects.filter(report=report)):
        Event.record(by, "dna.taken-back", subject=report)


def forget_dna_of(**of_case: uuid.UUID) -> None:
    """Delete the results about a case that is being erased, and the keys that open them."""
    _forget(DnaResult.objects.filter(**of_case))


def told(viewer: User) -> Mapping[tuple[str, str], Genetic]:
    """Return what DNA says of pairs (code of the child sought, code of the child registered), for the matching."""
    require(viewer, "tracing.run_matching")
    rows = list(DnaResult.objects.select_related("request", "child"))
    opening = Opening(viewer, "dna.opened", subject=f"results {len(rows)}", purpose="matching")
    opened = opening.open((row.key, Sealed(SAID, row.key, bytes(row.said))) for row in rows)
    found: dict[tuple[str, str], Genetic] = {}
    for row in rows:
        text = opened.get((SAID, row.key))
        if text is not None:
            one = _read(text)
            pair = sought_code(row.request.code, row.number), row.child.code
            found[pair] = Genetic(one.this, one.sibling, one.because)
    return found


def result_of(
    request: TracingRequest, *, number: int, child: ChildRecord, opening: Opening
) -> tuple[DnaResult, Told] | None:
    """Return the result of one pair, opened; None where there is none that anybody may know."""
    row = DnaResult.objects.filter(request=request, number=number, child=child).first()
    text = opening.one(row.key, Sealed(SAID, row.key, bytes(row.said))) if row is not None else ""
    return (row, _read(text)) if row is not None and text else None


def _read(text: str) -> Told:
    plain = json.loads(text)
    return Told(**{**plain, "samples": tuple(plain["samples"])})


def _forget(rows: Iterable[DnaResult]) -> int:
    gone = list(rows)
    for row in gone:
        row.delete()
        transaction.on_commit(partial(erase, row.key))
    return len(gone)
