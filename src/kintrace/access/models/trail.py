"""The trail: who did what to which code, what for, and when; each entry sealed by the hash of the one before it."""

from __future__ import annotations

import re
from datetime import UTC

from django.db import connections, models, router, transaction
from django.utils.translation import gettext_lazy as _

from kintrace.access.append_only import CHAIN_LOCK
from kintrace.access.models.staff import User
from kintrace.access.trail_verifier import FIRST_PREV, hash_of
from kintrace.kernel import clock
from kintrace.kernel.ids import read_code

VERB = re.compile(r"[a-z][a-z0-9_-]*\.[a-z0-9_.-]+")
NOUN = re.compile(r"[a-z][a-z0-9_.-]*")
KEY = re.compile(r"[A-Za-z0-9_.:-]*[0-9][A-Za-z0-9_.:-]*|[A-Za-z0-9_-]{20,}")
TELEPHONE = re.compile(r"(?:[.:_-]*[0-9]){10,}[.:_-]*")
LONGEST_SUBJECT = 100


class Purpose(models.TextChoices):
    """What something was opened or done for: the only words about it that the trail holds."""

    REGISTRATION = "registration", _("registration")
    TRACING = "tracing", _("tracing")
    MATCHING = "matching", _("matching")
    VERIFICATION = "verification", _("verification")
    CONTACT = "contact", _("contact with the family")
    RETURN = "return", _("return")
    SUPERVISION = "supervision", _("supervision")
    AUDIT = "audit", _("audit")
    EXPORT = "export", _("export")
    ERASURE = "erasure", _("erasure")
    BREAK_GLASS = "break_glass", _("emergency")
    RECOVERY = "recovery", _("recovery of keys")
    MAINTENANCE = "maintenance", _("maintenance")


class Event(models.Model):
    """One entry of the trail: who did what to which code, what for, and when, to the minute.

    It holds neither names nor free text, so that it can be read by an auditor who may not open a case, and kept
    after a case is erased. Triggers refuse UPDATE and DELETE, and an INSERT that does not follow the last entry.
    `seq` alone gives the order: a clock may jump back. Nobody stands in `by` where kintrace itself acted.
    """

    seq = models.BigIntegerField(primary_key=True, editable=False)
    at = models.DateTimeField(editable=False)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    purpose = models.CharField(max_length=30, blank=True, choices=Purpose)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", to_field="public_id", db_column="actor", null=True
    )
    prev = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-seq"], name="event_subject"),
            models.Index(fields=["verb", "-at"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}"

    @classmethod
    def record(cls, by: User | None, verb: str, *, subject: str = "", purpose: str = "") -> Event:
        """Write one entry and return it.

        `verb` reads like "judgement.recorded"; `subject` is codes and numbers, never a name; `purpose` is one of
        `Purpose`. Raises ValueError for anything else. On PostgreSQL, writers wait for one another from here to the
        end of their transaction: in a long one, record last.
        """
        check_words(verb, subject=subject, purpose=purpose)
        using = router.db_for_write(cls)
        with transaction.atomic(using=using):
            _wait_for_my_turn(using)
            last = cls.objects.using(using).order_by("-seq").values_list("seq", "hash").first()
            seq, prev = (last[0] + 1, last[1]) if last else (1, FIRST_PREV)
            event = cls(seq=seq, at=clock.now().replace(second=0, microsecond=0), by=by, prev=prev)
            event.verb, event.subject, event.purpose = verb, subject, purpose
            event.hash = event.right_hash()
            event.save(using=using, force_insert=True)
        return event

    def right_hash(self) -> str:
        """Return the hash that this entry has to carry."""
        at = f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
        said = {"verb": self.verb, "subject": self.subject, "purpose": self.purpose}
        return hash_of(self.prev, self.seq, at=at, actor=self.by_id, **said)


def check_words(verb: str, *, subject: str, purpose: str) -> None:
    """Raise ValueError for what may not stand in the trail; the message does not repeat it, since it may be a name."""
    if not VERB.fullmatch(verb):
        raise ValueError("a verb of the trail reads like judgement.recorded")
    words = subject.split(" ") if subject else []
    keys = {word for word in words if _is_key(word)}
    nouns = {word for word in words if NOUN.fullmatch(word)}
    if len(subject) > LONGEST_SUBJECT or set(words) - keys - nouns or (words and not keys):
        raise ValueError("a subject of the trail is made of codes and numbers, with at most nouns beside them")
    if purpose and purpose not in Purpose.values:
        raise ValueError("a purpose of the trail is one of access.models.Purpose")


def _is_key(word: str) -> bool:
    return read_code(word) == word or (KEY.fullmatch(word) is not None and TELEPHONE.fullmatch(word) is None)


def _wait_for_my_turn(using: str) -> None:
    """Let one writer at a time read the head and add to it; SQLite's IMMEDIATE transactions see to that themselves."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
