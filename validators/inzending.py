"""What must hold between the workbooks of the parties; `batch` holds them next to each other.

The rules are declared here, with all others; a single workbook never breaks one of them.
"""

from __future__ import annotations

from prestatieafspraken.dutch.folded import key
from prestatieafspraken.workbook.finding import Rule, Severity

ZELFDE_BESTAND = Rule(
    code="INZ-001",
    ernst=Severity.WAARSCHUWING,
    titel="Elk bestand wordt één keer ingeleverd.",
    melding="Dit bestand is precies hetzelfde als {ander}.",
    herstel="Laat één van de twee weg, en lever alsnog de andere werkmap in als u zich vergiste.",
    waarom="Wie twee keer hetzelfde inlevert, vergeet vaak een ander bestand.",
)
ZELFDE_PARTIJ = Rule(
    code="INZ-002",
    ernst=Severity.WAARSCHUWING,
    titel="Van elke partij is er één werkmap.",
    melding="Van {partij} is er ook {ander}.",
    herstel="Houd de laatste versie en haal de andere weg.",
    waarom="Met twee werkmappen is niet te zeggen welke cijfers gelden.",
)
PARTIJ_ONTBREEKT = Rule(
    code="INZ-003",
    ernst=Severity.WAARSCHUWING,
    titel="Van elke partij die tekent is er een werkmap.",
    melding="Er zijn werkmappen van {aanwezig}, maar niet van {afwezig}.",
    herstel="Vraag de werkmap op, en controleer dan alle werkmappen samen.",
    waarom="Zonder de cijfers en de stand van allen is niet te zeggen hoe het met de afspraken staat.",
)
ZELFDE_RIJ = Rule(
    code="INZ-004",
    ernst=Severity.WAARSCHUWING,
    titel="Een project, initiatief of woning staat bij één partij.",
    melding="{naam} staat ook bij {partij}, in {ander} ({cel}).",
    herstel="Spreek af bij wie {naam} hoort, en haal de rij bij de ander weg.",
    waarom="Wat bij twee partijen staat, telt dubbel.",
    afgesproken=True,
)
ANDER_CIJFER = Rule(
    code="INZ-005",
    ernst=Severity.WAARSCHUWING,
    titel="De werkmap van de gemeente heeft de cijfers die de corporatie zelf opgeeft.",
    melding="Hier staat {hier}, maar {partij} geeft zelf {daar} op, in {ander} ({cel}).",
    herstel="Vraag {partij} welk cijfer geldt, en verbeter het andere.",
    waarom="Het verslag rekent met één cijfer; de corporatie kent haar eigen cijfer het best.",
)
ANDER_TOTAAL = Rule(
    code="INZ-006",
    ernst=Severity.WAARSCHUWING,
    titel="Een opgegeven totaal is de som van wat de partijen zelf opgeven.",
    melding="Voor '{rij}' is {opgegeven} opgegeven, maar de partijen geven samen {som} op ({delen}).",
    herstel="Verbeter het totaal, of het cijfer van een van de partijen.",
    waarom="Een totaal van oude cijfers valt anders niet op.",
)
ANDERE_GEMEENTE_OF_JAAR = Rule(
    code="INZ-007",
    ernst=Severity.WAARSCHUWING,
    titel="De werkmappen die samen worden gecontroleerd, zijn van dezelfde gemeente en hetzelfde jaar.",
    melding="Deze werkmap is van {deze}, terwijl deze controle over {meeste} gaat.",
    herstel="Controleer werkmappen van een andere gemeente of een ander jaar apart.",
    waarom="Cijfers van verschillende gemeenten of jaren zijn niet naast elkaar te leggen.",
)
ANDERE_AFSPRAKEN_MEE = Rule(
    code="INZ-008",
    ernst=Severity.WAARSCHUWING,
    titel="De werkmappen van één gemeente en jaar dragen dezelfde afspraken mee.",
    melding="Deze werkmap draagt andere afspraken mee dan {ander}, en is op haar eigen beoordeeld.",
    herstel="Spreek af welke afspraken gelden, en wijs bij de controle de map ermee aan.",
    waarom="Cijfers die op verschillende afspraken zijn beoordeeld, zijn niet samen te nemen.",
)
SAMEN_TE_VEEL_MAATWERK = Rule(
    code="INZ-009",
    ernst=Severity.WAARSCHUWING,
    titel="Wat de corporaties elk voor zich opgeven, blijft samen binnen de grens voor lokaal maatwerk.",
    melding="De corporaties samen komen {wanneer} op {deel} lokaal maatwerk ({delen}); de gemeente mag in een jaar {grens} ({norm}).",
    herstel="Stem samen af welke maatregel nodig is om binnen de grens te blijven.",
    waarom="De grens geldt voor alle verhuringen in de gemeente, en staat in geen werkmap van één corporatie.",
    afgesproken=True,
)
ALLEEN_BIJ_GEMEENTE = Rule(
    code="INZ-010",
    ernst=Severity.WAARSCHUWING,
    titel="Wat de gemeente van een corporatie opgeeft, staat ook in de werkmap van die corporatie.",
    melding="{partij} heeft deze rij{meer} niet in haar eigen werkmap, {ander}; in de cijfers van allen samen {tellen} niet mee.",
    herstel="Vraag {partij} of het klopt: dan hoort het ook in {ander}; anders kan het hier weg.",
    waarom="Wie zelf opgeeft, telt met haar eigen rijen; wat er alleen hier staat, viel ongemerkt weg.",
)

RULES = tuple(rule for rule in list(vars().values()) if isinstance(rule, Rule))
"""All rules between workbooks."""
_CODES = frozenset(key(rule.code) for rule in RULES)


def is_between(code: str) -> bool:
    """Say whether a code, as somebody may have typed it, is one of a rule between workbooks."""
    return key(code) in _CODES
