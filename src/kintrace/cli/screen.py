"""`kintrace screen`: every child against every family that seeks one, by DNA."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kintrace.cli.counted import counted
from kintrace.cli.json_files import read_json
from kintrace.cli.outcome import check_writable, write_table
from kintrace.kernel.errors import UnusableData
from kintrace.linelist.formulas import as_text

if TYPE_CHECKING:
    from kintrace.evidence.dna.genotype import Profile
    from kintrace.evidence.dna.laboratory import LaboratorySample
    from kintrace.evidence.dna.screening import Screened, SeekingFamily

COLUMNS = ("family", "child", "log10_lr", "inconsistent_loci")
MOST_TOLD = 10


def command(
    families: Annotated[Path, typer.Argument(help="The families with their profiles: a JSON file.")],
    profiles: Annotated[Path, typer.Argument(help="The children's profiles, as the laboratory wrote them.")],
    *,
    consents: Annotated[Path, typer.Option(help="Who has agreed: a CSV with the columns who and consent.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The CSV file to write.")],
    at_least: Annotated[float | None, typer.Option(help="Write only pairs with this log10 LR or more.")] = None,
) -> None:
    """Weigh every child against every family that seeks one, by DNA.

    Only who agreed is compared; whoever did not is left out and counted. A high likelihood ratio
    from one distant relative is a filter, never an identification.
    """
    from kintrace.evidence.dna.document import Part  # noqa: PLC0415 so that --help needs no numpy
    from kintrace.evidence.dna.laboratory import read_laboratory_file, read_rows  # noqa: PLC0415
    from kintrace.evidence.dna.noticed import alike_profiles  # noqa: PLC0415
    from kintrace.evidence.dna.screening import screen  # noqa: PLC0415
    from kintrace.evidence.dna.seeking import read_consents, read_seeking, with_consent  # noqa: PLC0415

    check_writable(output, given=(families, profiles, consents))
    seeking = read_seeking(Part(read_json(families), families.name))
    laboratory = read_laboratory_file(profiles)
    agreed = read_consents(read_rows(consents))
    sought = with_consent(seeking.families, agreed)
    children = {name: sample for name, sample in laboratory.samples.items() if agreed.get(name, False)}
    markers = {locus.name for locus in seeking.loci}
    _tell_set_aside([*map(str, laboratory.set_aside), *_without_table(laboratory.samples, markers)])
    _tell_left_out(seeking.families, sought, children=len(laboratory.samples) - len(children))
    used = {name: _only(sample.profile, markers) for name, sample in children.items()}
    for one, other, count in alike_profiles(used | _relatives(sought)):
        typer.echo(f"{one} and {other} are alike at all {count} markers: one sample twice, or twins?", err=True)
    try:
        found = screen(sought, used, seeking.loci)
    except UnusableData as error:
        raise UnusableData(f"{families.name} and {profiles.name}: {error}") from error
    sexes = [[_may_be(family, sample) for sample in children.values()] for family in sought.values()]
    write_table(output, COLUMNS, _rows(list(sought), list(children), found, sexes, at_least=at_least))
    impossible = [name for name, row in zip(sought, found.log10_lr, strict=True) if any(map(math.isnan, row))]
    for name in impossible:
        typer.echo(f"Family {name}: its own profiles contradict its pedigree; it was not compared.", err=True)
    typer.echo(f"{output}: {_children(len(children))} against {_families(len(sought) - len(impossible))}.", err=True)


def _only(profile: Profile, markers: set[str]) -> Profile:
    return {marker: pair for marker, pair in profile.items() if marker in markers}


def _children(number: int) -> str:
    return "1 child" if number == 1 else f"{number} children"


def _families(number: int) -> str:
    return "1 family" if number == 1 else f"{number} families"


def _relatives(families: Mapping[str, SeekingFamily]) -> dict[str, Profile]:
    return {f"{name}/{who}": one for name, family in families.items() for who, one in family.profiles.items()}


def _without_table(samples: Mapping[str, LaboratorySample], markers: set[str]) -> Iterator[str]:
    for marker in dict.fromkeys(marker for sample in samples.values() for marker in sample.profile):
        if marker not in markers:
            yield f"{marker}: the families' file has no frequencies of it; the marker is not used."


def _tell_set_aside(lines: list[str]) -> None:
    for line in lines[:MOST_TOLD]:
        typer.echo(line, err=True)
    if len(lines) > MOST_TOLD:
        typer.echo(f"… and {len(lines) - MOST_TOLD} more like these", err=True)


def _tell_left_out(before: Mapping[str, SeekingFamily], after: Mapping[str, SeekingFamily], *, children: int) -> None:
    relatives = sum(len(family.profiles) for family in before.values())
    kept = sum(len(family.profiles) for family in after.values())
    told = f"Left out for want of consent: {_children(children)}, {counted(relatives - kept, 'relative')}"
    typer.echo(f"{told} ({_families(len(before) - len(after))} with them).", err=True)


def _may_be(family: SeekingFamily, sample: LaboratorySample) -> bool:
    sexes = {family.pedigree.by_id[family.missing].sex, sample.sex}
    return len(sexes) == 1 or 0 in sexes


def _rows(
    families: list[str],
    children: list[str],
    found: Screened,
    fitting: list[list[bool]],
    *,
    at_least: float | None,
) -> Iterator[list[str]]:
    """Yield a row for each pair whose sexes do not contradict each other."""
    for name, ratios, counts, fits in zip(families, found.log10_lr, found.inconsistent, fitting, strict=True):
        for child, ratio, count, fit in zip(children, ratios.tolist(), counts.tolist(), fits, strict=True):
            if fit and not math.isnan(ratio) and (at_least is None or ratio >= at_least):
                yield [as_text(name), as_text(child), f"{ratio:.9f}" if math.isfinite(ratio) else "-inf", str(count)]
