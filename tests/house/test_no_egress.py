"""kintrace reaches no network by itself: not in any test, and not when it matches two lists."""

import socket
import subprocess
import sys

import pytest

LISTS = {
    "requests.csv": "id,name,father_name,birth_date\nR1,Умар Магомедов,Магомед,2013\n",
    "children.csv": "id,name,father_name,age,age_date\nC1,عمر محمد,محمد,4,2017-08-01\nC2,Ali,Hasan,9,2017-08-01\n",
}
# An audit hook cannot be taken away again, and sees the calls of compiled modules too.
SHUT = """
import sys
def shut(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"}:
        raise RuntimeError(f"kintrace reached for a network: {event} {args}")
sys.addaudithook(shut)
from kintrace.cli.main import run
run()
"""


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_test_cannot_connect_elsewhere(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as line, pytest.raises(AssertionError, match="connecting to"):
        line.connect((host, 80))


def test_a_test_cannot_look_up_a_name():
    with pytest.raises(AssertionError, match="looking up"):
        socket.getaddrinfo("example.org", 80)


def test_a_test_can_reach_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as door:
        socket.create_connection(door.getsockname()).close()


def test_matching_works_with_the_network_shut(tmp_path, strangers_environment):
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text)
    words = ["match", "requests.csv", "children.csv", "-o", "out.csv"]
    program = [sys.executable, "-c", SHUT, *words]
    done = subprocess.run(program, cwd=tmp_path, env=strangers_environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "R1,C1,1," in (tmp_path / "out.csv").read_text()
