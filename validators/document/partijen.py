"""What the agreements say about who: a row, names apart from each other, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Kern, Partij
from prestatieafspraken.afspraken.vindplaats import tussen_haken
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.declaring.row import records
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.document.rules import Words, agreement_rule
from prestatieafspraken.validators.sheets.partijen import PARTIJEN
from prestatieafspraken.validators.sheets.slaagkans import SLAAGKANS_KERN
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity


@agreement_rule(
    Rule(
        code="TXT-009",
        ernst=Severity.WAARSCHUWING,
        titel="Elke afspraak heeft een rij met wat, wie en wanneer.",
        melding="Afspraak {code} staat alleen in de lopende tekst{plaats}, zonder wie en wanneer.",
        herstel="Maak er een rij van met wat, wie en wanneer.",
        waarom="Wat niet in een rij staat, wordt bij het volgen over het hoofd gezien.",
        afgesproken=True,
    ),
    "afspraak",
)
def rij_ontbreekt(case: Case, afspraak: Afspraak) -> Iterator[Words]:
    """Point at agreements for which neither who nor when is printed."""
    if not afspraak.wie.strip() and not afspraak.wanneer.strip():
        yield {"plaats": tussen_haken(afspraak.regels)}


@agreement_rule(
    Rule(
        code="TXT-010",
        ernst=Severity.INFO,
        titel="Tussen twee partijen staat een komma of het woord 'en'.",
        melding="In afspraak {code} staat tussen partijen geen scheiding: {gedrukt}.",
        herstel="Zet in de tekst een komma of het woord 'en' tussen de partijen.",
        waarom="Zonder scheiding lijken twee partijen er één.",
        afgesproken=True,
    ),
    "partijen",
)
def partijen_niet_gescheiden(case: Case, afspraak: Afspraak) -> Iterator[Words]:
    """Point at parts between separators that hold more than one party."""
    names = _names(case.afspraken)
    for part in re.split(r",|\ben\b", afspraak.wie):
        bare = part.replace("(trekker)", " ")
        if len(_found(bare, names)) > 1:
            yield {"gedrukt": " ".join(part.split()), "waarde": afspraak.wie}


def _names(afspraken: Afspraken) -> list[str]:
    parties = [name for p in afspraken.partijen for name in (p.naam, *p.varianten)]
    names = {"gemeente", "corporaties", "huurdersorganisaties", *(n.casefold() for n in parties)}
    return sorted(names, key=len, reverse=True)


def _found(text: str, names: Sequence[str]) -> list[str]:
    """Give the names in a text, the longest first, so that a name within a name is not counted."""
    rest, found = text.casefold(), []
    for name in names:
        if name not in rest:
            continue
        rest, times = re.subn(rf"\b{re.escape(name)}\b", "|", rest)
        if times:
            found.append(name)
    return found


MEER_NAMEN = Rule(
    code="GDR-012",
    ernst=Severity.INFO,
    titel="Elke naam heeft in het document één schrijfwijze.",
    melding="{naam} staat in het document ook als {varianten}.",
    herstel="Schrijf in de volgende afspraken overal {naam}; de werkmap doet dat al.",
    waarom="Wie op een naam zoekt of telt, mist wat anders is geschreven.",
    afgesproken=True,
)


@table_rule(MEER_NAMEN, PARTIJEN, needs=("naam",))
def partij_met_meer_namen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at the parties that the document spells in more than one way."""
    return _spellings(case, rule, data, case.afspraken.partijen)


@table_rule(MEER_NAMEN, SLAAGKANS_KERN, needs=("kern", "jaar", "periode"))
def kern_met_meer_namen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at the kernen that the document spells in more than one way."""
    return _spellings(case, rule, data, case.afspraken.kernen)


def _spellings(
    case: Case, rule: Rule, data: TableData, named: Sequence[Partij | Kern]
) -> Iterator[Finding]:
    column = data.table.key[0]
    varied = {item.naam: item.varianten for item in named if item.varianten}
    for index, row in () if case.is_own else records(data):
        others = varied.pop(row[column], None)  # a name may stand in many rows
        if others:
            yield rule.at(data.place(index, column), naam=row[column], varianten=listing(others))
