"""Fit the spelling model that ships in the package from the open pairs beside this script.

    python resources/spelling/compile.py            write src/kintrace/evidence/spelling/model.npz
    python resources/spelling/compile.py --check    fail if the shipped model was not made from these pairs by this script

Takes under a minute on one core. Expectation maximisation over chains of letter operations, one
model per pair of scripts; then a monotone curve from raw score to weight, fitted on names that
the letter operations were not fitted on.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import itertools
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from closeness import common_space, pulling_runs
from learning import background, common_triples, curve, expectation_maximisation, random_pairs, scores
from neighbours import Used, around

from kintrace.evidence.spelling.alphabet import LONGEST, Alphabet
from kintrace.evidence.spelling.around import VIEWS, Around
from kintrace.evidence.spelling.attested import Attested, Keys, pair_keys, word_keys
from kintrace.evidence.spelling.embedding import Embedding
from kintrace.evidence.spelling.pairing import Pairing
from kintrace.evidence.spelling.scripts import Script, fold, script_of, script_of_letter
from kintrace.evidence.spelling.swift import SwiftTransducer
from kintrace.evidence.spelling.transducer import Transducer

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "src/kintrace/evidence/spelling/model.npz"
COLUMNS = {"ar": Script.ARABIC, "ru": Script.CYRILLIC, "la": Script.LATIN}
PAIRS = (("ar", "la"), ("ru", "la"), ("ar", "ru"), ("la", "la"), ("ru", "ru"), ("ar", "ar"))
MOST_ALIKE = 12  # a counterpart of more spellings is a word, not a name
LEARNT = {Script.ARABIC: 10_000, Script.CYRILLIC: 3_000}  # attested pairs that are learned from
MOST_DIFFERING = 7000  # pairs of one script that are learned from
HELD_OUT = 51  # of 256: one name in five
TOO_RARE = 1e-9  # operations less probable than this are not shipped

type Names = dict[str, dict[str, set[str]]]  # Latin key -> script -> folded spellings


def read_names() -> Names:
    """Join both tables on the Latin spelling; one entry gathers the spellings of one name."""
    names: Names = defaultdict(lambda: defaultdict(set))
    for table, column in (("ar_la", "ar"), ("ru_la", "ru")):
        with gzip.open(HERE / f"{table}.tsv.gz", "rt", encoding="utf8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for side in (column, "la"):
                    token = fold(row[side])
                    if token and script_of(row[side]) is COLUMNS[side] and len(token) <= LONGEST - 8:
                        names[row["la"]][side].add(token)
    return names


def read_attested() -> Counter[tuple[str, str]]:
    """Read the pairs of `attested.tsv.gz` and how often each was seen."""
    with gzip.open(HERE / "attested.tsv.gz", "rt", encoding="utf8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return Counter({(row["one"], row["other"]): int(row["count"]) for row in rows})


def joined(names: Names, attested: Iterable[tuple[str, str]]) -> Names:
    """Add attested pairs with a Latin side to the names."""
    out: Names = defaultdict(lambda: defaultdict(set))
    for key, spellings in names.items():
        for side, words in spellings.items():
            out[key][side] |= words
    for one, other in attested:
        script = script_of(one)
        if script is not None and script_of(other) is Script.LATIN:
            out[other][script].add(one)
            out[other]["la"].add(other)
    return out


def by_scripts(attested: Iterable[tuple[str, str]]) -> dict[tuple[Script | None, Script | None], list[tuple[str, str]]]:
    """Sort the attested pairs, all of them folded, by their two scripts."""
    found = defaultdict(list)
    for pair in attested:
        found[script_of_letter(pair[0][0]), script_of_letter(pair[1][0])].append(pair)
    return found


def sample(attested: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choose attested pairs to learn from: of Arabic and Latin some of those seen twice, of Cyrillic and Latin a few.

    All would drown the names that are not of Arabic origin.
    """
    chosen: list[tuple[str, str]] = []
    written = by_scripts(attested)
    for script, most in LEARNT.items():
        seen = sorted(pair for pair in written[script, Script.LATIN] if attested[pair] > 1)
        chosen += sorted(seen, key=lambda pair: digest("".join(pair)))[:most]
    return chosen


def pairs_of(names: Names, first: str, second: str) -> list[tuple[str, str]]:
    """Return each pair of spellings once; within one script, spellings that share a counterpart in another."""
    found: dict[tuple[str, str], None] = {}
    if first != second:
        for spellings in names.values():
            found.update(dict.fromkeys(itertools.product(sorted(spellings[first]), sorted(spellings[second]))))
        return list(found)
    alike = [sorted(group) for group in _spelled_alike(names, first)]
    for group in alike:
        for one, other in itertools.combinations(group, 2):
            found[one, other] = found[other, one] = None
    differing = sorted(found, key=lambda pair: digest(min(pair) + max(pair)))[:MOST_DIFFERING]
    # As many words beside themselves as beside another: most of what a register repeats is spelt alike.
    same = sorted({t for g in alike for t in g})[: max(len(differing), 4000)]
    return [*differing, *((token, token) for token in same)]


def _spelled_alike(names: Names, side: str) -> list[set[str]]:
    """Group spellings of one script by each counterpart they share."""
    groups: dict[str, set[str]] = defaultdict(set)
    for spellings in names.values():
        bridges = sorted(token for other in COLUMNS if other != side for token in spellings[other])
        for bridge in bridges:
            groups[bridge] |= spellings[side]
    return [group for group in groups.values() if 1 <= len(group) <= MOST_ALIKE]


def is_held_out(key: str) -> bool:
    """Tell whether a name is kept for the curve: one in five is."""
    return digest(key)[0] < HELD_OUT


def digest(text: str) -> bytes:
    """Return bytes that look random and are the same each time."""
    return hashlib.sha256(text.encode()).digest()


def fit() -> dict[str, np.ndarray]:
    """Fit everything; the arrays of the shipped file by name."""
    attested = read_attested()
    written = by_scripts(attested)
    open_names = read_names()
    names = joined(open_names, sample(attested))
    fitted = {key: spellings for key, spellings in names.items() if not is_held_out(key)}
    held = {key: spellings for key, spellings in names.items() if is_held_out(key)}
    # Attested pairs are all known: across scripts a curve fitted on them would expect that of every name.
    held_across = {key: spellings for key, spellings in open_names.items() if is_held_out(key)}
    tokens = {side: sorted({t for spellings in fitted.values() for t in spellings[side]}) for side in COLUMNS}
    alphabets = {side: Alphabet(script, common_triples(tokens[side], script)) for side, script in COLUMNS.items()}
    backgrounds = {side: background(tokens[side], alphabets[side]) for side in COLUMNS}
    runs = {side: pulling_runs(tokens[side], alphabets[side]) for side in COLUMNS}
    ar_la, ru_la = pairs_of(fitted, "ar", "la"), pairs_of(fitted, "ru", "la")
    space = common_space(ar_la, ru_la, tuple(alphabets.values()), tuple(runs.values()))
    # As it will be read: half precision.
    near = {side: _shortened(one, alphabets[side], runs[side]) for side, one in zip(COLUMNS, space, strict=True)}
    out: dict[str, np.ndarray] = {"fingerprint": np.array(fingerprint())}
    for side, script in COLUMNS.items():
        out |= {
            f"triples_{script}": alphabets[side].triples.astype(np.int32),
            f"background_{script}": backgrounds[side].log_next.astype(np.float16),
            f"pulling_{script}": runs[side].astype(np.int16),
            f"pulls_{script}": near[side].pulls[runs[side]].astype(np.float16),
            f"middle_{script}": near[side].middle.astype(np.float16),
        }
    for first, second in PAIRS:
        learnt = pairs_of(fitted, first, second)
        model = expectation_maximisation(learnt, alphabets[first], alphabets[second])
        u, v = np.nonzero(model.theta > TOO_RARE)
        theta = np.zeros_like(model.theta)
        theta[u, v] = model.theta[u, v]
        both = None if first == second else (near[first], near[second])
        known = keys_of(written[COLUMNS[first], COLUMNS[second]], alphabets[first], alphabets[second])
        pairing = Pairing(
            SwiftTransducer(model.first, model.second, theta),
            (backgrounds[first], backgrounds[second]),
            both,
            attested=Attested(alphabets[first], alphabets[second], known),
            around=None if first == second else neighbours(learnt, replace(model, theta=theta)),
        )
        judged = held if first == second else held_across
        true = scores(pairing, [pair for pair in pairs_of(judged, first, second) if pair[0] != pair[1]])
        chance = scores(pairing, random_pairs(judged, first, second))
        name = f"{first}_{second}"
        out |= {
            f"{name}_ops": np.stack([u, v]).astype(np.int16),
            f"{name}_theta": theta[u, v].astype(np.float32),
            f"{name}_curve": curve(true, chance),
            f"{name}_attested": known,
        }
        for side, one in enumerate(pairing.around or ()):
            out |= stored(one, f"{name}_around{side}")
        told = f"{name}: {len(u)} operations, {len(true)} held-out pairs, curve {out[f'{name}_curve'].round(3)}"
        print(told, file=sys.stderr)
    return out


def neighbours(pairs: list[tuple[str, str]], model: Transducer) -> tuple[Around, Around]:
    """Learn how either side is written for the other in view of the letters around."""
    alphabets = model.first, model.second
    words = tuple(alphabet.code([pair[side] for pair in pairs]) for side, alphabet in enumerate(alphabets))
    used = Used.of(*words, model)
    there = around(words, alphabets, model.theta, used)
    back = around(words[::-1], alphabets[::-1], np.ascontiguousarray(model.theta.T), used.turned())
    return _as_read(there), _as_read(back)


def _as_read(one: Around) -> Around:
    """Return it as it will be read: half precision."""
    return replace(one, left=one.left.astype(np.float16), shares=one.shares.astype(np.float16).astype(np.float32))


def stored(one: Around, name: str) -> dict[str, np.ndarray]:
    """Return the arrays that are shipped."""
    letter, way = np.nonzero(one.ways)
    return {
        **{
            f"{name}_view{number}": known.astype(np.int32)
            for number, known in zip(range(len(VIEWS)), one.views, strict=True)
        },
        f"{name}_starts": one.starts.astype(np.int32),
        f"{name}_left": one.left.astype(np.float16),
        f"{name}_shares": one.shares.astype(np.float16),
        f"{name}_ways": np.stack([letter, way, one.ways[letter, way]]).astype(np.int32),
    }


def keys_of(pairs: list[tuple[str, str]], first: Alphabet, second: Alphabet) -> Keys:
    """Return the numbers of the attested pairs of two scripts."""
    words = [word_keys(a.code([p[side] for p in pairs]), a) for side, a in enumerate((first, second))]
    return np.unique(pair_keys(*words))


def _shortened(embedding: Embedding, alphabet: Alphabet, runs: np.ndarray) -> Embedding:
    """Spread the pulls over all runs of the alphabet."""
    pulls = np.zeros((len(alphabet), embedding.pulls.shape[1]), dtype=np.float32)
    pulls[runs] = embedding.pulls.astype(np.float16)
    return Embedding(pulls, embedding.middle.astype(np.float16).astype(np.float32))


def fingerprint() -> str:
    """Digest everything the model depends on: data, this script, the folding and the transducer."""
    package = MODEL.parent
    sources = [HERE / "ar_la.tsv.gz", HERE / "ru_la.tsv.gz", Path(__file__)]
    sources += [HERE / "attested.tsv.gz"]
    sources += [HERE / f"{part}.py" for part in "learning counting neighbours closeness".split()]
    parts = "scripts alphabet transducer swift around background embedding attested pairing curve"
    sources += [package / f"{part}.py" for part in parts.split()]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        np.savez_compressed(MODEL, allow_pickle=False, **fit())
    elif str(np.load(MODEL)["fingerprint"]) != fingerprint():
        sys.exit("the spelling model and what it is made from have drifted apart: run resources/spelling/compile.py")


if __name__ == "__main__":
    main()
