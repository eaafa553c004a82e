"""The manual, in words: for the sheet in the workbook, and for docs/handleiding.md."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "Handleiding"
LEAD = "Hoe u de werkmap invult, controleert, toelicht en inlevert."


@dataclass(frozen=True)
class Section:
    """A part of the manual: for whom or what it is, its steps, and the picture that shows it."""

    title: str
    steps: tuple[str, ...]
    picture: str | None = None
    shows: str = ""


SECTIONS = (
    Section(
        "Invullen",
        (
            "Kijk op het blad Start of de partij en de peildatum kloppen. Alles wat u invult geldt "
            "op de peildatum.",
            "Ga met de inhoud op het blad Start naar uw bladen. Gele cellen vult u in; het geel "
            "verdwijnt zodra er iets staat. Grijze cellen zijn afgesproken, cellen met een "
            "stippelrand mogen leeg blijven en schuine cijfers rekenen zelf.",
            "De rijen van dit jaar staan klaar. De notitie bij een kop zegt wat er in de kolom "
            "hoort; de eenheid staat erboven.",
            "Kies op een themablad bij elke afspraak de status: hoe het gaat zolang zij loopt, en "
            "hoe het is afgelopen als de termijn of het jaar voorbij is, met de dag bij Afgerond "
            "op.",
            "Heeft uw werkmap een blad Kengetallen, dan zegt elke rij daar wat er wordt geteld. "
            "Vul een waarde in, of een teller en een noemer; typ een percentage met het teken: "
            "25%.",
            "Weet u een cijfer niet, laat de cel dan leeg. Is het nul, vul dan 0 in.",
            "Zijn er te weinig rijen, typ dan door onder de laatste: de tabel groeit mee. Verander "
            "geen koppen en verwijder geen kolommen.",
            "Plakt u uit een ander bestand, kies dan Waarden plakken. Werken keuzelijsten daarna "
            "niet meer, druk dan op Herstel keuzelijsten en opmaak.",
            "Noteer aantallen en functies, nooit namen of andere gegevens van personen.",
        ),
        "werkmap-woningvoorraad",
        "Een blad om in te vullen",
    ),
    Section(
        "Controleren",
        (
            "Druk op Controleer werkmap, of op Controleer blad voor alleen het blad dat u ziet. De "
            "knoppen staan op het tabblad Prestatieafspraken.",
            "Een rode cel is een fout: die moet weg. Een oranje cel is een vraag: klopt de cel "
            "toch, dan volstaat een zin uitleg. Een blauwe cel is een tip: u hoeft niets te doen.",
            "Wijs een gekleurde cel aan: de notitie zegt wat er staat, wat er verwacht wordt en "
            "wat u kunt doen.",
            "Met Volgende bevinding en Vorige bevinding loopt u alle cellen langs. Het blad "
            "Bevindingen noemt ze allemaal; een klik op de cel brengt u erheen.",
            "Na de uitkomst staat hoeveel is ingevuld van de cellen die de afspraken van u vragen. "
            "Een werkmap zonder fouten waarin nog iets ontbreekt, heet onvolledig.",
            "Druk op Wis markeringen als u klaar bent. Uw eigen kleuren en notities blijven zoals "
            "ze waren.",
            "Geen enkele knop slaat de werkmap op. Dat doet u zelf. Staat Automatisch opslaan aan, "
            "dan bewaart Excel de markeringen meteen en zien anderen ze; wis ze als u klaar bent.",
        ),
        "werkmap-gemarkeerd",
        "Gemarkeerde cellen na een controle",
    ),
    Section(
        "Toelichten",
        (
            "Klopt een waarde waar de controle naar vraagt, schrijf dan in een zin waarom, in de "
            "kolom Toelichting van die rij. De controle vraagt er dan niet meer naar.",
            "Heeft de rij die kolom niet, kies dan de cel en druk op Toelichting vastleggen. U "
            "komt op het blad Bevindingen; schrijf de zin daar, en druk nog eens op dezelfde knop.",
            "De toelichting hoort bij deze waarde. Verandert de waarde, dan vraagt de controle er "
            "opnieuw naar.",
            "Een fout kunt u niet toelichten: die moet u herstellen.",
        ),
        "werkmap-bevindingen",
        "Het blad Bevindingen",
    ),
    Section(
        "Inleveren",
        (
            "Zet op het blad Start de status op definitief en controleer de werkmap nog een keer.",
            "Druk op Maak inzending. Naast uw werkmap komt een vastgelegde kopie zonder macro's, "
            "met een voorblad, het oordeel en een controlegetal. Stuur die kopie, en wijzig daarin "
            "niets: de ontvanger ziet welke cel is gewijzigd.",
            "Zonder knoppen geeft u de opdracht: prestatieafspraken excel inzending. Is de werkmap "
            "dicht, dan is het: prestatieafspraken inzending maak BESTAND.",
            "Uw eigen werkmap verandert daar niet van. Verbetert u nog iets, maak dan een nieuwe "
            "inzending.",
        ),
    ),
    Section(
        "Voor de gemeente: ontvangen en verslag doen",
        (
            "Controleer ontvangen werkmappen met dezelfde knoppen, of allemaal tegelijk met de "
            "opdracht: prestatieafspraken controleer MAP.",
            "Bereken indicatoren zet op het blad Indicatoren hoe het met elk doel staat. Het blad "
            "Dashboard rekent vanzelf mee.",
            "Maak jaarverslag schrijft het verslag als Word-document naast de werkmap.",
            "Nieuw jaar schrijft de werkmap van het volgende jaar, zodra de afspraken daarvan in "
            "het programma staan.",
        ),
        "werkmap-dashboard",
        "Het dashboard",
    ),
    Section(
        "Geen knoppen, of er gaat iets mis",
        (
            "Ziet u het tabblad Prestatieafspraken niet, vraag dan de beheerder om de "
            "invoegtoepassing. Alles werkt ook zonder macro's, met de opdracht: prestatieafspraken "
            "excel controleer. Elke knop heeft zo'n opdracht: prestatieafspraken excel --help.",
            "De knoppen werken alleen in Excel voor Windows. Staat de werkmap open in de browser, "
            "kies daar dan Openen in de bureaublad-app. Op een Mac controleert u het bestand met "
            "de opdracht: prestatieafspraken controleer BESTAND. Op een tablet of telefoon kunt u "
            "alleen invullen.",
            "Een beveiligd blad kan niet worden gemarkeerd. Haal de beveiliging weg en controleer "
            "opnieuw.",
            "De knop Handleiding brengt u naar dit blad. De knop Over noemt de versie; geef die "
            "door als u iets meldt.",
        ),
    ),
)
