"""The chance of success of active home seekers, by kern and by income class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from prestatieafspraken.validators.column import choice, count, note, share, year
from prestatieafspraken.validators.rule import Case, cross_rule, records, row_rule
from prestatieafspraken.workbook.dutch import listing, number
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.table import Column, Format, Table


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
SMALL = 30
"""Below this many seekers a percentage says little; a rule of thumb of statisticians, no norm."""
ROUNDING = 0.0006
"""A stated percentage has one decimal, so it may differ half a tenth from the computed one."""

HIGHER_RULE = Rule(
    code="SLK-001",
    ernst=Severity.FOUT,
    titel="Er zijn niet meer verhuringen dan actief woningzoekenden.",
    melding="Het aantal verhuringen ({teller}) is groter dan het aantal actief woningzoekenden ({noemer}).",
    herstel="Verbeter het aantal verhuringen of het aantal woningzoekenden.",
    waarom="Een slaagkans boven 100% bestaat niet.",
    bron=SOURCE,
)
DIFFERENT_RULE = Rule(
    code="SLK-002",
    ernst=Severity.WAARSCHUWING,
    titel="De opgegeven slaagkans is verhuringen gedeeld door woningzoekenden.",
    melding="Opgegeven is {opgegeven}, maar dat is niet de uitkomst van {teller} (verhuringen) gedeeld door {noemer} (woningzoekenden).",
    herstel="Verbeter de opgegeven slaagkans, of een van de twee aantallen.",
    waarom="Het verslag rekent met de aantallen en niet met het opgegeven percentage.",
    bron=SOURCE,
)
SMALL_RULE = Rule(
    code="SLK-003",
    ernst=Severity.INFO,
    titel="Een slaagkans berust op genoeg woningzoekenden.",
    melding="Het aantal woningzoekenden ({noemer}) is klein; deze slaagkans zegt weinig.",
    herstel="U hoeft niets te doen. Trek uit dit ene percentage geen conclusie.",
    waarom="Bij kleine aantallen verandert een enkele verhuring het percentage sterk.",
    bron=SOURCE,
)


def meer_verhuringen_dan_zoekers(frame: pd.DataFrame) -> pd.Series:
    """Mark a part that is larger than the whole."""
    return frame["teller"] > frame["noemer"]


def opgegeven_wijkt_af(frame: pd.DataFrame) -> pd.Series:
    """Mark a stated percentage that differs by more than its rounding."""
    computed = frame["teller"] / frame["noemer"].where(frame["noemer"] > 0)
    return (frame["opgegeven"] - computed).abs() > ROUNDING


def weinig_zoekers(frame: pd.DataFrame) -> pd.Series:
    """Mark denominators too small to say much."""
    return (frame["noemer"] < SMALL) & frame["teller"].notna()


COUNTS = ("teller", "noemer")
for _table in ("slaagkans_kern", "slaagkans_inkomen"):
    row_rule(HIGHER_RULE, _table, "teller", needs=COUNTS)(meer_verhuringen_dan_zoekers)
    row_rule(DIFFERENT_RULE, _table, "opgegeven", needs=(*COUNTS, "opgegeven"))(opgegeven_wijkt_af)
    row_rule(SMALL_RULE, _table, "noemer", needs=COUNTS)(weinig_zoekers)

FULL_YEAR = "heel jaar"


def _tables(case: Case) -> Iterator[str]:
    for name in ("slaagkans_kern", "slaagkans_inkomen"):
        data = case.book.tables.get(name)
        if data is not None and {"jaar", "periode", *COUNTS, "opgegeven"} <= set(data.frame):
            yield name


@cross_rule(
    Rule(
        code="SLK-004",
        ernst=Severity.WAARSCHUWING,
        titel="Een deel van een jaar staat niet zonder meer naast hele jaren.",
        melding="De cijfers van {jaar} gaan over {periode}, en staan naast die van hele jaren.",
        herstel="Vul het hele jaar in zodra dat er is. Vergelijk tot dan niet met hele jaren.",
        waarom="Het aantal zoekers groeit in een jaar langzamer dan het aantal verhuringen; omrekenen kan niet.",
        bron="r. 167, 187",
    )
)
def deel_van_jaar(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point once at every part of a year that stands beside whole years."""
    for name in _tables(case):
        data = case.table(name)
        rows = list(records(data))
        if not any(row["periode"] == FULL_YEAR for _, row in rows):
            continue
        told = set()
        for index, row in rows:
            part = (row["jaar"], row["periode"])
            if None in part or part[1] == FULL_YEAR or part in told:
                continue
            told.add(part)
            yield rule.at(
                data.place(index, "periode"),
                waarde=row["periode"],
                jaar=row["jaar"],
                periode=row["periode"],
            )


@cross_rule(
    Rule(
        code="SLK-005",
        ernst=Severity.INFO,
        titel="Een slaagkans is opgegeven met de aantallen erbij.",
        melding="Van {jaren} zijn wel percentages opgegeven, maar geen verhuringen en woningzoekenden.",
        herstel="Vul de aantallen in als u ze hebt; het percentage rekent dan vanzelf.",
        waarom="Uit percentages alleen is de slaagkans van een groep niet te berekenen.",
        bron="D1-2, r. 155-157",
    )
)
def percentage_zonder_aantallen(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say once per table which years have percentages without counts."""
    for name in _tables(case):
        data = case.table(name)
        bare = [
            (index, row["jaar"])
            for index, row in records(data)
            if row["opgegeven"] is not None and (row["teller"] is None or row["noemer"] is None)
        ]
        years = sorted({jaar for _, jaar in bare if jaar is not None})
        if years:
            yield rule.at(
                data.place(bare[0][0], "opgegeven"), jaren=listing([str(jaar) for jaar in years])
            )


def _kern_periods(case: Case) -> Iterator[tuple[tuple[int, str], dict[str, tuple[int, Any]]]]:
    """Give for each year and part of it the rows by kern, with their Excel row."""
    periods: dict[tuple[int, str], dict[str, tuple[int, Any]]] = {}
    for index, row in records(case.table("slaagkans_kern")):
        if None not in (row["kern"], row["jaar"], row["periode"]):
            period = periods.setdefault((row["jaar"], row["periode"]), {})
            period.setdefault(row["kern"], (index, row))
    yield from periods.items()


KERN_NEEDS = {"slaagkans_kern": ("kern", "jaar", "periode", *COUNTS)}
TOTAL = "Totaal"


@cross_rule(
    Rule(
        code="SLK-006",
        ernst=Severity.WAARSCHUWING,
        titel="Wie een jaar invult, doet dat voor elke kern.",
        melding="Voor {jaar} ({periode}) is er geen rij voor {kernen}.",
        herstel="Voeg voor elke kern die ontbreekt een rij toe.",
        waarom="De afspraak vraagt de slaagkans van iedere kern.",
        bron="T1-09, r. 366",
    ),
    **KERN_NEEDS,
)
def kern_ontbreekt(case: Case, rule: Rule) -> Iterator[Finding]:
    """Name the kernen that a filed period leaves out."""
    data = case.table("slaagkans_kern")
    wanted = [*(kern.naam for kern in case.afspraken.kernen), TOTAL]
    for (jaar, periode), rows in _kern_periods(case):
        absent = [name for name in wanted if name not in rows]
        if absent:
            first = min(index for index, _ in rows.values())
            yield rule.at(
                data.place(first, "kern"), jaar=jaar, periode=periode, kernen=listing(absent)
            )


@cross_rule(
    Rule(
        code="SLK-007",
        ernst=Severity.FOUT,
        titel="Het aantal unieke woningzoekenden past bij dat van de kernen.",
        melding="Het totaal van {jaar} ({periode}) telt {totaal} woningzoekenden; het kan alleen liggen van {laagste} tot en met {hoogste}.",
        herstel="Verbeter het totaal of het aantal bij een van de kernen. Tel in het totaal ieder één keer.",
        waarom="Een zoeker kan in meer kernen reageren, maar telt in het totaal één keer.",
        bron=SOURCE,
    ),
    **KERN_NEEDS,
)
def totaal_zoekers_past_niet(case: Case, rule: Rule) -> Iterator[Finding]:
    """Hold the unique total between the largest kern and the sum of all."""
    data = case.table("slaagkans_kern")
    for (jaar, periode), rows, counts in _complete(case, "noemer"):
        index, total = rows[TOTAL][0], rows[TOTAL][1]["noemer"]
        if total is not None and not max(counts) <= total <= sum(counts):
            yield rule.at(
                data.place(index, "noemer"),
                waarde=int(total),
                jaar=jaar,
                periode=periode,
                totaal=number(int(total)),
                laagste=number(int(max(counts))),
                hoogste=number(int(sum(counts))),
            )


@cross_rule(
    Rule(
        code="SLK-008",
        ernst=Severity.FOUT,
        titel="Het totaal van de verhuringen is de som van de kernen.",
        melding="Het totaal van {jaar} ({periode}) telt {totaal} verhuringen; de kernen samen {som}.",
        herstel="Verbeter het totaal of het aantal verhuringen bij een van de kernen.",
        waarom="Elke woning staat in precies één kern.",
        bron=SOURCE,
    ),
    **KERN_NEEDS,
)
def totaal_verhuringen_geen_som(case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare the total of homes let with the sum over the kernen."""
    data = case.table("slaagkans_kern")
    for (jaar, periode), rows, counts in _complete(case, "teller"):
        index, total = rows[TOTAL][0], rows[TOTAL][1]["teller"]
        if total is not None and total != sum(counts):
            yield rule.at(
                data.place(index, "teller"),
                waarde=int(total),
                jaar=jaar,
                periode=periode,
                totaal=number(int(total)),
                som=number(int(sum(counts))),
            )


def _complete(
    case: Case, column: str
) -> Iterator[tuple[tuple[int, str], dict[str, tuple[int, Any]], list[int]]]:
    """Give the periods in which every kern and the total have a row and every kern its count."""
    kernen = [kern.naam for kern in case.afspraken.kernen]
    for period, rows in _kern_periods(case):
        if TOTAL not in rows or any(name not in rows for name in kernen):
            continue
        counts = [rows[name][1][column] for name in kernen]
        if None not in counts:
            yield period, rows, counts
