"""A slow second judge: plain loops over plain cells, sharing nothing with the product.

It knows the document by tables that people typed from it (document.py, kolommen.py), has its own
reading of cells (lezen.py), and its own words for every rule: a module per part of the document.
"""

from __future__ import annotations

from typing import Any

from proving.orakel.afspraken import AFSPRAKEN
from proving.orakel.bevinding import NIETS_GEZEGD, Bevinding, ernst
from proving.orakel.buiten import BUITEN
from proving.orakel.doelen import DOELEN
from proving.orakel.dubbel import DUBBEL
from proving.orakel.energie import ENERGIE
from proving.orakel.feiten import Feiten
from proving.orakel.grondprijs import GRONDPRIJS
from proving.orakel.jaren import JAREN
from proving.orakel.kolommen import bladen
from proving.orakel.nieuwbouw import NIEUWBOUW
from proving.orakel.opbouw import Bestand, adres
from proving.orakel.partijen import PARTIJEN
from proving.orakel.persoonlijk import PERSOONLIJKE
from proving.orakel.programma import PROGRAMMA
from proving.orakel.rijen import RIJEN
from proving.orakel.slaagkansen import SLAAGKANSEN
from proving.orakel.tabel import Tabel, gelezen
from proving.orakel.toewijzing import TOEWIJZINGEN
from proving.orakel.totalen import TOTALEN
from proving.orakel.uitkomsten import UITKOMST
from proving.orakel.voorraad import VOORRAAD
from proving.orakel.woonomgeving import WOONOMGEVING

Told = tuple[str, str, str]
LOOKS = (
    *(*RIJEN, *DUBBEL, *PARTIJEN, *AFSPRAKEN, *DOELEN, *TOTALEN, *UITKOMST, *JAREN),
    *(*VOORRAAD, *NIEUWBOUW, *GRONDPRIJS, *SLAAGKANSEN, *TOEWIJZINGEN),
    *(*WOONOMGEVING, *ENERGIE, *PROGRAMMA, *PERSOONLIJKE, *BUITEN),
)
"""All that it looks at: rows and columns of any table, the themes, and texts."""


class Orakel:
    """The verdict on the cells of one workbook."""

    def __init__(self, bestand: Bestand, feiten: Feiten) -> None:
        self.bestand, self.feiten = bestand, feiten
        self.told: list[Bevinding] = []
        self.bladen = {
            name: blad
            for name, blad in bladen().items()
            if not (feiten.eigen and blad.alleen_gemeente)
        }
        self.tabellen = {
            name: gelezen(bestand, blad, self.told) for name, blad in self.bladen.items()
        }
        for look in LOOKS:
            look(self)
        for tabel in self.tabellen.values():
            self._toegelicht(tabel)

    def _toegelicht(self, tabel: Tabel) -> None:
        """Take a question for explained when somebody wrote a remark on its row."""
        own = tabel.plek.kolommen.get("toelichting") if tabel.plek else None
        cells = {
            adres(rij, kolom)
            for rij in tabel.toegelicht
            for kolom in (tabel.plek.kolommen.values() if own and tabel.plek else ())
            if kolom != own
        }
        for found in self.told:
            asks = (found.lichter or ernst(found[0])) == "WAARSCHUWING"
            alone = found[0].startswith(("PRV", "PRT"))  # names of persons are explained on purpose
            if asks and not alone and found[1] == tabel.blad and found[2] in cells:
                found.lichter = "INFO"

    def tell(
        self,
        code: str,
        tabel: Tabel,
        rij: int,
        naam: str,
        *feiten: Any,
        waarde: Any = NIETS_GEZEGD,
    ) -> None:
        """Note a finding at a cell, with the facts that its sentence must name.

        Its value is that of the cell, a text on one line, unless another one is given.
        """
        blad, _, kolom = tabel.cel(rij, naam)
        if waarde is NIETS_GEZEGD:
            waarde = tabel.rijen[rij].get(naam, waarde)
            waarde = " ".join(waarde.split()) if isinstance(waarde, str) else waarde
        (veld,) = (veld for veld in tabel.velden if veld.naam == naam)
        if kolom or veld.berekend:  # a figure that we calculate needs no column of its own
            place = adres(rij, kolom) if kolom else veld.kop
            self.told.append(Bevinding(code, blad, place, feiten, waarde))

    def tell_sheet(self, code: str, tabel: Tabel, *feiten: Any) -> None:
        """Note a finding about a whole sheet, which has no value, if it is there."""
        if tabel.plek:
            self.told.append(Bevinding(code, tabel.blad, "", feiten, None))
