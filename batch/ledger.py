"""The ledger of a run: what became of each file, kept so that a run can go on where it stopped."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib import metadata, resources
from pathlib import Path
from types import TracebackType
from typing import Any

from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.limits import COST

FORM = 1
"""The form of the ledger; one of another form is not read."""

CACHE = 256 * 1024
"""Bytes of the ledger that stay in memory; each line is asked for once, so more serves nothing."""

FRESH = 2 + COST.clock
"""Seconds: a file may change again without looking different within a step of the clock of the
disk (two seconds on a stick), and up to a minute lies between the look at it and its verdict."""

_RULES_IN = ("afspraken", "normen", "workbook", "validators", "batch")

_TABLES = f"""
PRAGMA user_version = {FORM};
CREATE TABLE IF NOT EXISTS bestand (
    sleutel TEXT PRIMARY KEY,
    pad TEXT NOT NULL,
    grootte INTEGER,
    gewijzigd INTEGER,
    sha256 TEXT,
    status TEXT NOT NULL,
    oordeel TEXT NOT NULL,
    regels TEXT NOT NULL,
    peildatum TEXT,
    klaar TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS cijfers (
    sleutel TEXT PRIMARY KEY,
    uittreksel BLOB NOT NULL
) STRICT;
"""


class LedgerInUse(Exception):  # noqa: N818 (a word for what it is)
    """Another run is writing in this ledger."""


class LedgerUnusable(Exception):  # noqa: N818 (as above)
    """The ledger is no ledger of ours, or it cannot be written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it lay there: `key` tells files apart by their whole path."""

    key: str
    size: int | None
    changed: int | None


def look(path: Path) -> Seen:
    """Look at a file without opening it; one that is not there has no size."""
    key = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:16]
    try:
        found = path.stat()
    except (OSError, ValueError):
        return Seen(key, None, None)
    return Seen(key, found.st_size, found.st_mtime_ns)


def is_fresh(seen: Seen, at: float) -> bool:
    """Tell whether a file was written so shortly before a moment that its look says too little."""
    return seen.changed is not None and seen.changed / 1e9 > at - FRESH


def rules_version() -> str:
    """Give a mark that changes with every change of the rules: code, agreements and norms."""
    digest = hashlib.sha256(metadata.version("prestatieafspraken").encode())
    for package in _RULES_IN:
        folder = Path(str(resources.files(f"prestatieafspraken.{package}")))
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".toml", ".csv"} and "__pycache__" not in file.parts:
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class Ledger:
    """A ledger on disk; each verdict is safe there before the next is asked for."""

    def __init__(self, path: Path, rules: str, peildatum: date | None) -> None:
        self._rules = rules
        self._day = peildatum.isoformat() if peildatum else ""
        try:
            self._data = sqlite3.connect(path, isolation_level=None, timeout=0.5)
            self._data.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._data.execute(f"PRAGMA cache_size = -{CACHE // 1024}")
            form = self._data.execute("PRAGMA user_version").fetchone()[0]
            if form not in (0, FORM):
                raise LedgerUnusable
            self._data.executescript(f"BEGIN EXCLUSIVE; {_TABLES} COMMIT;")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise LedgerInUse from error
            raise LedgerUnusable from error
        except sqlite3.DatabaseError as error:
            raise LedgerUnusable from error

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._data.close()

    def known(self, path: Path, seen: Seen) -> Verdict | None:
        """Give the verdict on a file that has not changed since, under the same rules.

        Of a file that was fresh then, what is in it counts. A fault of our own is never known: it
        is tried again.
        """
        row = self._data.execute(
            "SELECT oordeel, klaar, sha256 FROM bestand "
            "WHERE sleutel = ? AND grootte IS ? AND gewijzigd IS ? AND regels = ? "
            "AND peildatum = ? AND status <> 'intern' AND grootte IS NOT NULL",
            (seen.key, seen.size, seen.changed, self._rules, self._day),
        ).fetchone()
        if row is None:
            return None
        verdict, done, sha256 = row
        fresh = is_fresh(seen, datetime.fromisoformat(done).timestamp())
        # What could not be read to the end has no digest to hold it against.
        return None if fresh and sha256 and _sha256(path) != sha256 else from_text(verdict)

    def write(self, seen: Seen, verdict: Verdict, done: str) -> None:
        """Write one verdict (LedgerUnusable when the disk does not take it)."""
        row = (
            *(seen.key, verdict.path, seen.size, seen.changed, verdict.sha256, verdict.status),
            *(as_text(verdict), self._rules, self._day, done),
        )
        try:
            self._data.execute("BEGIN")
            self._data.execute(
                "INSERT OR REPLACE INTO bestand VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )
            self._data.execute("DELETE FROM cijfers WHERE sleutel = ?", (seen.key,))
            if verdict.figures is not None:
                kept = (seen.key, verdict.figures)
                self._data.execute("INSERT INTO cijfers VALUES (?, ?)", kept)
            self._data.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._data.execute("ROLLBACK")
            raise LedgerUnusable from error

    def figures(self, key: str) -> bytes | None:
        """Give what was kept of a workbook to lay it beside others (see `extract`)."""
        row = self._data.execute(
            "SELECT uittreksel FROM cijfers WHERE sleutel = ?", (key,)
        ).fetchone()
        return None if row is None else row[0]

    def verdicts(self, keys: Iterable[str]) -> Iterator[tuple[str, Verdict]]:
        """Give the verdicts on these files one by one, in this order; none for one without."""
        for key in keys:
            row = self._data.execute(
                "SELECT oordeel FROM bestand WHERE sleutel = ?", (key,)
            ).fetchone()
            if row is not None:
                yield key, from_text(row[0])


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def as_text(verdict: Verdict) -> str:
    """Write a verdict, without its book, as one line of JSON."""
    known = {
        **verdict.as_dict(),
        "gemeente": verdict.gemeente,
        "jaar": verdict.jaar,
        "soort": verdict.soort,
        "partij": verdict.partij,
        "gemeentenaam": verdict.gemeentenaam,
        "bevindingen": [asdict(finding) for finding in verdict.findings],
    }
    return json.dumps(known, ensure_ascii=False)


def from_text(text: str) -> Verdict:
    """Read a verdict back as it was written."""
    known = json.loads(text)
    return Verdict(
        path=known["pad"],
        status=known["status"],
        findings=tuple(_finding(found) for found in known["bevindingen"]),
        sha256=known["sha256"],
        peildatum=date.fromisoformat(known["peildatum"]) if known["peildatum"] else None,
        gemeente=known["gemeente"],
        jaar=known["jaar"],
        soort=known["soort"],
        partij=known["partij"],
        gemeentenaam=known.get("gemeentenaam"),
    )


def _finding(known: dict[str, Any]) -> Finding:
    known["ernst"] = Severity(known["ernst"])
    known["place"] = Place(**known["place"])
    return Finding(**known)
