"""The dashboard on goals of the sheet Kengetallen: the figure of the year, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from prestatieafspraken.afspraken.doel import EEN_DEEL, DoelVorm, Reikwijdte
from prestatieafspraken.afspraken.gevraagd import staat_op
from prestatieafspraken.afspraken.kengetaldoelen import Kengetaldoel, kengetaldoelen
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde
from prestatieafspraken.workbook.dashboard.beside import PERCENT, exact
from prestatieafspraken.workbook.dashboard.doelen import LEFT
from prestatieafspraken.workbook.dashboard.doelformule import (
    INCOMPLETE,
    VERDICTS,
    CannotBeSaidError,
    Doelformule,
    Uitslag,
    decided,
)
from prestatieafspraken.workbook.dashboard.doelformule import UNKNOWN as UNDETERMINED
from prestatieafspraken.workbook.dashboard.formulas import ELSEWHERE, UNKNOWN, WORDS, named, text
from prestatieafspraken.workbook.dashboard.rekenblad import KENGETALLEN, NOTHING, Rekenblad
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import GENERAL, Writer
from prestatieafspraken.workbook.goal import aim
from prestatieafspraken.workbook.table import STEPS_SHEET

NO_VALUE = (UNDETERMINED, INCOMPLETE)
"""Verdicts of no value."""


def goals(writer: Writer, scope: Scope) -> None:
    """Write a line for each goal that is followed there and that this workbook can decide."""
    mine = [one for one in kengetaldoelen(scope.afspraken) if scope.whole or _is_of(scope, one)]
    if not mine:
        return
    jaar = scope.afspraken.gemeente.jaar
    writer.section(
        "Doelen op het blad Kengetallen",
        ["Doel", f"Cijfer over {jaar}", "Uitkomst", "Oordeel", "Afgesproken"],
        "Het oordeel gaat over de uitkomst: het cijfer zelf, een som, een groei of een gemiddelde.",
        "Kengetallen",
    )
    writer.sheet[f"F{writer.row - 1}"].alignment = LEFT
    reken = Rekenblad(writer.aside(STEPS_SHEET))
    for one in mine:
        _line(writer, scope, reken, one)
    writer.end()


def _is_of(scope: Scope, one: Kengetaldoel) -> bool:
    """Say whether a goal asks figures of the party of this workbook alone."""
    return scope.afspraken.leden(one.doel.genoemd) == [scope.partij.naam]


def _line(writer: Writer, scope: Scope, reken: Rekenblad, one: Kengetaldoel) -> None:
    doel, own = one.doel, scope.afspraken
    formula = Doelformule(reken, own, doel, doel.id)
    form = exact(PERCENT) if doel.eenheid == "%" else GENERAL  # no figure is rounded
    everyone = doel.over.model_copy(update={"partijen": doel.genoemd})
    whole = replace(formula, doel=doel.model_copy(update={"over": everyone}))
    year = whole.year(Streefwaarde(), own.gemeente.jaar)
    readable = reken.step(
        KENGETALLEN.readable(
            "Teller", "Noemer", "Waarde", "Jaar",
            where=(("Doel", text(doel.id)),),
        )
    )  # fmt: skip
    known = f"AND({readable},{year.heel})" if EEN_DEEL not in doel.genoemd else "FALSE"
    try:
        if doel.haalt_in or staat_op(doel, own):
            raise CannotBeSaidError
        found, odd = decided(formula), _odd(reken, formula)
    except CannotBeSaidError:
        found, odd = Uitslag(str(UNDETERMINED)), "TRUE"
    words = ",".join(text(WORDS[word]) for word in VERDICTS)
    code = reken.step(f"IF({readable},MOD({found.code},100),{UNDETERMINED})")
    none = ",".join([odd, *(f"{code}={one}" for one in NO_VALUE)])
    value = f"IF(OR({none}),{UNKNOWN},{found.waarde})" if found.waarde else UNKNOWN
    row = writer.line(
        f"{doel.id}: {doel.titel}",
        [
            (f"IF({known},{year.waarde},{UNKNOWN})", form),
            (value, form),
            (f"IF({odd},{ELSEWHERE},CHOOSE({code}+1,{words}))", GENERAL),
        ],
    )
    writer.said(row, "F", "I", aim(doel), least=2)
    writer.equals(f"D{row}", "KGT-DOEL", one.partij, reeks=doel.id)
    writer.equals(f"E{row}", "KGT-DOEL", one.partij, veld="oordeel", reeks=doel.id)


def _odd(reken: Rekenblad, formula: Doelformule) -> str:
    """Say that figures stand where none are asked: another place, party or early year."""
    doel, own = formula.doel, formula.own
    ways = [doel, *map(doel.als, doel.manieren)]
    asked = [one for way in ways for one in way.waarden]
    mine = ("Doel", named(formula.id))
    rows = KENGETALLEN.count(mine)
    places = [one.naam for way in ways for one in way.over.gebieden]
    places += [one.gebied for one in asked if one.gebied]
    known = [NOTHING, *(named(one) for one in dict.fromkeys(places))]
    odd = [f"{rows}<>{_among(mine, 'Gebied of project', known)}"]
    each = any(way.voor is Reikwijdte.ELK for way in ways) and not places
    if each or not (doel.over.partijen or (asked and all(one.partij for one in asked))):
        who = own.leden(doel.over.partijen or ["Gemeente"])
        odd.append(f"{rows}<>{_among(mine, 'Partij', map(named, who))}")
    if any(way.bedoelde_vorm in (DoelVorm.NIVEAU, DoelVorm.VERANDERING) for way in ways):
        odd.append(f"{KENGETALLEN.count(mine, ('Jaar', text(f'<{formula.first}')))}>0")
    return reken.step(f"OR({','.join(odd)})")


def _among(mine: tuple[str, str], header: str, values: Iterable[str]) -> str:
    return "+".join(KENGETALLEN.count(mine, (header, one)) for one in values)
