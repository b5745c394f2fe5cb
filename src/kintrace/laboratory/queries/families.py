"""A family as DNA needs it: who is what to whom, by codes, with the profiles of those who agreed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from kintrace.access.models import User
from kintrace.evidence.dna.hypotheses import Relation
from kintrace.evidence.pedigree import Sex
from kintrace.laboratory.errors import NothingToCompare
from kintrace.laboratory.models import Sample, Step
from kintrace.laboratory.queries.agreed import for_this_child
from kintrace.laboratory.queries.profiles import Typed, opened
from kintrace.laboratory.weighing import CHILD, Asked
from kintrace.registry.models import ChildRecord, Part, Person, TracingRequest, sought_code
from kintrace.registry.models import Relation as Told


@dataclass(frozen=True, slots=True)
class Pair:
    """One child sought and one child registered."""

    request: TracingRequest
    number: int
    child: ChildRecord

    @property
    def subject(self) -> str:
        """As the trail names it."""
        return f"{sought_code(self.request.code, self.number)} {self.child.code}"


def relations_of(case: UUID, names: Mapping[str, str]) -> list[Relation]:
    """Return who is what to whom in a case; `names` are the codes of those who gave samples, by person."""
    edges = Told.objects.filter(person__case=case, to__case=case, withdrawn_at=None)
    told = edges.exclude(certainty=Told.Certainty.REFUTED).exclude(kind="self").select_related("person", "to")
    return [Relation(_name(one.person, names), one.kind, _name(one.to, names)) for one in told.order_by("pk")]


def relations_among(request: TracingRequest, samples: Sequence[Sample]) -> list[Relation]:
    """Return who is what to whom in the family of a request, of whose samples these are some."""
    return relations_of(request.case, {one.person: one.code for one in samples if one.case == request.case})


def sought_name(number: int) -> str:
    """Return how a pedigree calls a child that is sought."""
    return f"{Part.SOUGHT}-{number}"


def samples_of(cases: Collection[UUID]) -> list[Sample]:
    """Return the samples of cases that have a profile."""
    return list(Sample.objects.filter(case__in=cases, state=Step.PROFILED).order_by("code"))


def samples_to_compare(pair: Pair) -> list[Sample]:
    """Return the samples of a pair whose own givers agreed; raises NothingToCompare where one side has none."""
    found = samples_of([pair.request.case, pair.child.case])
    yes = for_this_child(found)
    kept = [one for one in found if one.pk in yes]
    if {one.case for one in kept} != {pair.request.case, pair.child.case}:
        raise NothingToCompare(
            _("There is no profile to compare on one side, or whoever gave it has not agreed that it is compared.")
        )
    return kept


def asked_of(viewer: User, pair: Pair, samples: Sequence[Sample]) -> Asked:
    """Open the profiles of a pair and put them into the family."""
    profiles = opened(viewer, samples, subject=pair.subject, purpose="matching")
    return family_of(pair.request, pair.number, samples=samples, profiles=profiles, child=pair.child.case)


def family_of(
    request: TracingRequest,
    number: int,
    *,
    samples: Sequence[Sample],
    profiles: Mapping[UUID, Typed],
    child: UUID | None = None,
) -> Asked:
    """Put opened profiles into the family of one child sought."""
    typed = {
        CHILD if one.case == child else one.code: profiles[one.pk]
        for one in samples
        if one.pk in profiles and one.case in {request.case, child}
    }
    return Asked(
        relations_among(request, samples),
        sought_name(number),
        {name: one.profile for name, one in typed.items()},
        {name: one.sex for name, one in typed.items() if one.sex is not Sex.UNKNOWN},
    )


def _name(person: Person, names: Mapping[str, str]) -> str:
    place = f"{person.part}-{person.number}"
    return names.get(place, place)
