"""Receiving inzendingen: what each of them is, a receipt for its sender, and what came before.

The receipts lie in a folder with a register of the numbers. Who changes an inzending can make its
own number anew; the number that the receiver kept is what shows it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from prestatieafspraken.batch.guarding.written import write_file, write_new
from prestatieafspraken.batch.judging.asked import asked, waiting
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch.folded import hyphenated
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.lists.checked import TOLD_AS, stands
from prestatieafspraken.workbook.lists.csv_text import harmless
from prestatieafspraken.workbook.package.content import NotReadableError, is_folder, taken
from prestatieafspraken.workbook.package.limits import MB
from prestatieafspraken.workbook.reading.inzending import NUMBER

REGISTER = "ontvangen.csv"
MOST = 4 * MB
"""Bytes of a register: forty thousand inzendingen."""
MOST_OPEN = 25
"""Findings that a receipt names; the sender finds all of them in the own workbook."""
COLUMNS = ("Ontvangen", "Partij", "Gemeente", "Jaar", "Controlegetal", "Bestand", "Oordeel")


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """One file that was received, with what the register had of the same party and year."""

    verdict: Verdict
    eerder: tuple[str, str] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is an inzending of which nothing was changed."""
        since = self.verdict.ingeleverd
        return since is not None and since.is_unchanged and self.verdict.status.is_judged

    @property
    def is_the_same(self) -> bool:
        """Whether the register has nothing else of the same party and year."""
        since = self.verdict.ingeleverd
        return self.eerder is None or (since is not None and since.controlegetal == self.eerder[1])

    def as_dict(self) -> dict[str, Any]:
        """Give it in the form of the JSON contract."""
        one, since = self.verdict, self.verdict.ingeleverd
        there = one.volledigheid
        return {
            "pad": one.path,
            "sha256": one.sha256,
            "inzending": since is not None,
            "ongewijzigd": self.is_whole,
            "partij": one.partij,
            "gemeente": one.gemeentenaam,
            "jaar": one.jaar,
            "controlegetal": since.controlegetal if since else None,
            "opgegeven": since.feiten.get(NUMBER) if since else None,
            "gemaakt": since.feiten.get("gemaakt") if since else None,
            "status": str(one.status),
            "volledigheid": there.as_dict() if there else None,
            "reden": since.reden if since else None,
            "wijzigingen": [asdict(change) for change in since.wijzigingen] if since else [],
            "meer_wijzigingen": since.meer if since else 0,
            "eerder": self.eerder and {"op": self.eerder[0], "controlegetal": self.eerder[1]},
        }


def received(verdicts: Sequence[Verdict], folder: Path | None) -> list[Ontvangst]:
    """Say what each file is beside what the register of a folder has (UserError without one)."""
    known = _known(folder) if folder else {}
    return [Ontvangst(one, known.get(_whose(one))) for one in verdicts]


def acknowledge(found: Sequence[Ontvangst], folder: Path, at: str) -> list[Path]:
    """Write a receipt for each inzending that is whole, and add its number to the register.

    What was received before has its receipt already.
    """
    lines, made = list(_lines(folder)), []
    numbers = {line[4] for line in lines}
    for one in found:
        verdict = one.verdict
        since = verdict.ingeleverd
        if since is None or not one.is_whole or since.controlegetal in numbers:
            continue
        numbers.add(since.controlegetal)
        text = receipt(verdict, at)
        made.append(write_new(folder, _name(verdict), text.encode("utf-8", "replace")))
        name, word = PurePath(verdict.path).name, TOLD_AS[verdict.status][1]
        lines.append([at, *_whose(verdict), since.controlegetal, name, word])
    if made:
        write_file(folder / REGISTER, _as_csv(lines), overwrite=True)
    return made


def receipt(verdict: Verdict, at: str) -> str:
    """Give the text of a receipt, to send back; `at` is the day and time of receiving."""
    since, left = verdict.ingeleverd, asked(verdict, MOST_OPEN)
    lines = [
        "Ontvangstbewijs",
        "",
        f"Ontvangen: de inzending van {verdict.partij}, prestatieafspraken "
        f"{verdict.gemeentenaam} {verdict.jaar}.",
        f"Op: {at}",
        f"Controlegetal: {since.controlegetal if since else 'geen'}",
        f"Oordeel: {TOLD_AS[verdict.status][0]} {stands(verdict)}",
        "",
        *(["Wat nog open staat:", *left] if left else ["Er staan geen fouten of vragen open."]),
    ]
    if sheets := waiting(verdict):
        lines += ["", f"Nog in te vullen: {sheets}."]
    lines += [
        "",
        "Het controlegetal is van de inhoud: wie de inzending later met hetzelfde getal laat zien, "
        "laat dezelfde inhoud zien. Bewaar dit bericht bij uw inzending.",
        "",
    ]
    return "\n".join(lines)


def _name(verdict: Verdict) -> str:
    whose = hyphenated(f"{verdict.partij} {verdict.jaar}")
    return f"ontvangstbewijs-{whose}.txt"


def _whose(verdict: Verdict) -> tuple[str, str, str]:
    return harmless(verdict.partij or ""), verdict.gemeente or "", str(verdict.jaar or "")


def _known(folder: Path) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Give the last inzending of each party and year: when it came, and its number."""
    return {(line[1], line[2], line[3]): (line[0], line[4]) for line in _lines(folder)}


def _lines(folder: Path) -> Iterator[list[str]]:
    path = folder / REGISTER
    if not is_folder(folder):
        raise UserError(
            "UIT-017", f"De map {folder} bestaat niet.", "Maak de map voor de bewijzen eerst aan."
        )
    if not path.exists() and not path.is_symlink():
        return
    try:
        text = taken(path, MOST).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    except (NotReadableError, ValueError, csv.Error) as why:
        raise UserError(
            "INL-906",
            f"Het register {path} is niet te lezen.",
            "Zet een eerdere versie terug, of kies een andere map.",
        ) from why
    yield from (row for row in rows[1:] if len(row) == len(COLUMNS))


def _as_csv(lines: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(text) for text in line] for line in lines)
    return stream.getvalue().encode("utf-8-sig", "replace")
