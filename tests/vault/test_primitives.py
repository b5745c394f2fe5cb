"""C12: the vault invents no primitive, and draws nothing from a generator that can be foretold."""

import ast
from pathlib import Path

import pytest

from kintrace import vault

FILES = sorted(Path(vault.__file__).parent.rglob("*.py"))
BANNED = {"random", "Crypto", "numpy"}
WEAK = {"md5", "sha1", "MD5", "SHA1", "ECB", "CBC", "ARC4", "TripleDES"}
CIPHERS = {"AESGCM", "Argon2id", "Suite", "X25519PrivateKey"}


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _names(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_c12_only_kept_libraries_are_used(path):
    tree = ast.parse(path.read_text())
    assert set(_imported(tree)) & BANNED == set()
    assert _names(tree) & WEAK == set()


def test_c12_each_primitive_has_one_home():
    homes = {name: {path.stem for path in FILES if name in _names(ast.parse(path.read_text()))} for name in CIPHERS}
    assert homes == {
        "AESGCM": {"aead", "envelope"},
        "Argon2id": {"passphrase"},
        "Suite": {"boxes"},
        "X25519PrivateKey": {"boxes"},
    }
