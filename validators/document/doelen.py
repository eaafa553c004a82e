"""The long-term goals: can they be measured, are they meant as printed, does an agreement serve them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.dutch.written import listing, measure, number
from prestatieafspraken.normen import Klassen, klassen
from prestatieafspraken.validators.declaring.row import records, unread
from prestatieafspraken.validators.declaring.row_key import doubles
from prestatieafspraken.validators.declaring.rule import Case
from prestatieafspraken.validators.document.rules import Words, goal_rule
from prestatieafspraken.validators.sheets.energie import ENERGIE_INDEX
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Rule, Severity

LOWER_IS_BETTER = {("energie_index", "energie_index"), ("gasverbruik", "gas")}
"""Columns of which a lower figure is better: a goal for them is a ceiling, never a floor."""
LABELS = ("energielabel_nader_voorschrift", "energielabel_voor_2015")
"""The norms with the bounds of the energy labels that are expressed as an index."""
SHARES = {"%", "index"}
"""Units of levels that mean nothing without the level at the start; a count starts from zero."""


def is_quantified(doel: Doel) -> bool:
    """Say whether a goal names a number or class to reach."""
    return doel.vraagt_getal or bool(doel.streefklasse)


def _column(doel: Doel) -> tuple[str, str] | None:
    return (doel.cijfer.tabel, doel.cijfer.kolom) if doel.cijfer else None


@goal_rule(
    Rule(
        code="DOE-001",
        ernst=Severity.WAARSCHUWING,
        titel="Een doel wijst in de richting die beter is.",
        melding="Doel {code} zegt {gedrukt} {waarde_doel}, maar bedoeld is {bedoeld} {waarde_doel}: {maat}.",
        herstel="Laat de tekst van het doel verbeteren in {bedoeld} {waarde_doel}; de werkmap rekent al zo.",
        waarom="Letterlijk genomen is het doel gehaald als het slechter gaat.",
        afgesproken=True,
    ),
    "Streven",
)
def richting_verkeerd(case: Case, doel: Doel) -> Iterator[Words]:
    """Point at floors under what had better be low, and at wordings that are not what is meant."""
    printed = doel.gedrukte_richting or doel.richting
    lower = doel.streefwaarde is not None and _column(doel) in LOWER_IS_BETTER
    meant = Richting.MAXIMAAL if lower else doel.richting
    if printed == meant or meant is Richting.GEEN:
        return
    better = "lager" if meant is Richting.MAXIMAAL else "hoger"
    aim = doel.streefwaarde if doel.streefwaarde is not None else doel.verandering
    what = doel.omschrijving
    yield {
        "gedrukt": printed,
        "bedoeld": meant,
        "maat": f"bij {what} is {better} beter" if what else f"{better} is beter",
        "waarde_doel": measure(aim, doel.eenheid) if aim is not None else doel.streefklasse or "",
    }


@goal_rule(
    Rule(
        code="DOE-002",
        ernst=Severity.WAARSCHUWING,
        titel="Van elk doel met een getal is bekend waar het begon.",
        melding="Doel {code} heeft geen beginstand{waar}.",
        herstel="{stap}",
        waarom="Zonder beginstand is niet te zeggen hoeveel er is bereikt, en ook niet of het doel is gehaald.",
        afgesproken=True,
    ),
    "Maat",
)
def beginstand_ontbreekt(case: Case, doel: Doel) -> Iterator[Words]:
    """Point at goals without a printed base value and without a figure in the workbook."""
    level = doel.streefklasse is not None or doel.eenheid in SHARES
    if doel.basiswaarde is not None or not is_quantified(doel):
        return
    if not level and doel.verandering is None:
        return
    data = case.book.tables.get(doel.cijfer.tabel) if doel.cijfer else None
    if data is None or doel.cijfer is None:
        if doel.cijfer is None:
            yield _no_base(doel, "")
        return
    columns = [doel.cijfer.kolom, *([doel.cijfer.anders] if doel.cijfer.anders else [])]
    if not {*columns} <= data.letters.keys() or any(_has_base(data, doel, c) for c in columns):
        return
    header = data.table.column(doel.cijfer.kolom).header
    year = f" over {doel.basisjaar}" if doel.basisjaar else ""
    yield _no_base(doel, f": het blad {data.sheet} heeft bij {header} geen cijfer{year}")


def _no_base(doel: Doel, waar: str) -> Words:
    if doel.basisjaar and waar:
        return {"waar": waar, "stap": f"Vul het cijfer over {doel.basisjaar} in."}
    step = "Spreek af bij welk jaar en welk cijfer het doel begint, en vul dat in."
    return {"waar": waar, "stap": step}


def _has_base(data: TableData, doel: Doel, column: str) -> bool:
    """Say whether there is a figure of the base year (or of any year before the aim)."""
    years = [
        row.get("jaar")
        for index, row in records(data)
        if row[column] is not None or data.is_unusable(index, column)
    ]
    if None in years or doel.basisjaar is None:
        return any(year is None or year < (doel.streefjaar or 9999) for year in years)
    return doel.basisjaar in years


@goal_rule(
    Rule(
        code="DOE-003",
        ernst=Severity.WAARSCHUWING,
        titel="Volgens het plan wordt het doel gehaald.",
        melding="Het cijfer voor {maat} gaat van {begin} in {van} naar {eind} in {tot} ({groei}). Voor doel {code} ({doel}) is dat {tekort} te weinig.",
        herstel="Pas het plan aan, of spreek af hoe de ontbrekende {tekort} er alsnog komen.",
        waarom="Wie nu niets verandert, haalt het doel niet.",
        afgesproken=True,
    ),
    "Streven",
    (WONINGVOORRAAD, ("corporatie", "jaar", "daeb", "daeb_kernen")),
)
def plan_te_klein(case: Case, doel: Doel) -> Iterator[Words]:
    """Compare the planned growth of the stock with that of the goal."""
    if doel.cijfer is None or doel.cijfer.tabel != "woningvoorraad":
        return
    if doel.verandering is None or doel.basisjaar is None or doel.streefjaar is None:
        return
    data, column = case.table("woningvoorraad"), doel.cijfer.kolom
    begin = doel.basiswaarde
    if begin is None:
        begin = _sum(data, column, doel.basisjaar)
    end = _sum(data, column, doel.streefjaar)
    if begin is None or end is None or end - begin >= doel.verandering:
        return
    growth, unit = end - begin, doel.eenheid
    yield {
        "maat": doel.omschrijving or doel.titel,
        "begin": number(begin),
        "eind": number(end),
        "van": doel.basisjaar,
        "tot": doel.streefjaar,
        "groei": measure(growth, unit, sign=True),
        "tekort": measure(doel.verandering - growth, unit),
        "doel": measure(doel.verandering, unit, sign=True),
    }


def _sum(data: TableData, column: str, year: int) -> Decimal | None:
    """Add up a year; None if a figure is there twice, or missing of who had homes before."""
    rows = [(row["corporatie"], row["jaar"], row[column]) for _, row in records(data)]
    twice = bool(doubles(data, data.table.key))
    if twice or unread(data, column) or any(None in row[:2] for row in rows):
        return None
    owned = {naam for naam, jaar, figure in rows if jaar < year and (figure or 0) > 0}
    now = {naam for naam, jaar, _ in rows if jaar == year}
    figures = [figure for _, jaar, figure in rows if jaar == year]
    if not figures or None in figures or owned - now:
        return None
    return Decimal(sum(figures))


@goal_rule(
    Rule(
        code="DOE-004",
        ernst=Severity.WAARSCHUWING,
        titel="Op een rechte lijn door de cijfers wordt het doel gehaald.",
        melding="Op een rechte lijn door de cijfers komt doel {code} in {jaar} uit op {uitkomst}; het doel is {doel}.",
        herstel="Spreek af wat er extra gebeurt, of een later jaar.",
        waarom="Wie in hetzelfde tempo doorgaat, haalt het doel niet.",
        afgesproken=True,
    ),
    "Streven",
    (ENERGIE_INDEX, ("corporatie", "jaar", "methode", "energie_index")),
)
def tempo_te_laag(case: Case, doel: Doel) -> Iterator[Words]:
    """Draw the line through the first and last index of each corporatie to the year of the goal."""
    norm, year = doel.streefwaarde, doel.streefjaar
    if _column(doel) != ("energie_index", "energie_index") or norm is None or year is None:
        return
    data = case.table("energie_index")
    known: dict[str, dict[int, tuple[Decimal, str]]] = {}
    for _, row in sorted(records(data), key=lambda item: item[1]["jaar"] or 0):
        if None in (row["corporatie"], row["jaar"], row["methode"], row["energie_index"]):
            continue
        line = known.setdefault(row["corporatie"], {})
        if row["jaar"] in line:
            return
        line[row["jaar"]] = Decimal(format(row["energie_index"], ".12g")), row["methode"]
    if unread(data, "energie_index"):
        return
    short = []
    for naam, points in known.items():
        first, last = min(points), max(points)
        (begin, _), (now, _) = points[first], points[last]
        # Between two methods a line means nothing; that there are two is a finding of its own.
        if first < last <= year and len({methode for _, methode in points.values()}) == 1:
            end = now + (now - begin) / (last - first) * (year - last)
            if end > norm:
                short.append(f"{measure(end, doel.eenheid)} ({naam})")
    if short:
        aim = f"ten hoogste {measure(norm, doel.eenheid)}"
        yield {"jaar": year, "uitkomst": listing(short), "doel": aim}


@goal_rule(
    Rule(
        code="DOE-005",
        ernst=Severity.WAARSCHUWING,
        titel="Bij elk doel met een getal hoort een afspraak.",
        melding="Geen enkele afspraak werkt aan doel {code} ({titel_doel}).",
        herstel="Maak een afspraak die aan het doel bijdraagt, of noem bij welke afspraak het hoort.",
        waarom="Een doel waar niemand iets voor doet, wordt hoogstens bij toeval gehaald.",
        afgesproken=True,
    ),
    "Doel",
)
def doel_zonder_afspraak(case: Case, doel: Doel) -> Iterator[Words]:
    """Point at goals with a number that no agreement serves."""
    served = any(doel.id in afspraak.doelen for afspraak in case.afspraken.afspraken)
    if is_quantified(doel) and not served:
        yield {}


@goal_rule(
    Rule(
        code="DOE-006",
        ernst=Severity.INFO,
        titel="Van elk doel is afgesproken waaraan te zien is dat het is gehaald.",
        melding="Van doel {code} ({titel_doel}) is niet afgesproken waaraan te zien is dat het is gehaald.",
        herstel="Spreek een maat en een streefgetal af, of noem het een uitgangspunt en geen doel.",
        waarom="Over een doel zonder maat kan het verslag alleen vertellen, niet meten.",
        afgesproken=True,
    ),
    "Maat",
)
def maat_ontbreekt(case: Case, doel: Doel) -> Iterator[Words]:
    """Point at goals without a number and without a measure."""
    if not is_quantified(doel) and not doel.gemeten:
        yield {}


@goal_rule(
    Rule(
        code="DOE-007",
        ernst=Severity.WAARSCHUWING,
        titel="Twee manieren om een doel te zeggen, betekenen hetzelfde.",
        melding="Doel {code} noemt label {label} en {waarde_doel} alsof het hetzelfde is, maar label {label} loopt tot en met {grenzen}.",
        herstel="Spreek af welk van de twee geldt, en met welke methode de index wordt bepaald.",
        waarom="Met de ene grens kan het doel gehaald zijn en met de andere niet.",
        afgesproken=True,
    ),
    "Streven",
)
def label_is_andere_grens(case: Case, doel: Doel) -> Iterator[Words]:
    """Compare the label of a goal with its index, by the bounds of each method."""
    if doel.streeflabel is None or doel.streefwaarde is None:
        return
    bounds = [(scale, _bound(scale, doel.streeflabel)) for scale in map(klassen, LABELS)]
    if all(bound == doel.streefwaarde for _, bound in bounds):
        return
    listed = [
        f"{measure(bound, scale.eenheid)} ({_validity(scale)})"
        for scale, bound in bounds
        if bound is not None
    ]
    if listed:
        yield {
            "label": doel.streeflabel,
            "waarde_doel": f"energie-index {measure(doel.streefwaarde, doel.eenheid)}",
            "grenzen": listing(listed, "of"),
        }


def _bound(scale: Klassen, label: str) -> Decimal | None:
    return next((g.tot_en_met for g in scale.grenzen if g.klasse == label), None)


def _validity(scale: Klassen) -> str:
    since = f"{scale.vanaf.year}" if scale.vanaf else ""
    until = f"{scale.tot.year}" if scale.tot else "nu"
    return f"methode van {since} tot en met {until}"
