"""How a laboratory's file was understood: what can be entered, what is set aside, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.access.models import User
from kintrace.access.permissions import allowed
from kintrace.access.trail import recorder
from kintrace.evidence.dna.genotype import Profile
from kintrace.evidence.dna.laboratory import LaboratoryFile, LaboratorySample, SetAside, read_laboratory
from kintrace.evidence.dna.noticed import ENOUGH_TO_COMPARE
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.ids import read_code
from kintrace.laboratory.models import ProfileFile, Sample, Step
from kintrace.laboratory.queries.profiles import opened
from kintrace.laboratory.queries.twins import Doubled, confirmed_twins, doubled
from kintrace.vault.profiles import Box, open_profiles

CONTENT = "laboratory.ProfileFile.content"
BYTES_AS_TEXT = "latin-1"  # each byte is one sign, so that a file can be sealed as a text is


@dataclass(frozen=True, slots=True)
class Ready:
    """One sample of the file that can be entered."""

    sample: Sample
    found: LaboratorySample


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as it was understood."""

    file: ProfileFile
    ready: tuple[Ready, ...]
    quarantined: tuple[tuple[str, str], ...]  # sample as the file calls it, why nothing of it is entered
    noted: tuple[SetAside, ...]  # single markers that are not used
    doubled: tuple[Doubled, ...]  # samples of ours with one profile


def own_file(viewer: User, key: str) -> ProfileFile:
    """Return a file of the viewer's own; anybody else's looks like one there never was."""
    found = None
    if allowed(viewer, "laboratory.enter_profiles"):
        found = ProfileFile.objects.filter(pk=key, by=viewer.public_id).first()
    if found is None:
        raise Http404
    return found


def understood(viewer: User, file: ProfileFile) -> Understood | None:
    """Read a waiting file again and say what would be entered; None once it was decided about."""
    if file.state != ProfileFile.State.WAITING:
        return None
    record = recorder(viewer, "file.opened", subject=str(file), purpose="registration")
    text = open_profiles([Box(CONTENT, file.pk, bytes(file.content))], record=record).get(file.pk)
    if text is None:
        raise UnusableData(_("The file is no longer here: it is deleted after an hour. Please upload it again."))
    read = read_laboratory(text.encode(BYTES_AS_TEXT))
    alike = _twice(viewer, read)
    twice = {
        one: _("The same profile as %(other)s, under another name: one person twice, or identical twins.")
        % {"other": other}
        for one, other in alike
    }
    ready, quarantined = [], []
    for label, found in read.samples.items():
        sample = _sample_called(label)
        why = twice.get(label, "") or _not_fit(sample, found)
        if why or sample is None:
            quarantined.append((label, why))
        else:
            ready.append(Ready(sample, found))
    whole = [(one.sample, one.why) for one in read.set_aside if one.marker is None]
    noted = tuple(one for one in read.set_aside if one.marker is not None)
    pairs = [frozenset({_code(one), _code(other)}) for one, other in alike]
    return Understood(file, tuple(ready), (*quarantined, *whole), noted, doubled(pairs))


def shows_alike(viewer: User, one: str, other: str) -> bool:
    """Tell whether a waiting file of the viewer's own shows these two samples of ours with one profile."""
    waiting = ProfileFile.objects.filter(by=viewer.public_id, state=ProfileFile.State.WAITING)
    read = (understood(viewer, file) for file in waiting.order_by("-at"))
    return any({pair.one, pair.other} == {one, other} for each in read if each is not None for pair in each.doubled)


def _sample_called(label: str) -> Sample | None:
    """Find the sample whose code stands on the tube, however it was typed."""
    code = read_code(label)
    return Sample.objects.filter(code=code).first() if code is not None else None


def _not_fit(sample: Sample | None, found: LaboratorySample) -> str:
    if sample is None:
        return _("No sample of ours bears this code. A profile is entered under the code that stands on the tube.")
    if sample.state == Step.PROFILED:
        return _("This sample has a profile already.")
    if sample.state != Step.RECEIVED:
        return _("That the laboratory received this sample was never written down.")
    return "" if found.profile else _("No marker of it can be used.")


def _twice(viewer: User, read: LaboratoryFile) -> list[tuple[str, str]]:
    """Return which samples of the file are alike to one another, or to one entered before, at every marker.

    Twins whom two of the laboratory hold to be two persons are left out.
    """
    before = list(Sample.objects.filter(state=Step.PROFILED))
    profiles = opened(viewer, before, purpose="registration")
    known = {one.code: profiles[one.pk].profile for one in before if one.pk in profiles}
    new = {label: one.profile for label, one in read.samples.items()}
    twins = confirmed_twins()
    return [(one, other) for one, other in _alike(new, known) if frozenset({_code(one), _code(other)}) not in twins]


def _code(label: str) -> str:
    """Return the code that a label of a file stands for; one that is no code stands for itself."""
    return read_code(label) or label


def _alike(new: Mapping[str, Profile], known: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    for label, profile in new.items():
        entered = ((code, held) for code, held in known.items() if code != _code(label))
        for other, held in (*entered, *((one, two) for one, two in new.items() if one != label)):
            shared = profile.keys() & held.keys()
            if len(shared) >= ENOUGH_TO_COMPARE and all(sorted(profile[m]) == sorted(held[m]) for m in shared):
                yield label, other
