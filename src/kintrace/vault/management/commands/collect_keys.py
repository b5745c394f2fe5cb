"""`kintrace manage collect_keys`: deletes keys that were drawn for cases which never came to be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.core.management.base import BaseCommand

from kintrace.kernel import clock
from kintrace.vault.cases import collect

WAIT: Final = timedelta(days=1)  # longer than any act that draws keys before it writes its rows


class Command(BaseCommand):
    """A key is drawn before the row that needs it, so an act that was interrupted may leave one over."""

    help = "Delete keys that no row needs."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # the shape is Django's
        self.stdout.write(f"{collect(before=clock.now() - WAIT)} keys that no row needed are deleted.")
