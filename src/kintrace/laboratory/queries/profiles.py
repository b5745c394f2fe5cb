"""Opening profiles, which only an analyst does, and only once the trail says so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.access.trail import recorder
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.laboratory import LaboratorySample
from kintrace.evidence.pedigree import Sex
from kintrace.laboratory.models import Sample
from kintrace.vault.profiles import Box, open_profiles

PROFILE = "laboratory.Sample.profile"


@dataclass(frozen=True, slots=True)
class Typed:
    """A profile as it was sealed: what was read, the sex it shows, and how the laboratory called it."""

    profile: Profile
    lineage: Mapping[str, tuple[str, ...]]
    sex: Sex
    label: str

    def __repr__(self) -> str:
        return f"<profile of {len(self.profile)} markers>"


def written(sample: LaboratorySample) -> str:
    """Write a profile as the text that is sealed."""
    plain = {"profile": sample.profile, "lineage": sample.lineage, "sex": int(sample.sex), "label": sample.id}
    return json.dumps(plain, separators=(",", ":"))


def opened(
    viewer: User, samples: Iterable[Sample], *, subject: str = "", purpose: str = "matching"
) -> Mapping[UUID, Typed]:
    """Open the profiles of samples as one entry of the trail; one that was destroyed is not there.

    `subject` is the codes of the cases it is about.
    """
    require(viewer, "laboratory.compare")
    there = [one for one in samples if one.markers]
    if not there:
        return {}
    boxes = (Box(PROFILE, one.pk, bytes(one.profile)) for one in there)
    record = recorder(viewer, "profile.opened", subject=subject or f"profiles {len(there)}", purpose=purpose)
    return {row: _read(text) for row, text in open_profiles(boxes, record=record).items()}


def _read(text: str) -> Typed:
    plain = json.loads(text)
    profile = {marker: (first, second) for marker, (first, second) in plain["profile"].items()}
    lineage = {marker: tuple(alleles) for marker, alleles in plain["lineage"].items()}
    return Typed(profile, lineage, Sex(plain["sex"]), plain["label"])
