"""What can be wrong with an inzending after it was handed in."""

from __future__ import annotations

from prestatieafspraken.workbook.finding import Rule, Severity

FOUT = Severity.FOUT
"""An explanation in a file that was changed may be part of the change, so none counts here."""
VRAAG = "Vraag de afzender of dit klopt; wie iets verbetert, maakt een nieuwe inzending."

CEL_NA_INLEVEREN = Rule(
    "INL-001",
    FOUT,
    "Na het inleveren is geen cel gewijzigd.",
    "Deze cel is na het inleveren {wat}.",
    VRAAG,
    "Wat is ingeleverd, geldt; wie later een cijfer wijzigt, wijzigt wat een ander opgaf.",
)
INZENDING_GEWIJZIGD = Rule(
    "INL-002",
    FOUT,
    "Na het inleveren zijn de bladen, de toelichtingen en wat verborgen is, gebleven.",
    "Na het inleveren is {wat}.",
    VRAAG,
    "Ook een toelichting, een eigen blad en een verborgen rij horen bij wat is ingeleverd.",
)
VOORBLAD_GEWIJZIGD = Rule(
    "INL-003",
    FOUT,
    "Het voorblad van een inzending is zoals het werd gemaakt.",
    "Deze cel van het voorblad is na het inleveren {wat}.",
    "Ga af op deze controle, en niet op wat het voorblad zegt.",
    "Een voorblad dat is bijgewerkt, kan een oordeel noemen dat niemand gaf.",
)
INLEVERING_ONBEKEND = Rule(
    "INL-004",
    FOUT,
    "Van een inzending is na te gaan of zij is gewijzigd.",
    "Of deze inzending na het inleveren is gewijzigd, is niet na te gaan: {reden}.",
    "Vraag de afzender de inzending opnieuw te maken en te sturen.",
    "Zonder de vingerafdrukken van de cellen zegt het controlegetal niets.",
)
ANDERE_INZENDING = Rule(
    "INL-005",
    FOUT,
    "Het controlegetal van een inzending hoort bij de inhoud ervan.",
    "Het controlegetal hoort bij een andere inzending: die van {partij}, {gemeente} {jaar}.",
    "Vraag de afzender de inzending opnieuw te maken en te sturen.",
    "Een getal dat uit een ander bestand komt, zegt niets over deze cijfers.",
)
