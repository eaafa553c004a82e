"""What can be wrong with what stands in a cell.

CEL-001, 006, 007, 008, 009 and 013 belong to the judges, who see the cells that could be read.
"""

from __future__ import annotations

from prestatieafspraken.workbook.finding import Rule, Severity

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

GEEN_GETAL = Rule(
    "CEL-002",
    FOUT,
    "In een getalkolom staat een getal.",
    "Hier hoort een getal, maar er staat {gevonden}.",
    "Vul alleen het getal in, zonder woorden.{hint}",
    "Met iets anders dan een getal is niet te rekenen.",
)
NIET_HEEL = Rule(
    "CEL-003",
    FOUT,
    "Aantallen en jaren zijn hele getallen.",
    "Hier hoort een heel getal, maar er staat {gevonden}.",
    "Vul een getal zonder cijfers achter de komma in.{hint}",
    "Een deel van een woning of een jaar bestaat niet; vaak staat er een punt of komma te veel.",
)
GEEN_DATUM = Rule(
    "CEL-004",
    FOUT,
    "In een datumkolom staat een dag.",
    "Hier hoort een datum, maar er staat {gevonden}.",
    "Vul de dag in als dd-mm-jjjj, bijvoorbeeld 31-12-2019.{hint}",
    "Alleen van een dag is te zeggen of hij voor of na een termijn ligt.",
)
FOUTWAARDE = Rule(
    "CEL-005",
    FOUT,
    "In een cel staat geen foutwaarde.",
    "In deze cel staat de foutwaarde {gevonden}: {oorzaak}.",
    "Vervang de formule door het getal of de tekst zelf, of herstel haar.",
    "Een foutwaarde is geen cijfer en ook geen lege cel.",
)
GETAL_ALS_TEKST = Rule(
    "CEL-010",
    WAARSCHUWING,
    "Getallen staan als getal in de cel.",
    "Het getal staat hier als tekst: {gevonden}. Het is gelezen als {gelezen}.",
    "Typ het getal opnieuw in een cel met de opmaak Getal.",
    "Excel telt een getal dat als tekst staat niet mee in totalen.",
)
GETAL_DUBBELZINNIG = Rule(
    "CEL-011",
    FOUT,
    "Een getal is maar op één manier te lezen.",
    "Niet duidelijk is welk getal hier staat: {gevonden} kan {lezingen} zijn.",
    "Typ het getal opnieuw als getal, zonder punt voor de duizendtallen.",
    "Het ene getal is duizend keer zo groot als het andere; het programma kiest niet.",
)
STREEPJE = Rule(
    "CEL-012",
    WAARSCHUWING,
    "Een cel bevat een waarde of is leeg.",
    "Hier staat {gevonden}; dat is gelezen als leeg.",
    "Laat de cel leeg als de waarde onbekend of niet van toepassing is; vul 0 in als het nul is.",
    "Onbekend, niet van toepassing en nul zijn drie verschillende dingen.",
)
DATUM_ALS_TEKST = Rule(
    "CEL-014",
    WAARSCHUWING,
    "Datums staan als datum in de cel.",
    "De datum staat hier als tekst: {gevonden}. Hij is gelezen als {gelezen}.",
    "Typ de datum opnieuw in een cel met de opmaak Datum.",
    "Excel kan een datum die als tekst staat niet sorteren of vergelijken.",
)
STUURTEKENS = Rule(
    "CEL-015",
    WAARSCHUWING,
    "Een tekst bevat geen onzichtbare stuurtekens.",
    "In deze tekst staan onzichtbare stuurtekens; ze zijn weggelaten.",
    "Typ de tekst opnieuw, of plak haar als platte tekst.",
    "Stuurtekens komen mee met plakken en maken een verslag onleesbaar.",
)
PROCENT_BEDOELD = Rule(
    "CEL-016",
    FOUT,
    "Een aandeel staat als percentage in de cel.",
    "Hier staat {gevonden}, dat is {procent}. Bedoelt u {bedoeld}?",
    "Typ het percentage met het procentteken erbij: {bedoeld}.",
    "Een aandeel loopt van 0% tot 100%; 35 zonder procentteken is 3.500%.",
)
STREEPJE_VERPLICHT = Rule(
    "CEL-017",
    FOUT,
    "Een verplichte cel bevat een waarde.",
    "Deze cel is verplicht, maar er staat {gevonden}.",
    "Vul de waarde in; is het nul, vul dan 0 in.",
    "Onbekend, niet van toepassing en nul zijn drie verschillende dingen.",
)
DATUM_DUBBELZINNIG = Rule(
    "CEL-018",
    FOUT,
    "Een datum is maar op één manier te lezen.",
    "Niet duidelijk is welke dag hier staat: {gevonden} kan {lezingen} zijn.",
    "Typ de datum opnieuw als dd-mm-jjjj, met streepjes.",
    "In Amerikaanse programma's staat de maand voorop; het programma kiest niet.",
)
DAG_BESTAAT_NIET = Rule(
    "CEL-019",
    FOUT,
    "Een dag bestaat op de kalender.",
    "De dag {gevonden} bestaat niet.",
    "Vul een dag in die bestaat, als dd-mm-jjjj.",
    "Van een dag die niet bestaat is niet te zeggen of de termijn is gehaald.",
)
FORMULE_ZONDER_UITKOMST = Rule(
    "CEL-020",
    FOUT,
    "Van elke formule is de uitkomst opgeslagen.",
    "In deze cel staat een formule waarvan de uitkomst niet is opgeslagen.",
    "Open de werkmap in Excel en sla haar op, of vul de waarde zelf in.",
    "Zonder opgeslagen uitkomst leest elk programma de cel als leeg.",
)
FORMULE_OVERSCHREVEN = Rule(
    "CEL-021",
    WAARSCHUWING,
    "Berekende cellen rekenen zelf.",
    "Hier hoort een formule, maar er staat een vaste waarde: {gevonden}.",
    "Kopieer de formule uit een andere rij van deze kolom.",
    "Een vaste waarde verandert niet mee; het programma rekent daarom zelf.",
)
FOUTWAARDE_BEREKEND = Rule(
    "CEL-022",
    WAARSCHUWING,
    "Berekende cellen geven een uitkomst.",
    "De formule in deze cel geeft de foutwaarde {gevonden}: {oorzaak}.",
    "Herstel de cellen waar de formule naar kijkt, of kopieer haar uit een andere rij.",
    "Het programma rekent zelf, maar in de werkmap is de uitkomst nu niet te zien.",
)
CIJFERS_VERLOREN = Rule(
    "CEL-023",
    FOUT,
    "Lange nummers staan als tekst in de cel.",
    "Dit nummer staat als getal in de cel, en Excel onthoudt van een getal maar 15 cijfers.",
    "Geef de cel de opmaak Tekst en typ het nummer opnieuw.",
    "De laatste cijfers van het nummer zijn verloren gegaan.",
)
DATUM_IN_TEKST = Rule(
    "CEL-024",
    WAARSCHUWING,
    "In een tekstkolom staat tekst.",
    "In deze tekstcel staat een datum; hij is gelezen als {gelezen}.",
    "Klopt dat niet, geef de cel dan de opmaak Tekst en typ de tekst opnieuw.",
    "Excel maakt van een tekst als 1-2 ongevraagd een datum.",
)

ANDER_WOORD = Rule(
    "CEL-025",
    Severity.INFO,
    "Een eigen woord, of dat van een eerdere werkmap, telt als het woord uit de lijst.",
    "Hier staat {gevonden}; dat telt als '{betekent}'.",
    "Kies een woord uit de lijst als u iets anders bedoelt.",
    "Een ander woord mag niet stil iets anders gaan betekenen.",
)

ERROR_CAUSES = {
    "#DIV/0!": "er wordt door nul of door een lege cel gedeeld",
    "#N/A": "een opzoekformule vindt niets",
    "#NAME?": "een functie of een naam bestaat niet",
    "#NULL!": "twee bereiken hebben geen cel gemeen",
    "#NUM!": "een uitkomst is te groot of bestaat niet",
    "#REF!": "een cel waar de formule naar verwees, is verwijderd",
    "#VALUE!": "er wordt gerekend met iets dat geen getal is",
    "#SPILL!": "de uitkomst heeft meer cellen nodig dan er vrij zijn",
    "#CALC!": "Excel kan deze formule niet uitrekenen",
    "#FIELD!": "een gekoppeld gegeven heeft dit veld niet",
    "#BLOCKED!": "een koppeling is geblokkeerd",
    "#CONNECT!": "een koppeling is niet bereikbaar",
    "#UNKNOWN!": "een gegeven heeft een soort die deze Excel niet kent",
    "#BUSY!": "de uitkomst wordt nog opgehaald",
    "#PYTHON!": "de Python-formule geeft een fout",
    "#EXTERNAL!": "een koppeling met een andere bron werkt niet",
    "#GETTING_DATA": "de uitkomst wordt nog opgehaald",
}
"""The error values that Excel knows, with what usually brings each about."""
