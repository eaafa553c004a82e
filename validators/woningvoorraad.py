"""The stock of social homes and its movements, and the totals that were printed for it."""

from __future__ import annotations

from prestatieafspraken.validators.column import choice, count, decimal, note, year
from prestatieafspraken.workbook.table import Column, Format, Table

WONINGVOORRAAD = Table(
    name="woningvoorraad",
    sheet="Woningvoorraad",
    excel_name="tblWoningvoorraad",
    title="Sociale woningvoorraad",
    description="Stand op 31 december en de mutaties in het jaar, per corporatie en jaar.",
    theme=1,
    key=("corporatie", "jaar"),
    party_column="corporatie",
    source="tabel C4, r. 264-287",
    columns=(
        choice(
            "corporatie",
            "Corporatie",
            "corporaties",
            required=True,
            width=28,
            help="Eigenaar van de woningen.",
        ),
        year(required=True, help="Kalenderjaar van de stand en de mutaties."),
        choice(
            "soort_cijfer",
            "Soort cijfer",
            "cijfersoorten",
            required=True,
            width=13,
            help="Realisatie is geteld, prognose is verwacht.",
        ),
        count(
            "daeb",
            "DAEB",
            required=True,
            unit="woningen",
            help="DAEB-woningen aan het eind van het jaar.",
            maximum=200_000,
        ),
        count(
            "niet_daeb",
            "Niet-DAEB",
            unit="woningen",
            help="Niet-DAEB-woningen aan het eind van het jaar.",
            maximum=200_000,
        ),
        count(
            "verkoop",
            "Verkoop",
            minimum=0,
            unit="woningen",
            maximum=50_000,
            help="In het jaar verkochte DAEB-woningen, als positief getal. Een teruggekochte woning hoort bij Aankoop.",
        ),
        count(
            "nieuwbouw",
            "Nieuwbouw",
            unit="woningen",
            maximum=50_000,
            help="In het jaar opgeleverde DAEB-woningen.",
        ),
        count(
            "aankoop",
            "Aankoop",
            unit="woningen",
            maximum=50_000,
            help="In het jaar gekochte of teruggekochte DAEB-woningen.",
        ),
        count(
            "sloop",
            "Sloop",
            unit="woningen",
            maximum=50_000,
            help="In het jaar gesloopte DAEB-woningen.",
        ),
        count(
            "naar_niet_daeb",
            "Naar niet-DAEB",
            unit="woningen",
            maximum=50_000,
            help="In het jaar overgeheveld van DAEB naar niet-DAEB.",
        ),
        count(
            "naar_daeb",
            "Naar DAEB",
            unit="woningen",
            maximum=50_000,
            help="In het jaar overgeheveld van niet-DAEB naar DAEB.",
        ),
        count(
            "daeb_kernen",
            "DAEB in de kernen",
            unit="woningen",
            maximum=200_000,
            help="DAEB-woningen buiten de kern Alphen aan den Rijn, aan het eind van het jaar.",
        ),
        note(),
    ),
)

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
