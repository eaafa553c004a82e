"""What can be wrong with a file that should be a workbook, and what it holds besides cells."""

from __future__ import annotations

from prestatieafspraken.workbook.finding import Rule, Severity

FOUT, WAARSCHUWING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO

BESTAAT_NIET = Rule(
    "BST-001",
    FOUT,
    "Het bestand bestaat.",
    "Het bestand {pad} bestaat niet.",
    "Controleer de naam en de map; let op spaties en op de extensie .xlsx.",
    "Zonder bestand valt er niets te beoordelen.",
)
MAP_LEEG = Rule(
    "BST-002",
    FOUT,
    "In de map staat minstens één werkmap.",
    "In deze map staat geen werkmap.",
    "Geef een map op met bestanden die op .xlsx of .xlsm eindigen.",
    "Een lege map is meestal een andere map dan bedoeld.",
)
GEEN_TOEGANG = Rule(
    "BST-003",
    FOUT,
    "Het bestand is te openen.",
    "Het bestand {pad} kan niet worden geopend.",
    "Sluit het bestand in Excel, controleer of u het mag lezen, en probeer het opnieuw.",
    "Een bestand dat nog in gebruik is of afgeschermd staat, is niet te beoordelen.",
)
LEEG_BESTAND = Rule(
    "BST-004",
    FOUT,
    "Het bestand heeft inhoud.",
    "Het bestand is leeg.",
    "Haal het bestand opnieuw op, en wacht tot OneDrive of SharePoint daarmee klaar is.",
    "Een bestand dat niet helemaal is verstuurd of opgehaald, is leeg.",
)
SLOTBESTAND = Rule(
    "BST-005",
    FOUT,
    "Het bestand is een werkmap en niet het slot dat Excel ernaast zet.",
    "Dit is het slotbestand van een werkmap die iemand open heeft staan, niet de werkmap zelf.",
    "Kies het bestand zonder ~$ aan het begin van de naam.",
    "Excel zet het slotbestand neer zolang de werkmap open is; er staan geen cijfers in.",
)
GEEN_WERKMAP = Rule(
    "BST-006",
    FOUT,
    "Het bestand is een Excel-werkmap.",
    "Dit is geen Excel-werkmap maar {soort}.",
    "Open het origineel in Excel en sla het op als Excel-werkmap (.xlsx).",
    "De inhoud telt en niet de extensie; een andere naam maakt van een bestand geen werkmap.",
)
OUD_FORMAAT = Rule(
    "BST-007",
    FOUT,
    "De werkmap heeft het formaat .xlsx of .xlsm.",
    "Dit is een werkmap in het oude formaat van Excel (.xls).",
    "Open het bestand in Excel en sla het op als Excel-werkmap (.xlsx).",
    "Het oude formaat is niet veilig te lezen en kent geen tabellen.",
)
ANDER_FORMAAT = Rule(
    "BST-008",
    FOUT,
    "De werkmap heeft het formaat .xlsx of .xlsm.",
    "Dit is een werkmap in een ander formaat: {soort}.",
    "Sla de werkmap op als Excel-werkmap (.xlsx).",
    "Alleen in dit formaat staan de tabellen zoals het sjabloon ze heeft.",
)
WACHTWOORD = Rule(
    "BST-009",
    FOUT,
    "De werkmap is te openen zonder wachtwoord.",
    "De werkmap is beveiligd met een wachtwoord.",
    "Haal het wachtwoord weg (Bestand, Info, Werkmap beveiligen) en sla opnieuw op.",
    "De inhoud is versleuteld en dus niet te beoordelen.",
)
BESCHADIGD = Rule(
    "BST-010",
    FOUT,
    "De werkmap is heel.",
    "De werkmap is beschadigd: {wat}.",
    "Open de werkmap in Excel, laat Excel haar herstellen, controleer de cijfers en sla op.",
    "Van een beschadigd bestand is niet zeker welke cijfers erin stonden.",
)
NIET_VERTROUWD = Rule(
    "BST-011",
    FOUT,
    "De werkmap bevat alleen wat Excel er zelf in zet.",
    "In de werkmap staat een opdracht die Excel nooit schrijft (een documenttypedeclaratie).",
    "Open de werkmap in Excel en sla haar opnieuw op.",
    "Zo'n opdracht is een bekende manier om een lezend programma te misleiden.",
)
TE_GROOT = Rule(
    "BST-012",
    FOUT,
    "De werkmap heeft een gewone omvang.",
    "De werkmap is te groot om te lezen: {wat}.",
    "Verwijder wat ver buiten de tabellen staat en sla de werkmap opnieuw op.",
    "Eén verdwaalde cel kan het bereik van een blad miljoenen cellen groot maken.",
)
ONGEWOON_INGEPAKT = Rule(
    "BST-013",
    FOUT,
    "De werkmap is ingepakt zoals Excel dat doet.",
    "De werkmap is op een ongewone manier ingepakt: {wat}.",
    "Open de werkmap in Excel en sla haar opnieuw op als Excel-werkmap (.xlsx).",
    "Zo ingepakt is een bestand vaak bedoeld om een lezend programma vast te laten lopen.",
)
LEZEN_DUURT_TE_LANG = Rule(
    "BST-014",
    FOUT,
    "Een werkmap is in korte tijd te beoordelen.",
    "Het lezen van de werkmap duurde langer dan {seconden} seconden en is afgebroken.",
    "Verwijder wat niet bij de tabellen hoort, sla de werkmap opnieuw op en probeer het nog eens.",
    "Eén werkmap mag de andere niet laten wachten.",
)
LEZEN_VRAAGT_TE_VEEL = Rule(
    "BST-015",
    FOUT,
    "Een werkmap past in het geheugen.",
    "Het lezen van de werkmap vroeg meer dan {geheugen} MB geheugen en is afgebroken.",
    "Verwijder wat niet bij de tabellen hoort, sla de werkmap opnieuw op en probeer het nog eens.",
    "Eén werkmap mag de computer niet laten vastlopen.",
)
LEZEN_BRAK_AF = Rule(
    "BST-016",
    FOUT,
    "Een werkmap is tot het einde te lezen.",
    "Het lezen van de werkmap brak onverwacht af; zij is niet beoordeeld.",
    "Open de werkmap in Excel, sla haar opnieuw op en probeer het nog eens.",
    "Een bestand dat het lezen afbreekt, is beschadigd of daarvoor gemaakt; de rest gaat door.",
)
VERANDERT = Rule(
    "BST-017",
    FOUT,
    "Het bestand blijft gelijk zolang het wordt gelezen.",
    "Het bestand {pad} veranderde terwijl het werd gelezen.",
    "Wacht tot het bestand is opgeslagen of gekopieerd en controleer het dan opnieuw.",
    "Van een half geschreven bestand is niet zeker welke cijfers erin staan.",
)
NIET_OPGEHAALD = Rule(
    "BST-018",
    FOUT,
    "Het bestand staat op deze computer.",
    "Het bestand {pad} staat nog in de cloud en is niet opgehaald.",
    "Kies in Verkenner 'Altijd behouden op dit apparaat' en wacht tot het bestand er is.",
    "Alleen de naam staat op deze computer; de inhoud moet nog worden opgehaald.",
)
ONDERDEEL_GEEN_TABEL = Rule(
    "BST-019",
    INFO,
    "Elk blad bestaat uit cellen.",
    "Het blad {blad} is {soort}; het is niet gelezen.",
    "U hoeft niets te doen als er geen cijfers op dit blad staan.",
    "Wat niet is gelezen, telt nergens mee.",
)
MACROS = Rule(
    "BST-020",
    INFO,
    "Een ingestuurde werkmap bevat geen vreemde macro's.",
    "De werkmap bevat macro's (VBA); ze zijn niet uitgevoerd.",
    "Gebruikt u de macro's niet, sla de werkmap dan op als Excel-werkmap zonder macro's (.xlsx).",
    "Een macro is een programma; wie de werkmap opent, moet weten dat er een in zit.",
)
MACROBLAD = Rule(
    "BST-021",
    WAARSCHUWING,
    "Een werkmap bevat geen bladen met oude macro's.",
    "Het blad {blad} is een macroblad van Excel 4.0; het is niet gelezen en niet uitgevoerd.",
    "Verwijder het blad en sla de werkmap opnieuw op.",
    "Oude macrobladen worden vrijwel alleen nog gebruikt om schade te doen.",
)
VERWIJST_NAAR_BUITEN = Rule(
    "BST-022",
    WAARSCHUWING,
    "Een werkmap staat op zichzelf.",
    "De werkmap haalt gegevens uit een ander bestand: {doel}. Dat is niet geopend.",
    "Vervang de verwijzing door de waarde zelf (Gegevens, Koppelingen bewerken).",
    "Een ander heeft dat bestand niet; de cijfers zijn van de laatste keer dat het er was.",
)
GEGEVENSVERBINDING = Rule(
    "BST-023",
    WAARSCHUWING,
    "Een werkmap haalt niets op.",
    "De werkmap bevat een query of gegevensverbinding; die is niet uitgevoerd.",
    "Verwijder haar onder Gegevens, Query's en verbindingen; de opgehaalde waarden blijven staan.",
    "Bij openen kan Excel er gegevens mee ophalen, en dan kloppen de cijfers niet meer.",
)
DDE = Rule(
    "BST-024",
    WAARSCHUWING,
    "Een werkmap roept geen ander programma aan.",
    "De werkmap bevat een koppeling met een ander programma (DDE of OLE); die is niet gevolgd.",
    "Verwijder de koppeling en vul de waarde zelf in.",
    "Zo'n koppeling kan bij openen een programma starten.",
)
INGESLOTEN = Rule(
    "BST-025",
    INFO,
    "Een werkmap bevat geen ingesloten bestanden.",
    "In de werkmap zitten ingesloten bestanden of besturingselementen; ze zijn niet geopend.",
    "U hoeft niets te doen als u ze zelf hebt toegevoegd; verwijder ze anders.",
    "Wat is ingesloten, wordt niet beoordeeld.",
)
WEBFUNCTIE = Rule(
    "BST-026",
    WAARSCHUWING,
    "Formules rekenen met wat in de werkmap staat.",
    "Op het blad {blad} haalt een formule iets van het internet of uit een ander programma.",
    "Vervang de formule door de waarde zelf.",
    "Zo'n formule kan gegevens versturen en geeft bij een ander een andere uitkomst.",
)
NIET_OPGESOMD = Rule(
    "BST-027",
    INFO,
    "Alle bevindingen zijn opgesomd.",
    "Er zijn nog {aantal} bevindingen; die zijn niet opgesomd.",
    "Herstel eerst wat wel is opgesomd en controleer dan opnieuw.",
    "Duizenden bevindingen hebben bijna altijd dezelfde oorzaak.",
)
OUDE_MACROS = Rule(
    "BST-028",
    WAARSCHUWING,
    "De knoppen in een werkmap zijn die van deze versie.",
    "De werkmap bevat knoppen van een eerdere versie van dit programma; die zijn niet veilig.",
    "Sla de werkmap op als Excel-werkmap zonder macro's (.xlsx) en gebruik de invoegtoepassing.",
    "Bij die knoppen kon de naam of de map van een werkmap bepalen welk programma er start.",
)
LEIDT_NAAR_BUITEN = Rule(
    "BST-029",
    FOUT,
    "Wat in een map met werkmappen staat, ligt in die map.",
    "{pad} is een verwijzing naar een bestand buiten de map; dat bestand is niet gelezen.",
    "Zet het bestand zelf in de map, of geef het apart op.",
    "Wie de verwijzing maakte, mag het bestand misschien niet zien; de uitkomst zou het vertellen.",
)
HAALT_OP = Rule(
    "BST-030",
    WAARSCHUWING,
    "Een werkmap haalt bij openen niets van buiten.",
    "De werkmap laat Excel iets van buiten ophalen: {wat}. Dat is niet gebeurd.",
    "Verwijder het onderdeel, of voeg in de werkmap zelf een kopie in.",
    "Wie de werkmap maakte, kan zo zien wie haar opent, en meer dan dat.",
)
