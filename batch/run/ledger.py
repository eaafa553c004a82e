"""The ledger of a run: what became of each file, kept so that a run can go on where it stopped."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib import metadata, resources
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from prestatieafspraken.afspraken import Herkomst
from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.guarding.seal import holds, own_key, seal
from prestatieafspraken.batch.guarding.sound_ledger import LedgerUnusableError, opened
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.validators.volledigheid import BladStand, Open, Volledigheid
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.ingeleverd import Ingeleverd, Wijziging
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.limits import COST, LIMITS

FRESH = 2 + COST.clock
"""Seconds: a file may change again without looking different within a step of the clock of the
disk (two seconds on a stick), and up to a minute lies between the look at it and its verdict."""

_RULES_IN = ("dutch", "afspraken", "normen", "workbook", "validators", "batch")


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
    """A ledger on disk; each verdict is safe there before the next is asked for.

    What comes out of it bears the seal of this user; anything else is as if it were not there.
    """

    def __init__(self, path: Path, rules: str, peildatum: date | None) -> None:
        self._rules = rules
        self._day = peildatum.isoformat() if peildatum else ""
        self._key = own_key()
        self._data = opened(path)

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
        """Give the verdict on a file that holds the same as then, under the same rules.

        A fault of our own is never known: it is tried again.
        """
        row = self._row(seen.key)
        if row is None or seen.size is None or row.status == Status.INTERN:
            return None
        then = (row.grootte, row.gewijzigd, row.regels, row.peildatum)
        if then != (seen.size, seen.changed, self._rules, self._day):
            return None
        if row.sha256 is None or _sha256(path, seen) != row.sha256:
            return None
        if row.cijfers and self.figures(seen.key) is None:
            return None
        return replace(from_text(row.oordeel), path=shown(path))

    def write(self, path: Path, seen: Seen, verdict: Verdict, done: str) -> None:
        """Write one verdict (LedgerUnusableError when the disk does not take it)."""
        kept = verdict.figures
        row = _Row(
            *(seen.key, verdict.path, seen.size, seen.changed),
            # What could not be read to the end has no digest yet to hold it against.
            *(verdict.sha256 or _sha256(path, seen), str(verdict.status), as_text(verdict)),
            *(None if kept is None else hashlib.sha256(kept).hexdigest(), self._rules),
            *(self._day, done),
        )
        with _usable():
            try:
                self._data.execute("BEGIN")
                self._data.execute(
                    "INSERT OR REPLACE INTO bestand VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*row, seal(self._key, row)),
                )
                self._data.execute("DELETE FROM cijfers WHERE sleutel = ?", (seen.key,))
                if kept is not None:
                    self._data.execute("INSERT INTO cijfers VALUES (?, ?)", (seen.key, kept))
                self._data.execute("COMMIT")
            except sqlite3.Error:
                with contextlib.suppress(sqlite3.Error):
                    self._data.execute("ROLLBACK")
                raise

    def figures(self, key: str) -> bytes | None:
        """Give what was kept of a workbook to lay it beside others (see `extract`)."""
        row = self._row(key)
        if row is None or row.cijfers is None:
            return None
        with _usable():
            found = self._data.execute(
                "SELECT uittreksel FROM cijfers WHERE sleutel = ?", (key,)
            ).fetchone()
        if found is None or hashlib.sha256(found[0]).hexdigest() != row.cijfers:
            return None
        figures: bytes = found[0]
        return figures

    def verdicts(self, paths: Mapping[str, Path]) -> Iterator[tuple[str, Verdict]]:
        """Give the verdicts on these files one by one, in this order; none for one without."""
        for key, path in paths.items():
            row = self._row(key)
            if row is not None:
                yield key, replace(from_text(row.oordeel), path=shown(path))

    def _row(self, key: str) -> _Row | None:
        """Give what was kept of a file; a record that this user did not write is none."""
        with _usable():
            found = self._data.execute("SELECT * FROM bestand WHERE sleutel = ?", (key,)).fetchone()
        if found is None or found[0] != key or not holds(self._key, found[:-1], found[-1]):
            return None
        return _Row(*found[:-1])


class _Row(NamedTuple):
    """A record of the ledger, without its seal."""

    sleutel: str
    pad: str
    grootte: int | None
    gewijzigd: int | None
    sha256: str | None
    status: str
    oordeel: str
    cijfers: str | None
    regels: str
    peildatum: str
    klaar: str


@contextlib.contextmanager
def _usable() -> Iterator[None]:
    """Take what SQLite cannot do with a ledger for what it is (LedgerUnusableError)."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerUnusableError from error


def _sha256(path: Path, seen: Seen) -> str | None:
    """Give the digest of a file that is still the one that was seen, and no larger than is read."""
    if seen.size is None or seen.size > LIMITS.file:
        return None
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    return found if look(path) == seen else None


def as_text(verdict: Verdict) -> str:
    """Write a verdict, without its book, as one line of JSON."""
    known = {
        **verdict.as_dict(),
        "gemeente": verdict.gemeente,
        "jaar": verdict.jaar,
        "soort": verdict.soort,
        "partij": verdict.partij,
        "gemeentenaam": verdict.gemeentenaam,
        "herkomst": verdict.herkomst,
        "afspraken_sha256": verdict.afspraken_sha256,
        "volledigheid": verdict.volledigheid and asdict(verdict.volledigheid),
        "ingeleverd": verdict.ingeleverd and asdict(verdict.ingeleverd),
        "bevindingen": [asdict(finding) for finding in verdict.findings],
    }
    return json.dumps(known, ensure_ascii=False)


def from_text(text: str) -> Verdict:
    """Read a verdict back as it was written."""
    known = json.loads(text)
    return Verdict(
        path=known["pad"],
        status=Status(known["status"]),
        findings=tuple(_finding(found) for found in known["bevindingen"]),
        sha256=known["sha256"],
        peildatum=date.fromisoformat(known["peildatum"]) if known["peildatum"] else None,
        gemeente=known["gemeente"],
        jaar=known["jaar"],
        soort=known["soort"],
        partij=known["partij"],
        gemeentenaam=known.get("gemeentenaam"),
        herkomst=Herkomst(known["herkomst"]) if known.get("herkomst") else None,
        afspraken_sha256=known.get("afspraken_sha256"),
        volledigheid=_there(known.get("volledigheid")),
        ingeleverd=_since(known.get("ingeleverd")),
    )


def _there(known: dict[str, Any] | None) -> Volledigheid | None:
    if known is None:
        return None
    return Volledigheid(
        tuple(
            BladStand(one["blad"], one["gevraagd"], tuple(Open(**open_) for open_ in one["open"]))
            for one in known["bladen"]
        )
    )


def _since(known: dict[str, Any] | None) -> Ingeleverd | None:
    if known is None:
        return None
    changes = tuple(Wijziging(**one) for one in known["wijzigingen"])
    return Ingeleverd(**{**known, "wijzigingen": changes})


def _finding(known: dict[str, Any]) -> Finding:
    known["ernst"] = Severity(known["ernst"])
    known["place"] = Place(**known["place"])
    return Finding(**known)
