"""A child of this process does something, is killed after a while, or ends by itself; on the real databases."""

import os
import signal
import time
import traceback

from django.db import connections

LONG = 600.0  # seconds in which anything here ends by itself


def lives(deed, *, seconds=LONG):
    """Do something in a child and kill it after so long; return whether it was done, and "" or what went wrong."""
    connections.close_all()  # a child must not share its parent's connections
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        _do(deed, into)
    os.close(into)
    ended = _waited(child, until=time.monotonic() + seconds)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode()
    return said == "done", said if said != "done" else ""


def _do(deed, into):
    try:
        deed()
        os.write(into, b"done")
    except BaseException:  # noqa: BLE001  # the parent has to hear of whatever it is
        os.write(into, traceback.format_exc()[-3000:].encode())
    finally:
        os._exit(0)


def _waited(child, *, until):
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.001)
    return False
