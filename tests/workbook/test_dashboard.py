"""Excel equals Python: LibreOffice recalculates a filled workbook, and the indicators agree."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from soffice import convert

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.model import Partij
from prestatieafspraken.batch.verdict import check
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.content import SIGNS
from prestatieafspraken.validators.codelists import FIXED, codelists
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.workbook import dashboard_sheet, dashboard_slaagkans, dashboard_voortgang
from prestatieafspraken.workbook.build import build
from prestatieafspraken.workbook.dashboard_formulas import WORDS
from prestatieafspraken.workbook.prefill import prefill
from prestatieafspraken.workbook.read import read

Rows = dict[str, list[dict[str, Any]]]
TWO = ("Woonforte", "Habeko Wonen")
EXAMPLES = int(os.environ.get("PRESTATIEAFSPRAKEN_VOORBEELDEN", "3"))
"""How many random workbooks are recalculated; more with this variable."""


def compare(path: Path, afspraken: Afspraken, partij: Partij, tmp_path: Path) -> dict[str, int]:
    """Hold every cell that has a counterpart against it; give how many agreed, by kind."""
    book = read(path, of_party)
    frames = {name: data.frame for name, data in book.tables.items()}
    day = book.start.peildatum
    assert day is not None
    results = compute(frames, afspraken, day)
    sheet = load_workbook(convert(path, "xlsx", tmp_path), data_only=True)["Dashboard"]
    same = dashboard_sheet.counterparts(afspraken, partij, of_party(partij.soort))
    agreed = {"waarde": 0, "oordeel": 0, "onbekend": 0}
    for part in same:
        where = f"{part.code} {part.onderdeel} in {part.cell}, peildatum {day}"
        found, cell = pick(results, part), sheet[part.cell].value
        known = found is not None and found.waarde is not None
        if part.oordeel:
            oordeel = found.oordeel if found else Oordeel.NIET_TE_BEPALEN
            assert cell == WORDS[str(oordeel)], f"{where}: {cell}, {found}"
            agreed["oordeel"] += 1
        elif known and found is not None:
            assert isinstance(cell, int | float), f"{where}: {cell}, {found}"
            assert round(float(cell), 9) == pytest.approx(found.waarde, abs=1.5e-9), where
            agreed["waarde"] += 1
        else:
            assert cell == "–", f"{where}: {cell}, {found}"
            agreed["onbekend"] += 1
    return agreed


def pick(results: list[Indicator], part: Any) -> Indicator | None:
    """Find the indicator that a cell stands for."""
    found = [r for r in results if (r.code, r.onderdeel) == (part.code, part.onderdeel)]
    if part.periode:
        found = [r for r in found if r.periode == part.periode]
    else:
        found = [r for r in found if r.actueel]
    assert len(found) <= 1, found
    return found[0] if found else None


def make(afspraken: Afspraken, partij: Partij, rows: Rows, day: date, path: Path) -> Path:
    """Build a workbook."""
    tables = of_party(partij.soort)
    path.write_bytes(build(afspraken, partij, tables, codelists(afspraken), rows, day))
    return path


@pytest.mark.parametrize("naam", ["gemeente", "Woonforte"])
def test_the_printed_figures(afspraken: Afspraken, naam: str, tmp_path: Path) -> None:
    partij = afspraken.partij(naam)
    path = make(
        afspraken, partij, prefill(afspraken, partij), date(2019, 12, 31), tmp_path / "w.xlsx"
    )
    agreed = compare(path, afspraken, partij, tmp_path)
    assert agreed["waarde"] == (53 if naam == "gemeente" else 12)
    assert agreed["oordeel"] > (30 if naam == "gemeente" else 8)


@pytest.mark.parametrize("example", range(EXAMPLES))
def test_random_valid_figures(afspraken: Afspraken, example: int, tmp_path: Path) -> None:
    given = os.environ.get("PRESTATIEAFSPRAKEN_ZAAD")
    seed = int(given) + example if given else random.SystemRandom().randrange(10**9)
    print(f"PRESTATIEAFSPRAKEN_ZAAD={seed}")  # noqa: T201  # repeats this very draw
    chance = random.Random(seed)  # noqa: S311
    partij = afspraken.partij("gemeente")
    day = date(2019, 1, 1) + timedelta(days=chance.randrange(5 * 365))
    rows = {**prefill(afspraken, partij), **draw(chance, afspraken)}
    path = make(afspraken, partij, rows, day, tmp_path / "w.xlsx")
    faults = [f for f in check(path).findings if f.ernst == "FOUT" and not f.code.startswith("TOT")]
    assert faults == [], seed
    compare(path, afspraken, partij, tmp_path)


def test_a_changed_cell_changes_both(afspraken: Afspraken, tmp_path: Path) -> None:
    partij = afspraken.partij("gemeente")
    rows = prefill(afspraken, partij)
    path = make(afspraken, partij, rows, date(2019, 12, 31), tmp_path / "w.xlsx")
    book = load_workbook(path)
    book["Woningvoorraad"]["D9"].value += 85  # Woonforte in 2022: the plan now reaches the goal
    book.save(path)
    compare(path, afspraken, partij, tmp_path)
    sheet = load_workbook(convert(path, "xlsx", tmp_path), data_only=True)["Dashboard"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert WORDS["op koers"] in texts


def test_words_and_signs_are_the_same_everywhere() -> None:
    assert {str(o): f"{SIGNS[o]} {o}" for o in Oordeel} == WORDS
    assert sorted(dashboard_slaagkans.PERIODS) == sorted(FIXED["perioden"])
    assert set(dashboard_voortgang.STATUSES) == set(FIXED["statussen"])


def test_the_charts_are_bound_to_cells(afspraken: Afspraken, tmp_path: Path) -> None:
    partij = afspraken.partij("gemeente")
    path = make(afspraken, partij, {}, date(2019, 12, 31), tmp_path / "w.xlsx")
    sheet = load_workbook(path)["Dashboard"]
    assert len(sheet._charts) == 8
    for chart in sheet._charts:
        for series in chart.series:
            assert series.val.numRef.f.startswith("'Dashboard'!$")


def draw(chance: random.Random, afspraken: Afspraken) -> Rows:  # noqa: C901
    """Draw figures that break no rule, with rows and cells left out."""

    def some(rows: list[dict[str, Any]], *optional: str) -> list[dict[str, Any]]:
        gaps, holes = chance.choice([0, 0, 0.15]), chance.choice([0, 0, 0.1])
        kept = [dict(row) for row in rows if chance.random() >= gaps]
        for row in kept:
            for name in optional:
                if chance.random() < holes:
                    row[name] = None
        return kept

    def day(year: int) -> date:
        return date(year, 1, 1) + timedelta(days=chance.randrange(365))

    n = chance.randint
    kinds = ("realisatie", "prognose")
    stock = [
        {"corporatie": c, "jaar": y, "soort_cijfer": chance.choice(kinds), "daeb": n(500, 12000),
         "daeb_kernen": n(0, 500)}
        for c in TWO for y in range(2017, 2023)
    ] + [
        {"corporatie": "Woonpartners Midden-Holland", "jaar": y, "soort_cijfer": "realisatie",
         "daeb": chance.choice([0, 0, 0, 62]), "daeb_kernen": 0} for y in range(2017, 2023)
    ]  # fmt: skip
    deel = chance.choice(FIXED["perioden"])
    measured = [(2016, "heel jaar"), (2017, "heel jaar"), (n(2018, 2019), deel)]
    kernen, klassen = [], []
    for y, p in measured:
        seekers = [n(20, 900) for _ in afspraken.kernen]
        homes = [n(0, s) for s in seekers]
        for kern, s, h in zip(afspraken.kernen, seekers, homes, strict=True):
            kernen.append({"kern": kern.naam, "jaar": y, "periode": p, "noemer": s, "teller": h})
        total = n(max(seekers), sum(seekers))
        kernen.append({"kern": "Totaal", "jaar": y, "periode": p, "noemer": max(total, sum(homes)),
                       "teller": sum(homes)})  # fmt: skip
        for klasse in afspraken.inkomensklassen:
            s = n(0, 500)
            klassen.append({"inkomensklasse": klasse.naam, "jaar": y, "periode": p, "noemer": s,
                            "teller": n(0, s)})  # fmt: skip
    twz = []
    for c in TWO:
        for y, p in ((2018, "heel jaar"), (2019, chance.choice(FIXED["perioden"]))):
            a, b, d = n(0, 500), n(0, 80), n(0, 80)
            huur = n(0, a)
            twz.append({"corporatie": c, "jaar": y, "periode": p, "verhuringen": a + b + d,
                        "doelgroep": a, "middeninkomen": b, "hoger_inkomen": d,
                        "passend": n(0, huur), "huurtoeslag": huur,
                        "maatwerk": n(0, a)})  # fmt: skip
    methods = FIXED["energiemethoden"]
    one = chance.choice(methods)
    eix = [
        {"corporatie": c, "jaar": y, "soort_cijfer": chance.choice(kinds),
         "methode": chance.choice([one, one, one, chance.choice(methods)]),
         "energie_index": n(90, 220) / 100} for c in TWO for y in (2017, 2019, 2020)
    ]  # fmt: skip
    works = {
        name: some(
            [{"corporatie": c, "jaar": 2019, "gepland": n(0, 300), done: n(0, 300)} for c in TWO],
            "gepland", done,
        )
        for name, done in (
            ("kwaliteitsverbetering", "gerealiseerd"), ("zonnepanelen", "gerealiseerd"),
        )
    }  # fmt: skip
    open_ = []
    for c in TWO:
        begin = n(0, 200)
        open_.append({"corporatie": c, "jaar": 2019, "begin": begin, "gepland": n(0, begin),
                      "vervangen": n(0, begin)})  # fmt: skip
    projects = []
    for i in range(4):
        homes_ = n(1, 60)
        projects.append({"corporatie": chance.choice(TWO), "project": f"P{i}", "kern": "Boskoop",
                         "woningtype": "APP", "woningen": homes_, "jaar": 2019,
                         "opgeleverd": n(0, homes_)})  # fmt: skip
    fases = FIXED["initiatieffasen"]
    bwi = [
        {"initiatief": f"I{i}", "partij": "Woonforte", "fase": chance.choice(fases),
         "uitgevoerd_op": day(2019)} for i in range(n(0, 5))
    ]  # fmt: skip
    walks = [
        {"locatie": naam, "gehouden_op": chance.choice([None, day(2019)]),
         "gepland_op": chance.choice([None, day(2019)])} for naam in afspraken.schouwlocaties
    ]  # fmt: skip
    gas = [{"jaar": y, "gas": n(1, 10**6)} for y in (2016, 2018, 2026)]
    labels = [
        {"eenheid": str(i), "corporatie": "Woonforte",
         "label": chance.choice(FIXED["energielabels"]), "geldig_tot": day(n(2015, 2025))}
        for i in range(n(0, 12))
    ]  # fmt: skip
    return {
        "woningvoorraad": some(stock, "daeb_kernen"),
        "slaagkans_kern": some(kernen, "teller"),
        "slaagkans_inkomen": some(klassen, "noemer"),
        "toewijzingen": some(twz, "maatwerk", "passend"),
        "energie_index": some(eix),
        **works,
        "open_verbranding": some(open_, "vervangen"),
        "nieuwbouwprojecten": some(projects, "opgeleverd"),
        "bewonersinitiatieven": some(bwi, "uitgevoerd_op"),
        "wijkschouwen": walks,
        "gasverbruik": some(gas),
        "energielabels": some(labels, "label", "geldig_tot"),
    }
