"""A run of the matching, its answer to each request, its candidates, and the judgements of people.

A candidate is what the figures propose and is replaced by the next run; a judgement is what a named person said, and
stays. Nothing here can make a pair "verified": that takes two people and both sides asked, in a room of its own.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.models import ChildRecord, Population, TracingRequest, sought_code


class Run(models.Model):
    """One run of the matching over the whole record."""

    class State(models.TextChoices):
        """How far a run has come."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)  # requests
    total = models.PositiveIntegerField(default=0)  # requests
    children = models.PositiveIntegerField(default=0)
    asked_population = models.PositiveIntegerField(null=True, blank=True)
    # The office's setting, where that is what was asked; without it, whoever started the run said the number.
    population = models.ForeignKey(Population, on_delete=models.PROTECT, null=True, related_name="+")
    prior_population = models.FloatField(null=True, editable=False)
    prior_registered_share = models.FloatField(null=True, editable=False)
    prior_fitted = models.BooleanField(default=True, editable=False)
    model_version = models.CharField(max_length=60, blank=True)
    failure = models.CharField(max_length=60, blank=True)  # a reference to the log, never what went wrong in whose case
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="run_newest")]
        constraints = [
            # Two runs at once would only take each other's time.
            models.UniqueConstraint(
                fields=["state"], condition=Q(state__in=["waiting"]), name="one_run_waits_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.FINISHED, self.State.FAILED}


class Answer(models.Model):
    """What a run says of one request as a whole; kept so that lists are filtered and sorted in the database."""

    class Leads(models.TextChoices):
        """The likeliest of the outcomes."""

        THIS_CHILD = "this", _("this child")
        SIBLING = "sibling", _("a brother or sister")
        ABSENT = "absent", _("not in this list")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answers")
    request = models.ForeignKey(TracingRequest, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField(default=1)  # which of the children sought in the request
    best_child = models.ForeignKey(ChildRecord, on_delete=models.CASCADE, null=True, related_name="+")
    best_weight = models.FloatField(default=0.0)
    best_probability = models.FloatField(default=0.0)
    best_sibling_probability = models.FloatField(default=0.0)
    sibling_child = models.ForeignKey(ChildRecord, on_delete=models.CASCADE, null=True, related_name="+")  # if it leads
    sibling_probability = models.FloatField(default=0.0)  # the highest of all candidates
    absent = models.FloatField()
    leads = models.CharField(max_length=10, choices=Leads)
    candidate_count = models.PositiveSmallIntegerField(default=0)
    row = models.UUIDField(default=uuid.uuid4, editable=False)
    explained = models.BinaryField(default=bytes)  # the terms of its candidates, sealed with the request

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "request", "number"], name="one_answer_a_sought_child")]
        indexes = [
            models.Index(fields=["run", "-best_probability"], name="answer_probability"),
            models.Index(fields=["run", "best_child"], name="answer_best_child"),
        ]

    def __str__(self) -> str:
        return f"answer of {self.run} to {self.request}"

    @property
    def sought(self) -> str:
        """The code of the child sought."""
        return sought_code(self.request.code, self.number)


class Candidate(models.Model):
    """One registered child set against one request by one run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="candidates")
    request = models.ForeignKey(TracingRequest, on_delete=models.CASCADE, related_name="candidates", db_index=False)
    child = models.ForeignKey(ChildRecord, on_delete=models.CASCADE, related_name="candidates", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)  # which of the children sought in the request
    rank = models.PositiveSmallIntegerField()
    weight = models.FloatField()
    probability = models.FloatField()
    sibling_probability = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "request", "number", "child"], name="one_candidate_a_sought_child"),
        ]
        indexes = [
            models.Index(fields=["request", "run", "rank"], name="candidate_of_request"),
            models.Index(fields=["child", "run", "rank"], name="candidate_of_child"),
        ]

    def __str__(self) -> str:
        return f"{self.child} for {self.request}"


class Judgement(models.Model):
    """What one person said of one pair: an edge. It can be withdrawn, and stays readable when it was."""

    class Verdict(models.TextChoices):
        """The three answers."""

        SAME = "same", _("same child")
        DIFFERENT = "different", _("different child")
        UNSURE = "unsure", _("unsure")

    request = models.ForeignKey(TracingRequest, on_delete=models.PROTECT, related_name="judgements")
    child = models.ForeignKey(ChildRecord, on_delete=models.PROTECT, related_name="judgements")
    number = models.PositiveSmallIntegerField(default=1)  # which of the children sought in the request
    verdict = models.CharField(max_length=10, choices=Verdict)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    reason = models.BinaryField()  # sealed under `key`, which is destroyed with either case
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    shown_weight = models.FloatField(null=True)  # what the page said when they judged: the candidate itself is replaced
    shown_probability = models.FloatField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.BinaryField(default=bytes)  # likewise

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "number", "child", "by"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_living_judgement_a_person_and_pair",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_at__gte=F("at")),
                name="a_withdrawal_says_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["child", "verdict"], name="judgement_of_child")]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.child} for {self.request}"


class DnaResult(models.Model):
    """What the laboratory let be known of one pair, after two of them had read it. Nothing else of it is here.

    Until then there is no row, so that a result that is withheld looks like none.
    """

    request = models.ForeignKey(TracingRequest, on_delete=models.CASCADE, related_name="dna_results")
    child = models.ForeignKey(ChildRecord, on_delete=models.CASCADE, related_name="dna_results")
    number = models.PositiveSmallIntegerField(default=1)  # which of the children sought in the request
    report = models.CharField(max_length=16, unique=True)  # its code in the laboratory
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    said = models.BinaryField()  # ratios and codes of samples, sealed under `key`, which is destroyed with either case
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "number", "child"], name="one_dna_result_a_pair"),
        ]

    def __str__(self) -> str:
        return self.report
