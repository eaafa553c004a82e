"""The new workbooks of a set: what their files are called, and the text that goes along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.batch.front_door import build
from prestatieafspraken.batch.inzending import file_name as inzending_name
from prestatieafspraken.batch.inzending import hand_in
from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.folded import hyphenated
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.volledigheid import Volledigheid, volledigheid
from prestatieafspraken.workbook.building.start_sheet import MINUTES, VOORBEELD


@dataclass(frozen=True, slots=True)
class NieuweWerkmap:
    """A new workbook: whose it is, its file, what it asks, and the text for the mail."""

    partij: Partij
    naam: str
    data: bytes
    vraagt: Volledigheid
    brief: str

    @property
    def brief_naam(self) -> str:
        """What the file with the text is called."""
        return self.naam.removesuffix(".xlsx") + "-mail.txt"


def file_name(partij: Partij, afspraken: Afspraken) -> str:
    """Name the file of a workbook after the party and the year: woonforte-2019.xlsx."""
    return f"{hyphenated(partij.naam, 60)}-{afspraken.gemeente.jaar}.xlsx"


def of_all(afspraken: Afspraken, peildatum: date | None = None) -> Iterator[NieuweWerkmap]:
    """Make the workbook of each party that takes part and has one."""
    for partij in afspraken.partijen:
        if partij.doet_mee and partij.soort.has_workbook:
            naam = file_name(partij, afspraken)
            vraagt = _asked(afspraken, partij, peildatum)
            data = build(afspraken, partij.naam, peildatum=peildatum)
            yield NieuweWerkmap(partij, naam, data, vraagt, _brief(afspraken, partij, vraagt))


def _asked(afspraken: Afspraken, partij: Partij, peildatum: date | None) -> Volledigheid:
    """Give what is asked of a party that did not begin yet."""
    tables = of_party(partij.soort, afspraken)
    return volledigheid(tables, {}, afspraken, partij, peildatum)


def hours(cells: int) -> str:
    """Say how long so many cells take, to the half hour."""
    halves = max(1, round(cells * MINUTES / 60 * 2))
    return "een half uur" if halves == 1 else f"{written.number(halves / 2)} uur"


def _brief(afspraken: Afspraken, partij: Partij, vraagt: Volledigheid) -> str:
    """Write the text for the mail with which a workbook goes to its party."""
    gemeente, naam = afspraken.gemeente, file_name(partij, afspraken)
    afspraken_van = f"prestatieafspraken {gemeente.naam} {gemeente.jaar}"
    when = "" if gemeente.inleveren_voor else f"na {written.day(afspraken.slot)} "
    handed = inzending_name(partij, afspraken)
    lines = [
        f"Onderwerp: uw werkmap {afspraken_van}",
        "",
        f"Aan {partij.naam},",
        "",
        *((VOORBEELD, "") if gemeente.voorbeeld else ()),
        f"In de bijlage {naam} vult u in hoe het staat met de {afspraken_van}. Wat is afgesproken, "
        "staat er al in.",
        "",
        *_cells(vraagt),
        "",
        f"Lever de werkmap in {when}{hand_in(gemeente)}. Dat gaat zo:",
        "1. Zet op het blad Start de status op definitief en sla de werkmap op.",
        "2. Controleer haar en maak de inzending met de knoppen Controleer werkmap en Maak "
        "inzending. Zonder knoppen:",
        f"   prestatieafspraken controleer {naam}",
        f"   prestatieafspraken inzending maak {naam}",
        f"3. Stuur {handed}.xlsx. Hebt u het programma niet, stuur dan de ingevulde werkmap zelf.",
        "",
        "Noteer aantallen en functies, nooit namen of andere gegevens van personen.",
        "",
        "Met vriendelijke groet,",
        "",
    ]
    return "\n".join(lines)


def _cells(vraagt: Volledigheid) -> Iterator[str]:
    if not vraagt.gevraagd:
        yield "Er is niets dat u moet invullen; wat u wilt toevoegen, kan."
        return
    asked = count_of(vraagt.gevraagd, "cel", "cellen")
    sheets = count_of(len(vraagt.bladen), "blad", "bladen")
    yield (
        f"Wij vragen u {asked} in te vullen, op {sheets}. Dat kost ongeveer "
        f"{hours(vraagt.gevraagd)}. Die cellen zijn geel, en het geel verdwijnt als u ze invult:"
    )
    for one in vraagt.bladen:
        yield f"- {one.blad}: {count_of(one.gevraagd, 'cel', 'cellen')}"
