"""The command line in this process: its code, and what it said."""

from typing import NamedTuple

import pytest

from kintrace.cli.main import outcome


class Ending(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


REQUESTS = """id,name,sex,birth_date,father_name,siblings,languages,last_place,last_date
R2,Магомедова Амина Алиевна,f,2011,Али,Умар,rus,Мосул,2016-02-26
R1,Магомедов Умар Алиевич,m,2013-04,Али,Амина,rus,Мосул,2016-02-26
R3,Юсупов Тимур,m,2012-06-01,Руслан,,che,Ракка,2015-03
"""
CHILDREN = """id,name,sex,age,father_name,father_alias,siblings,last_place,last_date
C1,عمر,m,4,علي,أبو عمر,آمنة,الموصل,2017-08-01
C2,آمنة,f,6,علي,أبو عمر,عمر,الموصل,2017-08-01
C3,Timur,m,5,,,,Tal Afar,2017-09-01
C4,Khadija,f,3,,,,,2017-09-01
"""


@pytest.fixture
def kintrace(capsys, monkeypatch, tmp_path):
    """Carry out a command; a traceback on the screen fails every test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def call(*words):
        code = outcome([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ending(code, said.out, said.err)

    return call


@pytest.fixture
def lists(tmp_path):
    """Two lists of one small world, as paths."""
    return write(tmp_path / "requests.csv", REQUESTS), write(tmp_path / "children.csv", CHILDREN)


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
