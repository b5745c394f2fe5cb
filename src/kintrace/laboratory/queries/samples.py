"""Reading cases as the laboratory knows them: by codes and by how persons are related, never by a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.laboratory.models import Custody, Sample, Step
from kintrace.laboratory.queries.agreed import for_all_children, for_this_child
from kintrace.registry.codes import REL
from kintrace.registry.models import ChildRecord, Part, Person, Relation, TracingRequest
from kintrace.registry.queries import MODELS, Record

CHILD_ITSELF = "self"


@dataclass(frozen=True, slots=True)
class Relative:
    """One person of a case who could give a sample, or gave one."""

    person: Person
    kind: str  # of codes.REL, to the child sought; "self" for the registered child
    sample: Sample | None

    @property
    def name(self) -> str:
        """As pedigrees name persons."""
        return f"{self.person.part}-{self.person.number}"

    @property
    def word(self) -> str:
        return REL.word(self.kind)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One line of the list of samples."""

    sample: Sample
    case_code: str
    kind: str
    may_this: bool
    may_all: bool

    @property
    def word(self) -> str:
        return REL.word(self.kind)


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case with the persons who could give a sample."""

    record: Record
    relatives: tuple[Relative, ...]


def case_named(viewer: User, code: str) -> Record:
    """Return a case by its code; raises Http404 alike for none there is and for whoever works with no sample."""
    found: Record | None = None
    if allowed(viewer, "laboratory.view_samples"):
        for model in MODELS.values():
            found = found or model.objects.filter(code=code, erased_on__isnull=True).first()
    if found is None:
        raise Http404
    return found


def case_page(viewer: User, code: str) -> CasePage:
    """Return one case with whoever could give a sample."""
    record = case_named(viewer, code)
    return CasePage(record, relatives(record))


def relatives(record: Record, *, number: int = 1) -> tuple[Relative, ...]:
    """Return the registered child itself, or the relatives of one child sought, in the order they were entered."""
    living = {one.person: one for one in Sample.objects.filter(case=record.case).exclude(state=Step.DESTROYED)}
    if isinstance(record, ChildRecord):
        return (Relative(record.person, CHILD_ITSELF, living.get(f"{Part.REGISTERED}-1")),)
    edges = Relation.objects.filter(
        person__case=record.case, to__part=Part.SOUGHT, to__number=number, withdrawn_at=None
    ).exclude(certainty=Relation.Certainty.REFUTED)
    found = {edge.person_id: edge for edge in edges.select_related("person").order_by("pk")}
    return tuple(
        Relative(edge.person, edge.kind, living.get(f"{edge.person.part}-{edge.person.number}"))
        for edge in found.values()
    )


def sample_named(viewer: User, code: str) -> Sample:
    """Return a sample by its code; raises Http404 alike for none there is and for whoever works with none."""
    found = Sample.objects.filter(code=code).first() if allowed(viewer, "laboratory.view_samples") else None
    if found is None:
        raise Http404
    return found


def samples(viewer: User) -> QuerySet[Sample]:
    """Return every sample, newest first, without its profile."""
    require(viewer, "laboratory.view_samples")
    return Sample.objects.defer("profile").order_by("-entered_at", "code")


def sample_rows(viewer: User, page: Iterable[Sample]) -> tuple[SampleRow, ...]:
    """Dress one page of samples with the codes of their cases and what was agreed."""
    require(viewer, "laboratory.view_samples")
    rows = list(page)
    this, every = for_this_child(rows), for_all_children(rows)
    codes = codes_of({row.case for row in rows})
    kinds = _kinds({row.case for row in rows})
    return tuple(
        SampleRow(
            row,
            codes.get(row.case, "–"),
            kinds.get((row.case, row.person), CHILD_ITSELF),
            row.pk in this,
            row.pk in every,
        )
        for row in rows
    )


def custody(viewer: User, sample: Sample) -> list[tuple[Custody, str]]:
    """Return where a sample has been, in order, each with who wrote it down."""
    require(viewer, "laboratory.view_samples")
    steps = list(sample.custody.order_by("pk"))
    names = {one.public_id: str(one) for one in User.objects.filter(public_id__in={step.by for step in steps})}
    return [(step, names.get(step.by, step.by)) for step in steps]


def counts(viewer: User) -> dict[str, int]:
    """Count samples by where they are."""
    require(viewer, "laboratory.view_samples")
    counted = Sample.objects.order_by().values_list("state").annotate(Count("pk"))
    return {str(state): number for state, number in counted}


def codes_of(cases: Iterable[UUID]) -> dict[UUID, str]:
    """Return the codes of cases of either side."""
    wanted = list(cases)
    return {
        case: code
        for model in (TracingRequest, ChildRecord)
        for case, code in model._default_manager.filter(case__in=wanted).values_list("case", "code")  # noqa: SLF001  # Django's public name
    }


def _kinds(cases: Iterable[UUID]) -> dict[tuple[UUID, str], str]:
    """Return what each giver is to the child; of one taken back, what they were said to be, unless something stands."""
    said = Relation.objects.filter(person__case__in=list(cases)).select_related("person").order_by("pk")
    edges = sorted(said, key=lambda edge: edge.withdrawn_at is None)
    return {(edge.person.case, f"{edge.person.part}-{edge.person.number}"): edge.kind for edge in edges}
