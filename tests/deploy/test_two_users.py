"""The two doors run as two users, and the public one can reach neither the keys nor the record."""

import configparser
import re
import shlex
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from kintrace.cli.serve import PORT, PUBLIC_SETTINGS, TOLD_THE_PUBLIC, public_command

DEPLOY = Path(__file__).parents[2] / "deploy"
SYSTEMD = DEPLOY / "systemd"
KEYS, HOME, MAILBOX = "/etc/kintrace/passphrase", "/var/lib/kintrace", "/var/lib/kintrace-mailbox/mailbox.sqlite3"
SOCKET = "unix:/run/kintrace-public/door.sock"
READ, WRITE, ENTER = 4, 2, 1


@dataclass(frozen=True)
class Place:
    mode: int
    user: str
    group: str


def rows(path):
    return [shlex.split(line) for line in path.read_text().splitlines() if line and not line.startswith("#")]


PLACES = {
    row[1]: Place(int(row[2], 8), row[3], row[4]) for row in rows(SYSTEMD / "kintrace.tmpfiles.conf") if len(row) > 4
}


def unit(name):
    read = configparser.RawConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    text = (SYSTEMD / f"kintrace-{name}.service").read_text()
    read.read_string(text)
    told = dict(
        line.removeprefix("Environment=").split("=", 1) for line in re.findall("^Environment=.*$", text, re.MULTILINE)
    )
    return read["Service"], told


def groups_of(user):
    said = rows(SYSTEMD / "kintrace.sysusers.conf")
    return {user} | {row[2] for row in said if row[0] == "m" and row[1] == user}


def may(user, wanted, path, places=PLACES):
    """Tell whether a user may do something with a file, by its mode and those of the folders above that we make."""
    whole = PurePosixPath(path)
    asked = [(str(one), ENTER) for one in whole.parents if str(one) in places] + [(path, wanted)]
    return all(_grants(places[name], user) & what == what for name, what in asked)


def _grants(place, user):
    if place.user == user:
        return place.mode >> 6 & 7
    return (place.mode >> 3 if place.group in groups_of(user) else place.mode) & 7


@pytest.fixture
def users():
    return unit("staff")[0]["User"], unit("public")[0]["User"]


def test_two_users_are_named_and_made(users):
    made = {row[1] for row in rows(SYSTEMD / "kintrace.sysusers.conf") if row[0] == "u"}
    assert len(set(users)) == 2
    assert set(users) == made
    assert "root" not in made


def test_the_public_one_reads_neither_the_keys_nor_the_record(users):
    staff, public = users
    assert (may(staff, READ, KEYS), may(public, READ, KEYS)) == (True, False)
    assert (may(staff, WRITE | ENTER, HOME), may(public, ENTER, HOME)) == (True, False)
    hidden = unit("public")[0]["InaccessiblePaths"].replace("-/", "/").split()
    assert [path for path in (str(PurePosixPath(KEYS).parent), HOME) if path not in hidden] == []


def test_a_keys_file_that_the_public_one_can_read_is_noticed(users):
    open_to_all = {
        **PLACES,
        "/etc/kintrace": Place(0o755, "root", "kintrace"),
        KEYS: Place(0o444, "kintrace", "kintrace"),
    }
    assert may(users[1], READ, KEYS, open_to_all)


def test_both_write_the_mailbox_and_files_that_appear_beside_it_belong_to_both(users):
    assert all(may(one, READ | WRITE, MAILBOX) for one in users)
    assert PLACES[str(PurePosixPath(MAILBOX).parent)].mode & 0o2000


def test_the_public_one_is_told_nothing_of_keys_or_record():
    _service, told = unit("public")
    assert set(told) - set(TOLD_THE_PUBLIC) == {"DJANGO_SETTINGS_MODULE"}
    assert told["DJANGO_SETTINGS_MODULE"] == PUBLIC_SETTINGS
    assert [value for value in told.values() if value.startswith("/")] == [MAILBOX]


def test_they_are_started_as_kintrace_serve_would_start_them():
    public, staff = unit("public")[0], unit("staff")[0]
    wanted = [SOCKET if word == f"127.0.0.1:{PORT + 1}" else word for word in public_command(PORT + 1)]
    assert shlex.split(public["ExecStart"])[1:] == wanted[1:]
    assert shlex.split(staff["ExecStart"])[1:] == ["serve", "--port", str(PORT), "--no-public"]
    assert unit("staff")[1]["KINTRACE_KEYS"] == f"file:{KEYS}"


def test_the_public_one_knows_no_network_and_the_proxy_finds_it():
    service, _told = unit("public")
    assert service["RestrictAddressFamilies"] == "AF_UNIX"
    assert "IPAddressAllow" not in service
    assert SOCKET.removeprefix("unix:").split("/")[2] == service["RuntimeDirectory"]
    assert f"proxy_pass http://{SOCKET};" in (DEPLOY / "nginx" / "kintrace.conf").read_text()


@pytest.mark.parametrize("name", ["staff", "public"])
def test_neither_leaves_memory_on_a_disk_or_calls_elsewhere(name):
    service, _told = unit(name)
    assert (service["LimitCORE"], service["MemorySwapMax"], service["IPAddressDeny"]) == ("0", "0", "any")


def test_the_proxy_keeps_no_addresses_and_passes_none_on():
    said = (DEPLOY / "nginx" / "kintrace.conf").read_text()
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert [line for line in lines if line.startswith("access_log")] == ["access_log off;"]
    assert [line.split()[-1] for line in lines if line.startswith("error_log")] == ["emerg;"]
    assert not re.search(r"\$(remote_addr|binary_remote_addr|realip\w*|proxy_add_x_forwarded_for)", said)
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        assert f'proxy_set_header {header} "";' in lines
    # A header set inside a server or location would put aside all of those above.
    assert said.index("proxy_set_header Via") < said.index("server {")
    assert "proxy_set_header" not in said[said.index("server {") :]


def test_what_is_sent_stays_in_the_memory_of_the_proxy():
    said = (DEPLOY / "nginx" / "kintrace.conf").read_text()
    most = re.findall(r"client_max_body_size (\w+);", said)
    assert most == re.findall(r"client_body_buffer_size (\w+);", said)
    assert "proxy_max_temp_file_size 0;" in said
