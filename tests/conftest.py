"""What every test shares: a network that is shut, and a browser where there is one."""

import gc
import os
import shutil
import signal
import socket
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings

from kintrace.kernel import clock
from tests import memory

# Speed is measured in benchmarks/; on a busy machine a deadline only fails what is right. One commit is tried with the
# same examples each time; `make assurance` draws others.
settings.register_profile("kintrace", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("drawn", settings.get_profile("kintrace"), derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("TEST_EXAMPLES", "kintrace"))

pytest_plugins = ("tests.cast", "tests.office", "tests.pages", "tests.shares")

# A shell ignores Ctrl-C in what it runs in the background, and so would every server that a test starts and stops.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
NO_CHROMIUM = "no Chromium was found, so no page was looked at (on Debian: apt install chromium)"
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Let tests write where nothing waits for a disk; `--basetemp` names another place, and keeps what lies there."""
    if config.option.basetemp is None:
        config.option.basetemp = place = memory.folder("kintrace-tests-")
        config.add_cleanup(lambda: shutil.rmtree(place, ignore_errors=True))


def pytest_collection_finish():
    """Let the garbage collector look at what tests leave, not each time at the thousands of tests themselves."""
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def nobodys_home(tmp_path_factory):
    """Keep whatever a test starts out of the home of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


class NetworkUseError(AssertionError):
    """Something tried to reach a network; kintrace never does by itself."""


@pytest.fixture(autouse=True, scope="session")
def shut_network():
    """Let sockets reach this machine only, in every test."""
    with pytest.MonkeyPatch.context() as patch:
        for verb in ("connect", "connect_ex"):
            patch.setattr(socket.socket, verb, _only_here(getattr(socket.socket, verb)))
        patch.setattr(socket, "getaddrinfo", _only_known(socket.getaddrinfo))
        yield


def _only_here(connect):
    def guarded(self, address):
        if self.family != socket.AF_UNIX and not _is_here(address[0]):
            raise NetworkUseError(f"connecting to {address}")
        return connect(self, address)

    return guarded


def _only_known(look_up):
    def guarded(host, *args, **kwargs):
        if host is not None and not _is_here(host):
            raise NetworkUseError(f"looking up {host!r}")
        return look_up(host, *args, **kwargs)

    return guarded


def _is_here(host):
    name = host.decode() if isinstance(host, bytes) else host
    return name in {"", "localhost", "::1", "0.0.0.0", socket.gethostname()} or name.startswith("127.")  # noqa: S104 - nothing is bound


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the Chromium of this machine; it, too, reaches nothing but this machine."""
    # Playwright keeps a loop running in the thread of the test, which Django would otherwise take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIETLY}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if CHROMIUM is None and "browser" in getattr(item, "fixturenames", ()):
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(NO_CHROMIUM)


def pytest_terminal_summary(terminalreporter):
    unseen = [report for report in terminalreporter.getreports("skipped") if NO_CHROMIUM in str(report.longrepr)]
    if unseen:
        terminalreporter.section("BROWSER TESTS WERE SKIPPED", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(unseen)} tests: {NO_CHROMIUM}", red=True)


@pytest.fixture
def pass_by(monkeypatch):
    """Let time go by for the program's own clock."""

    def later(**time):
        at = clock.now() + timedelta(**time)
        monkeypatch.setattr(clock, "now", lambda: at)

    return later
