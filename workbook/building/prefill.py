"""The rows that a new workbook starts with: what the agreements already say."""

from __future__ import annotations

from prestatieafspraken.afspraken.doel import Voldaan
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Partij
from prestatieafspraken.afspraken.voorwaarden import TABEL, voorwaardelijk, wie_zegt_het
from prestatieafspraken.workbook.building.kengetallen import kengetal_rows
from prestatieafspraken.workbook.building.printed import PrefilledRow, printed_rows
from prestatieafspraken.workbook.theme import table_name


def prefill(afspraken: Afspraken, partij: Partij) -> dict[str, list[PrefilledRow]]:
    """Give the rows by table name; any party gets only its own, the municipality all.

    Figures are as printed, mistakes included: a printed dash stays a text, a total that was left
    blank is a row without a value, a row that was not printed is not there.
    """
    rows: dict[str, list[PrefilledRow]] = {
        "partijen": [_party(p) for p in afspraken.partijen],
        **{
            table_name(thema.nummer): [
                _agreement(a)
                for a in afspraken.afspraken
                if a.thema == thema.nummer and _takes_part(a, partij, afspraken)
            ]
            for thema in afspraken.themas
        },
        **printed_rows(afspraken),
        "kengetallen": kengetal_rows(afspraken),
        TABEL: _conditions(afspraken),
    }
    if partij.is_gemeente:
        return rows
    shared = {"partijen", *(table_name(thema.nummer) for thema in afspraken.themas)}
    return {
        name: table if name in shared else [r for r in table if partij.naam in _owners(r)]
        for name, table in rows.items()
    }


def _conditions(afspraken: Afspraken) -> list[PrefilledRow]:
    """Give a row for each year in which a condition counts, with what the agreements say of it."""
    return [
        {
            "code": one.code,
            "voorwaarde": one.tekst,
            "partij": wie_zegt_het(one.gesteld_door, afspraken),
            "jaar": jaar,
            "stand": None if stand is Voldaan.OPEN else str(stand),
        }
        for one in voorwaardelijk(afspraken)
        for jaar, stand in one.standen.items()
    ]


def _owners(row: PrefilledRow) -> set[object]:
    return {row.get("corporatie"), row.get("eigenaar"), row.get("partij")}


def _party(partij: Partij) -> PrefilledRow:
    return {
        "naam": partij.naam,
        "soort": str(partij.soort),
        "doet_mee": "Ja" if partij.doet_mee else "Nee",
        "toelichting": " ".join(filter(None, (_part(partij), partij.toelichting))) or None,
    }


def _part(partij: Partij) -> str:
    return f"Tekent alleen voor {partij.tekent_voor}." if partij.tekent_voor else ""


def _takes_part(afspraak: Afspraak, partij: Partij, afspraken: Afspraken) -> bool:
    named = [*([afspraak.trekker] if afspraak.trekker else []), *afspraak.partijen]
    return partij.is_gemeente or partij.naam in afspraken.leden(named)


def _agreement(afspraak: Afspraak) -> PrefilledRow:
    return {
        "code": afspraak.id,
        "afspraak": afspraak.titel,
        "trekker": afspraak.trekker,
        "partijen": ", ".join(afspraak.partijen) or None,
        "wanneer": afspraak.wanneer or None,
        "uiterlijk": afspraak.termijn.tot,
    }
