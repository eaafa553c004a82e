"""Stated totals: what a party says the sum is, beside what the rows add up to."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from prestatieafspraken.validators.column import choice, count, decimal, note, year
from prestatieafspraken.validators.rule import Case, cross_rule, records
from prestatieafspraken.workbook.dutch import listing, number
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.table import Column, Format, Table

SUMS: tuple[tuple[str, str, str, str], ...] = (
    # onderdeel (as in the code list), table, column summed, column with the year
    ("Woningvoorraad: DAEB", "woningvoorraad", "daeb", "jaar"),
    ("Woningvoorraad: verkoop", "woningvoorraad", "verkoop", "jaar"),
    ("Woningvoorraad: niet-DAEB", "woningvoorraad", "niet_daeb", "jaar"),
    ("Nieuwbouwprojecten: woningen", "nieuwbouwprojecten", "woningen", "jaar"),
    ("Kwaliteitsverbetering: woningen", "kwaliteitsverbetering", "gepland", "jaar"),
    ("Zonnepanelen: panelen", "zonnepanelen", "gepland", "jaar"),
)
"""What a stated total is the sum of; the code list `onderdelen` and the live check follow from it."""

_YEARS = {
    "woningvoorraad": (
        "tblWoningvoorraad",
        "Jaar",
        {"daeb": "DAEB", "verkoop": "Verkoop", "niet_daeb": "Niet-DAEB"},
    ),
    "nieuwbouwprojecten": ("tblNieuwbouwprojecten", "Jaar", {"woningen": "Woningen"}),
    "kwaliteitsverbetering": ("tblKwaliteitsverbetering", "Jaar", {"gepland": "Gepland"}),
    "zonnepanelen": ("tblZonnepanelen", "Jaar", {"gepland": "Gepland"}),
}


def _sum_formula() -> str:
    terms = []
    for _, table, column, _year in SUMS:
        excel, year_header, headers = _YEARS[table]
        terms.append(f"SUMIFS({excel}[{headers[column]}],{excel}[{year_header}],[@Jaar])")
    choose = f"CHOOSE(MATCH([@Onderdeel],lijst_onderdelen,0),{','.join(terms)})"
    return f'=IF([@Onderdeel]="","",{choose})'


def _calculated(name: str, header: str, formula: str, help_text: str) -> Column:
    base = decimal(name, header, minimum=-1_000_000, help=help_text, width=13)
    return Column(name, header, base.schema, Format.GETAL, help_text, width=13, formula=formula)


TOTALEN = Table(
    name="totalen",
    sheet="Totalen",
    excel_name="tblTotalen",
    title="Opgegeven totalen",
    description="De totalen zoals ze zijn opgegeven, naast de som van de rijen in deze werkmap.",
    theme=1,
    key=("onderdeel", "jaar"),
    source="r. 241, 284-287, 767, 794",
    columns=(
        choice(
            "onderdeel",
            "Onderdeel",
            "onderdelen",
            required=True,
            width=34,
            help="Welke tabel en welke kolom.",
        ),
        year(required=True, help="Het jaar waarover het totaal gaat."),
        count(
            "opgegeven",
            "Opgegeven",
            width=13,
            help="Het totaal zoals het is opgegeven of afgedrukt.",
            maximum=10_000_000,
        ),
        _calculated(
            "berekend", "Berekend", _sum_formula(), "De som van de rijen; wordt vanzelf berekend."
        ),
        _calculated(
            "verschil",
            "Verschil",
            '=IF(OR([@Onderdeel]="",[@Opgegeven]=""),"",[@Opgegeven]-[@Berekend])',
            "Opgegeven min berekend; hoort 0 te zijn.",
        ),
        note(),
    ),
)


NEEDS = {"totalen": ("onderdeel", "jaar", "opgegeven")}


@cross_rule(
    Rule(
        code="TOT-001",
        ernst=Severity.FOUT,
        titel="Een opgegeven totaal is de som van de rijen.",
        melding="Het opgegeven totaal {opgegeven} voor {rij} is niet de som van de rijen: die is {som} ({delen}).{meer}",
        herstel="Verbeter het totaal tot {som}, of vul de rijen aan die ontbreken.",
        waarom="Een totaal dat niet klopt, komt ongemerkt in het verslag terecht.",
        bron="C3, C4, C5, C7 (r. 241, 284-287, 767, 794)",
    ),
    **NEEDS,
)
def totaal_wijkt_af(case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare each stated total with the sum; name the rows, and what is missing from them."""
    for index, row, parts, carried in _stated(case):
        stated = row["opgegeven"]
        total = sum(parts.values())
        if stated is None or not parts or stated == total:
            continue
        meer = ""
        if carried:
            names = [
                f"{name} {number(value)} ({since})" for name, (value, since) in carried.items()
            ]
            with_carried = total + sum(value for value, _ in carried.values())
            meer = (
                f" Met het laatst bekende cijfer van wie dit jaar ontbreekt, {listing(names)}, "
                f"is de som {number(with_carried)}."
            )
        yield rule.at(
            case.table("totalen").place(index, "opgegeven"),
            waarde=int(stated),
            opgegeven=number(int(stated)),
            som=number(total),
            delen=_listed(parts),
            meer=meer,
        )


@cross_rule(
    Rule(
        code="TOT-002",
        ernst=Severity.WAARSCHUWING,
        titel="Bij elk onderdeel met rijen is het totaal opgegeven.",
        melding="Het totaal voor {rij} is niet opgegeven; de som van de rijen is {som} ({delen}).{meer}",
        herstel="Vul {som} in als de rijen volledig zijn.",
        waarom="Zonder opgegeven totaal is niet te zien of er een rij ontbreekt.",
        bron="C3, C4 (r. 241, 286)",
    ),
    **NEEDS,
)
def totaal_ontbreekt(case: Case, rule: Rule) -> Iterator[Finding]:
    """Give the sum where a total was left blank, for projects also by type."""
    data = case.table("totalen")
    for index, row, parts, _ in _stated(case):
        empty = row["opgegeven"] is None and not bool(data.unusable.at[index, "opgegeven"])
        if not (empty and parts):
            continue
        by_type = _by_type(case, row) if row["onderdeel"] == PROJECTS else {}
        yield rule.at(
            data.place(index, "opgegeven"),
            som=number(sum(parts.values())),
            delen=_listed(parts),
            meer=f" Naar type: {_listed(by_type)}." if by_type else "",
        )


@cross_rule(
    Rule(
        code="TOT-003",
        ernst=Severity.WAARSCHUWING,
        titel="Bij een opgegeven totaal horen rijen.",
        melding="Voor {rij} is {opgegeven} opgegeven, maar er zijn geen rijen om op te tellen.",
        herstel="Vul de rijen in waar dit totaal de som van is.",
        waarom="Een totaal zonder rijen is niet te controleren.",
    ),
    **NEEDS,
)
def totaal_zonder_rijen(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at totals that nothing adds up to."""
    for index, row, parts, _ in _stated(case):
        if row["opgegeven"] is not None and not parts:
            yield rule.at(
                case.table("totalen").place(index, "opgegeven"),
                waarde=int(row["opgegeven"]),
                opgegeven=number(int(row["opgegeven"])),
            )


PROJECTS = "Nieuwbouwprojecten: woningen"
Carried = dict[str, tuple[int, int]]


def _stated(
    case: Case,
) -> Iterator[tuple[int, dict[str, object], dict[str, int], Carried]]:
    """Give each row with the sum per corporatie of its year, and what earlier years would add.

    A row is passed over when its table or column was not read, or has cells in that year that
    could not be used: a sum of part of the figures would be no sum.
    """
    subjects = {subject: rest for subject, *rest in SUMS}
    for index, row in records(case.table("totalen")):
        subject, jaar = row["onderdeel"], row["jaar"]
        if subject not in subjects or jaar is None:
            continue
        name, column, year_column = subjects[subject]
        data = case.book.tables.get(name)
        if data is None or not {column, year_column, "corporatie"} <= set(data.frame.columns):
            continue
        if bool((data.unusable[column] & ~_is_dash(data.raw[column])).any()):
            continue
        values = data.frame[[column, year_column, "corporatie"]].dropna()
        this_year = values[values[year_column] == jaar]
        parts = {
            str(k): int(v)
            for k, v in this_year.groupby("corporatie", sort=False)[column].sum().items()
        }
        yield index, row, parts, _carried(values, column, year_column, int(jaar), set(parts))


def _is_dash(raw: pd.Series) -> pd.Series:
    return raw.map(lambda value: isinstance(value, str) and value.strip() in {"-", "–", "—", "−"})


def _carried(
    values: pd.DataFrame, column: str, year_column: str, jaar: int, present: set[str]
) -> Carried:
    carried: Carried = {}
    if column not in {"daeb", "niet_daeb"}:
        return carried  # only a stock goes on; sales or plans of an earlier year do not
    earlier = values[(values[year_column] < jaar) & ~values["corporatie"].isin(present)]
    for name, rows in earlier.groupby("corporatie", sort=False):
        last = rows.loc[rows[year_column].idxmax()]
        if int(last[column]):
            carried[str(name)] = (int(last[column]), int(last[year_column]))
    return carried


def _by_type(case: Case, row: dict[str, object]) -> dict[str, int]:
    frame = case.table("nieuwbouwprojecten").frame
    if "woningtype" not in frame.columns:
        return {}
    this_year = frame[frame["jaar"] == row["jaar"]]
    sums = this_year.dropna(subset=["woningtype", "woningen"]).groupby("woningtype", sort=False)
    return {str(name): int(value) for name, value in sums["woningen"].sum().items()}


def _listed(parts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number(value)}" for name, value in parts.items())
