"""What can be wrong with the template, the sheets, the tables and the columns of a workbook."""

from __future__ import annotations

from prestatieafspraken.workbook.finding import Rule, Severity

FOUT, WAARSCHUWING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO

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
    "Gebruik de werkmap van uw eigen gemeente en dit jaar, of wijs de map met de afspraken aan.",
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
    FOUT,
    "Het startblad is ingevuld.",
    "Op het startblad staat niets bij {kolom}.",
    "Vul {kolom} in op het startblad, in de cel naast dat woord.",
    "Zonder startblad is niet te zeggen van wie de werkmap is en op welke dag zij geldt.",
)
STARTVELD_ONLEESBAAR = Rule(
    "SJB-009",
    FOUT,
    "Het startblad is te lezen.",
    "Op het startblad staat bij {kolom} {gevonden}; dat is geen {verwacht}.",
    "Vul bij {kolom} een {verwacht} in, bijvoorbeeld {voorbeeld}.",
    "Met de verkeerde dag of het verkeerde jaar valt het oordeel anders uit.",
)

AFSPRAKEN_VAN_AFZENDER = Rule(
    "SJB-010",
    INFO,
    "De afspraken waarop wordt beoordeeld, zijn van wie beoordeelt.",
    "De afspraken van {gemeente} voor {jaar} zijn hier niet; beoordeeld is op die in de werkmap.",
    "Wijs de map met deze afspraken aan, als u ze zelf hebt.",
    "Wie de werkmap stuurt, bepaalt dan ook waarop zij wordt beoordeeld.",
)
ANDERE_AFSPRAKEN = Rule(
    "SJB-011",
    WAARSCHUWING,
    "De werkmap is gemaakt met de afspraken waarop zij wordt beoordeeld.",
    "De werkmap is gemaakt met andere afspraken van {gemeente} voor {jaar} dan die hier gelden; "
    "het verschil zit in {waar}. {versies}Beoordeeld is op die van hier.",
    "Spreek af welke afspraken gelden, en begin dan met een nieuwe werkmap.",
    "Wie met andere afspraken werkt, vult andere cijfers in en ziet een ander dashboard.",
)
KOPIE_ONBRUIKBAAR = Rule(
    "SJB-012",
    WAARSCHUWING,
    "De werkmap draagt de afspraken ongewijzigd mee.",
    "De afspraken die in de werkmap zelf horen te staan, zijn niet te gebruiken: {reden}.",
    "Werk verder in de werkmap die u kreeg, of begin met een nieuwe.",
    "Waar de afspraken niet bekend zijn, is de werkmap zonder deze kopie niet te beoordelen.",
)
VOORBEELDAFSPRAKEN = Rule(
    "SJB-013",
    INFO,
    "Beoordeeld is op afspraken die iemand heeft gemaakt.",
    "De afspraken van {gemeente} voor {jaar} zijn een voorbeeld: niemand heeft ze gemaakt.",
    "Gebruik voor uw eigen cijfers een werkmap met uw eigen afspraken.",
    "Wie een voorbeeld voor echt aanziet, trekt conclusies over partijen die niets beloofden.",
)

STARTNAAM_WEG = Rule(
    "SJB-014",
    INFO,
    "De cellen van het startblad hebben hun naam.",
    "Op het startblad is de naam weg van de cel bij {velden}; er is gekeken naast dat woord.",
    "U hoeft niets te doen, maar werk liever verder in de werkmap die u kreeg.",
    "Formules die met zo'n naam rekenen, zoals die van het dashboard, doen het niet meer.",
)

# --- the structure ---------------------------------------------------------------------------

TABEL_ONTBREEKT = Rule(
    "STR-001",
    FOUT,
    "Elke tabel van het sjabloon staat in de werkmap.",
    "De tabel van het blad {blad} is niet gevonden.{hint}",
    "Zet het blad terug uit de verstuurde werkmap, of geef blad en kolommen hun eigen naam terug.",
    "Wat ontbreekt, kan niet worden beoordeeld; dat is iets anders dan goed.",
)
TABEL_DUBBEL = Rule(
    "STR-002",
    FOUT,
    "Elke tabel staat één keer in de werkmap.",
    "De tabel van het blad {blad} is er meer dan één keer: op {plaatsen}. Geen ervan is gelezen.",
    "Verwijder de kopie, zodat alleen de tabel met de goede cijfers overblijft.",
    "Het programma kiest niet welke van de twee de goede is.",
)
TABEL_OP_KOPPEN = Rule(
    "STR-003",
    WAARSCHUWING,
    "Elke tabel is een Excel-tabel met haar eigen naam.",
    "Het blad {blad} mist zijn Excel-tabel; de gegevens zijn gevonden aan hun kolomkoppen.",
    "Controleer of alle rijen zijn meegeteld, of zet de tabel terug uit de verstuurde werkmap.",
    "Zonder Excel-tabel is niet zeker waar de gegevens ophouden.",
)
BLAD_HERNOEMD = Rule(
    "STR-004",
    INFO,
    "Bladen houden hun naam.",
    "Het blad {verwacht} heet nu {blad}; de tabel is wel gelezen.",
    "U hoeft niets te doen, maar geef het blad liever zijn oude naam terug.",
    "Anderen zoeken de gegevens op het blad met de vaste naam.",
)
KOLOM_ONTBREEKT = Rule(
    "STR-005",
    FOUT,
    "Elke tabel heeft al haar kolommen.",
    "In de tabel op het blad {blad} ontbreekt de kolom {kolom}.{hint}",
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
    "De kolommen op het blad {blad} staan in een andere volgorde; ze zijn op naam gelezen.",
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
    "Onder de Excel-tabel op het blad {blad} staan nog rijen ({rijen}); ze zijn wel gelezen.",
    "Sleep de hoek rechtsonder van de tabel omlaag, zodat deze rijen erbij horen.",
    "Formules en totalen in de werkmap tellen rijen onder de tabel niet mee.",
)
ONDER_TABEL_NIET_GELEZEN = Rule(
    "STR-011",
    WAARSCHUWING,
    "Onder een tabel staat niets anders.",
    "Onder de Excel-tabel op het blad {blad} staat nog iets ({rijen}) dat niet als rij is gelezen.",
    "Vul ook {sleutel} in als het bij de tabel hoort, of zet het elders als het een opmerking is.",
    "Een rij zonder {sleutel} is nergens bij in te delen en telt dus niet mee.",
)
LOSSE_KOPIE = Rule(
    "STR-012",
    WAARSCHUWING,
    "Buiten de tabellen van het sjabloon staan geen kopieën ervan.",
    "Op het blad {blad} staat nog eens de tabel van blad {verwacht}; die kopie is niet gelezen.",
    "Verwijder de kopie als zij niet meer nodig is.",
    "Wie in de kopie verder werkt, ziet die cijfers nergens terug.",
)
BEREKENDE_KOLOM_ONTBREEKT = Rule(
    "STR-013",
    INFO,
    "Elke tabel heeft haar berekende kolommen.",
    "In de tabel op het blad {blad} ontbreekt de berekende kolom {kolom}.",
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

# --- what is out of sight --------------------------------------------------------------------

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
    "Op het blad {blad} {zijn} met gegevens verborgen{filter}: {rijen}. Zij tellen gewoon mee.",
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
