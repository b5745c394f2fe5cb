"""The buckets that slow down guessing."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class TokenBucket(models.Model):
    """How many tries are left for one key; a token comes back every `seconds_a_token`."""

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    updated = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.tokens:.1f} left"

    def refilled(self, *, at: datetime, capacity: int, seconds_a_token: float) -> float:
        """Return the tokens in the bucket at a moment, never more than it holds."""
        return min(capacity, self.tokens + max(0.0, (at - self.updated).total_seconds()) / seconds_a_token)
