"""Which rule and which measure rest on one norm: what the one finds, the other judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prestatieafspraken.indicators.oordeel import Oordeel
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding
from proving.kit.naast import Naast

Part = tuple[str | None, str | None]
"""Whose figure it is, and of which period."""

Of = Callable[[Naast, Finding], Sequence[Part]]
"""Gives the figures that a finding is about, none where it is about another measure."""


@dataclass(frozen=True)
class Paar:
    """A rule and the measure of the same norm.

    `van` says of which figures a finding is, `geldt` whether the rule speaks of a figure, `slecht`
    whether that is bad (None: not known). With `kan_meer` the rule holds more than this measure.
    """

    regel: str
    maat: str
    van: Of
    geldt: Callable[[Naast, Indicator], bool] = lambda found, one: True
    slecht: Callable[[Indicator], bool | None] = lambda one: OORDELEN.get(one.oordeel)
    kan_meer: bool = False


OORDELEN: dict[Oordeel, bool] = {
    Oordeel.GEHAALD: False,
    Oordeel.OP_KOERS: False,
    Oordeel.ONGEVEER_GEHAALD: False,
    Oordeel.GEEN_NORM: False,
    Oordeel.AANDACHT: True,
    Oordeel.NIET_GEHAALD: True,
    Oordeel.NIET_BEREIKT: True,
}
"""Which oordeel is bad; the others say that nothing can be said."""


def table_of(found: Naast, finding: Finding) -> TableData:
    (data,) = (one for one in found.book.tables.values() if one.sheet == finding.place.blad)
    return data


def row_of(found: Naast, finding: Finding) -> dict[str, object]:
    data = table_of(found, finding)
    return dict(data.rows[int("".join(c for c in finding.place.cel or "" if c.isdigit()))])


def period(row: dict[str, object]) -> str:
    part = row.get("periode", "heel jaar")
    return str(row["jaar"]) if part == "heel jaar" else f"{row['jaar']}, {part}"


def of_row(column: str = "corporatie", cell: str = "", tabel: str = "") -> Of:
    """Give whose row a finding points at, only of that column or table if one is given."""

    def of(found: Naast, finding: Finding) -> Sequence[Part]:
        if cell and not str(finding.place.cel).startswith(cell):
            return ()
        if tabel and table_of(found, finding).table.name != tabel:
            return ()
        row = row_of(found, finding)
        return [(str(row[column]), period(row))]

    return of


def of_one(found: Naast, one: Indicator) -> bool:
    return one.onderdeel is not None


def above_the_label(found: Naast, one: Indicator) -> bool:
    """Say whether the label that is enough for the goal is not reached either."""
    label = found.indicators.get(("EIX-PAD-B", one.onderdeel, one.periode))
    return of_one(found, one) and (label is None or OORDELEN.get(label.oordeel) is not False)


def whole_year(found: Naast, one: Indicator) -> bool:
    return one.onderdeel is not None and str(one.periode).isdigit()


def together(found: Naast, one: Indicator) -> bool:
    return one.onderdeel is None and str(one.periode).isdigit()


def in_part(found: Naast, one: Indicator) -> bool:
    return not str(one.periode).isdigit()


def of_all(found: Naast, finding: Finding) -> Sequence[Part]:
    """Give the period of what is told at the first row of all corporaties together."""
    return [(None, period(row_of(found, finding)))]


def dreigt(maat: str, cell: str, *, samen: bool = False, until: int = 9999) -> Paar:
    """Pair what is told of a part of a year, at one column, of one corporatie or of all."""

    def of(found: Naast, finding: Finding) -> Sequence[Part]:
        if ("De gemeente" in finding.melding) is not samen:
            return ()
        parts = of_row(cell=cell)(found, finding)
        return [(None if samen else naam, when) for naam, when in parts]

    def speaks(found: Naast, one: Indicator) -> bool:
        now = int(str(one.periode)[:4]) <= until
        return in_part(found, one) and now and (one.onderdeel is None) is samen

    return Paar("TWZ-023", maat, of, speaks)


def after_2021(found: Naast, finding: Finding) -> Sequence[Part]:
    return [part for part in of_row()(found, finding) if int(str(part[1])) > LAST_MIDDLE]


def last_measured(found: Naast, one: Indicator) -> bool:
    """Say whether it is of the last measured period, and in a row of its own."""
    return one.actueel and one.onderdeel is not None


def has_value(one: Indicator) -> bool | None:
    return None if one.waarde is None else one.waarde > 0


def of_project(found: Naast, finding: Finding) -> Sequence[Part]:
    row = row_of(found, finding)
    return [(f"{row['corporatie']}, {row['project']}", None)]


def homes_left(found: Naast, one: Indicator) -> bool:
    rows = found.book.tables["grondprijsbeding"].rows.values()
    (row,) = (r for r in rows if f"{r['corporatie']}, {r['project']}" == one.onderdeel)
    return bool(row["woningen"] > (row["onttrokken"] or 0))


def withdrawn(found: Naast, finding: Finding) -> Sequence[Part]:
    """Give whose homes went; what is still to go is warned of and not counted."""
    row = row_of(found, finding)
    gone = date.fromisoformat(str(finding.waarde)) <= found.peildatum
    return [(str(row["corporatie"]), None)] if gone else ()


def reading(word: str) -> Of:
    return lambda found, finding: [(f"volgens de {word}", str(found.afspraken.gemeente.jaar))]


def short_of(word: str, enough: str = "") -> Callable[[Naast, Indicator], bool]:
    """Say whether it is the number of walks in one place of the agreement, at the end of the year.

    The first reading is told where both are missed, and the other where only that one is.
    """

    def speaks(found: Naast, one: Indicator) -> bool:
        ended = found.peildatum >= found.afspraken.slot
        other = found.indicators.get(("WSC-GEHOUDEN", f"volgens de {enough}", one.periode))
        kept = other is None or not OORDELEN.get(other.oordeel)
        return ended and one.onderdeel == f"volgens de {word}" and kept

    return speaks


def of_goal(maat: str, *, each: bool = False) -> Of:
    """Give the time of the goal that a finding names, of all or of each that it names as well."""

    def of(found: Naast, finding: Finding) -> Sequence[Part]:
        for doel in found.afspraken.doelen_met(maat):
            if f"oel {doel.id} " in finding.melding:
                if each:
                    named = [n for n in found.afspraken.deelnemers() if n in finding.melding]
                    return [(naam, str(doel.streefjaar)) for naam in named]
                return [(None, f"{doel.basisjaar}-{doel.streefjaar}")]
        return ()

    return of


def sold(found: Naast, one: Indicator) -> bool:
    rows = found.book.tables["woningvoorraad"].rows.values()
    return any(row["verkoop"] and row["jaar"] > 2017 for row in rows)


def over(found: Naast, one: Indicator) -> bool:
    """Say whether the year is over, of one corporatie and not before the agreements."""
    jaar = int(one.periode or 0)
    ended = jaar >= found.afspraken.gemeente.jaar and found.peildatum >= date(jaar, 12, 31)
    return one.onderdeel is not None and ended


LAST_MIDDLE = 2021
PAREN = (
    Paar("TWZ-020", "TWZ-BOVEN", of_row(), whole_year),
    Paar("TWZ-020", "TWZ-DOELGROEP", of_row(), whole_year, kan_meer=True),
    Paar(
        "TWZ-020",
        "TWZ-VRIJ",
        after_2021,
        lambda f, one: whole_year(f, one) and int(one.periode or 0) > LAST_MIDDLE,
    ),
    Paar(
        "TWZ-027",
        "TWZ-VRIJ",
        of_row(),
        lambda f, one: whole_year(f, one) and int(one.periode or 0) <= LAST_MIDDLE,
    ),
    Paar("TWZ-028", "TWZ-PASSEND", of_row(), whole_year),
    Paar("TWZ-021", "TWZ-MAATWERK", of_row(), whole_year),
    Paar("TWZ-022", "TWZ-MAATWERK", of_all, together),
    dreigt("TWZ-BOVEN", "D"),
    dreigt("TWZ-VRIJ", "G", until=LAST_MIDDLE),
    dreigt("TWZ-MAATWERK", "J"),
    dreigt("TWZ-MAATWERK", "J", samen=True),
    Paar("SLK-020", "SLK-KERN", of_row("kern", tabel="slaagkans_kern"), last_measured),
    Paar(
        "SLK-020", "SLK-INKOMEN", of_row("inkomensklasse", tabel="slaagkans_inkomen"), last_measured
    ),
    Paar("DOE-003", "VRD-GROEI-PLAN", of_goal("voorraad_daeb")),
    Paar("DOE-003", "VRD-KERNEN-PLAN", of_goal("voorraad_daeb_kernen")),
    Paar("VRD-021", "VRD-GROEI-PLAN", of_goal("voorraad_daeb"), sold),
    Paar("DOE-004", "EIX-PAD", of_goal("energie_index", each=True), above_the_label),
    Paar("DOE-004", "EIX-PAD-B", of_goal("energie_index", each=True), of_one, kan_meer=True),
    Paar("LFB-020", "LFB-UITGAVEN", of_row(), whole_year),
    Paar("LFB-020", "LFB-EENHEID", of_row(), whole_year),
    Paar("GPB-020", "GPB-ONTTROKKEN", withdrawn, of_one, has_value),
    Paar("GPB-020", "GPB-BOETE", withdrawn, of_one, has_value),
    Paar("GPB-021", "GPB-VRIJ", of_project, homes_left, has_value),
    Paar("OVT-020", "OVT-RESTEREND", of_row(), over),
    Paar("WSC-001", "WSC-GEHOUDEN", reading("tekst"), short_of("tekst")),
    Paar("WSC-002", "WSC-GEHOUDEN", reading("kop"), short_of("kop", enough="tekst")),
    Paar("NBW-004", "NBW-MAATWERK", of_row("project")),
    Paar("PLN-002", "KWL-REALISATIE", of_row(tabel="kwaliteitsverbetering"), whole_year),
    Paar("PLN-002", "ZON-REALISATIE", of_row(tabel="zonnepanelen"), whole_year),
)


ZONDER_PAAR = {
    "AFS-020": "termijn",
    "AFS-021": "termijn",
    "AFS-022": "termijn",
    "AFS-025": "termijn",
    "AFS-027": "termijn",
    "AFS-029": "termijn",
    "AFS-032": "termijn",
    "AFS-033": "termijn",
    "KGT-006": "a party that a goal names, no number",
    "NBW-020": "a day, and no measure counts homes with gas",
    "NBW-021": "a day, and no measure counts homes with gas",
    "NBW-022": "a day, and no measure counts homes with gas",
    "OVT-021": "what is planned; OVT-RESTEREND is what was done",
    "SLK-006": "the list of income classes, no number",
    "SLK-009": "the list of income classes, no number",
    "SLK-021": "whether it was measured",
    "TWZ-001": "whether there is a middle group, no number",
    "TWZ-006": "whether there is a middle group, no number",
    "TWZ-024": "whether it was stated",
    "TWZ-025": "whether it was measured",
    "TWZ-026": "whether it was measured",
}
"""Why a rule that asks for a norm, a goal or a number of an agreement has no measure beside it."""


def contradictions(paar: Paar, found: Naast) -> Iterator[str]:
    mine_told = [one for one in found.findings if one.code == paar.regel]
    told = {part for one in mine_told for part in paar.van(found, one)}
    mine = {k[1:]: one for k, one in found.indicators.items() if k[0] == paar.maat}
    for part, one in mine.items():
        bad = paar.slecht(one)
        if bad is False and part in told and not paar.kan_meer:
            yield f"{paar.regel} tells {part}, {paar.maat} {one.oordeel}: {one.toelichting}"
        if bad and part not in told and paar.geldt(found, one):
            yield f"{paar.regel} is silent of {part}, {paar.maat} {one.oordeel}: {one.toelichting}"
    late = {part for part in told if int((part[1] or "0")[:4]) > found.peildatum.year}
    if absent := told - mine.keys() - late:
        yield f"{paar.regel} tells {absent}, and {paar.maat} has no such figure"
