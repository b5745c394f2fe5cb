"""Closes this process to others: its memory holds keys, and a dump of it on a disk would hold them too."""

from __future__ import annotations

import ctypes
import resource
import sys

PR_GET_DUMPABLE = 3
PR_SET_DUMPABLE = 4


def close_to_others() -> None:
    """Leave no core dump, and let no other process of this user look into the memory of this one (Linux)."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def is_closed() -> bool:
    """Say whether the memory of this process stays with it."""
    no_core = resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    return no_core and (sys.platform != "linux" or ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
