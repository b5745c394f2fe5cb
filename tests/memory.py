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


def _roomy() -> bool:
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return False
    return not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC  # some tests write programs, and start them
