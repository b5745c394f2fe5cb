"""Ten thousand names and telephone numbers that nobody bears, in four scripts, and the search for them in bytes."""

import base64
import re
from pathlib import Path

IN_ALL = 10_000
# What each begins with is borne by nobody and nothing, so that one search finds all.
BEGINNINGS = {"la": "Qvexuwo", "cy": "Щэфыцжу", "ar": "ظغثضخذ", "ka": "ჭჟღჰყძ"}
TELEPHONE = re.compile(rb"79990\d{7}")
SIGNS = "abdegiklmn"


def names(number=IN_ALL):
    """Return so many names, in the four scripts by turns."""
    beginnings = list(BEGINNINGS.values())
    return [beginnings[place % 4] + "".join(SIGNS[int(one)] for one in f"{place:05}") for place in range(number)]


def telephones(number=IN_ALL):
    return [f"+79990{place:07}" for place in range(number)]


def hits(folder: Path):
    """Return what was found in which file, whatever its coding."""
    found = []
    known = {f"79990{place:07}".encode() for place in range(IN_ALL)}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            small = content.lower()
            found += [(path.name, sign) for sign in SOUGHT if sign in content or sign in small]
            for view in (content, content.replace(b"\0", b"")):
                found += [(path.name, one) for one in set(TELEPHONE.findall(view)) & known]
            found += [(path.name, one) for one in _in_base64(content, known)]
    return found


def _codings(text):
    for form in {text, text.lower(), text.casefold()}:
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = form.encode(coding)
            yield raw
            yield from _as_base64(raw)
        yield form.encode("unicode_escape") if not form.isascii() else form.encode()
        yield "".join(f"%{byte:02X}" for byte in form.encode()).encode() if not form.isascii() else form.encode()


def _as_base64(raw):
    """Yield the middle of a text in base64, at each of the three places it may begin."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw).rstrip(b"=")
        yield coded[4:-2] if shift else coded[:-2]


def _in_base64(content, known):
    for run in re.findall(rb"[A-Za-z0-9+/]{16,}", content):
        for shift in range(4):
            piece = run[shift : shift + (len(run) - shift) // 4 * 4]
            yield from set(TELEPHONE.findall(base64.b64decode(piece))) & known


SOUGHT = sorted({coded for beginning in BEGINNINGS.values() for coded in _codings(beginning) if len(coded) >= 7})
