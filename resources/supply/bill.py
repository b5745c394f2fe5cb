"""Print what an installation is made of, as a CycloneDX 1.6 bill of materials.

It is read from what is really installed: the package, all that it needs, and all that those need.

    python resources/supply/bill.py > kintrace.cdx.json
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "kintrace"


def bill(root: str = ROOT) -> dict[str, Any]:
    """Return the bill of an installed package: each part once, and what each of them stands on."""
    parts = _parts(root)
    top = canonicalize_name(root)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(parts[top], kind="application")},
        "components": [_component(parts[name]) for name in sorted(parts) if name != top],
        "dependencies": [
            {"ref": _ref(parts[name]), "dependsOn": sorted(_ref(parts[one]) for one in needs)}
            for name, needs in ((name, _needs(parts[name], parts)) for name in sorted(parts))
        ],
    }


def _parts(root: str) -> dict[str, Distribution]:
    found: dict[str, Distribution] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(root, frozenset())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        try:
            found[canonicalize_name(name)] = distribution(name)
        except PackageNotFoundError:
            continue  # wanted on another system only
        wanted = {(one.name, frozenset(one.extras)) for one in _wanted(distribution(name), extras)}
        waiting += wanted - seen
        seen |= wanted
    return found


def _wanted(part: Distribution, extras: frozenset[str]) -> list[Requirement]:
    required = [Requirement(one) for one in part.requires or ()]
    asked = ["", *extras]
    return [one for one in required if one.marker is None or any(one.marker.evaluate({"extra": x}) for x in asked)]


def _needs(part: Distribution, parts: dict[str, Distribution]) -> set[str]:
    named = {canonicalize_name(one.name) for one in _wanted(part, frozenset())}
    return named & set(parts)


def _ref(part: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(part.name)}@{part.version}"


def _component(part: Distribution, *, kind: str = "library") -> dict[str, Any]:
    said = part.metadata
    licence = said.get("License-Expression") or said.get("License") or ""
    known = [{"license": {"name": licence.splitlines()[0][:100]}}] if licence.strip() else []
    return {
        "type": kind,
        "bom-ref": _ref(part),
        "name": part.name,
        "version": part.version,
        "purl": _ref(part),
        **({"licenses": known} if known else {}),
    }


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
