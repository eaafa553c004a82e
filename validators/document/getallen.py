"""What the agreements say about how much: numbers that agree with each other and with names."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Getal
from prestatieafspraken.afspraken.vindplaats import tussen_haken
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.rules import FIELD, Words, agreement_rule
from prestatieafspraken.workbook.finding import Rule, Severity


@agreement_rule(
    Rule(
        code="TXT-005",
        ernst=Severity.WAARSCHUWING,
        titel="Een afspraak noemt voor hetzelfde maar één getal.",
        melding="Afspraak {code} noemt voor {onderwerp} verschillende getallen: {getallen}.",
        herstel="Spreek af welk getal geldt en laat de tekst van de afspraak verbeteren.",
        waarom="Met twee getallen is niet te zeggen of de afspraak is nagekomen.",
        afgesproken=True,
    ),
    "getallen",
)
def getallen_verschillen(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at numbers about one thing that differ, unless each has its own years."""
    subjects: dict[str, list[tuple[int, Getal]]] = {}
    for number, getal in enumerate(afspraak.getallen):
        bounded = getal.tot_jaar is not None or getal.na_jaar is not None
        if getal.onderwerp and getal.waarde is not None and not bounded:
            subjects.setdefault(getal.onderwerp, []).append((number, getal))
    for onderwerp, numbers in subjects.items():
        if len({getal.waarde for _, getal in numbers}) > 1:
            listed = [f"{_amount(getal)}{tussen_haken(getal.regel)}" for _, getal in numbers]
            field = f"getallen.{numbers[0][0]}.waarde"
            yield {FIELD: field, "onderwerp": onderwerp, "getallen": listing(listed)}


def _amount(getal: Getal) -> str:
    return measure(getal.waarde, getal.eenheid) if getal.waarde is not None else "onbekend"


@agreement_rule(
    Rule(
        code="TXT-006",
        ernst=Severity.WAARSCHUWING,
        titel="Een afspraak noemt er zoveel bij naam als zij er telt.",
        melding="Afspraak {code} gaat over {getal}, maar noemt er {aantal} bij naam: {namen}.",
        herstel="Vul de namen aan of verbeter het getal.",
        waarom="Anders is niet duidelijk welke er meetellen.",
        afgesproken=True,
    ),
    "getallen",
)
def opsomming_past_niet(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at numbers beside a list of names of another length."""
    for number, getal in enumerate(afspraak.getallen):
        if getal.namen and getal.waarde is not None and getal.waarde != len(getal.namen):
            yield {
                FIELD: f"getallen.{number}.namen",
                "getal": _amount(getal),
                "aantal": len(getal.namen),
                "namen": listing(getal.namen),
            }


@agreement_rule(
    Rule(
        code="TXT-007",
        ernst=Severity.WAARSCHUWING,
        titel="Een bedrag of aantal waar een afspraak naar verwijst, staat erbij.",
        melding="Afspraak {code} verwijst naar een hoeveelheid zonder te zeggen hoeveel dat is: {wat}{plaats}.",
        herstel="Zet het bedrag of aantal erbij, met het jaar waarvoor het geldt.",
        waarom="Zonder bedrag is niet na te gaan of er binnen is gebleven.",
        afgesproken=True,
    ),
    "getallen",
)
def hoeveelheid_niet_genoemd(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at amounts that are named without a figure."""
    for number, getal in enumerate(afspraak.getallen):
        if getal.waarde is None:
            field = f"getallen.{number}.waarde"
            yield {FIELD: field, "wat": getal.wat, "plaats": tussen_haken(getal.regel)}


@agreement_rule(
    Rule(
        code="TXT-008",
        ernst=Severity.WAARSCHUWING,
        titel="Elke doelgroep waarvan cijfers zijn afgesproken, is een of meer inkomensklassen.",
        melding="Afspraak {code} vraagt cijfers van {groepen}, maar bij geen inkomensklasse staat dat zij daarbij hoort.",
        herstel="Leg vast welke inkomensklassen bij {groepen} horen.",
        waarom="De cijfers per inkomensklasse zijn anders niet bij elkaar te nemen.",
        afgesproken=True,
    ),
    "doelgroepen",
)
def doelgroep_zonder_klasse(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Name the groups of which figures are asked but that no income class belongs to."""
    known = {klasse.doelgroep for klasse in afspraken.inkomensklassen}
    unknown = [groep for groep in afspraak.doelgroepen if groep not in known]
    if unknown:
        yield {"groepen": listing(unknown)}
