"""Explanations that people leave on a row or on the sheet Bevindingen, beside what is found now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isclose

from prestatieafspraken.dutch import day
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.number import parse
from prestatieafspraken.dutch.shown import as_json, cut, in_sentence
from prestatieafspraken.validators.any_sheet.notities import Notities
from prestatieafspraken.workbook.finding import (
    ASK,
    ASK_ROW,
    PROPOSE,
    Finding,
    Place,
    Rule,
    Severity,
)
from prestatieafspraken.workbook.findings_table import EXCEL_NAME, SHEET, Explanation

MOST = 10
"""Explanations of one finding that are looked at, the last ones."""

QUOTE = 150
"""Characters of an earlier explanation that fit in a sentence."""
LONGEST = 500
"""Characters of an explanation that are shown."""

NIET_TOE_TE_LICHTEN = Rule(
    code="TLC-001",
    ernst=Severity.INFO,
    titel="Een fout is niet met een toelichting af te doen.",
    melding="Bij {code} ({plaats}) staat de toelichting '{tekst}', maar deze regel laat er geen toe.",
    herstel="Volg het herstel van die bevinding; de toelichting mag blijven staan.",
    waarom="Wat niet kan kloppen, wordt door uitleg niet goed.",
)
TOELICHTING_ONGEBRUIKT = Rule(
    code="TLC-002",
    ernst=Severity.INFO,
    titel="Elke toelichting hoort bij een bevinding van nu.",
    melding="{horen} bij geen enkele bevinding van nu; {zij} bewaard.",
    herstel="U hoeft niets te doen, maar controleer Code, Blad, Rij en Kolom als u een toelichting mist.",
    waarom="Een bevinding kan terugkomen, en dan is de uitleg er nog.",
)
DONE = "Het is toegelicht. U hoeft niets te doen zolang de waarde gelijk blijft."
"""The repair of what is explained."""
WITHOUT_VALUE = "Het is toegelicht, zonder waarde: kijk zelf of de uitleg bij dit cijfer hoort."
"""The repair of what is explained without the value that the explanation is about."""
PROPOSED = "Leg het voor aan de andere partijen; tot zij het overnemen, telt wat is afgesproken."
"""The repair of what is proposed."""


def explain(
    findings: Sequence[Finding], given: Sequence[Explanation], notes: Notities | None = None
) -> list[Finding]:
    """Give the findings with what people explained; what is explained weighs as INFO.

    An explanation counts for the same code, place and value; about another value it has expired,
    which the finding then says. One without a value counts, and is marked as such; so does a remark
    on the row, until a check recorded it beside another value. What no explanation can undo stays,
    and that is told. A question that is open says where to answer it.
    """
    about, notes = _About(given), notes or Notities()
    told, hard = [], []
    for finding in findings:
        items = about.of(finding)
        if not finding.zacht:
            hard += [_not_for_hard(item, finding) for item in items]
        explained = _explained(finding, items, notes) if finding.zacht else finding
        told.append(_asking(explained, notes))
    left = len({item.at for item in given} - about.used)
    unused = []
    if left:
        horen = count_of(left, "toelichting hoort", "toelichtingen horen")
        zij = "zij is" if left == 1 else "zij zijn"
        place = Place(blad=SHEET, tabel=EXCEL_NAME)
        unused = [TOELICHTING_ONGEBRUIKT.at(place, horen=horen, zij=zij)]
    return [*told, *dict.fromkeys(hard), *unused]


def _explained(finding: Finding, about: Sequence[Explanation], notes: Notities) -> Finding:
    # Who explains anew may leave the old row: the last one that fits the value counts.
    for item in reversed(about):
        if same_value(item.waarde, finding.waarde):
            return _done(finding, item.tekst, DONE)
    note = notes.of(finding) if finding.asks else ""
    if note and not any(key(item.tekst) == key(cut(note, LONGEST)) for item in about):
        return _done(finding, note, WITHOUT_VALUE)
    if about and about[-1].waarde is None:
        return _done(finding, about[-1].tekst, WITHOUT_VALUE)
    return _open_again(finding, about[-1]) if about else finding


def _done(finding: Finding, text: str, herstel: str) -> Finding:
    proposed = finding.voorstel
    return replace(
        finding,
        ernst=Severity.INFO,
        melding=_proposed(finding.melding) if proposed else finding.melding,
        herstel=PROPOSED if proposed else herstel,
        toelichting=cut(text, LONGEST),
    )


def _open_again(finding: Finding, item: Explanation) -> Finding:
    quote, was = f"'{cut(item.tekst, QUOTE)}'", in_sentence(item.waarde)
    more = f" De eerdere toelichting {quote} ging over een andere waarde: {was}."
    return replace(finding, melding=finding.melding + more)


def _asking(finding: Finding, notes: Notities) -> Finding:
    """Let a question say where it is answered, unless its repair says that already."""
    if not finding.asks:
        return finding
    if finding.voorstel:
        return replace(finding, herstel=finding.herstel + PROPOSE)
    ask = ASK_ROW if notes.can_hold(finding) else ASK
    more = "" if "toelichting" in finding.herstel else ask
    return replace(finding, herstel=finding.herstel + more)


def _proposed(melding: str) -> str:
    """Say of a difference that it is proposed: "Voorgesteld is 500; afgesproken is 650."."""
    there = "Er staat "
    if melding.startswith(there):
        return f"Voorgesteld is {melding.removeprefix(there)}"
    return f"Voorstel tot wijziging. {melding}"


def _not_for_hard(item: Explanation, finding: Finding) -> Finding:
    place = Place(blad=SHEET, tabel=EXCEL_NAME, cel=item.at, kolom="Toelichting")
    where = "!".join(part for part in (finding.place.blad, finding.place.cel) if part)
    tekst = cut(item.tekst, QUOTE)
    return NIET_TOE_TE_LICHTEN.at(
        place, code=finding.code, plaats=where or "het bestand", tekst=tekst
    )


Spot = tuple[str, str, str, str, str]
"""Code, sheet, and the labels of row and column, as written; at last the address, or nothing."""


class _About:
    """Which explanations are about a finding; each is found by what it says, not by trying all.

    Row and column by their labels come first, for a cell moves when rows are added; the address
    decides where a label was left empty.
    """

    def __init__(self, given: Sequence[Explanation]) -> None:
        self._found: dict[Spot, list[Explanation]] = {}
        self._told: set[Spot] = set()
        self._order = {item.at: number for number, item in enumerate(given)}
        for item in given:
            spot = (key(item.code), key(item.blad), key(item.rij), key(item.kolom))
            self._found.setdefault((*spot, ""), []).append(item)
            self._found.setdefault((*spot, f"@{key(item.cel)}"), []).append(item)

    @property
    def used(self) -> set[str]:
        """The addresses of the explanations that were about any finding."""
        return {item.at for spot in self._told for item in self._found[spot]}

    def of(self, finding: Finding) -> list[Explanation]:
        """Give the explanations of a finding in their order, at most the last so many."""
        place = finding.place
        rule = (key(finding.code), key(place.blad or ""))
        rij, kolom, cel = key(place.rij or ""), key(place.kolom or ""), key(place.cel or "")
        items: list[Explanation] = []
        for row, column in dict.fromkeys([(rij, kolom), (rij, ""), ("", kolom), ("", "")]):
            complete = bool(rij or kolom) and (row, column) == (rij, kolom)
            spot = (*rule, row, column, "" if complete else f"@{cel}")
            if spot in self._found:
                self._told.add(spot)
                items += self._found[spot][-MOST:]
        return sorted(items, key=lambda item: self._order[item.at])[-MOST:]


def same_value(written: object, found: object) -> bool:
    """Say whether a value as it stands in a cell is the one that was found; 1.829 is 1829."""
    if type(written) is type(found) and written == found:
        return True
    one, other = _forms(written), _forms(found)
    if not one or not other:
        return not one and not other
    return any(
        isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
        if isinstance(a, float) and isinstance(b, float)
        else a == b
        for a in one
        for b in other
    )


def _forms(value: object) -> set[str | float]:
    """Give all that a value can mean: a text, the numbers and the days in it."""
    if isinstance(value, bool):
        return {key(in_sentence(value))}
    if isinstance(value, ErrorValue):
        return {key(value)}
    if isinstance(value, int | float):
        return {float(value)}
    if isinstance(value, date):
        return {str(as_json(value))}
    if value is None or not key(str(value)):
        return set()
    text = str(value)
    number, days = parse(text), day.readings(text)
    forms: set[str | float] = {key(text)}
    forms |= {float(reading) for reading in number.readings} if number else set()
    return forms | {one.isoformat() for one in days or ()}
