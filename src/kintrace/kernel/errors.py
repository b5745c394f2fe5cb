"""The errors of the house, in one tree.

    KintraceError                 anything we foresaw; its text is meant for the person at the screen
    ├── UnusableData              the data could not be used (the command line ends with 1)
    │   └── UnreadableValue       one value could not be read; goes on without it unless --strict
    └── WrongUse                  the call itself was wrong (the command line ends with 2)

Every message says where (file, row, column), what is wrong, and what to do. Whatever is not in
this tree is a defect of ours: the command line then ends with 3 and a reference.
"""

from __future__ import annotations


class KintraceError(Exception):
    """A foreseen failure; `str()` of it is fit to show."""


class UnusableData(KintraceError):
    """A file, a table or a set of values cannot be used."""


class UnreadableValue(UnusableData):
    """One value cannot be read as what it should be."""


class WrongUse(KintraceError):
    """A command or function was called in a way that cannot work."""
