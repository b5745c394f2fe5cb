"""How fast is a name found among a million, and is it the right one? Prints a table a size, beside what is asked.

    python benchmarks/lookup.py                      100,000 and 1,000,000 names, and a million of mostly distinct words
    python benchmarks/lookup.py --names 200000       one size

Names are drawn by chance from tables of names the matcher was not fitted on. Each is kept in one script, as a
clerk of the register wrote it, and asked for as somebody else spells it in each of the three. Each size is
measured in a process of its own.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kintrace.matching.lookup import NameIndex
from kintrace.worlds.chance import Chance
from kintrace.worlds.names import Name, NamePool, Script

RESOURCES = Path(__file__).parent.parent / "resources/spelling"
SIZES = ((100_000, False), (1_000_000, False), (1_000_000, True))
ASKED = {100_000: 30.0, 1_000_000: 150.0}  # milliseconds of processor time for one lookup
SCRIPTS: tuple[Script, ...] = ("cyrillic", "arabic", "latin")
LOOKUPS = 200  # of each kind and script
UPDATES = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """The names of an invented person."""

    given: Name
    father: Name
    surname: Name


def persons(count: int, *, seed: int, distinct: bool) -> Iterator[Person]:
    """Draw persons; with `distinct`, fathers and families have words made of halves of two names."""
    pool = NamePool.from_pairs(RESOURCES / "ru_la.tsv.gz", RESOURCES / "ar_la.tsv.gz", part="judge")
    chance = Chance(seed)
    for _ in range(count):
        given, father, surname = (pool.draw(chance, kind) for kind in ("boy", "father", "surname"))
        if distinct:
            father = joined(pool.draw(chance, "surname"), father)
            surname = joined(pool.draw(chance, "surname"), surname)
        yield Person(given, father, surname)


def joined(first: Name, second: Name) -> Name:
    """Make a name nobody bears of the first half of one and the second of another, in every script."""
    return Name(
        f"{first.key} {second.key}",
        *(
            tuple((head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :].lower(), share * other)
                  for head, share in first.spellings(script)[:3] for tail, other in second.spellings(script)[:3])
            for script in SCRIPTS
        ),
    )  # fmt: skip


def written(person: Person, script: Script, chance: Chance) -> str:
    """Write a whole name as is usual in a script."""
    given, father, surname = (spelled(name, script, chance) for name in (person.given, person.father, person.surname))
    if script == "cyrillic":
        return f"{surname} {given} {father}"
    return f"{given} {father} {surname}"


def spelled(name: Name, script: Script, chance: Chance) -> str:
    spellings = name.spellings(script)
    return chance.weighted([text for text, _ in spellings], [share for _, share in spellings])


def two_words(person: Person, script: Script, chance: Chance) -> str:
    return f"{spelled(person.given, script, chance)} {spelled(person.surname, script, chance)}"


def one_word_and_initial(person: Person, script: Script, chance: Chance) -> str:
    return f"{spelled(person.surname, script, chance)} {spelled(person.given, script, chance)[0]}."


def being_typed(person: Person, script: Script, chance: Chance) -> str:
    word = spelled(person.surname, script, chance)
    return f"{spelled(person.given, script, chance)} {word[: max(3, len(word) * 2 // 3)]}…"


KINDS: dict[str, Callable[[Person, Script, Chance], str]] = {
    "whole name": written,
    "given, surname": two_words,
    "surname, initial": one_word_and_initial,
    "being typed": being_typed,
}


def megabytes() -> float:
    """Return the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int, *, distinct: bool) -> None:
    """Build an index, look names up and change some; print the figures."""
    chance = Chance(3)
    entries = [
        (str(number), written(person, chance.one_of(SCRIPTS), chance))
        for number, person in enumerate(persons(count, seed=2, distinct=distinct))
    ]
    before, start, used = megabytes(), time.perf_counter(), time.process_time()
    index = NameIndex.build(entries)
    seconds, used = time.perf_counter() - start, time.process_time() - used
    words = "mostly distinct words" if distinct else "words as common as they are in life"
    print(f"\n{count:,} names of {words}, {index.words:,} different")
    print(f"built in {seconds:.0f} s ({used:.0f} s of processor); {megabytes() - before:,.0f} MB more than the names, "
          f"{megabytes():,.0f} MB in all")  # fmt: skip
    look_up(index, count, distinct=distinct)
    change(index, chance)


def look_up(index: NameIndex, count: int, *, distinct: bool) -> None:
    asked_for = [
        one for number, one in enumerate(persons(count, seed=2, distinct=distinct)) if not number % (count // LOOKUPS)
    ]
    step = count // LOOKUPS
    print(f"{'asked':18}{'script':10}{'median ms':>10}{'p95 ms':>8}{'first':>8}{'in ten':>8}")
    chance = Chance(4)
    index.search("Умар عمر Umar")  # the model is read once
    for kind, write in KINDS.items():
        for script in SCRIPTS:
            spent, places = [], []
            for number, person in enumerate(asked_for):
                words = write(person, script, chance)
                start = time.process_time()
                found = index.search(words)
                spent.append(1000 * (time.process_time() - start))
                ids = [one.id for one in found]
                places.append(ids.index(str(number * step)) if str(number * step) in ids else len(ids) + 10)
            median, most = statistics.median(spent), statistics.quantiles(spent, n=20)[-1]
            first, ten = (sum(place < k for place in places) / len(places) for k in (1, 10))
            holds = "" if count not in ASKED else "holds" if median <= ASKED[count] else "FALLS SHORT"
            print(f"{kind:18}{script:10}{median:10.1f}{most:8.1f}{first:8.3f}{ten:8.3f}  {holds}", flush=True)


def change(index: NameIndex, chance: Chance) -> None:
    """Replace and remove names in place."""
    others = list(persons(UPDATES, seed=5, distinct=False))
    start = time.process_time()
    for number, person in enumerate(others):
        index.replace(str(number), written(person, chance.one_of(SCRIPTS), chance))
    replaced = time.process_time() - start
    start = time.process_time()
    for number in range(UPDATES):
        index.remove(str(number))
    removed = time.process_time() - start
    print(
        f"in place: a name replaced in {1000 * replaced / UPDATES:.2f} ms, removed in {1000 * removed / UPDATES:.3f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int)
    parser.add_argument("--distinct", action="store_true", help="mostly distinct words")
    asked = parser.parse_args()
    if asked.names:
        measure(asked.names, distinct=asked.distinct)
        return
    for count, distinct in SIZES:
        kind = ["--distinct"] if distinct else []
        subprocess.run([sys.executable, __file__, "--names", str(count), *kind], check=True)  # noqa: S603 ourselves


if __name__ == "__main__":
    main()
