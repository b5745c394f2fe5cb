"""What installing kintrace puts on a disk stays small enough for an office with a slow line."""

from importlib.metadata import distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MOST_BYTES = 500_000_000


def _closure(name, seen):
    """Gather the packages that a default installation of one brings along."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        wanted = canonicalize_name(requirement.name)
        if wanted not in seen and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            seen.add(wanted)
            _closure(wanted, seen)
    return seen


def _bytes(name):
    files = (file.locate() for file in distribution(name).files or () if file.suffix != ".pyc")
    return sum(file.stat().st_size for file in files if file.is_file())


def test_the_default_dependencies_are_small():
    sizes = {name: _bytes(name) for name in _closure("kintrace", set())}
    largest = sorted(sizes, key=sizes.__getitem__, reverse=True)[:5]
    told = ", ".join(f"{name} {sizes[name] / 1e6:.0f} MB" for name in largest)
    print(f"{len(sizes)} packages, {sum(sizes.values()) / 1e6:.0f} MB; the largest: {told}")  # noqa: T201 - for pytest -s
    assert {"numpy", "django", "python-calamine"} <= set(sizes)
    assert sum(sizes.values()) < MOST_BYTES, told
