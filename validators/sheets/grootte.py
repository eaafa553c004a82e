"""Whether an amount fits the number of homes: thousands for ones, MWh for kWh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.validators.declaring.row import once, records
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, table_rule
from prestatieafspraken.validators.sheets.energie import DUURZAME_ENERGIE
from prestatieafspraken.validators.sheets.leefbaarheid import LEEFBAARHEID
from prestatieafspraken.validators.sheets.leefbaarheid_norm import LINES
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

PAST_NIET_BIJ_WONINGEN = Rule(
    code="ONG-002",
    ernst=Severity.WAARSCHUWING,
    titel="Een bedrag of een hoeveelheid past bij het aantal woningen.",
    melding="Bij {kolom} is het {deel} per woning; gewoon is {grens}. {vraag}",
    herstel="Kijk naar de eenheid boven de kolom en naar het aantal cijfers.",
    waarom="Wie in duizenden of in MWh invult, geeft een getal op dat duizend keer te klein is.",
)


@dataclass(frozen=True)
class Grootte:
    """Between which amounts per home a figure lies; whoever is outside is asked why.

    The bounds are our own and wide: a home uses some 2.700 kWh a year, and livability has a
    ceiling of some 125 euro that another rule holds.
    """

    kolom: str
    eenheid: str
    laagst: int
    hoogst: int | None
    te_klein: str

    def asked(self, total: float, homes: int) -> dict[str, str] | None:
        """Give the words of the question about a figure; None where it fits."""
        share = Decimal(str(total)) / homes
        small = share < self.laagst
        if total == 0 or not (small or (self.hoogst and share > self.hoogst)):
            return None
        bound = self.laagst if small or self.hoogst is None else self.hoogst
        return {
            "deel": measure(share, self.eenheid, bound),
            "grens": f"{'ten minste' if small else 'hoogstens'} {measure(bound, self.eenheid)}",
            "vraag": self.te_klein if small else "Staat er een cijfer te veel?",
        }


UITGAVEN = Grootte("totaal", "euro", 5, None, "Is het in duizenden euro's ingevuld?")
ENERGIE = (
    Grootte("opgewekt", "kWh", 1, 30_000, "Is het in MWh ingevuld?"),
    Grootte("behoefte", "kWh", 300, 30_000, "Is het in MWh ingevuld?"),
)


@table_rule(PAST_NIET_BIJ_WONINGEN, LEEFBAARHEID, needs=("verhuureenheden", *LINES))
def uitgaven_passen_niet(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Ask about spending that is next to nothing for each home."""
    for index, row in records(data):
        spent = sum(row[line] or 0 for line in LINES)
        if row["verhuureenheden"] and not data.is_unusable(index, "verhuureenheden", *LINES):
            asked = UITGAVEN.asked(spent, row["verhuureenheden"])
            if asked:
                yield rule.at(data.place(index, "totaal"), waarde=float(spent), **asked)


@cross_rule(
    PAST_NIET_BIJ_WONINGEN,
    (DUURZAME_ENERGIE, ("corporatie", "jaar", "opgewekt", "behoefte")),
    (WONINGVOORRAAD, ("corporatie", "jaar", "soort_cijfer", "daeb")),
)
def energie_past_niet(case: Case, rule: Rule) -> Iterator[Finding]:
    """Ask about energy that is next to nothing, or a whole street, for each home."""
    data = case.table("duurzame_energie")
    homes = {
        (row["corporatie"], row["jaar"]): row["daeb"]
        for _, row in once(case.table("woningvoorraad"))
        if row["soort_cijfer"] == CijferSoort.REALISATIE
    }
    for index, row in records(data):
        known = homes.get((row["corporatie"], row["jaar"]))
        for grootte in ENERGIE:
            value = row[grootte.kolom]
            asked = grootte.asked(value, known) if known and value is not None else None
            if asked:
                yield rule.at(data.place(index, grootte.kolom), waarde=as_json(value), **asked)
