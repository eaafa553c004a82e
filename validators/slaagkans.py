"""The chance of success of active home seekers, by kern and by income class."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from prestatieafspraken.validators.column import choice, count, note, quotient, share, year
from prestatieafspraken.validators.rule import row_rule
from prestatieafspraken.workbook.dutch import listing, number
from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.table import Band, Column, Format, Table

SMALL = 30
"""Below this many seekers a percentage says little; a rule of thumb of statisticians, no norm."""
SWING = Band(
    step=0.2,
    small=SMALL,
    base="noemer",
    stated="opgegeven",
    why="De slaagkans van de hele gemeente veranderde van 2015 tot 2018 hoogstens 13 procentpunt per jaar.",
)


def _columns(first: Column) -> tuple[Column, ...]:
    ratio = share(
        "berekend", "Slaagkans", help="Teller gedeeld door noemer; wordt vanzelf berekend."
    )
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
        Column(
            "berekend",
            "Slaagkans",
            ratio.schema,
            Format.PROCENT,
            ratio.help,
            unit="%",
            width=12,
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
    source="tabel C1, r. 161-185",
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
    source="tabel C2, r. 187-197",
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

SOURCE = "r. 161-165, 211-212"
COUNTS = ("teller", "noemer")
FULL_YEAR = "heel jaar"

HIGHER_RULE = Rule(
    code="SLK-001",
    ernst=Severity.FOUT,
    titel="Er zijn niet meer verhuringen dan actief woningzoekenden.",
    melding="Het aantal verhuringen is {teller} en het aantal actief woningzoekenden {noemer}; dat kan niet.",
    herstel="Verbeter het aantal verhuringen of het aantal woningzoekenden.",
    waarom="Een slaagkans boven 100% bestaat niet.",
    bron=SOURCE,
)
DIFFERENT_RULE = Rule(
    code="SLK-002",
    ernst=Severity.WAARSCHUWING,
    titel="De opgegeven slaagkans is verhuringen gedeeld door woningzoekenden.",
    melding="Opgegeven is {opgegeven}, maar {teller} verhuringen op {noemer} woningzoekenden is {uitkomst}.",
    herstel="Verbeter de opgegeven slaagkans, of een van de twee aantallen.",
    waarom="Het verslag rekent met de aantallen en niet met het opgegeven percentage.",
    bron=SOURCE,
)
SMALL_RULE = Rule(
    code="SLK-003",
    ernst=Severity.INFO,
    titel="Een slaagkans berust op genoeg woningzoekenden.",
    melding="De slaagkans berust op {noemer} woningzoekenden; dat is weinig.",
    herstel="U hoeft niets te doen. Trek uit dit ene percentage geen conclusie.",
    waarom="Bij kleine aantallen verandert een enkele verhuring het percentage sterk.",
    bron=SOURCE,
    zacht=True,
)
PARTIAL_RULE = Rule(
    code="SLK-004",
    ernst=Severity.WAARSCHUWING,
    titel="Een deel van een jaar staat niet zonder meer naast hele jaren.",
    melding="De cijfers van {jaar} gaan over {periode}, en staan naast die van hele jaren.",
    herstel="Vul het hele jaar in zodra dat er is. Vergelijk tot dan niet met hele jaren.",
    waarom="Het aantal zoekers groeit in een jaar langzamer dan het aantal verhuringen; omrekenen kan niet.",
    bron="r. 167, 187",
    zacht=True,
)
BARE_RULE = Rule(
    code="SLK-005",
    ernst=Severity.INFO,
    titel="Een slaagkans is opgegeven met de aantallen erbij.",
    melding="Van {jaren} zijn wel percentages opgegeven, maar geen verhuringen en woningzoekenden.",
    herstel="Vul de aantallen in als u ze hebt; het percentage rekent dan vanzelf.",
    waarom="Uit percentages alleen is de slaagkans van een groep niet te berekenen.",
    bron="D1-2, r. 155-157",
)


def meer_verhuringen_dan_zoekers(frame: pd.DataFrame) -> pd.Series:
    """Mark a part that is larger than the whole."""
    return frame["teller"] > frame["noemer"]


def _ratio(frame: pd.DataFrame) -> pd.Series:
    return frame["teller"] / frame["noemer"].where(frame["noemer"] > 0)


def opgegeven_wijkt_af(frame: pd.DataFrame) -> pd.Series:
    """Mark a stated percentage that cannot be the rounded one.

    A percentage with one decimal may be half a tenth off, a whole one may be half a percent off.
    """
    stated = frame["opgegeven"] * 100
    whole = (stated - stated.round()).abs() < 1e-6
    rounding = whole.map({True: 0.5, False: 0.05}, na_action="ignore").astype("Float64")
    return (stated - _ratio(frame) * 100).abs() > rounding + 1e-6


def _ratio_words(frame: pd.DataFrame) -> Mapping[str, pd.Series]:
    ratio = (_ratio(frame) * 100).round(2)
    return {"uitkomst": ratio.map(lambda value: f"{number(value)}%", na_action="ignore")}


def weinig_zoekers(frame: pd.DataFrame) -> pd.Series:
    """Mark denominators too small to say much."""
    return (frame["noemer"] < SMALL) & frame["teller"].notna()


def deel_van_jaar(frame: pd.DataFrame) -> pd.Series:
    """Mark the first row of every part of a year that stands beside whole years."""
    whole = frame["periode"] == FULL_YEAR
    parts = frame.loc[~whole.fillna(True), ["jaar", "periode"]].dropna()
    first = (~parts.duplicated()).reindex(frame.index, fill_value=False)
    return first & bool(whole.any())


def percentage_zonder_aantallen(frame: pd.DataFrame) -> pd.Series:
    """Mark the first percentage without its counts."""
    bare = _bare(frame)
    return bare & ~bare.shift(fill_value=False).cummax()


def _bare(frame: pd.DataFrame) -> pd.Series:
    return frame["opgegeven"].notna() & frame[list(COUNTS)].isna().any(axis=1)


def _bare_words(frame: pd.DataFrame) -> Mapping[str, pd.Series]:
    years = sorted(frame["jaar"][_bare(frame)].dropna().unique())
    return {"jaren": pd.Series(listing([str(year) for year in years]), frame.index)}


for _table in ("slaagkans_kern", "slaagkans_inkomen"):
    row_rule(HIGHER_RULE, _table, "teller", needs=COUNTS)(meer_verhuringen_dan_zoekers)
    row_rule(DIFFERENT_RULE, _table, "opgegeven", needs=(*COUNTS, "opgegeven"), words=_ratio_words)(
        opgegeven_wijkt_af
    )
    row_rule(SMALL_RULE, _table, "noemer", needs=COUNTS)(weinig_zoekers)
    row_rule(PARTIAL_RULE, _table, "periode", needs=("jaar", "periode"))(deel_van_jaar)
    row_rule(
        BARE_RULE, _table, "opgegeven", needs=("jaar", *COUNTS, "opgegeven"), words=_bare_words
    )(percentage_zonder_aantallen)
