"""Names of markers and alleles, and how laboratories write them.

Alleles stay text: 9.3 is not 9.30, and no number is made of either.
"""

from __future__ import annotations

import re

AUTOSOMAL = (
    *"CSF1PO D1S1656 D2S441 D2S1338 D3S1358 D3S1744 D5S818 D6S1043 D7S820 D8S1179 D10S1248 D12S391".split(),
    *"D13S317 D16S539 D18S51 D19S433 D21S11 D22S1045 FGA SE33 TH01 TPOX vWA".split(),
    *("Penta D", "Penta E"),
)
LINEAGE = (
    *"DYS19 DYS385 DYS390 DYS391 DYS392 DYS393 DYS437 DYS438 DYS439 DYS448 DYS449 DYS456 DYS458 DYS460".split(),
    *"DYS481 DYS518 DYS533 DYS570 DYS576 DYS627 DYS635 DYF387S1 YGATAH4 Yindel".split(),
    *("DYS389 I", "DYS389 II"),
)
SEX_MARKER = "AMEL"
ALIASES = {"THO1": "TH01", "TP0X": "TPOX", "AMELOGENIN": SEX_MARKER, "ACTBP2": "SE33", "HUMVWA": "vWA"}
# What stands for "not called": off the ladder, inconclusive, no result.
NOT_CALLED = frozenset({"", "OL", "?", "INC", "NR", "NA", "N/A", "-", "*"})

_SNP = re.compile(r"RS\d{1,12}", re.ASCII)
_ALLELE = re.compile(r"[<>]?\d{1,3}(\.\d{1,2})?|[ACGTXY]", re.ASCII)


def _bare(name: str) -> str:
    return re.sub(r"[\s_.-]+", "", name).upper()


_KNOWN = {_bare(name): name for name in (*AUTOSOMAL, *LINEAGE, SEX_MARKER)} | ALIASES


def marker_named(written: str) -> str | None:
    """Return the name of a marker as the tables have it; None for one that is not known.

    >>> marker_named("THO1"), marker_named("PENTA_D"), marker_named("rs1490413"), marker_named("D99")
    ('TH01', 'Penta D', 'rs1490413', None)
    """
    bare = _bare(written)
    return bare.lower() if _SNP.fullmatch(bare) else _KNOWN.get(bare)


def allele_named(written: str) -> str | None:
    """Return an allele as written, without blanks; None for what is no allele.

    >>> allele_named(" 9.3 "), allele_named("9.30"), allele_named("fifteen")
    ('9.3', '9.30', None)
    """
    bare = written.strip().upper()
    return bare if _ALLELE.fullmatch(bare) else None
