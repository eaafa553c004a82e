"""What a cell of the dashboard should hold that no indicator gives: by its header and its label.

Years, periods and counts come from the tables; what is arithmetic on a row is done again on the
other cells of that row, which are held against the indicators themselves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde
from prestatieafspraken.indicators import maatwerk, rates, verhuringen
from prestatieafspraken.indicators.context import Context, years
from prestatieafspraken.indicators.doelbesluit import besloten
from prestatieafspraken.indicators.energie import Index
from prestatieafspraken.indicators.groeidoel import growth_of
from prestatieafspraken.indicators.kengetal import figures_of
from prestatieafspraken.indicators.result import Indicator, Oordeel, UndeterminedError
from prestatieafspraken.indicators.uitkomst import Kring, Zaak
from prestatieafspraken.indicators.voorraad import Stock, latest
from prestatieafspraken.validators.sheets import tables
from prestatieafspraken.workbook.column import Format
from prestatieafspraken.workbook.dashboard.formulas import ELSEWHERE, WORDS
from prestatieafspraken.workbook.dashboard.sheet import SHEET, fill
from prestatieafspraken.workbook.dashboard.writer import Counterpart
from prestatieafspraken.workbook.periode import FULL_YEAR
from prestatieafspraken.workbook.table import Table
from proving.kit.soffice import convert
from proving.kit.uitkomsten import otherwise


def recalculated(path: Path, folder: Path) -> Worksheet:
    """Give the dashboard of a workbook with what LibreOffice makes of its formulas: no error."""
    book = load_workbook(convert(path, "xlsx", folder), data_only=True)
    assert otherwise(path.read_bytes(), book) == []
    sheet: Worksheet = book["Dashboard"]
    shown = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert [text for text in shown if text.startswith(("#", "Err:"))] == []
    return sheet


FIGURES = {Format.GETAL, Format.DECIMAAL, Format.INDEX, Format.PROCENT, Format.EURO}
KERNEN = "DAEB in de kernen"
WHOLE = ("Samen", "Samen, gewogen naar woningen")


def counterparts(afspraken: Afspraken, partij: Partij) -> list[Counterpart]:
    """Give the cells of the dashboard of a party that equal an indicator."""
    book = Workbook()
    book.create_sheet(SHEET)
    return fill(book, afspraken, partij, tables.of_party(partij.soort, afspraken))


STATUSES: dict[str, tuple[str | None, ...]] = {
    "Nagekomen": ("nagekomen",),
    "Loopt": ("niet begonnen", "bezig", "nog niet te beoordelen", "loopt door"),
    "Vraagt aandacht": ("vraagt aandacht",),
    "Deels nagekomen": ("deels nagekomen",),
    "Niet nagekomen": ("niet nagekomen",),
    "Anders afgelopen": ("doorgeschoven", "gewijzigd met instemming", "in geschil", "vervallen"),
    "Zonder status": (None,),
}
"""Which statuses each column of the agreements counts."""


IN_STRIP = {
    "✓ nagekomen": ("Nagekomen",),
    "↗ loopt": ("Loopt",),
    "! aandacht of deels": ("Vraagt aandacht", "Deels nagekomen"),
    "✗ niet nagekomen": ("Niet nagekomen",),
    "? zonder status": ("Zonder status",),
    "anders": ("Anders afgelopen",),
    "samen": tuple(STATUSES),
}
VERDICTS = {
    "✓ gehaald": ("✓ gehaald", "≈ ongeveer gehaald"),
    "↗ op koers": ("↗ op koers",),
    "! aandacht": ("! aandacht",),
    "✗ niet gehaald": ("✗ niet gehaald", "– niet bereikt"),
    "? niet te bepalen": ("? niet te bepalen", "¿ niet te beoordelen"),
}
"""What each column of the strip takes together."""


@dataclass(frozen=True)
class Checked:
    """A dashboard with outcomes, and the tables that it is about."""

    sheet: Worksheet
    context: Context
    partij: Partij

    @property
    def _tables(self) -> tuple[Table, ...]:
        return tables.of_party("gemeente", self.context.afspraken)

    def value(self, column: str, row: int) -> Any:
        """Give what a cell shows; None for the dash of what is not known."""
        shown = self.sheet[f"{column}{row}"].value
        return None if shown == "–" else shown

    def label(self, row: int) -> Any:
        """Give the label of a row."""
        return self.sheet[f"B{row}"].value

    def is_of_the_book(self, row: int, column: str) -> bool:
        """Say whether a cell tells of the workbook itself: test_start_live.py holds that."""
        return (column, row) == ("D", 4) or self.label(row) in ("Ingevuld", "Volgende stap")

    def header(self, row: int, column: str) -> str:
        """Give the header above a cell: the nearest text that is in bold in white."""
        for above in range(row - 1, 0, -1):
            cell = self.sheet[f"{column}{above}"]
            if isinstance(cell.value, str) and cell.font.b and cell.font.color.rgb == "FFFFFFFF":
                return cell.value
        return ""

    def table(self, row: int) -> str:
        """Name the table that the section of a row is about: its sheet stands in the link."""
        links = (self.sheet[f"I{above}"].value for above in range(row, 0, -1))
        sheet = next(str(v)[:-2] for v in links if isinstance(v, str) and v.endswith("→"))
        return next(t.name for t in self._tables if t.sheet == sheet)

    def expected(self, row: int, column: str) -> Any:
        """Give what a cell should hold; None for what is not known."""
        if (column, row) == ("C", 4):
            return self.context.peildatum
        header, label = self.header(row, column), str(self.label(row))
        if label == "Aantal":
            return self._strip(row, header)
        try:
            return self._by_header(row, header, label)
        except UndeterminedError:
            # A year is 0 where there is none; its number format shows a dash.
            is_year = header.startswith("Geteld t/m") or label.endswith((": jaar", "geteld jaar"))
            return 0 if is_year else None

    def _strip(self, row: int, header: str) -> int:
        """Count what the strip counts: what stands below it has been held against Python."""
        if self.header(row, "B") == "Afspraken":
            return self._agreements("Samen", *IN_STRIP[header])
        same = counterparts(self.context.afspraken, self.partij)
        whole = self.partij.soort == "gemeente"
        fields = {"besluit"} if whole else {"oordeel"}
        cells = [p.cell for p in same if p.veld in fields or (whole and _is_goal(p))]
        shown = [str(self.sheet[cell].value) for cell in cells]
        if not whole:
            shown = [one for one in shown if one != WORDS["geen norm"]]
        told = [next((h for h, w in VERDICTS.items() if one in w), "anders") for one in shown]
        return len(told) if header == "samen" else told.count(header)

    def _by_header(self, row: int, header: str, label: str) -> Any:  # noqa: C901
        own = self.context.afspraken
        naam = None if label in WHOLE else label
        if header.startswith("Cijfer over"):
            goal = next(k.doel for k in kengetaldoelen(own) if k.doel.id == label.split(":")[0])
            return figure_of_year(self.context, goal)
        kernen = self.header(row, "C") == KERNEN
        asked = 130 if kernen else 500  # D0-1 and D0-2, from 2017 to 2022
        if header in {KERNEN, "Waarvan geteld"}:
            part = None if self.partij.soort == "gemeente" else self.partij.naam
            stock = Stock(self.context, "daeb_kernen" if kernen else "daeb", part)
            return stock.total(int(label), realised=header != KERNEN).waarde
        if header.startswith("Groei sinds"):
            year = int(label) - own.doelen[0].basisjaar
            # What was only expected of the year that it grows from, is no base.
            return _minus(self.value("C", row), self.value("D", row - year))
        if header == "Lijn naar ambitie":
            return asked * (int(label) - 2017) / 5
        if header == "Nog nodig":
            return _minus(asked, self.value("E", row))
        if header == "Deel van ambitie":
            return _divide(self.value("E", row), asked)
        if header == "Deel van plan":
            return _divide(self.value("D", row), self.value("C", row))
        if header == "Nog te gaan":
            rest = _minus(self.value("C", row), self.value("D", row))
            return rest if rest is None else max(rest, 0)
        if header.startswith("Nulmeting"):
            kind = "kern" if self.table(row) == "slaagkans_kern" else "inkomensklasse"
            start = rates.Period(2016, True, FULL_YEAR)
            return rates.rate(rates.Measurements.of(self.context, kind).row(label, start)).waarde
        if " t/m " in header:
            until = 2017 if header.endswith("2017") else self._index_year(None)
            found = latest(Stock(self.context, corporatie=label), until)
            return found.jaar if header.startswith("Geteld") else found.waarde
        if header == "Laatste cijfer":
            return Index(self.context, naam).mean(self._index_year(naam)).waarde
        if header.startswith("Methode"):
            year = 2017 if header.endswith("2017") else self._index_year(naam)
            rows = [r for r in Index(self.context, naam).rows() if r.year("jaar") == year]
            return rows[0].text("methode") if rows else None
        if header in {"Verhuringen per kwartaal", "Maatwerk per kwartaal"}:
            last = verhuringen.periods(self.context)[-1]
            pace = maatwerk.pace(verhuringen.Lettings(self.context, last, naam))
            wanted = "lettings_a_quarter" if header.startswith("Verh") else "local_a_quarter"
            return getattr(pace, wanted)
        table = self.table(row) if label.startswith("Laatste meting") else ""
        if table in {verhuringen.TABLE, *rates.TABLES.values()}:
            kinds = {name: kind for kind, name in rates.TABLES.items()}
            periods = (
                verhuringen.periods(self.context)
                if table == verhuringen.TABLE
                else rates.Measurements.of(self.context, kinds[table]).periods()
            )
            return periods[-1].deel if "deel van" in label else periods[-1].jaar
        if header in {"Rijen", "Cijfers ingevuld"}:
            return self._coverage(label, share=header != "Rijen")
        if header in STATUSES:
            return self._agreements(label, header)
        return self._year(row, header, label)

    def _year(self, row: int, header: str, label: str) -> Any:
        own = self.context.afspraken
        if label == "Laatst geteld jaar":
            kernen = "kernen" in str(self.sheet[f"B{row + 1}"].value)
            at = (Stock(self.context, "daeb_kernen"), own.doelen[1]) if kernen else (
                Stock(self.context), own.doelen[0])  # fmt: skip
            return growth_of(*at).latest().jaar
        if header == "Laatste jaar":  # of the energy index
            return self._index_year(None if label in WHOLE else label)
        table, until = self.table(row), self.context.peildatum.year
        rows = self.context.rows(table, empty=True)
        if label == "Laatste meting: versie":
            last = max((y for y in years(rows) if y <= min(until, 2021)), default=0)
            found = {r.text("versie") for r in rows if r.year("jaar") == last}
            return found.pop() if len(found) == 1 else None
        known = [
            y for r in rows if (y := r.year("jaar")) and (y <= until or table == "leefbaarheid")
        ]
        if table == "gasverbruik":
            known = [y for y in known if 2016 < y <= 2026]
        if table == "duurzame_energie":  # what is of after D3-3 does not decide it
            known = [y for y in known if y <= 2020]
        if label == "Eerste jaar":
            return min(known, default=0)
        assert label.startswith("Laatste"), (row, header, label)
        last = max(known, default=0)
        return min(last, 2020) if label.endswith("hoogstens 2020") else last

    def _index_year(self, naam: str | None) -> int:
        rows = self.context.rows("energie_index", empty=True)
        mine = [r for r in rows if naam in {None, r.text("corporatie")}]
        return max((y for r in mine if (y := r.year("jaar")) and 2017 < y <= 2020), default=0)

    def _coverage(self, sheet: str, *, share: bool) -> Any:
        table = next(t for t in self._tables if t.sheet == sheet)
        rows = self.context.tables[table.name].values()
        columns = [c.name for c in table.input_columns if c.format in FIGURES]
        if not share:
            return len(rows)
        filled = sum(row[name] is not None for row in rows for name in columns)
        return _divide(filled, len(rows) * len(columns))

    def _agreements(self, label: str, *headers: str) -> int:
        themes = [t for t in self._tables if t.name.startswith("afspraken_")]
        chosen = [t for t in themes if label in {"Samen", t.title}]
        rows = [row for t in chosen for row in self.context.tables[t.name].values()]
        return sum(row["status"] in STATUSES[header] for header in headers for row in rows)


def figure_of_year(context: Context, doel: Doel) -> Any:
    """Give the figure of a goal as a whole over the year of the agreements, where it is whole."""
    own = context.afspraken
    everyone = doel.over.model_copy(update={"partijen": doel.genoemd})
    whole = doel.model_copy(update={"over": everyone})
    zaak = Zaak(whole, figures_of(context, doel), context.peildatum, Kring.of(own))
    try:
        found = zaak.in_year(Streefwaarde(), own.gemeente.jaar)
    except UndeterminedError:
        return None
    return found.waarde if found and not found.ontbreekt else None


def _is_goal(part: Counterpart) -> bool:
    return (part.code, part.veld) == ("KGT-DOEL", "oordeel")


def _minus(one: Any, two: Any) -> Any:
    return None if one is None or two is None else one - two


def _divide(one: Any, two: Any) -> Any:
    return None if one is None or not two else one / two


def expected(part: Any, found: Indicator | None) -> Any:
    """Give what a cell that stands for a field of an indicator should hold; None is unknown."""
    if part.veld == "oordeel":
        return WORDS[str(found.oordeel if found else Oordeel.NIET_TE_BEPALEN)]
    if found is None:
        # Of the agreements there is a value for each name that occurs, so none means 0.
        return 0 if part.code.startswith("AFS-") else None
    value = getattr(found, part.veld)
    if value is not None and "aankomst" in (part.veld, part.code[-8:].lower()):
        return ceil(value)  # after the figure of a year, at its end, comes the year that follows
    return value


def alike(cell: Any, value: Any) -> bool:
    """Say whether a cell holds a value: numbers to 9 digits, texts and days just so."""
    if value is None:
        return bool(cell == "–")
    if isinstance(value, str | date):
        return bool((cell.date() if isinstance(cell, datetime) else cell) == value)
    return isinstance(cell, int | float) and abs(round(float(cell), 9) - float(value)) <= 1.5e-9


def pick(results: list[Indicator], part: Any) -> Indicator | None:
    """Find the indicator that a cell stands for."""
    found = [r for r in results if (r.code, r.onderdeel) == (part.code, part.onderdeel)]
    if part.reeks:  # the verdict on one goal, and not a figure behind it
        found = [r for r in found if r.reeks == part.reeks and r.toets]
    if part.periode:
        found = [r for r in found if r.periode == part.periode]
    else:
        # Of a counted year the end is no news: only the dashboard, a fixed page, tells it again.
        found = [r for r in found if r.actueel or r.code == maatwerk.VERWACHT.code]
    assert len(found) <= 1, found
    return found[0] if found else None


def differences(
    sheet: Worksheet,
    same: list[Counterpart],
    results: list[Indicator],
    agreed: Counter[str],
    own: Afspraken,
) -> list[str]:
    """Name the cells that differ from the indicator that they stand for, and count all of them."""
    wrong = []
    for part in same:
        if part.veld == "besluit":
            oordeel = besloten(own.doel(part.code), results).oordeel
            shown = sheet[part.cell].value
            if shown != (WORDS[oordeel] if oordeel else "–"):
                wrong.append(f"{part.code} in {part.cell}: {shown}, {oordeel}")
            agreed[part.veld] += oordeel is not None
            continue
        found, cell = pick(results, part), sheet[part.cell].value
        if cell == ELSEWHERE.strip('"'):  # no formula says it, and the cell says so
            continue
        value = expected(part, found)
        # A norm is told before there is anything to hold against it.
        early = part.veld in {"norm", "norm_status"} and not (found and found.waarde is not None)
        if not early and not alike(cell, value):
            wrong.append(
                f"{part.code} {part.onderdeel} {part.veld} in {part.cell}: {cell}, {value}"
            )
        agreed["onbekend" if cell == "–" else part.veld] += 1
    return wrong
