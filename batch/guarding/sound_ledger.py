"""Opening a ledger that may be anybody's: SQLite sees only a file, and a form, that we make.

Whoever writes in the folder can put anything there under the name of the ledger or of what SQLite
keeps beside it. A view in the place of a table runs for ever; a journal can name any file of the
user to be deleted; a link sends all that is written elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from pathlib import Path

from prestatieafspraken.batch.guarding import safe_write
from prestatieafspraken.workbook.package.limits import MB

FORM = 2
"""The form of the ledger; one of another form is not read."""

CACHE = 256
"""KiB of the ledger that stay in memory; each line is asked for once, so more serves nothing."""

LONGEST = 64 * MB
"""Bytes of one value; the figures of a register of 100,000 dwellings take a few MB."""

STEPS = 200_000
"""Steps of SQLite for one question; ours ask for one line by its key, which takes dozens."""

SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database, by what comes after its name; ours has only the first."""

_TABLES = (
    """CREATE TABLE bestand (
    sleutel TEXT PRIMARY KEY,
    pad TEXT NOT NULL,
    grootte INTEGER,
    gewijzigd INTEGER,
    sha256 TEXT,
    status TEXT NOT NULL,
    oordeel TEXT NOT NULL,
    cijfers TEXT,
    regels TEXT NOT NULL,
    peildatum TEXT,
    klaar TEXT NOT NULL,
    zegel TEXT NOT NULL
) STRICT""",
    """CREATE TABLE cijfers (
    sleutel TEXT PRIMARY KEY,
    uittreksel BLOB NOT NULL
) STRICT""",
)
"""`cijfers` of a file is the SHA-256 of its `uittreksel`; `zegel` seals its other columns."""

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name LIMIT 100"
_MAGIC = b"SQLite format 3\0"
_NAMES_ANOTHER = bytes.fromhex("d9d505f920a163d7")
"""How a journal ends that belongs to several databases, and names a file to be deleted."""


class LedgerInUseError(Exception):
    """Another run is writing in this ledger."""


class LedgerUnusableError(Exception):
    """The ledger cannot be read or written."""


class LedgerForeignError(LedgerUnusableError):
    """The ledger is not one that this version makes, or somebody has changed it."""


def opened(path: Path) -> sqlite3.Connection:
    """Open a ledger, or begin one, for this process alone.

    LedgerInUseError when another has it, LedgerForeignError when it is not in our form,
    LedgerUnusableError when the disk refuses.
    """
    try:
        if not os.path.lexists(path):
            safe_write.write(path, b"")
        _demand_sound(path)
        before = _looked(path)
        data = sqlite3.connect(path, isolation_level=None, timeout=0.5)
    except (OSError, sqlite3.Error) as error:
        raise LedgerUnusableError from error
    try:
        _bound(data)
        _demand_form(data)
        if _looked(path) != before:
            raise LedgerForeignError
    except BaseException as error:
        data.close()
        raise _told(error) from error
    return data


def _told(error: BaseException) -> BaseException:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return LedgerInUseError()
    if isinstance(error, sqlite3.OperationalError) and "interrupted" not in str(error):
        return LedgerUnusableError()
    if isinstance(error, sqlite3.DatabaseError):
        return LedgerForeignError()
    return LedgerUnusableError() if isinstance(error, OSError) else error


def _looked(path: Path) -> tuple[int, int]:
    """Give which file it is (LedgerForeignError when it is a link, or no file).

    It is not opened: when a file is closed, a process loses every lock that it has on it.
    """
    found = path.lstat()
    if not _plain(found):
        raise LedgerForeignError
    return found.st_dev, found.st_ino


def _demand_sound(path: Path) -> None:
    """Refuse what SQLite is better not asked to open, before it is (LedgerForeignError)."""
    _looked(path)
    with path.open("rb") as stream:
        head = stream.read(20)
    # The last two bytes say that it keeps no log of its own beside it (no WAL).
    if head and (head[:16] != _MAGIC or head[18:] != b"\1\1"):
        raise LedgerForeignError
    journal, *others = (path.with_name(path.name + end) for end in SIDE_FILES)
    if any(os.path.lexists(other) for other in others):
        raise LedgerForeignError
    with contextlib.suppress(FileNotFoundError):  # another run may be done with it just now
        _looked(journal)
        with journal.open("rb") as stream:
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - len(_NAMES_ANOTHER)))
            if stream.read() == _NAMES_ANOTHER:
                raise LedgerForeignError


def _plain(found: os.stat_result) -> bool:
    """Tell whether it is a file with one name, and no link."""
    one = found.st_nlink == 1
    return stat.S_ISREG(found.st_mode) and one and not safe_write.leads_away(found)


def _bound(data: sqlite3.Connection) -> None:
    """Keep what a hostile database may cost within bounds, and what it may call to nothing."""
    data.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    data.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    data.set_progress_handler(lambda: 1, STEPS)
    data.execute("PRAGMA trusted_schema = OFF")
    data.execute("PRAGMA cell_size_check = ON")
    data.execute(f"PRAGMA cache_size = -{CACHE}")
    data.execute("PRAGMA locking_mode = EXCLUSIVE")


def _demand_form(data: sqlite3.Connection) -> None:
    data.execute("BEGIN EXCLUSIVE")
    form = data.execute("PRAGMA user_version").fetchone()[0]
    if form == 0 and not data.execute(_SCHEMA).fetchall():
        _make(data)
    elif form != FORM or data.execute(_SCHEMA).fetchall() != _own_schema():
        raise LedgerForeignError
    data.execute("COMMIT")


def _make(data: sqlite3.Connection) -> None:
    data.execute(f"PRAGMA user_version = {FORM}")
    for table in _TABLES:
        data.execute(table)


def _own_schema() -> list[tuple[str | None, ...]]:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as data:
        _make(data)
        return data.execute(_SCHEMA).fetchall()
