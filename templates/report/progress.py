"""How each agreement stands, from what the parties wrote on the theme sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from prestatieafspraken.afspraken.doel import Voldaan
from prestatieafspraken.afspraken.model import Afspraak, TermijnSoort
from prestatieafspraken.afspraken.status import CLOSED, AfspraakStatus
from prestatieafspraken.afspraken.voorbij import Tijdig, is_overdue, tijdig
from prestatieafspraken.dutch.counted import part_of, the_of
from prestatieafspraken.dutch.shown import cut
from prestatieafspraken.dutch.written import day, listing
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.theme import table_name

UNKNOWN = "nog niet ingevuld"
UNREADABLE = "niet te lezen"


@dataclass(frozen=True)
class Said:
    """What one party wrote about an agreement; the texts are theirs and are quoted as such."""

    partij: str
    status: str
    realisatie: str
    bewijs: str
    toelichting: str


@dataclass(frozen=True)
class Progress:
    """One agreement with all that was written about it; `status` is that of the first who said.

    It is `verstreken` when its term is over and nothing says how it ended; `voorbehoud` says on
    what it depends, and how that stands.
    """

    code: str
    thema: int
    titel: str
    trekker: str
    wanneer: str
    uiterlijk: date | None
    regels: str
    said: tuple[Said, ...]
    verstreken: bool
    tijdig: Tijdig | None = None
    deel_van: str = ""
    voorbehoud: str = ""

    @property
    def status(self) -> str:
        """The status as the municipality gave it, else as the first other party did."""
        return _status(self.said)

    @property
    def contested(self) -> bool:
        """Whether the parties gave different statuses."""
        return len({said.status for said in self.said if said.status}) > 1

    def _status(self) -> str:
        kept = self.tijdig
        told = self.status or UNKNOWN
        if kept is not None and kept is not Tijdig.OPEN:
            told += f", {kept}"
        return f"{told}. {self.voorbehoud}" if self.voorbehoud else told

    def as_dict(self) -> dict[str, Any]:
        """Give the agreement as the forms of the report print it."""
        whole = f" (onderdeel van {self.deel_van})" if self.deel_van else ""
        return {
            "id": self.code,
            "titel": self.titel + whole,
            "trekker": self.trekker or "geen trekker aangewezen",
            "wanneer": self.wanneer or "geen termijn",
            "uiterlijk": day(self.uiterlijk) if self.uiterlijk else "",
            "status": self._status(),
            "verstreken": self.verstreken,
            "oneens": self.contested,
            "gezegd": [
                {
                    "partij": said.partij,
                    "status": said.status,
                    "realisatie": _closed(said.realisatie),
                    "bewijs": _closed(said.bewijs),
                    "toelichting": _closed(said.toelichting),
                }
                for said in self.said
                if said.realisatie or said.bewijs or said.toelichting or self.contested
            ],
            "regels": f"regel {self.regels}" if self.regels else "",
        }


def _closed(text: str) -> str:
    """End what somebody wrote as a sentence ends: something comes after it.

    >>> _closed("Opgeleverd in mei"), _closed("Gelukt!"), _closed("")
    ('Opgeleverd in mei.', 'Gelukt!', '')
    """
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def gather(report: Report) -> list[Progress]:
    """Put what every workbook says beside each agreement, the municipality's first."""
    filed = sorted(report.filed, key=lambda one: one.book.is_own)
    jaar, leads = report.afspraken.gemeente.jaar, codelists(report.afspraken)["trekkers"]
    found = []
    for afspraak in report.afspraken.afspraken:
        said, last, ended = [], afspraak.termijn.tot, None
        lead, when = afspraak.trekker or "", afspraak.wanneer
        for one in filed:
            row = _row(one.book.tables.get(table_name(afspraak.thema)), afspraak.id)
            if row is None:
                continue
            last = _day(row.get("uiterlijk")) or last
            # What the agreements leave open, parties agree on in the workbook.
            lead = lead or (row["trekker"] if row.get("trekker") in leads else "")
            when = when or cut(masked(str(row.get("wanneer") or "")), LONGEST)
            ended = ended or _day(row.get("afgerond_op"))
            texts = {name: str(row.get(name) or "") for name in TEXTS}
            if report.openbaar:
                texts |= dict.fromkeys(("bewijs", "toelichting"), "")
            texts = {name: masked(text) for name, text in texts.items()}
            texts["status"] = cut(texts["status"], LONGEST)
            if any(texts.values()):
                said.append(Said(report.party_of(one), **texts))
        status = _status(said) or None
        found.append(
            Progress(
                afspraak.id,
                afspraak.thema,
                afspraak.titel,
                lead,
                when or (day(last) if last else ""),
                last,
                afspraak.regels,
                tuple(said),
                afspraak.geldt
                and is_overdue(afspraak.termijn, last, status, jaar, report.peildatum),
                tijdig(afspraak.termijn, status, ended, last),
                afspraak.deel_van,
                _condition(afspraak),
            )
        )
    return found


def _condition(afspraak: Afspraak) -> str:
    """Say on what an agreement depends and how that stands; nothing if it depends on nothing."""
    if afspraak.voorwaarde is None:
        return ""
    told = {
        Voldaan.VERVULD: "De voorwaarde is vervuld",
        Voldaan.NIET_VERVULD: "Niet beoordeeld, want de voorwaarde is niet vervuld",
        Voldaan.OPEN: "Of de voorwaarde is vervuld, is niet bekend",
    }
    return f"{told[afspraak.voorwaarde.stand]}: {afspraak.voorwaarde.tekst}."


ENDED = (
    AfspraakStatus.NAGEKOMEN,
    AfspraakStatus.DEELS_NAGEKOMEN,
    AfspraakStatus.NIET_NAGEKOMEN,
    AfspraakStatus.VERVALLEN,
)
"""After these nobody has to lead an agreement any more, or to end it."""


def _status(said: Sequence[Said]) -> str:
    return next((one.status for one in said if one.status), "")


TEXTS = ("status", "realisatie", "bewijs", "toelichting")
LONGEST = 60
"""Letters of a status, which is a choice from a list; a book would stand in a narrow column."""


def _row(data: TableData | None, code: str) -> dict[str, Any] | None:
    """Give what is filled in of an agreement; a text that cannot be read is told as such."""
    for at, row in (data.rows if data else {}).items():
        if data and row.get("code") == code:
            lost = {name: UNREADABLE for name in TEXTS if at in data.unreadable_rows.get(name, ())}
            return {name: value for name, value in row.items() if value is not None} | lost
    return None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def overall(rows: Sequence[Progress], peildatum: date) -> str:
    """Say in one or two sentences how the agreements stand together."""
    if not rows:
        return "Bij dit thema zijn geen afspraken gemaakt."
    counts = Counter(row.status or UNKNOWN for row in rows)
    if counts[UNKNOWN] == len(rows):
        text = f"Van {part_of(0, len(rows), 'afspraken')} is de status ingevuld."
    else:
        parts = [f"{status} ({number})" for status, number in counts.most_common()]
        told = listing(parts) if len(rows) > 1 else rows[0].status
        text = f"Status van {the_of(len(rows), 'afspraken')}: {told}."
    kept = [row for row in rows if row.tijdig is Tijdig.OP_TIJD]
    behind = [row.code for row in rows if row.tijdig is Tijdig.TE_LAAT]
    if kept or behind:
        text += f" Op tijd nagekomen: {len(kept)}; te laat: {listing(behind) or 'geen'}"
        text += f"{_undated(rows)}."
    late = [row for row in rows if row.verstreken]
    if late:
        codes = listing([row.code for row in late])
        text += f" De termijn van {codes} was op {day(peildatum)} verstreken."
    return text


def _undated(rows: Sequence[Progress]) -> str:
    """Say of how many that were kept nobody can say whether it was in time."""
    kept = [row for row in rows if row.status == AfspraakStatus.NAGEKOMEN and not row.tijdig]
    return f"; van {len(kept)} is dat niet te zeggen" if kept else ""


def decisions(rows: Sequence[Progress], report: Report) -> list[str]:
    """Name what the agreements of a year ask of those who decide."""
    jaar = report.afspraken.gemeente.jaar
    starts = {
        one.id for one in report.afspraken.afspraken if one.termijn.soort is TermijnSoort.START
    }
    asked = []
    late = [row.code for row in rows if row.verstreken]
    if late:
        asked.append(f"De termijn is verstreken van {listing(late)}: afronden of verlengen?")
    asked += [
        f"De termijn van {row.code} ({day(row.uiterlijk)}) lag al voor {jaar}: is dat het begin "
        "van wat er loopt, en wanneer eindigt het?"
        for row in rows
        if row.uiterlijk
        and row.uiterlijk.year < jaar
        and row.status not in CLOSED
        and row.code not in starts
    ]
    contested = [row.code for row in rows if row.contested]
    if contested:
        asked.append(
            f"De partijen geven niet dezelfde status aan {listing(contested)}: welke geldt?"
        )
    going = [row for row in rows if row.status not in ENDED]
    leaderless = [row.code for row in going if not row.trekker]
    if leaderless:
        which = "die" if len(leaderless) == 1 else "ze"
        asked.append(f"Zonder trekker: {listing(leaderless)}. Wie trekt {which}?")
    endless = [row.code for row in going if not row.wanneer]
    if endless:
        must = "moet die" if len(endless) == 1 else "moeten ze"
        asked.append(f"Zonder termijn: {listing(endless)}. Wanneer {must} klaar zijn?")
    return asked
