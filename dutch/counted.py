"""Amounts with their nouns and verbs: one home is there, two homes are."""

from __future__ import annotations

from decimal import Decimal

from prestatieafspraken.dutch.written import number

SINGULAR = {
    "afspraken": "afspraak",
    "bewoners": "bewoner",
    "DAEB-woningen": "DAEB-woning",
    "bladen": "blad",
    "cellen": "cel",
    "cijfers": "cijfer",
    "dagen": "dag",
    "doelen": "doel",
    "eenheden": "eenheid",
    "gezinnen": "gezin",
    "huishoudens": "huishouden",
    "huurders": "huurder",
    "initiatieven": "initiatief",
    "kernen": "kern",
    "klassen": "klasse",
    "labelstappen": "labelstap",
    "meldingen": "melding",
    "ontruimingen": "ontruiming",
    "overeenkomsten": "overeenkomst",
    "panelen": "paneel",
    "partijen": "partij",
    "personen": "persoon",
    "procentpunten": "procentpunt",
    "projecten": "project",
    "punten": "punt",
    "reacties": "reactie",
    "rijen": "rij",
    "toestellen": "toestel",
    "verhuringen": "verhuring",
    "verhuureenheden": "verhuureenheid",
    "werkmappen": "werkmap",
    "wijken": "wijk",
    "wijkschouwen": "wijkschouw",
    "woningen": "woning",
    "woningzoekenden": "woningzoekende",
    "zoekers": "zoeker",
}
"""What is counted, and what it is called when there is one."""


def agreeing(amount: float | Decimal, one: str, many: str) -> str:
    """Give the form of a word that goes with an amount: 1 woning is, 0 woningen zijn."""
    return one if abs(amount) == 1 else many


def noun(amount: float | Decimal, many: str) -> str:
    """Give a noun in the form that goes with an amount; other words may stand around it.

    >>> noun(1, "woningen"), noun(1, "open toestellen"), noun(1, "woningen per jaar")
    ('woning', 'open toestel', 'woning per jaar')
    """
    words = many.split(" ")
    at = next((n for n, word in enumerate(words) if word in SINGULAR), 0)
    one = [*words[:at], SINGULAR.get(words[at], words[at]), *words[at + 1 :]]
    return agreeing(amount, " ".join(one), many)


def count_of(amount: int | Decimal, one: str, many: str) -> str:
    """Write an amount with its noun: 1 fout, 2 fouten."""
    return f"{number(amount)} {agreeing(amount, one, many)}"


def counted(amount: float | Decimal, many: str) -> str:
    """Write an amount with a noun of the list: 1 woning, 2 woningen, 0 woningen."""
    return f"{number(amount)} {noun(amount, many)}"


def the_of(amount: int | Decimal, many: str) -> str:
    """Write a whole with its article: de 3 woningen, de ene woning.

    >>> the_of(3, "woningen"), the_of(1, "woningen"), the_of(1, "open toestellen")
    ('de 3 woningen', 'de ene woning', 'het ene open toestel')
    """
    if amount != 1:
        return f"de {counted(amount, many)}"
    one = noun(1, many)
    return f"{'het' if NEUTER & {*one.split(' ')} else 'de'} ene {one}"


NEUTER = {
    "blad", "cijfer", "doel", "gezin", "huishouden", "initiatief", "paneel", "procentpunt",
    "project", "punt", "toestel",
}  # fmt: skip
"""What is "het" when there is one."""


def part_of(part: int | Decimal, total: int | Decimal, many: str) -> str:
    """Write how many of how many; one verb goes with it, that of `part`, in which none is one.

    >>> [part_of(n, 3, "klassen") for n in (0, 1, 2)], part_of(0, 1, "klassen")
    (['geen van de 3 klassen', '1 van de 3 klassen', '2 van de 3 klassen'], 'geen enkele klasse')
    >>> part_of(3, 3, "klassen"), part_of(2, 2, "klassen"), part_of(1, 1, "klassen")
    ('alle 3 klassen', 'beide klassen', '1 klasse')
    """
    if total == 1:
        return counted(part, many) if part else f"geen enkele {noun(1, many)}"
    if part == total:
        return f"beide {many}" if total == 2 else f"alle {counted(total, many)}"
    return f"{number(part) if part else 'geen'} van de {counted(total, many)}"


def part_agreeing(part: int | Decimal, one: str, many: str) -> str:
    """Give the form of a verb that goes with `part_of`: geen van de 3 is, 2 van de 3 zijn."""
    return one if part in (0, 1) else many


class Aantal(str):
    """An amount as a template writes it, alone or with what goes with it.

    >>> "{n} {n:staat|staan}: {n:woningen}".format(n=Aantal(1))
    '1 staat: 1 woning'
    >>> "{n} {n:staat|staan}: {n:woningen}".format(n=Aantal(1200))
    '1.200 staan: 1.200 woningen'
    """

    amount: float | Decimal

    def __new__(cls, amount: float | Decimal) -> Aantal:
        """Write it as every number."""
        written = super().__new__(cls, number(amount))
        written.amount = amount
        return written

    def __format__(self, form: str) -> str:
        """Give the amount, the amount with a noun, or the one of two words that goes with it."""
        one, bar, many = form.partition("|")
        if bar:
            return agreeing(self.amount, one, many)
        return counted(self.amount, form) if form else str(self)
