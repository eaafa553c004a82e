"""A completely filled workbook of each kind: nothing is wrong, and nothing is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from proving.kit.markdown import raw_from_markdown
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import printed

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.reading.normalise import normalise

CORPORATIES = {"Woonforte": 1000, "Habeko Wonen": 200}
RESULT = "Vier keer gedaan; ook Rode dorp, Edelstenenbuurt en Preludeweg, en de evaluatie."
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def afspraken() -> Afspraken:
    return load("alphen-aan-den-rijn", 2019)


def _agreements(afspraken: Afspraken) -> Rows:
    return {
        f"afspraken_{thema.nummer}": [
            {
                "Code": a.id,
                "Afspraak": a.titel,
                "Trekker": a.trekker or "Gemeente",
                "Wanneer": a.wanneer or "2019",
                "Status": "nagekomen",
                "Realisatie": RESULT,
                "Aantal keer": a.termijn.per_jaar,
            }
            for a in afspraken.afspraken
            if a.thema == thema.nummer
        ]
        for thema in afspraken.themas
    }


def _of_corporatie(naam: str, size: int) -> Rows:
    who = {"Corporatie": naam}
    year = {**who, "Jaar": 2019}
    moves = {"Verkoop": 5, "Aankoop": 2, "Sloop": 3, "Naar niet-DAEB": 1, "Naar DAEB": 2}
    stock = {**who, "Soort cijfer": "realisatie", "DAEB": size, "Niet-DAEB": 50}
    return {
        "woningvoorraad": [
            {**stock, "Jaar": 2018},
            # + 11 nieuwbouw + 2 aankoop + 2 naar DAEB - 5 verkoop - 3 sloop - 1 naar niet-DAEB
            {**stock, "Jaar": 2019, "DAEB": size + 6, "Niet-DAEB": 49, "Nieuwbouw": 11, **moves},
        ],
        "nieuwbouwprojecten": [
            {
                **year,
                "Project": f"Laan van {naam}",
                "Kern": "Boskoop",
                "Type": "EGW",
                "Woningen": 11,
                "Fase": "opgeleverd",
                "Start bouw": date(2018, 9, 1),
                "Oplevering": date(2019, 6, 1),
                "Opgeleverd": 11,
                "Sociale grondprijs": "Ja",
                "Lokaal maatwerk": 1.0,
                "Afspraak huurders": "Ja",
                "Aanvraag vergunning": date(2018, 7, 1),
                "Gasloos": "Ja",
            }
        ],
        "grondprijsbeding": [
            {**who, "Project": f"Laan van {naam}", "Woningen": 11, "Ingang": date(2019, 6, 1)}
        ],
        "toewijzingen": [
            {
                **year,
                "Periode": "heel jaar",
                "Verhuringen": 100,
                "Doelgroep": 80,
                "Middeninkomen": 15,
                "Hoger inkomen": 5,
                "Huurtoeslaggroep": 60,
                "Waarvan passend": 58,
                "Lokaal maatwerk": 25,
                "Verwacht maatwerk": 0.25,
            }
        ],
        "leefbaarheid": [
            {
                **year,
                "Soort cijfer": "realisatie",
                "Verhuureenheden": size,
                "Ontmoeting": size * 25,
                "Plekken": size * 50,
                "Menskracht": size * 50,
            }
        ],
        "levensloopbestendig": [
            {"Eigenaar": naam, "Jaar": 2019, "Woningen": size + 55, "Levensloopbestendig": size}
        ],
        "energie_index": [
            {
                **year,
                "Soort cijfer": "realisatie",
                "Methode": "2015-2020 (Nader Voorschrift)",
                "Energie-index": 1.4,
                "Woningen met index": size + 55,
            }
        ],
        "kwaliteitsverbetering": [{**year, "Gepland": 8, "Gerealiseerd": 8}],
        "zonnepanelen": [{**year, "Gepland": 100, "Gerealiseerd": 120}],
        "open_verbranding": [{**year, "Begin van het jaar": 9, "Gepland": 9, "Vervangen": 9}],
    }


def _shared(afspraken: Afspraken) -> Rows:
    chance = {"Periode": "heel jaar", "Verhuringen": 30, "Woningzoekenden": 100, "Jaar": 2018}
    kernen = [kern.naam for kern in afspraken.kernen]
    classes = [klasse.naam for klasse in afspraken.inkomensklassen]
    whole = {"Verhuringen": 30 * len(kernen), "Woningzoekenden": 100 * len(kernen)}
    parts = [{"Verhuringen": 48, "Woningzoekenden": 160}] * len(classes)
    return {
        "slaagkans_kern": [
            *({"Kern": naam, **chance} for naam in kernen),
            {"Kern": "Totaal", **chance, **whole},
        ],
        "slaagkans_inkomen": [
            {"Inkomensklasse": naam, **chance, **part}
            for naam, part in zip(classes, parts, strict=True)
        ],
        "wijkschouwen": [
            {"Locatie": naam, "Gehouden op": date(2019, 5, day)}
            for day, naam in enumerate(afspraken.schouwlocaties[:3], 1)
        ],
    }


def _rows(afspraken: Afspraken, partij: str) -> Rows:
    rows = _agreements(afspraken)
    rows["partijen"] = [
        {
            "Partij": p.naam,
            "Soort": p.soort,
            "Partij in dit jaar": "Ja" if p.doet_mee else "Nee",
            "Vast aanspreekpunt (functie)": "Afdeling Wonen",
        }
        for p in afspraken.partijen
    ]
    for naam, size in CORPORATIES.items():
        if partij in {naam, "Gemeente Alphen aan den Rijn"}:
            for table, more in _of_corporatie(naam, size).items():
                rows[table] = [*rows.get(table, []), *more]
    return rows if partij in CORPORATIES else rows | _shared(afspraken)


def _markdown(rows: Rows) -> str:
    parts = []
    for table, records in rows.items():
        headers = list(dict.fromkeys(name for record in records for name in record))
        lines = [[table, *headers], ["---"] * (len(headers) + 1)]
        for record in records:
            cells = (record.get(name) for name in headers)
            lines.append(["", *("" if cell is None else str(cell) for cell in cells)])
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(parts)


@pytest.mark.parametrize("partij", ["Gemeente Alphen aan den Rijn", *CORPORATIES])
def test_a_filled_workbook_is_silent(afspraken: Afspraken, partij: str) -> None:
    """Every figure and every ceiling at its very edge; only what is good to know is told."""
    soort = afspraken.partij(partij).soort
    raw = raw_from_markdown(
        _markdown(_rows(afspraken, partij)),
        of_party(soort),
        template=f"alphen-aan-den-rijn/2019/1/{soort}",
        partij=partij,
        peildatum=date(2019, 12, 31),
    )
    book = normalise(raw, lambda _: of_party(soort))
    told = [f for f in judge(book, afspraken) if not printed(f)]
    assert [(f.code, f.place.cel, f.melding) for f in told if f.ernst is not Severity.INFO] == []
    assert {f.code for f in told} <= {"GPB-021"}
