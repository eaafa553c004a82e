"""What the letters of a code stand for, and at which step what is found is told."""

from __future__ import annotations

from enum import Enum, StrEnum


class Step(StrEnum):
    """What is told one after the other: a fault in an earlier step may hide one in a later."""

    BESTAND = "Het bestand"
    STRUCTUUR = "De bladen en tabellen"
    SJABLOON = "Het sjabloon en de partij"
    CELLEN = "De cellen"
    RIJEN = "De rijen"
    TABELLEN = "Per tabel"
    TUSSEN_TABELLEN = "Tussen de tabellen"
    TUSSEN_WERKMAPPEN = "Tussen de werkmappen"
    NIET_BEOORDEELD = "Wat niet is beoordeeld"


class Topic(Enum):
    """What the letters of a code stand for, in the order in which rules are listed.

    `step` is where the rules of a topic are told, if that is the same for all; `is_own_demand`
    says that no law or agreement asks for them: they are what a workbook must be to be read, or
    how to look at any figure at all.
    """

    BST = "Het bestand", Step.BESTAND, True
    SJB = "Het sjabloon", Step.SJABLOON, True
    INL = "Wat na het inleveren is gewijzigd", Step.SJABLOON, True
    STR = "De bladen en tabellen", Step.STRUCTUUR, True
    VBG = "Wat verborgen is", Step.STRUCTUUR, True
    CEL = "De cellen", Step.CELLEN, True
    SCH = "Letters die op andere lijken", None, True
    PRV = "Gegevens van personen"
    FRM = "De uitkomsten van formules", None, True
    DUB = "Dubbele rijen", None, True
    PRT = "De partijen"
    AFG = "Wat is afgesproken", Step.TABELLEN
    AFS = "De afspraken"
    TXT = "De tekst van de afspraken"
    GDR = "De gedrukte tabellen"
    DOE = "De doelen"
    VRD = "De woningvoorraad"
    NBW = "De nieuwbouwprojecten"
    SLK = "De slaagkansen"
    TWZ = "De toewijzingen"
    GPB = "Het grondprijsbeding"
    TOT = "De opgegeven totalen"
    LFB = "De uitgaven aan leefbaarheid"
    BWI = "De bewonersinitiatieven"
    WSC = "De wijkschouwen"
    LVB = "De levensloopbestendige woningen"
    EIX = "De energie-index en de labels"
    OVT = "De open verbrandingstoestellen"
    VWD = "De voorwaarden bij de doelen"
    KGT = "De kengetallen"
    PLN = "Plan en realisatie van de programma's"
    ONG = "Ongewone waarden", None, True
    JRV = "De vergelijking met het vorige jaar"
    TLC = "De toelichtingen", Step.TUSSEN_WERKMAPPEN, True
    NBO = "Wat niet is beoordeeld", Step.NIET_BEOORDEELD, True
    INZ = "De werkmappen van de partijen naast elkaar", Step.TUSSEN_WERKMAPPEN, True
    INT = "Het programma", Step.BESTAND, True

    def __init__(
        self,
        title: str,
        step: Step | None = None,
        is_own_demand: bool = False,
    ) -> None:
        self.title = title
        self.step = step
        self.is_own_demand = is_own_demand
        self.number = len(type(self).__members__)

    @classmethod
    def of(cls, code: str) -> Topic:
        """Give the topic of a code by its letters (KeyError if there is none)."""
        return cls[code[:3]]
