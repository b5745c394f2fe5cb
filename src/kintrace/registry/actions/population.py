"""How many children the matching is told could be meant: set by two persons, dated, and never moved silently."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kintrace.access.acts import Payload
from kintrace.access.models import Event, User
from kintrace.kernel.errors import WrongUse
from kintrace.registry.models import Population


@transaction.atomic
def set_population_as_signed(by: User, payload: Payload) -> Population:
    """Set it, as a second person signed; runs of the matching begun from now on use it and say so."""
    if payload["source"] not in Population.Source.values:
        raise WrongUse(f"There is no source called {payload['source']!r}.")
    population = Population.objects.create(
        children=payload["children"], source=payload["source"], as_of=date.fromisoformat(payload["as_of"]), by=by
    )
    Event.record(by, "population.set", subject=f"population {population.pk}")
    return population
