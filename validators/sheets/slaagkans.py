"""The chance of success of active home seekers, by kern and by income class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.declaring.column import (
    choice,
    count,
    note,
    quotient,
    share,
    year,
)
from prestatieafspraken.validators.declaring.row import Row, records
from prestatieafspraken.validators.declaring.rule import row_rule, rows_rule
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Band, Column
from prestatieafspraken.workbook.finding import AsPrinted, Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

SMALL = 30
"""Below this many seekers a percentage says little; a rule of thumb of statisticians, no norm."""
SWING = Band(
    step=0.2,
    small=SMALL,
    base="noemer",
    stated="opgegeven",
    why="In de hele gemeente was het van 2015 tot 2018 hoogstens 13 procentpunt.",
)


def _columns(first: Column) -> tuple[Column, ...]:
    return (
        first,
        year(required=True, help="Kalenderjaar van de meting."),
        choice(
            "periode",
            "Periode",
            "perioden",
            required=True,
            width=20,
            help="Het hele jaar, of het deel dat al gemeten is.",
        ),
        count(
            "teller",
            "Verhuringen",
            unit="woningen",
            width=13,
            help="Teller: vrijgekomen woningen die aan actief woningzoekenden uit de gemeente zijn verhuurd.",
        ),
        count(
            "noemer",
            "Woningzoekenden",
            unit="huishoudens",
            width=17,
            help="Noemer: actief woningzoekenden uit de gemeente, ieder één keer geteld.",
        ),
        share(
            "berekend",
            "Slaagkans",
            width=12,
            help="Teller gedeeld door noemer; wordt vanzelf berekend.",
            formula='=IF(OR([@Verhuringen]="",[@Woningzoekenden]="",[@Woningzoekenden]=0),"",[@Verhuringen]/[@Woningzoekenden])',
            compute=quotient("teller", "noemer"),
            band=SWING,
        ),
        share(
            "opgegeven",
            "Opgegeven slaagkans",
            width=14,
            help="Het percentage zoals het eerder is opgegeven of afgedrukt.",
        ),
        note(),
    )


SLAAGKANS_KERN = Table(
    name="slaagkans_kern",
    sheet="Slaagkans per kern",
    excel_name="tblSlaagkansKern",
    title="Slaagkans per kern",
    description="Lokale slaagkans: verhuringen gedeeld door actief woningzoekenden uit de gemeente.",
    theme=1,
    key=("kern", "jaar", "periode"),
    uitvraag=Uitvraag(
        per="kern",
        vast={"periode": FULL_YEAR},
        een_van=(("teller", "noemer"), ("opgegeven",)),
    ),
    columns=_columns(
        choice(
            "kern",
            "Kern",
            "kernen_en_totaal",
            required=True,
            width=26,
            help="De kern, of Totaal voor de hele gemeente (unieke woningzoekenden).",
        ),
    ),
)

SLAAGKANS_INKOMEN = Table(
    name="slaagkans_inkomen",
    sheet="Slaagkans per inkomen",
    excel_name="tblSlaagkansInkomen",
    title="Slaagkans per inkomensklasse",
    description="Lokale slaagkans per inkomensklasse; iedere woningzoekende valt in precies één klasse.",
    theme=1,
    key=("inkomensklasse", "jaar", "periode"),
    uitvraag=Uitvraag(
        per="inkomensklasse",
        vast={"periode": FULL_YEAR},
        een_van=(("teller", "noemer"), ("opgegeven",)),
    ),
    columns=_columns(
        choice(
            "inkomensklasse",
            "Inkomensklasse",
            "inkomensklassen",
            required=True,
            width=26,
            help="Belastbaar jaarinkomen van het huishouden, in euro.",
        ),
    ),
)

COUNTS = ("teller", "noemer")

MEER_VERHURINGEN_DAN_ZOEKERS = Rule(
    code="SLK-001",
    ernst=Severity.FOUT,
    titel="Er zijn niet meer verhuringen dan actief woningzoekenden.",
    melding="Het aantal verhuringen is {teller} en het aantal actief woningzoekenden {noemer}; dat kan niet.",
    herstel="Verbeter het aantal verhuringen of het aantal woningzoekenden.",
    waarom="Een slaagkans boven 100% bestaat niet.",
    afgesproken=True,
)
OPGEGEVEN_WIJKT_AF = Rule(
    code="SLK-002",
    ernst=Severity.WAARSCHUWING,
    titel="De opgegeven slaagkans is verhuringen gedeeld door woningzoekenden.",
    melding="Opgegeven is {opgegeven}, maar {teller:verhuringen} op {noemer:woningzoekenden} is {uitkomst}.",
    herstel="Verbeter de opgegeven slaagkans, of een van de twee aantallen.",
    waarom="Het verslag rekent met de aantallen en niet met het opgegeven percentage.",
    afgesproken=True,
)
WEINIG_ZOEKERS = Rule(
    code="SLK-003",
    ernst=Severity.INFO,
    titel="Een slaagkans berust op genoeg woningzoekenden.",
    melding=f"De slaagkans berust op {{noemer:woningzoekenden}}; bij minder dan {SMALL} zegt een percentage weinig.",
    herstel="U hoeft niets te doen, maar trek uit dit ene percentage geen conclusie.",
    waarom="Bij kleine aantallen verandert een enkele verhuring het percentage sterk.",
    afgesproken=True,
)
DEEL_VAN_JAAR = Rule(
    code="SLK-004",
    ernst=Severity.WAARSCHUWING,
    titel="Een deel van een jaar staat niet zonder meer naast hele jaren.",
    melding="De cijfers van {jaar} gaan over {periode}, en staan naast die van hele jaren.",
    herstel="Vul het hele jaar in zodra dat er is, en vergelijk tot dan niet met hele jaren.",
    waarom="Het aantal zoekers groeit in een jaar langzamer dan het aantal verhuringen; omrekenen kan niet.",
    afgesproken=True,
    gedrukt=AsPrinted.BEIDE,
)
PERCENTAGE_ZONDER_AANTALLEN = Rule(
    code="SLK-005",
    ernst=Severity.INFO,
    titel="Een slaagkans is opgegeven met de aantallen erbij.",
    melding="Van {jaren} zijn wel percentages opgegeven, maar geen verhuringen en woningzoekenden.",
    herstel="Vul de aantallen in als u ze hebt; de slaagkans wordt dan vanzelf berekend.",
    waarom="Uit percentages alleen is de slaagkans van een groep niet te berekenen.",
    afgesproken=True,
    gedrukt=AsPrinted.BEIDE,
)


def meer_verhuringen_dan_zoekers(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("teller") > row.number("noemer")


def _ratio(lettings: float, seekers: float) -> float:
    return lettings / seekers * 100


def opgegeven_wijkt_af(row: Row) -> bool:
    """Mark a stated percentage that cannot be the rounded one.

    A percentage with one decimal may be half a tenth off, a whole one may be half a percent off.
    """
    stated, seekers = row.number("opgegeven") * 100, row.number("noemer")
    rounding = 0.5 if abs(stated - round(stated)) < 1e-6 else 0.05
    return seekers > 0 and abs(stated - _ratio(row.number("teller"), seekers)) > rounding + 1e-6


def _ratio_words(data: TableData, row: int) -> Mapping[str, str]:
    ratio, stated = _ratio(*(data.value(row, name) for name in COUNTS)), data.rows[row]["opgegeven"]
    return {"uitkomst": measure(ratio / 100, "%", stated)}


def weinig_zoekers(row: Row) -> bool:
    """Mark denominators too small to say much."""
    return row.number("noemer") < SMALL and "teller" in row


def deel_van_jaar(data: TableData) -> Iterator[int]:
    """Give the first row of every part of a year that stands beside whole years."""
    parts: dict[tuple[int, str], int] = {}
    for index, row in records(data):
        if None not in (row["jaar"], row["periode"]) and row["periode"] != FULL_YEAR:
            parts.setdefault((row["jaar"], row["periode"]), index)
    if FULL_YEAR in data.values["periode"]:
        yield from parts.values()


def percentage_zonder_aantallen(data: TableData) -> list[int]:
    """Give the first percentage without its counts."""
    return _bare(data)[:1]


def _bare(data: TableData) -> list[int]:
    return [
        index
        for index, row in records(data)
        if row["opgegeven"] is not None and None in [row[count] for count in COUNTS]
    ]


def _bare_words(data: TableData, _: int) -> Mapping[str, str]:
    years = {data.rows[index]["jaar"] for index in _bare(data)} - {None}
    return {"jaren": listing([str(year) for year in sorted(years)])}


for _table in (SLAAGKANS_KERN, SLAAGKANS_INKOMEN):
    row_rule(MEER_VERHURINGEN_DAN_ZOEKERS, _table, "teller", needs=COUNTS)(
        meer_verhuringen_dan_zoekers
    )
    row_rule(
        OPGEGEVEN_WIJKT_AF, _table, "opgegeven", needs=(*COUNTS, "opgegeven"), words=_ratio_words
    )(opgegeven_wijkt_af)
    row_rule(WEINIG_ZOEKERS, _table, "noemer", needs=COUNTS)(weinig_zoekers)
    rows_rule(DEEL_VAN_JAAR, _table, "periode", needs=("jaar", "periode"))(deel_van_jaar)
    rows_rule(
        PERCENTAGE_ZONDER_AANTALLEN,
        _table,
        "opgegeven",
        needs=("jaar", *COUNTS, "opgegeven"),
        words=_bare_words,
    )(percentage_zonder_aantallen)
