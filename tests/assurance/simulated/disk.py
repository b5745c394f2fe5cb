"""A disk that keeps what was written and not yet synced aside, and may be cut off from its power, or be full.

At a cut, of each file's unsynced writes every sector of 512 bytes is kept or dropped by itself, and so is every
change of length; what was synced stays. What is simulated: two databases on one disk that lose power at the same
moment, at any write, sync, truncation or deletion. What is not: files that come and go are durable at once, sectors
never hold garbage, and one process has each file to itself.
"""

from dataclasses import dataclass, field

import apsw

SECTOR = 512
HOW_MUCH_STAYS = (0.0, 0.1, 0.5, 0.9, 1.0)


class PowerCutError(apsw.IOError):
    """The disk has no power."""


@dataclass(slots=True)
class Stored:
    """One file: as it is read, as it is on the platter, and the writes in between."""

    content: bytearray = field(default_factory=bytearray)
    durable: bytearray = field(default_factory=bytearray)
    pending: list = field(default_factory=list)


def put(content, offset, data):
    """Write into a file, filling what was skipped with zeros."""
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def resize(content, size):
    del content[size:]
    content.extend(bytes(size - len(content)))


class Disk(apsw.VFS):
    """The disk. `cut_at` counts down the writes and syncs until the power goes; `room` is what fits on it, in bytes."""

    def __init__(self, rng, *, lies=False):
        super().__init__("simulated", base="")
        self.rng, self.lies = rng, lies
        self.files, self.cut_at, self.room = {}, None, None

    def load(self, images):
        self.files = {name: Stored(bytearray(image), bytearray(image)) for name, image in images.items()}

    def step(self):
        if self.cut_at is not None:
            self.cut_at -= 1
            if self.cut_at < 0:
                raise PowerCutError("no power")

    def grow(self, by):
        if self.room is not None and by > 0 and sum(len(one.content) for one in self.files.values()) + by > self.room:
            raise apsw.FullError("database or disk is full")

    def power_returns(self):
        """Decide what of the unsynced writes had reached the platter, and start again from there."""
        for stored in self.files.values():
            stays = self.rng.choice(HOW_MUCH_STAYS)
            for offset, data in stored.pending:
                self._reach(stored.durable, offset, data, stays)
            stored.pending.clear()
            stored.content = bytearray(stored.durable)
        self.cut_at = None

    def _reach(self, durable, offset, data, stays):
        if data is None:
            if self.rng.random() < stays:
                resize(durable, offset)
            return
        at = offset
        while at < offset + len(data):
            end = min((at // SECTOR + 1) * SECTOR, offset + len(data))
            if self.rng.random() < stays:
                put(durable, at, data[at - offset : end - offset])
            at = end

    def xOpen(self, name, flags):  # noqa: N802  # SQLite's name, as all below
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or f"temporary {len(self.files)}"
        if path not in self.files:
            self.step()
            self.files[path] = Stored()
        flags[1] = flags[0]
        return Handle(self, path)

    def xDelete(self, name, _sync):  # noqa: N802
        self.step()
        self.files.pop(name, None)

    def xAccess(self, name, _flags):  # noqa: N802
        return name in self.files

    def xFullPathname(self, name):  # noqa: N802
        return name


class Handle:
    """One open file of the disk."""

    def __init__(self, disk, path):
        self.disk, self.stored = disk, disk.files[path]

    def xRead(self, amount, offset):  # noqa: N802
        return bytes(self.stored.content[offset : offset + amount])

    def xWrite(self, data, offset):  # noqa: N802
        self.disk.step()
        self.disk.grow(offset + len(data) - len(self.stored.content))
        put(self.stored.content, offset, data)
        self.stored.pending.append((offset, bytes(data)))

    def xTruncate(self, size):  # noqa: N802
        self.disk.step()
        resize(self.stored.content, size)
        self.stored.pending.append((size, None))

    def xSync(self, _flags):  # noqa: N802
        self.disk.step()
        if not self.disk.lies:
            for offset, data in self.stored.pending:
                resize(self.stored.durable, offset) if data is None else put(self.stored.durable, offset, data)
            self.stored.pending.clear()

    def xFileSize(self):  # noqa: N802
        return len(self.stored.content)

    def xSectorSize(self):  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self):  # noqa: N802
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE  # as SQLite assumes of a disk by itself

    def xLock(self, _level):  # noqa: N802
        pass

    def xUnlock(self, _level):  # noqa: N802
        pass

    def xCheckReservedLock(self):  # noqa: N802
        return False

    def xFileControl(self, _operation, _pointer):  # noqa: N802
        return False

    def xClose(self):  # noqa: N802
        pass
