"""Where tests write: in memory, where there is room. What a commit costs on a disk is asked in benchmarks/."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # folders of our own are made there
ROOM = 4 * 1024**3


def folder(prefix: str) -> Path:
    """Make a folder that whoever asks for it removes."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if _roomy() else None))


def _memory_left() -> int:
    """Return how many bytes this machine, and the container that may hold us, still have to give."""
    told = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines())
    left = int(told["MemAvailable"].split()[0]) * 1024
    most, used = (Path("/sys/fs/cgroup") / name for name in ("memory.max", "memory.current"))
    if most.exists() and (limit := most.read_text(encoding="ascii").strip()).isdecimal():
        left = min(left, int(limit) - int(used.read_text(encoding="ascii")))
    return left


def _roomy() -> bool:
    if not MEMORY.is_dir() or min(shutil.disk_usage(MEMORY).free, _memory_left()) < ROOM:
        return False
    return not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC  # some tests write programs, and start them
