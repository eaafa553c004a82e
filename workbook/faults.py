"""What can be wrong with reading a workbook: the file, its template, its structure, its cells.

Codes are never reused. CEL-001, 006, 007, 008, 009 and 013 belong to the judges, who see the
cells that could be read.
"""

from __future__ import annotations

from prestatieafspraken.workbook.finding import Rule, Severity

FOUT, WAARSCHUWING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO

# --- the file --------------------------------------------------------------------------------

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
    "Het bestand is leeg: het telt nul bytes.",
    "Haal het bestand opnieuw op. Staat het in OneDrive of SharePoint, wacht dan tot het klaar is.",
    "Een half verstuurd of niet opgehaald bestand telt nul bytes.",
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
    "In de werkmap staat een documenttypedeclaratie; die schrijft Excel nooit.",
    "Open de werkmap in Excel en sla haar opnieuw op.",
    "Zo'n declaratie is een bekende manier om een lezend programma te misleiden.",
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

# --- the template ----------------------------------------------------------------------------

ANDERE_WERKMAP = Rule(
    "SJB-001",
    FOUT,
    "De werkmap is gemaakt met het sjabloon van de prestatieafspraken.",
    "Deze werkmap is niet gemaakt met het sjabloon: het kenmerk van het sjabloon ontbreekt.",
    "Neem de cijfers over in de werkmap die u van de gemeente kreeg, of maak een nieuwe werkmap.",
    "Zonder kenmerk is niet bekend bij welke gemeente en welk jaar de cijfers horen.",
)
KENMERK_ONLEESBAAR = Rule(
    "SJB-002",
    FOUT,
    "Het kenmerk van het sjabloon is ongewijzigd.",
    "Het kenmerk van het sjabloon is niet te lezen: er staat {gevonden}.",
    "Zet het kenmerk terug zoals het in de verstuurde werkmap stond, of begin met een nieuwe.",
    "Het kenmerk zegt bij welke gemeente, welk jaar en welke indeling de werkmap hoort.",
)
INDELING_ONBEKEND = Rule(
    "SJB-003",
    FOUT,
    "De indeling van de werkmap is bekend.",
    "De werkmap heeft indeling {versie}; dit programma kent alleen {bekend}.",
    "Werk het programma bij, of neem de cijfers over in een nieuwe werkmap.",
    "Kolommen kunnen per indeling iets anders betekenen.",
)
SOORT_ONBEKEND = Rule(
    "SJB-004",
    FOUT,
    "De werkmap is gemaakt voor een gemeente of een corporatie.",
    "De werkmap is gemaakt voor een onbekende soort partij: {soort}.",
    "Zet het kenmerk van het sjabloon terug, of begin met een nieuwe werkmap.",
    "De soort partij bepaalt welke bladen de werkmap hoort te hebben.",
)
SJB_ONBEKENDE_AFSPRAKEN = Rule(
    "SJB-005",
    FOUT,
    "De afspraken waar de werkmap bij hoort, zijn bekend.",
    "De werkmap hoort bij de afspraken {jaar} van {gemeente}, en die zijn hier niet bekend.",
    "Gebruik de werkmap van uw eigen gemeente en van dit jaar, niet die van vorig jaar.",
    "Cijfers worden beoordeeld aan de hand van de afspraken van hun eigen jaar en gemeente.",
)
ANDERE_GEMEENTE = Rule(
    "SJB-006",
    FOUT,
    "De gemeente op het startblad is die van het sjabloon.",
    "Op het startblad staat de gemeente {gevonden}, maar het sjabloon is van {verwacht}.",
    "Gebruik de werkmap van de eigen gemeente, of zet de naam op het startblad terug.",
    "Wie de naam wijzigt, krijgt nog niet de afspraken van die andere gemeente.",
)
ANDER_JAAR = Rule(
    "SJB-007",
    FOUT,
    "Het jaar op het startblad is dat van het sjabloon.",
    "Op het startblad staat het jaar {gevonden}, maar het sjabloon is van {verwacht}.",
    "Gebruik de werkmap van {gevonden}, of zet het jaar op het startblad terug op {verwacht}.",
    "In het sjabloon van een ander jaar staan de afspraken van dat andere jaar.",
)
STARTVELD_LEEG = Rule(
    "SJB-008",
    WAARSCHUWING,
    "Het startblad is ingevuld.",
    "Op het startblad is {kolom} niet ingevuld.",
    "Vul {kolom} in op het startblad.",
    "Zonder startblad is niet te zien van wie de werkmap is en waarover zij gaat.",
)
STARTVELD_ONLEESBAAR = Rule(
    "SJB-009",
    FOUT,
    "Het startblad is te lezen.",
    "Op het startblad staat bij {kolom} {gevonden}; dat is geen {verwacht}.",
    "Vul bij {kolom} een {verwacht} in, bijvoorbeeld {voorbeeld}.",
    "Met de verkeerde dag of het verkeerde jaar valt het oordeel anders uit.",
)

# --- the structure ---------------------------------------------------------------------------

TABEL_ONTBREEKT = Rule(
    "STR-001",
    FOUT,
    "Elke tabel van het sjabloon staat in de werkmap.",
    "De tabel {tabel} van het blad {blad} is niet gevonden.{hint}",
    "Zet het blad terug uit de verstuurde werkmap, of geef blad en kolommen hun eigen naam terug.",
    "Wat ontbreekt, kan niet worden beoordeeld; dat is iets anders dan goed.",
)
TABEL_DUBBEL = Rule(
    "STR-002",
    FOUT,
    "Elke tabel staat één keer in de werkmap.",
    "De tabel {tabel} staat er meer dan één keer: op {plaatsen}. Geen ervan is gelezen.",
    "Verwijder de kopie, zodat alleen de tabel met de goede cijfers overblijft.",
    "Het programma kiest niet welke van de twee de goede is.",
)
TABEL_OP_KOPPEN = Rule(
    "STR-003",
    WAARSCHUWING,
    "Elke tabel is een Excel-tabel met haar eigen naam.",
    "De gegevens staan niet in de Excel-tabel {tabel}; ze zijn gevonden aan hun kolomkoppen.",
    "Controleer of alle rijen zijn meegeteld, of zet de tabel terug uit de verstuurde werkmap.",
    "Zonder Excel-tabel is niet zeker waar de gegevens ophouden.",
)
BLAD_HERNOEMD = Rule(
    "STR-004",
    INFO,
    "Bladen houden hun naam.",
    "Het blad {verwacht} heet nu {blad}; de tabel is wel gelezen.",
    "U hoeft niets te doen. Geef het blad liever zijn oude naam terug: {verwacht}.",
    "Anderen zoeken de gegevens op het blad met de vaste naam.",
)
KOLOM_ONTBREEKT = Rule(
    "STR-005",
    FOUT,
    "Elke tabel heeft al haar kolommen.",
    "In de tabel {tabel} ontbreekt de kolom {kolom}.{hint}",
    "Geef de kolom haar kop terug: {kolom}.",
    "Een kolom die niet is gevonden, kan niet worden beoordeeld.",
)
KOLOM_DUBBEL = Rule(
    "STR-006",
    FOUT,
    "Elke kolomkop staat één keer in de tabel.",
    "De kolom {kolom} staat er meer dan één keer: in {plaatsen}. Geen ervan is gelezen.",
    "Verwijder de kolom die te veel is.",
    "Het programma kiest niet welke van de twee de goede is.",
)
KOLOM_ONBEKEND = Rule(
    "STR-007",
    WAARSCHUWING,
    "Een tabel heeft geen andere kolommen dan die van het sjabloon.",
    "De kolom {kolom} hoort niet bij de tabel en is niet gelezen.",
    "Verwijder de kolom, of zet wat erin staat in een kolom die bij de tabel hoort.",
    "Wat niet is gelezen, telt nergens mee.",
)
KOLOMMEN_VERPLAATST = Rule(
    "STR-008",
    INFO,
    "De kolommen staan in de volgorde van het sjabloon.",
    "De kolommen van {tabel} staan in een andere volgorde; ze zijn op naam gelezen.",
    "U hoeft niets te doen.",
    "Bij overtypen uit een ander stuk raken kolommen zo gemakkelijk verwisseld.",
)
SAMENGEVOEGD = Rule(
    "STR-009",
    FOUT,
    "In een tabel zijn geen cellen samengevoegd.",
    "De cellen {cel} zijn samengevoegd; alleen de eerste heeft een waarde.",
    "Hef de samenvoeging op en vul elke cel zelf in.",
    "Een samengevoegde cel is maar in één rij gevuld; de andere rijen tellen dan niet mee.",
)
RIJEN_ONDER_TABEL = Rule(
    "STR-010",
    WAARSCHUWING,
    "Alle rijen staan binnen de Excel-tabel.",
    "Onder de Excel-tabel {tabel} staan nog rijen ({rijen}); ze zijn wel gelezen.",
    "Sleep de hoek rechtsonder van de tabel omlaag, zodat deze rijen erbij horen.",
    "Formules en totalen in de werkmap tellen rijen onder de tabel niet mee.",
)
ONDER_TABEL_NIET_GELEZEN = Rule(
    "STR-011",
    WAARSCHUWING,
    "Onder een tabel staat niets anders.",
    "Onder de Excel-tabel {tabel} staat nog iets ({rijen}) dat niet als rij is gelezen.",
    "Hoort het bij de tabel, vul dan ook {sleutel} in. Is het een opmerking, zet die dan elders.",
    "Een rij zonder {sleutel} is nergens bij in te delen en telt dus niet mee.",
)
LOSSE_KOPIE = Rule(
    "STR-012",
    WAARSCHUWING,
    "Buiten de tabellen van het sjabloon staan geen kopieën ervan.",
    "Op het blad {blad} staan nog eens de kolommen van {tabel}; die kopie is niet gelezen.",
    "Verwijder de kopie als zij niet meer nodig is.",
    "Wie in de kopie verder werkt, ziet die cijfers nergens terug.",
)
BEREKENDE_KOLOM_ONTBREEKT = Rule(
    "STR-013",
    INFO,
    "Elke tabel heeft haar berekende kolommen.",
    "In de tabel {tabel} ontbreekt de berekende kolom {kolom}.",
    "U hoeft niets te doen: het programma rekent zelf.",
    "In de werkmap zelf is de uitkomst nu niet te zien.",
)
FOUT_BUITEN_TABEL = Rule(
    "STR-014",
    INFO,
    "Ook buiten de tabellen staan geen foutwaarden.",
    "Buiten de tabellen staat op dit blad {aantal} de foutwaarde {gevonden}.",
    "Kijk of de formule nog naar de goede cellen verwijst.",
    "De tabellen zijn gewoon gelezen, maar dit blad toont niet wat het hoort te tonen.",
)

# --- what is out of sight ---

BLAD_VERBORGEN = Rule(
    "VBG-001",
    INFO,
    "Bladen met gegevens zijn zichtbaar.",
    "Het blad {blad} is verborgen, en er staat iets op; wat in een tabel staat, telt gewoon mee.",
    "Maak het blad zichtbaar, of verwijder het als het er niet bij hoort.",
    "Wie de werkmap leest of doorstuurt, weet niet wat er op een verborgen blad staat.",
)
RIJEN_VERBORGEN = Rule(
    "VBG-002",
    INFO,
    "Rijen met gegevens zijn zichtbaar.",
    "In de tabel {tabel} {zijn} met gegevens verborgen{filter}: {rijen}. Zij tellen gewoon mee.",
    "Maak de rijen zichtbaar, of maak ze leeg als ze niet mee horen te tellen.",
    "Wie alleen de zichtbare rijen optelt, komt op een ander totaal uit.",
)
KOLOM_VERBORGEN = Rule(
    "VBG-003",
    INFO,
    "Kolommen met gegevens zijn zichtbaar.",
    "De kolom {kolom} is verborgen, en er staan gegevens in; die tellen gewoon mee.",
    "Maak de kolom zichtbaar.",
    "Wat niemand ziet, kijkt niemand na.",
)

# --- the cells -------------------------------------------------------------------------------

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
    "Vul een getal zonder cijfers achter de komma in.",
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

FAULTS: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if type(rule) is Rule)
"""Every rule of reading, in the order in which they are told."""

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
