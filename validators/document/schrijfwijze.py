"""How figures are written in the printed tables: one notation per table, one sign for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from prestatieafspraken.afspraken.model import Afspraken, Cel, CelSoort, GedrukteTabel
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.rules import (
    SetPlace,
    Words,
    canonical,
    is_total,
    of_party,
    printed_rule,
    text_rule,
)
from prestatieafspraken.workbook.finding import Rule, Severity

ONE_WAY = "Gebruik in de hele tabel één schrijfwijze, zoals in de werkmap."
THOUSAND = 1000
"""From here on a whole number may be written with a mark between its digits."""


@printed_rule(
    Rule(
        code="GDR-001",
        ernst=Severity.INFO,
        titel="In een gedrukte tabel is het decimaalteken overal hetzelfde.",
        melding="Tabel {code} ({naam}) gebruikt twee decimaaltekens: {een} naast {ander}.",
        herstel=ONE_WAY,
        waarom="Een programma dat het ene teken verwacht, leest het andere verkeerd of niet.",
        afgesproken=True,
    )
)
def decimaalteken_gemengd(
    afspraken: Afspraken, tabel: GedrukteTabel
) -> Iterator[tuple[Cel, Words]]:
    """Compare figures with a decimal comma with those with a point."""
    fractions = [c for c in _figures(tabel) if c.waarde and "%" not in c.gedrukt]
    fractions = [c for c in fractions if c.waarde != int(c.waarde or 0)]
    yield from _mixed(fractions, lambda cel: "," in cel.gedrukt)


@printed_rule(
    Rule(
        code="GDR-002",
        ernst=Severity.INFO,
        titel="In een gedrukte tabel zijn grote getallen overal op dezelfde manier geschreven.",
        melding="Tabel {code} ({naam}) schrijft duizendtallen met en zonder punt: {een} naast {ander}.",
        herstel=ONE_WAY,
        waarom="Een programma kan 9.769 lezen als bijna tien, en 1829 als bijna tweeduizend.",
        afgesproken=True,
    )
)
def duizendtallen_gemengd(
    afspraken: Afspraken, tabel: GedrukteTabel
) -> Iterator[tuple[Cel, Words]]:
    """Compare large numbers with a mark between the digits with those without."""
    large = [c for c in _figures(tabel) if c.waarde and abs(c.waarde) >= THOUSAND]
    yield from _mixed(large, lambda cel: not re.search(r"\d{4}", cel.gedrukt))


@printed_rule(
    Rule(
        code="GDR-003",
        ernst=Severity.INFO,
        titel="In een gedrukte tabel hebben alle percentages evenveel decimalen.",
        melding="Tabel {code} ({naam}) geeft percentages met en zonder decimalen: {een} naast {ander}.",
        herstel=ONE_WAY,
        waarom="Bij een percentage zonder decimalen is niet te zien hoe het is afgerond.",
        afgesproken=True,
    )
)
def decimalen_gemengd(afspraken: Afspraken, tabel: GedrukteTabel) -> Iterator[tuple[Cel, Words]]:
    """Compare percentages with decimals with those without."""
    shares = [c for c in _figures(tabel) if "%" in c.gedrukt]
    yield from _mixed(shares, lambda cel: bool(re.search(r"[.,]\d", cel.gedrukt)))


def _figures(tabel: GedrukteTabel) -> list[Cel]:
    return [cel for cel in tabel.cellen if cel.soort is CelSoort.GETAL]


def _mixed(cells: Sequence[Cel], form: Callable[[Cel], bool]) -> Iterator[tuple[Cel, Words]]:
    """Give an example of both forms, pointing at the rarer one."""
    with_form = [cel for cel in cells if form(cel)]
    without = [cel for cel in cells if not form(cel)]
    if with_form and without:
        rare = min(with_form, without, key=len)[0]
        yield rare, {"een": with_form[0].gedrukt, "ander": without[0].gedrukt}


@printed_rule(
    Rule(
        code="GDR-004",
        ernst=Severity.INFO,
        titel="Bij een sterretje in een gedrukte tabel hoort een voetnoot.",
        melding="Tabel {code} ({naam}) heeft een sterretje bij {label}, maar geen voetnoot.",
        herstel="Zet de voetnoot erbij, of haal het sterretje weg.",
        waarom="Wat er met het cijfer bijzonder is, is anders niet bekend.",
        afgesproken=True,
    )
)
def voetnoot_ontbreekt(afspraken: Afspraken, tabel: GedrukteTabel) -> Iterator[tuple[None, Words]]:
    """Point at labels with an asterisk in a table without a footnote."""
    labels = [label for label in (*tabel.kolommen(), *tabel.rijen()) if label.endswith("*")]
    if labels and not tabel.voetnoot:
        yield None, {"label": listing([label.rstrip("*") for label in labels])}


NOTHING = {
    CelSoort.STREEPJE: "een streepje",
    "nul": "een 0",
    CelSoort.LEEG: "een leeg vak",
    CelSoort.AFWEZIG: "geen rij",
}
"""The ways to print that there is no figure, as they are told."""


@text_rule(
    Rule(
        code="GDR-005",
        ernst=Severity.INFO,
        titel="Nul, onbekend en niet van toepassing zijn verschillend gedrukt, en overal hetzelfde.",
        melding="Dat {partij} geen cijfer heeft, is op meer manieren gedrukt: {manieren}.",
        herstel="Zet 0 waar er niets is, en noem in de toelichting wat onbekend is of niet van toepassing.",
        waarom="Een 0 telt mee in een som en een gemiddelde, een onbekend cijfer niet.",
        afgesproken=True,
    )
)
def niets_op_meer_manieren(afspraken: Afspraken) -> Iterator[tuple[SetPlace, Words]]:
    """Gather per party how the tables print that there is nothing."""
    printed = _printed_rows(afspraken)
    for naam in [partij.naam for partij in afspraken.partijen]:
        ways = _nothing(printed.get(naam, {}))
        if len(ways) > 1:
            listed = [f"{NOTHING[way]} ({listing(codes)})" for way, codes in ways.items()]
            yield of_party(naam), {"partij": naam, "manieren": listing(listed)}


def _printed_rows(afspraken: Afspraken) -> dict[str, dict[str, list[Cel]]]:
    """Give per name the cells that the printed tables have of it, by the id of the table."""
    found: dict[str, dict[str, list[Cel]]] = {}
    for tabel in afspraken.tabellen.values():
        for cel in tabel.cellen:
            if not is_total(cel.rij):
                own = found.setdefault(canonical(afspraken, cel.rij), {})
                own.setdefault(tabel.id, []).append(cel)
    return found


def _nothing(printed: Mapping[str, Sequence[Cel]]) -> dict[str, list[str]]:
    """Give the tables in which a party has no figure, by the way in which that is printed.

    A zero beside other figures of the party is a figure like any other.
    """
    ways: dict[str, list[str]] = {}
    for code, own in printed.items():
        for way in NOTHING:
            if any(_way(cel) == way for cel in own) and (way != "nul" or _only_zero(own)):
                ways.setdefault(way, []).append(code)
    return ways


def _way(cel: Cel) -> str:
    return "nul" if cel.soort is CelSoort.GETAL and cel.waarde == 0 else cel.soort


def _only_zero(cells: Sequence[Cel]) -> bool:
    """Say whether some column has nothing but zeros for a party."""
    columns = {cel.kolom for cel in cells if cel.soort is CelSoort.GETAL}
    return any(
        all(cel.waarde == 0 for cel in cells if cel.kolom == column and cel.soort is CelSoort.GETAL)
        for column in columns
    )
