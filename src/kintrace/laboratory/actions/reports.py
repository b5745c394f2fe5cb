"""The report of a finding, made anew from the profiles that it rests on, to be read and signed by two."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.evidence.dna.numbers import Numbers
from kintrace.evidence.dna.report import report
from kintrace.evidence.dna.report_html import report_html
from kintrace.evidence.dna.report_pdf import report_pdf
from kintrace.laboratory.errors import NotReadYet
from kintrace.laboratory.models import Finding
from kintrace.laboratory.queries.families import asked_of
from kintrace.laboratory.queries.findings import finding_named, pair_of, shown
from kintrace.laboratory.weighing import weigh_family
from kintrace.web.language import translator

TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


def make_report(by: User, code: str, *, kind: str, language: str) -> bytes:
    """Return the report of a released finding as a page or as PDF; persons are codes of samples, nobody is named.

    Raises NotReadYet, whatever the finding says, before somebody else has read it.
    """
    require(by, "laboratory.compare")
    finding = finding_named(by, code)
    if finding.state != Finding.State.RELEASED:
        raise NotReadYet(_("There is a report once somebody else has read the finding and released it."))
    database, pair, samples = shown(by, code).database, pair_of(finding), list(finding.samples.order_by("code"))
    weighed = weigh_family(asked_of(by, pair, samples), name=pair.subject, database=database)
    numbers = Numbers(
        report=finding.code,
        date=f"{finding.at:%Y-%m-%d}",
        laboratory=", ".join(sorted({one.laboratory for one in samples} - {""})),
        kit=", ".join(sorted({one.kit for one in samples} - {""})),
        excluded=weighed.excluded,
    )
    made = report(weighed.case, weighed.ratios, language=language, numbers=numbers, said=weighed.said)
    Event.record(by, "report.made", subject=finding.code, purpose="verification")
    translate = translator(language)
    return report_pdf([made], translate) if kind == "pdf" else report_html([made], translate).encode()
