"""Saying that two samples with one profile are of two persons, and reading what somebody else said of it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.kernel.errors import UnusableData
from kintrace.kernel.ids import read_code
from kintrace.laboratory.errors import Decided
from kintrace.laboratory.models import Sample, Step, Twins
from kintrace.laboratory.queries.files import shows_alike
from kintrace.laboratory.queries.twins import twins_numbered
from kintrace.vault.router import LABORATORY


def say_twins(by: User, *, one: str, other: str) -> Twins:
    """Say that two samples are of identical twins; nothing of it holds before somebody else has read it.

    Raises UnusableData where no waiting file of one's own shows both with one profile, and Decided.
    """
    require(by, "laboratory.enter_profiles")
    codes = sorted({read_code(one) or "", read_code(other) or ""})
    living = Sample.objects.filter(code__in=codes).exclude(state=Step.DESTROYED)
    if living.count() == 2 and not shows_alike(by, *codes):  # noqa: PLR2004  # twins are two
        raise UnusableData(
            _("No file of yours shows these two samples with one profile. Please upload the file that does, once more.")
        )
    try:
        with transaction.atomic(using=LABORATORY):
            # Locked, so that neither is destroyed before this is there to be destroyed with it.
            samples = {one.code: one for one in living.select_for_update().order_by("pk")}
            if len(samples) < 2:  # noqa: PLR2004  # likewise
                raise UnusableData(_("Please name two samples of ours, each by the code on its tube."))
            said = Twins.objects.create(one=samples[codes[0]], other=samples[codes[1]], by=by.public_id)
            Event.record(by, "twins.said", subject=_row(said))
    except IntegrityError as error:
        raise Decided(_("This was said of these two samples before.")) from error
    return said


def read_twins(by: User, number: int, *, holds: bool) -> Twins:
    """Confirm or refuse what somebody else said of two samples."""
    require(by, "laboratory.read_finding")
    said = twins_numbered(by, number)
    state = Twins.State.CONFIRMED if holds else Twins.State.REFUSED
    with transaction.atomic(using=LABORATORY):
        waiting = Twins.objects.filter(pk=said.pk, state=Twins.State.SAID)
        if not waiting.update(state=state, read_by=by.public_id, read_at=clock.now()):
            raise Decided(_("Somebody has decided about this before."))
        Event.record(by, f"twins.{state}", subject=_row(said))
    said.refresh_from_db()
    return said


def _row(said: Twins) -> str:
    """Name a row as the trail does: by its number, for the trail stays when the samples, and this, are destroyed."""
    return f"twins {said.pk}"
