"""The dashboard on energy: the mean index with its method, and the gas use."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.normen import klassen
from prestatieafspraken.workbook.dashboard_case import Case
from prestatieafspraken.workbook.dashboard_charts import ROWS, bars
from prestatieafspraken.workbook.dashboard_formulas import (
    MORE,
    PEILDATUM,
    UNKNOWN,
    Cells,
    known,
    number,
    over,
    text,
    verdict,
)
from prestatieafspraken.workbook.dashboard_writer import (
    COUNT,
    GENERAL,
    INDEX,
    LAST_YEAR,
    PERCENT,
    Writer,
)

EIX, GAS, LABELS = Cells("tblEnergieIndex"), Cells("tblGasverbruik"), Cells("tblEnergielabels")
OLD, NEW = "energielabel_voor_2015", "energielabel_nader_voorschrift"
OLD_METHOD, NONE = "voor 2015 (EPA)", "NTA 8800"
"""The method with other bounds, and the method without an index."""


def _bound(naam: str) -> str:
    (bound,) = (g.tot_en_met for g in klassen(naam).grenzen if g.klasse == "B")
    return number(bound) if bound is not None else UNKNOWN


def index(writer: Writer, case: Case) -> None:
    """Write the path of each corporatie, held against both halves of the goal."""
    goal = case.afspraken.doel("D3-1")
    norm, base, target = goal.streefwaarde, goal.basisjaar, goal.streefjaar
    if norm is None or base is None or target is None:
        return
    top, names = writer.row, case.names
    shown = number(norm).replace(".", ",")
    writer.section(
        "Gemiddelde energie-index",
        ["Corporatie", f"In {base}", "Laatste cijfer", f"Lijn naar {target}", f"Norm {shown}",
         "Label B", "Oordeel op norm", "Oordeel op label B"],
        "Lager is beter. Indexen van verschillende methoden worden niet vergeleken. De grens van "
        "label B is die van de eigen methode of, als die onbekend is, van de methode die gold.",
        "Energie-index",
    )  # fmt: skip
    head = writer.row - 1
    for naam in names:
        _path(writer, naam, Detail(writer.row + len(names) + 2), (base, target, norm))
    writer.row += 1
    headers = ("Herkomst", "Laatste jaar", "Methode", f"Methode in {base}", "Bereikt norm in")
    for letter, header in zip("BCDEF", headers, strict=True):
        writer.header(f"{letter}{writer.row}", header)
    writer.row += 1
    for row, naam in enumerate(names, head + 1):
        _origin(writer, naam, row, base, target)
    bars(
        writer.sheet,
        f"K{top}",
        f"Energie-index: {base}, laatste cijfer en lijn naar {target}",
        (head, head + len(names)),
        (3, 4, 5),
        lines=(6, 7),
        form="0.00",
        low=0,
    )
    writer.end(until=top + ROWS + 1)


@dataclass(frozen=True)
class Detail:
    """The cells of the row that says where the figures of a corporatie come from."""

    row: int

    @property
    def year(self) -> str:
        """Give the cell of the last year."""
        return f"$C${self.row}"

    @property
    def methods(self) -> tuple[str, str]:
        """Give the cells of the method in the last year and in the base year."""
        return f"$D${self.row}", f"$E${self.row}"


def _path(writer: Writer, naam: str, detail: Detail, goal: tuple[int, int, Decimal]) -> None:
    """Write the line of a corporatie through its two figures, against both halves of the goal."""
    base, target, norm = goal
    own, year = ("Corporatie", text(naam)), detail.year
    method, first_method = detail.methods
    start = known(
        [f"{EIX.count(own, ('Jaar', str(base)))}=1", f"{first_method}<>{text(NONE)}"],
        EIX.sum("Energie-index", own, ("Jaar", str(base))),
    )
    end = known(
        [f"{year}>0", f"{EIX.count(own, ('Jaar', year))}=1", f"{method}<>{text(NONE)}"],
        EIX.sum("Energie-index", own, ("Jaar", year)),
    )
    forecast = EIX.count(own, ("Jaar", year), ("Soort cijfer", '"prognose"')) + ">0"
    stale = f"AND({over(target)},OR({year}<{target},{forecast}))"
    sound = ["ISNUMBER(C{r})", "ISNUMBER(D{r})", f"{method}={first_method}", f"NOT({stale})"]
    path = f"D{{r}}+(D{{r}}-C{{r}})/({year}-{base})*({target}-{year})"
    row = writer.line(
        naam,
        [
            (start, INDEX),
            (end, INDEX),
            (known(sound, path), INDEX),
            (norm, INDEX),
            (f"IF({method}={text(OLD_METHOD)},{_bound(OLD)},{_bound(NEW)})", INDEX),
            (verdict("E{r}", "F{r}", upper=True, final=over(target)), GENERAL),
            (verdict("E{r}", "G{r}", upper=True, final=over(target)), GENERAL),
        ],
    )
    writer.equals(f"C{row}", "EIX-STAND", naam, str(base))
    writer.equals(f"E{row}", "EIX-PAD", naam)
    writer.judges(f"H{row}", "EIX-PAD", naam)
    writer.judges(f"I{row}", "EIX-PAD-B", naam)


def _origin(writer: Writer, naam: str, row: int, base: int, target: int) -> None:
    """Write the last year, the methods and the year of arrival of the corporatie in `row`."""
    jaar = EIX.column("Jaar")
    mine = f"({EIX.column('Corporatie')}={text(naam)})"
    last = EIX.last_year(mine, f"({jaar}>{base})", f"({jaar}<={target})")
    need, fall = f"(D{row}-F{row})", f"((C{row}-D{row})/(C{{r}}-{base}))"
    ahead = f"IF(C{row}<=D{row},{UNKNOWN},C{{r}}+{need}/{fall})"
    sound = [f"ISNUMBER(C{row})", f"ISNUMBER(D{row})", "D{r}=E{r}"]
    own = writer.line(
        naam,
        [
            (last, LAST_YEAR),
            (_method(naam, "C{r}"), GENERAL),
            (_method(naam, str(base)), GENERAL),
            (known(sound, f"IF({need}<=0,C{{r}},{ahead})"), INDEX),
        ],
    )
    writer.equals(f"F{own}", "EIX-AANKOMST", naam)


def _method(naam: str, year: str) -> str:
    """Give the method of the one row of a corporatie in a year."""
    mine = f"({EIX.column('Corporatie')}={text(naam)})*({EIX.column('Jaar')}={year})"
    found = f"INDEX({EIX.column('Methode')},MATCH(1,INDEX({mine},0),0))"
    return f"IFERROR({found},{UNKNOWN})"


def gas(writer: Writer, case: Case) -> None:
    """Write the change of the gas use, and where a straight line leads."""
    goal = case.afspraken.doel("D3-2")
    base, target, asked = goal.basisjaar, goal.streefjaar, goal.verandering
    if base is None or target is None or asked is None:
        return
    headers = ["Gasverbruik", "Waarde", "Norm", "Nog te gaan", "Oordeel"]
    writer.section("Gasverbruik van de woningvoorraad", headers, link="Gasverbruik")
    jaar = GAS.column("Jaar")
    last = GAS.last_year(f"({jaar}>{base})", f"({jaar}<={target})", f"({jaar}<=YEAR({PEILDATUM}))")
    year = writer.line("Laatste jaar met een cijfer", [(last, LAST_YEAR)])
    first, second = (GAS.sum("Gasverbruik", ("Jaar", y)) for y in (str(base), f"C{year}"))
    both = (str(base), f"C{year}")
    there = [GAS.count(("Jaar", y), ("Gasverbruik", MORE)) + "=1" for y in both]
    stale = f"AND({over(target)},C{year}<{target})"
    sound = [f"{base}<=YEAR({PEILDATUM})", f"C{year}>0", *there, f"{first}>0", f"NOT({stale})"]
    line = f"C{{r}}*({target}-{base})/(C{year}-{base})"
    meets = f"ROUND({line},12)<={number(asked)}"
    row = writer.line(
        f"Verandering sinds {base}",
        [
            (known(sound, f"{second}/{first}-1"), PERCENT),
            (asked, PERCENT),
            (f"IF(ISNUMBER(C{{r}}),MAX(C{{r}}-D{{r}},0),{UNKNOWN})", PERCENT),
            (verdict("C{r}", "D{r}", upper=True, final=over(target), meets=meets), GENERAL),
        ],
    )
    writer.equals(f"C{row}", "GAS-VERANDERING")
    writer.judges(f"F{row}", "GAS-VERANDERING")
    writer.end()


def labels(writer: Writer) -> None:
    """Write how many homes have each label that holds on the peildatum."""
    writer.new_page()
    top = writer.row
    writer.section(
        "Woningen per energielabel",
        ["Label", "Woningen"],
        "Uit de lijst per woning; alleen labels die op de peildatum gelden.",
        "Energielabels",
    )
    head = writer.row - 1
    for grens in klassen("energielabel_nta_8800").grenzen:
        mine = ("Label", text(grens.klasse))
        ended = LABELS.count(mine, ("Geldig tot", f'"<"&{PEILDATUM}'))
        some = (
            LABELS.count(("Label", '"?*"'))
            + "-"
            + LABELS.count(("Label", '"?*"'), ("Geldig tot", f'"<"&{PEILDATUM}'))
        )
        row = writer.line(
            grens.klasse, [(known([f"({some})>0"], f"{LABELS.count(mine)}-{ended}"), COUNT)]
        )
        writer.equals(f"C{row}", "ELB-VERDELING", grens.klasse)
    bars(writer.sheet, f"K{top}", "Woningen per energielabel", (head, writer.row - 1), (3,), low=0)
    writer.end(until=top + ROWS + 1)
