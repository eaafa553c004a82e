"""Rules on single cells; what may stand there is declared with the column."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch import meant
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.shown import in_sentence
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.any_sheet.other_words import other_word
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.finding import Rule, Severity

VERPLICHTE_CEL_LEEG = Rule(
    code="CEL-001",
    ernst=Severity.FOUT,
    titel="Een verplichte cel van een ingevulde rij heeft een waarde.",
    melding="{kolom} is niet ingevuld bij {rij}.",
    herstel="Vul {kolom} in, of maak de hele rij leeg als zij niet nodig is.",
    waarom="Zonder deze waarde is niet te zeggen waar de andere cijfers in de rij over gaan.",
)
TE_LAAG = Rule(
    code="CEL-006",
    ernst=Severity.FOUT,
    titel="Een waarde ligt niet onder de ondergrens van haar kolom.",
    melding="{kolom} is {gelezen}; dat is lager dan {grens}.{hint}",
    herstel="Vul een waarde in {bereik}.",
    waarom="Een waarde buiten de grenzen is bijna altijd een tikfout of staat in de verkeerde kolom.",
)
TE_HOOG = Rule(
    code="CEL-007",
    ernst=Severity.FOUT,
    titel="Een waarde ligt niet boven de bovengrens van haar kolom.",
    melding="{kolom} is {gelezen}; dat is hoger dan {grens}.{hint}",
    herstel="Vul een waarde in {bereik}.",
    waarom="Een waarde buiten de grenzen is bijna altijd een tikfout of staat in de verkeerde kolom.",
)
NIET_IN_LIJST = Rule(
    code="CEL-008",
    ernst=Severity.FOUT,
    titel="Een keuze staat in de lijst van haar kolom.",
    melding="{kolom} is {gelezen}; dat staat niet in de keuzelijst.{hint}",
    herstel="Kies {keuze}.",
    waarom="Alleen met vaste waarden zijn rijen te tellen en naast elkaar te leggen.",
)
TE_LANG = Rule(
    code="CEL-009",
    ernst=Severity.FOUT,
    titel="Een tekst is niet langer dan haar kolom toelaat.",
    melding="{kolom} telt {lengte} tekens; er passen er hoogstens {grens}.",
    herstel="Maak de tekst korter, of noem het stuk waar de rest in staat.",
    waarom="Lange teksten passen niet in het verslag en horen in een eigen stuk.",
)
GEEN_BAG_ID = Rule(
    code="CEL-013",
    ernst=Severity.FOUT,
    titel="Een BAG-id bestaat uit zestien cijfers.",
    melding="{kolom} is {gelezen}; dat zijn geen zestien cijfers.",
    herstel="Neem de identificatie van het verblijfsobject over uit de BAG, als tekst en met de nullen vooraan.",
    waarom="Op dit nummer worden woningen en labels aan elkaar gekoppeld.",
    bron="BAG, verblijfsobject",
)


TOTALS = ("totaal", "subtotaal", "samen", "som")
"""How a row begins that adds up the others."""
TOTAL_ROW = "Een totaalrij hoort niet in de tabel."
MOST_CHOICES = 9
"""A list with more choices is not written out in a sentence."""


def words(
    column: Column, value: Any, lists: Mapping[str, Sequence[str]], afspraken: Afspraken
) -> dict[str, str]:
    """Give all that the templates of the rules above may name."""
    low, high = column.low, column.high
    if not isinstance(value, str):
        bound = low if low is not None and value < low else high
        return {
            "gelezen": spoken(column, value, bound),
            "grens": spoken(column, bound, bound),
            "bereik": _range(column, low, high),
            "hint": _asked(column, value, afspraken.gemeente.jaar),
        }
    known = {
        "gelezen": in_sentence(value),
        "lengte": number(len(value)),
        "grens": str(column.longest),
    }
    if column.codelist:
        choices = lists[column.codelist]
        near = other_word(value, column.codelist, choices) or nearest(value, choices, afspraken)
        known["hint"] = f" Bedoelt u {near}?" if near else ""
        short = len(choices) <= MOST_CHOICES
        known["keuze"] = listing(choices, "of") if short else "een waarde uit de keuzelijst"
        if key(value).startswith(TOTALS):
            known["hint"] = f" {TOTAL_ROW}"
            known["keuze"] = "een naam, of maak de hele rij leeg: het programma telt zelf op"
    return known


def _asked(column: Column, value: Any, jaar: int) -> str:
    """Ask whether another value was meant than one outside the bounds of a column."""
    found: float | None = None
    if column.format is Format.JAAR:
        found = meant.year(value, jaar)
    elif column.kind is ColumnKind.DECIMAL and column.high is not None:
        found = meant.moved_point(value, column.low or 0, column.high)
    return f" Bedoelt u {spoken(column, found)}?" if found is not None else ""


def nearest(text: str, choices: Sequence[str], afspraken: Afspraken) -> str | None:
    """Give the choice that was probably meant: another case, a known spelling, or a typing error."""
    plain = " ".join(text.split()).casefold()
    known = {choice.casefold(): choice for choice in choices}
    spelled = [(item.naam, item.varianten) for item in afspraken.partijen]
    spelled += [(item.naam, item.varianten) for item in afspraken.kernen]
    for naam, varianten in spelled:
        if naam in choices:
            known |= {variant.casefold(): naam for variant in varianten}
    if plain in known:
        return known[plain]
    close = difflib.get_close_matches(plain, list(known), n=1, cutoff=0.75)
    return known[close[0]] if close else None


def _range(column: Column, low: Any, high: Any) -> str:
    parts = []
    if low is not None:
        parts.append(f"vanaf {spoken(column, low)}")
    if high is not None:
        parts.append(f"tot en met {spoken(column, high)}")
    return " ".join(parts)
