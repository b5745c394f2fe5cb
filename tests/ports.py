"""Ports for servers that a test starts in a process of its own, a while after the port was chosen.

They lie below those that the system gives to whoever asks for any, so that no connection made meanwhile takes one.
"""

import socket
from random import SystemRandom

HOST, BELOW = "127.0.0.1", range(20_000, 30_000)


def free_port(room=1):
    """Return a port that nobody has, and neither those of the `room` from it on."""
    while True:
        first = SystemRandom().choice(BELOW)
        if all(map(_is_free, range(first, first + room))):
            return first


def _is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
