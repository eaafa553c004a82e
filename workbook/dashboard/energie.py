"""The dashboard on energy: the mean index with its method, and the labels of single homes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.normen import klassen
from prestatieafspraken.workbook.dashboard.beside import INDEX, exact
from prestatieafspraken.workbook.dashboard.charts import ROWS, bars
from prestatieafspraken.workbook.dashboard.counted import Counted
from prestatieafspraken.workbook.dashboard.formulas import (
    ANY,
    COUNTED,
    PEILDATUM,
    UNKNOWN,
    Cells,
    all_of,
    known,
    named,
    number,
    oordeel,
    over,
    text,
    year_of,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import (
    COUNT,
    GENERAL,
    LAST_YEAR,
    YEAR,
    CellContent,
    Writer,
)
from prestatieafspraken.workbook.labelklassen import LABELS as LABELS_OF
from prestatieafspraken.workbook.labelklassen import WITHOUT_INDEX

EIX, STOCK, LABELS = "energie_index", "woningvoorraad", Cells("tblEnergielabels")
INDEXES, HOMES = "Energie-index", "Woningen met index"
TOGETHER = "Samen, gewogen naar woningen"
OLD, NEW = (name for methode, name in LABELS_OF.items() if methode != WITHOUT_INDEX)
OLD_METHOD, NEW_METHOD, NONE = "voor 2015 (EPA)", "2015-2020 (Nader Voorschrift)", "NTA 8800"
"""The two methods with bounds of their own, and the method without an index."""


def _bound(naam: str, label: str) -> str:
    bounds = [g.tot_en_met for g in klassen(naam).grenzen if g.klasse == label]
    return number(bounds[0]) if bounds and bounds[0] is not None else UNKNOWN


def index(writer: Writer, scope: Scope) -> None:
    """Write the path of each corporatie and of all to each goal."""
    needs = ("streefwaarde", "basisjaar", "streefjaar")
    for goal in scope.goals("energie_index", *needs, richting=Richting.MAXIMAAL):
        asked = goal.streefwaarde or Decimal(0)
        if asked > 0:
            way = IndexPath(
                goal, goal.basisjaar or 0, goal.streefjaar or 0, asked, goal.streeflabel or ""
            )
            _towards(writer, scope, way)


@dataclass(frozen=True)
class IndexPath:
    """From a year to the index of another, and the label that says the same if there is one."""

    goal: Doel
    base: int
    target: int
    norm: Decimal
    label: str


def _towards(writer: Writer, scope: Scope, way: IndexPath) -> None:
    """Write the paths to a goal, held against both halves of it."""
    base, target, label = way.base, way.target, way.label
    names = [*scope.names, *([None] if scope.whole else [])]
    shown = number(way.norm).replace(".", ",")
    headers = ["Corporatie", f"In {base}", "Laatste cijfer", f"Lijn naar {target}", f"Norm {shown}"]
    note = "Lager is beter. Indexen van verschillende methoden worden niet vergeleken."
    if label:
        headers += [f"Label {label}", "Oordeel op norm", f"Oordeel op label {label}"]
        note += f" De grens van label {label} is die van de eigen methode of, als die onbekend is, "
        note += "van de methode die gold."
    else:
        headers.append("Oordeel")
    halves = {"EIX-PAD": f"de norm {shown}"} | ({"EIX-PAD-B": f"label {label}"} if label else {})
    halves = {code: f"{name} in de rij Samen" for code, name in halves.items()}
    decides = scope.decides(way.goal, halves)
    writer.section("Gemiddelde energie-index", headers, note, "Energie-index", decides)
    head = writer.row - 1
    detail = writer.row + len(names) + 2
    everyone = [*scope.names, *scope.others] if scope.whole else []
    counted = {naam: row for row, naam in enumerate(everyone, detail + len(names) + 2)}
    for naam in names:
        weights = [{name: f"{c}{row}" for name, row in counted.items()} for c in "DF"]
        _path(writer, scope, naam, Detail(writer.row + len(names) + 2), way, weights)
    beside = writer.row + 1
    _head(writer, "Herkomst", "Laatste jaar", "Methode", f"Methode in {base}", "Bereikt norm in")
    for row, naam in enumerate(names, head + 1):
        _origin(writer, scope, naam, row, base, target)
    if counted:
        _head(writer, "Weging, waar het aantal woningen ontbreekt", f"Geteld t/m {base}",
              f"Woningen t/m {base}", "Geteld t/m laatste cijfer",
              "Woningen t/m laatste cijfer")  # fmt: skip
        for naam in counted:
            _weights(writer, scope, naam, (str(base), f"$C${detail + len(names) - 1}"))
    bars(
        writer.sheet,
        f"H{beside}",
        f"Energie-index: {base}, laatste cijfer en lijn naar {target}",
        (head, head + len(names)),
        (3, 4, 5),
        lines=(6, 7) if label else (6,),
        form="0.00",
        low=0,
        labelled=False,
    )
    writer.end(until=beside + ROWS + 1)


def _head(writer: Writer, *headers: str) -> None:
    writer.row += 1
    writer.headers(headers)


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


def _path(
    writer: Writer,
    scope: Scope,
    naam: str | None,
    detail: Detail,
    way: IndexPath,
    weights: Sequence[Mapping[str, str]],
) -> None:
    """Write the line through two figures, against both halves of the goal."""
    base, target = way.base, way.target
    year = detail.year
    method, first_method = detail.methods
    start = _mean(scope, naam, str(base), first_method, weights[0])
    end = _mean(scope, naam, year, method, weights[1])
    stale = f"AND({over(target)},OR({year}<{target},{_index(scope).is_expected(year, naam)}))"
    comparable = f"OR(AND(ISNUMBER(C{{r}}),{method}={first_method}),{year}={target})"
    sound = ["ISNUMBER(D{r})", comparable, f"NOT({stale})"]
    line = f"D{{r}}+(D{{r}}-C{{r}})/({year}-{base})*({target}-{year})"
    path = f"IF({year}={target},D{{r}},{line})"
    values: list[tuple[CellContent, str]] = [
        (start, INDEX),
        (end, INDEX),
        (known(sound, path), INDEX),
        (way.norm, exact(INDEX)),
    ]
    if way.label:
        bounds = (_bound(naam_, way.label) for naam_ in (OLD, NEW))
        values.append(("IF({}={},{},{})".format(method, text(OLD_METHOD), *bounds), exact(INDEX)))
    # A bound of one method decides no index of another, or of one that nobody named.
    own = [f"{method}={text(way.goal.methode)}"] if way.goal.methode else []
    known_method = f"OR({method}={text(OLD_METHOD)},{method}={text(NEW_METHOD)})"
    on_norm = oordeel("E{r}", "F{r}", upper=True, final=all_of([over(target), *own]))
    decides = all_of([over(target), known_method])
    on_label = oordeel("E{r}", "G{r}", upper=True, final=decides)
    judged = [on_norm, on_label] if way.label else [on_norm]
    told = [(scope.as_agreed(formula, way.goal), GENERAL) for formula in judged]
    row = writer.line(naam or TOGETHER, [*values, *told])
    writer.row_equals(row, "EIX-STAND", naam, str(base), waarde="C")
    bounds_ = ("F", "G") if way.label else ("F",)
    for column in "CDE":
        writer.held((row, row), column, *bounds_)
    on = "H" if way.label else "G"
    writer.row_equals(row, "EIX-PAD", naam, waarde="E", oordeel=on)
    writer.judges(way.goal, f"{on}{row}", "EIX-PAD", naam)
    if way.label:
        writer.row_equals(row, "EIX-PAD-B", naam, waarde="E", norm="G", oordeel="I")
        writer.judges(way.goal, f"I{row}", "EIX-PAD-B", naam)


def _mean(
    scope: Scope, naam: str | None, year: str, method: str, weights: Mapping[str, str]
) -> str:
    """Give the index of a year: of one corporatie its own, of all the mean weighted by homes."""
    index, when = _index(scope), ("Jaar", year)
    sound = [f"{year}>0", f"{method}<>{text(NONE)}"]
    sound += index.once(year, [naam] if naam else scope.names, naam)
    if naam:
        return known(sound, index.sum(INDEXES, year, naam))
    sound.append(index.cells.readable(HOMES, where=[when]))
    sound.append(index.all_same("Methode", method, year))
    both = ",".join(index.cells.column(header) for header in (HOMES, INDEXES))
    below = index.sum(HOMES, year)
    weighed = known([f"{below}>0"], f"SUMPRODUCT({index.pick(year)},{both})/{below}")
    # Not every row says how many homes it is about: then the last counted stock of each weighs.
    weight = "+".join(f"({index.there(year, n)})*N({w})" for n, w in weights.items())
    above = "+".join(f"{index.sum(INDEXES, year, n)}*N({w})" for n, w in weights.items())
    counted = [f"OR(NOT({index.there(year, n)}),ISNUMBER({w}))" for n, w in weights.items()]
    by_stock = known([*counted, f"({weight})>0"], f"({above})/({weight})")
    return known(sound, f"IF({index.filled(HOMES, year)},{weighed},{by_stock})")


def _index(scope: Scope) -> Counted:
    return Counted(scope.cells(EIX), INDEXES)


def _weights(writer: Writer, scope: Scope, naam: str, years: Sequence[str]) -> None:
    """Write the last counted stock of a corporatie, up to each of two years."""
    stock, values = scope.cells(STOCK), list[tuple[CellContent, str]]()
    for year, cell in zip(years, ("C{r}", "E{r}"), strict=True):
        mine = f"({stock.column('Corporatie')}={text(naam)})"
        counted = f"({stock.column('Soort cijfer')}={text('realisatie')})"
        until = f"({stock.column('Jaar')}<={year})"
        last = stock.last_year(mine, until, counted, f"ISNUMBER({stock.column('DAEB')})")
        homes = stock.sum("DAEB", ("Corporatie", named(naam)), ("Jaar", cell), COUNTED)
        values += [(last, LAST_YEAR), (known([f"{cell}>0"], homes), COUNT)]
    writer.line(naam, values)


def _origin(
    writer: Writer, scope: Scope, naam: str | None, row: int, base: int, target: int
) -> None:
    """Write the last year, the methods and the year of arrival of the line in `row`."""
    index, cells = _index(scope), scope.cells(EIX)
    jaar = cells.column("Jaar")
    mine = [f"({cells.column('Corporatie')}={text(naam)})"] if naam else []
    last = cells.last_year(*mine, f"({jaar}>{base})", f"({jaar}<={target})")
    need, fall = f"(D{row}-F{row})", f"((C{row}-D{row})/(C{{r}}-{base}))"
    ahead = f"IF(C{row}<=D{row},{UNKNOWN},{year_of(f'C{{r}}+{need}/{fall}')})"
    sound = [f"ISNUMBER(C{row})", f"ISNUMBER(D{row})", "D{r}=E{r}"]
    own = writer.line(
        naam or TOGETHER,
        [
            (last, LAST_YEAR),
            (_method(index, naam, "C{r}"), GENERAL),
            (_method(index, naam, str(base)), GENERAL),
            (known(sound, f"IF({need}<=0,C{{r}},{ahead})"), YEAR),
        ],
    )
    writer.tall(own, 3)  # the name of a method takes as many
    writer.row_equals(own, "EIX-AANKOMST", naam, waarde="F")


def _method(index: Counted, naam: str | None, year: str) -> str:
    """Give the method of the first row of a year that counts, of one corporatie or of any."""
    found = f"MATCH(1,INDEX({index.pick(year, naam)},0),0)"
    return f"IFERROR(INDEX({index.cells.column('Methode')},{found}),{UNKNOWN})"


def labels(writer: Writer, scope: Scope) -> None:
    """Write how many homes have each label that holds on the peildatum."""
    top = writer.row
    writer.section(
        "Woningen per energielabel",
        ["Label", "Woningen"],
        "Uit de lijst per woning; alleen labels die op de peildatum gelden.",
        "Energielabels",
    )
    head = writer.row - 1
    for grens in klassen("energielabel_nta_8800").grenzen:
        letter = text(grens.klasse)
        some, mine = _valid(ANY, '<>""'), _valid(letter, f"={letter}")
        row = writer.line(grens.klasse, [(known([f"({some})>0"], mine), COUNT)])
        writer.equals(f"C{row}", "ELB-VERDELING", grens.klasse)
    bars(
        writer.sheet,
        f"E{top + 1}",
        "Woningen per energielabel",
        (head, writer.row - 1),
        (3,),
        low=0,
    )
    writer.end(until=top + ROWS + 2)


def _valid(criterion: str, test: str) -> str:
    """Count the homes with a label that has not run out, as far as its last day can be read."""
    mine, ends = ("Label", criterion), LABELS.column("Geldig tot")
    ended = LABELS.count(mine, ("Geldig tot", f'"<"&{PEILDATUM}'))
    lost = f"SUMPRODUCT(({LABELS.column('Label')}{test})*ISTEXT({ends})*(LEN({ends})>1))"
    return f"{LABELS.count(mine)}-{ended}-{lost}"
