"""Bytes that must not be shown: a key or a passphrase that prints itself as nothing.

>>> Secret(b"open sesame")
<secret>
"""

from __future__ import annotations

from typing import NoReturn, final


@final
class Secret:
    """A key or a passphrase. Only `reveal` gives the bytes; printing, logging or pickling it never does."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = bytes(value)

    def reveal(self) -> bytes:
        return self._value

    def __repr__(self) -> str:
        return "<secret>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")
