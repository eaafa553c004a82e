"""A workbook holds counts, never persons: personal data in its texts, told without repeating them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from prestatieafspraken.dutch.shown import JSON, SENTENCE, cut
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, table_rule
from prestatieafspraken.validators.personal.persoonsgegevens import (
    BSN,
    IBAN,
    IDENTITY,
    KINDS,
    LIFE_OF,
    MAIL,
    PERSON,
    PHONE,
    PersonalKind,
    found,
    hinted,
    masked,
    may_hold,
    veil,
)
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import AsPrinted, Finding, Place, Rule, Severity

WHY = (
    "De werkmap gaat over aantallen; persoonsgegevens delen partijen alleen volgens hun convenant."
)


def _rule(code: str, titel: str, wat: str, herstel: str) -> Rule:
    return Rule(
        code=code,
        ernst=Severity.WAARSCHUWING,
        titel=titel,
        melding=f"Hier lijkt {wat} te staan: {{gegeven}}.",
        herstel=herstel,
        waarom=WHY,
        afgesproken=True,
        gedrukt=AsPrinted.BEIDE,
    )


RULES = {
    BSN: _rule(
        "PRV-001",
        "In de werkmap staat geen burgerservicenummer.",
        "een burgerservicenummer",
        "Haal het nummer weg, ook uit eerdere versies die u bewaart of verstuurde.",
    ),
    MAIL: _rule(
        "PRV-002",
        "In de werkmap staat geen e-mailadres van een persoon.",
        "een e-mailadres van een persoon",
        "Noem de functie of de afdeling, of het algemene adres van de organisatie.",
    ),
    PHONE: _rule(
        "PRV-003",
        "In de werkmap staat geen telefoonnummer.",
        "een telefoonnummer",
        "Haal het nummer weg; noem de functie of de afdeling.",
    ),
    IBAN: _rule(
        "PRV-004",
        "In de werkmap staat geen rekeningnummer.",
        "een rekeningnummer",
        "Haal het rekeningnummer weg.",
    ),
    PERSON: _rule(
        "PRV-005",
        "In de werkmap staat geen naam met een adres.",
        "een naam met een adres",
        "Noem het project of de straat zonder de persoon, of de persoon alleen als functie.",
    ),
    IDENTITY: _rule(
        "PRV-006",
        "In de werkmap staat geen geboortedatum en geen persoonlijk nummer.",
        "een geboortedatum, paspoortnummer of ander persoonlijk nummer",
        "Haal het gegeven weg.",
    ),
    LIFE_OF: _rule(
        "PRV-007",
        "In de werkmap staat niets over de gezondheid, schulden of straf van een persoon.",
        "bij een naam iets over gezondheid, schulden, straf of geloof",
        "Haal de naam weg, en wat over deze persoon is gezegd.",
    ),
}

MOST_SHOWN = 5
"""Pieces of data of one cell that are named, veiled; there may be thousands."""


def persoonsgegeven(
    kind: PersonalKind, case: Case, rule: Rule, data: TableData
) -> Iterator[Finding]:
    """Point at each cell of a table that holds personal data of this kind."""
    for name in data.letters:
        if data.table.column(name).formula is not None:
            continue
        # One look at the whole column: nearly always there is nothing.
        if not hinted(kind, data.forms[name]):
            continue
        texts = data.texts(name)
        numbering = _numbering(kind, texts)
        for row, text in zip(data.row_numbers, texts, strict=True):
            if text and len(text) not in (numbering if text.isdigit() else ()):
                yield from _told(rule, kind, data.place(row, name), text)


def los_persoonsgegeven(kind: PersonalKind, case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at each text outside the tables that holds personal data of this kind."""
    for place, text in case.loose:
        yield from _told(rule, kind, place, text)
    for aside in case.asides:
        for told in _told(rule, kind, aside.place, aside.text):
            melding = told.melding.replace("Hier", aside.where, 1)
            yield replace(told, melding=melding, herstel=aside.repair)


def _told(rule: Rule, kind: PersonalKind, place: Place, text: str) -> Iterator[Finding]:
    there = list(dict.fromkeys(found(kind, text)))
    if there:
        shown = [cut(veil(data), SENTENCE) for data in there[:MOST_SHOWN]]
        more = [f"nog {len(there) - MOST_SHOWN} andere"] if len(there) > MOST_SHOWN else []
        yield rule.at(place, waarde=cut(masked(text), JSON), gegeven=listing(shown + more))


def _numbering(kind: PersonalKind, texts: Sequence[str]) -> set[int]:
    """Give the lengths at which a column holds numbers of its own.

    One bare number in eleven passes the elfproef by chance; where others of the same length in
    the column do not, they are numbers of another kind.
    """
    bare = [text for text in texts if text.isdigit() and len(text) >= 9]
    return {len(text) for text in bare if not found(kind, text)}


def veiled(findings: Iterable[Finding]) -> list[Finding]:
    """Give findings of any rule without the personal data that they may quote from a cell."""
    findings = _unread(list(findings))
    said = [(finding, _said(finding)) for finding in findings]
    texts = {text for _, told in said for text in told if text}
    # One look at all that is said, each text once: nearly always there is nothing.
    if not may_hold("\0".join(texts)):
        return [finding for finding, _ in said]
    suspect = {text for text in texts if may_hold(text)}
    return [finding if suspect.isdisjoint(told) else _without(finding) for finding, told in said]


def _unread(findings: list[Finding]) -> list[Finding]:
    """Veil the number that a rule read in a cell of which the text is a number of a person."""
    codes = {RULES[kind].code for kind in (BSN, PHONE, IBAN)}
    cells = {(f.place.blad, f.place.cel) for f in findings if f.code in codes and f.place.cel}
    return [
        _without_numbers(f) if (f.place.blad, f.place.cel) in cells and f.code not in codes else f
        for f in findings
    ]


def _without_numbers(finding: Finding) -> Finding:
    value = finding.waarde
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = veil(str(value))
    return replace(
        finding,
        melding=_NUMBER.sub(lambda number: veil(number[0]), finding.melding),
        herstel=_NUMBER.sub(lambda number: veil(number[0]), finding.herstel),
        waarde=value,
    )


_NUMBER = re.compile(r"\d(?:[ .,]?\d){6,}")


def _said(finding: Finding) -> tuple[str | None, ...]:
    """Give the texts of a finding; what it quotes comes last."""
    value = finding.waarde if isinstance(finding.waarde, str) else None
    return finding.melding, finding.herstel, finding.toelichting, value, finding.place.rij


def _without(finding: Finding) -> Finding:
    place = finding.place
    quoted = [text for text in (finding.waarde, place.rij) if isinstance(text, str)]
    known = [data for kind in KINDS for text in quoted for data in found(kind, text)]
    return replace(
        finding,
        melding=_veiled(finding.melding, known),
        herstel=_veiled(finding.herstel, known),
        toelichting=finding.toelichting and masked(finding.toelichting),
        waarde=masked(finding.waarde) if isinstance(finding.waarde, str) else finding.waarde,
        place=replace(place, rij=place.rij and masked(place.rij)),
    )


def _veiled(text: str, known: Sequence[str]) -> str:
    """Veil in a sentence of ours; a number with dots is an amount unless the cell had it so."""
    more = [
        data for kind in KINDS for data in found(kind, text) if kind is not BSN or "." not in data
    ]
    for data in (*known, *more):
        text = text.replace(data, veil(data))
    return text


for _kind, _rule_of in RULES.items():
    cross_rule(_rule_of)(partial(los_persoonsgegeven, _kind))
    for _table in TABLES:
        table_rule(_rule_of, _table, needs=())(partial(persoonsgegeven, _kind))
