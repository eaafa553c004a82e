"""The judge: the verdict of every goal of a set, from the rows of its sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from proving.rechter import energie, kengetal, slaagkans, taakstelling, voorraad, woonomgeving
from proving.rechter.tabel import Eis, eisen
from proving.rechter.uitspraak import Uitspraak, een_van, lezingen

Rij = Mapping[str, Any]
Rechter = Callable[[Eis, Sequence[Rij], str, date], Uitspraak]
WIE: Mapping[str, tuple[str, Rechter]] = {
    "kengetal": ("kengetallen", kengetal.uitspraak),
    "taakstelling": ("kengetallen", taakstelling.uitspraak),
    "voorraad": ("woningvoorraad", voorraad.uitspraak),
    "voorraad kernen": ("woningvoorraad", voorraad.uitspraak),
    "slaagkans": ("slaagkans_inkomen", slaagkans.uitspraak),
    "initiatieven": ("bewonersinitiatieven", woonomgeving.initiatieven),
    "leefbaarometer": ("leefbaarometer", woonomgeving.leefbaarometer),
    "levensloop deel": ("levensloopbestendig", energie.levensloop),
    "levensloop punten": ("levensloopbestendig", energie.levensloop),
    "index": ("energie_index", energie.index),
    "label": ("energie_index", energie.index),
    "gas": ("gasverbruik", energie.gas),
    "duurzaam": ("duurzame_energie", energie.duurzaam),
}
"""By measure its sheet, and who judges it."""


def oordelen(wie: str, bladen: Mapping[str, Sequence[Rij]], dag: date) -> dict[str, Uitspraak]:
    """Judge each goal of a set that has a number, by what is known on the day.

    What was counted of a year that has yet to begin is not known on that day. Of a corporatie what
    was counted of a year goes before what was expected of it.
    """
    known = {naam: [rij for rij in rijen if _bekend(rij, dag)] for naam, rijen in bladen.items()}
    bladen = {naam: _geteld_eerst(rijen) for naam, rijen in known.items()}
    return {
        doel: _samen([_een(eis, bladen, wie, dag) for eis in manieren], manieren[0].beslist)
        for doel, manieren in eisen(wie, dag).items()
    }


def blad(wie: str, doel: str) -> str:
    """Name the sheet that a goal is followed on."""
    return WIE[eisen(wie, date.max)[doel][0].maat][0]


def _bekend(rij: Rij, dag: date) -> bool:
    return rij.get("soort_cijfer") == "prognose" or rij.get("jaar", 0) <= dag.year


def _geteld_eerst(rijen: Sequence[Rij]) -> list[Rij]:
    counted = {
        (rij["corporatie"], rij["jaar"])
        for rij in rijen
        if "corporatie" in rij and rij.get("soort_cijfer") == "realisatie"
    }
    return [
        rij
        for rij in rijen
        if rij.get("soort_cijfer") != "prognose"
        or (rij.get("corporatie"), rij["jaar"]) not in counted
    ]


def _een(eis: Eis, bladen: Mapping[str, Sequence[Rij]], wie: str, dag: date) -> Uitspraak:
    sheet, judge = WIE[eis.maat]
    if judge is energie.index:
        return energie.index(eis, bladen.get(sheet, ()), wie, dag, bladen.get("woningvoorraad", ()))
    return judge(eis, bladen.get(sheet, ()), wie, dag)


def _samen(delen: Sequence[Uitspraak], beslist: str) -> Uitspraak:
    if beslist == "een van":
        return een_van(delen)
    return lezingen(delen) if beslist == "lezingen" else delen[0]
