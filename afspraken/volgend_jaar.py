"""The agreements of a year moved on to the next: where a new set can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.form import AgreedForm
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Dag, GedrukteTabel, Getal

_Form = TypeVar("_Form", bound=AgreedForm)
LINES: dict[str, Any] = {"regels": "", "regel": 0}
"""Where in the document it stands; that of the next year is not there yet."""

SIGNED: dict[str, Any] = {"vastgesteld": None, "gewijzigd": [], "inleveren_voor": None}
"""What nobody did or said yet of the agreements of the next year."""


def volgend_jaar(afspraken: Afspraken) -> Afspraken:
    """Give the same agreements a year later.

    What falls in the year itself moves along: terms, days, goals that end in it. What lies before
    or after it was agreed as a day or a year of its own, and stays. What only the year could bring
    is left out: the figures of its programme, its conclusions, the lines of its document.
    """
    gemeente = afspraken.gemeente
    jaar = gemeente.jaar
    titles = {"titel": _later(gemeente.titel), "document": _later(gemeente.document)}
    tabellen = {
        code: _loose(tabel, cellen=[cel.model_copy(update={"regel": None}) for cel in tabel.cellen])
        for code, tabel in afspraken.tabellen.items()
        if set(_years(tabel)) != {jaar}
    }
    changed = {
        "gemeente": gemeente.model_copy(update={"jaar": jaar + 1, **titles, **SIGNED}),
        "afspraken": [_agreement(one, jaar, tabellen) for one in afspraken.afspraken],
        "doelen": [_goal(one, jaar) for one in afspraken.doelen],
        "tabellen": tabellen,
        "bronnen_regels": [],
        "bronnen_bladen": [],
    }
    for key in ("themas", "partijen", "inkomensklassen"):
        changed[key] = [_loose(one) for one in getattr(afspraken, key)]
    return Afspraken(**{**dict(afspraken), **changed})


def _loose(form: _Form, **changed: Any) -> _Form:
    """Give a form without its lines in the document."""
    lines = {key: value for key, value in LINES.items() if key in type(form).model_fields}
    return form.model_copy(update={**lines, **changed})


def _years(tabel: GedrukteTabel) -> Iterator[str | int]:
    """Give the years of which a printed table holds figures."""
    how = tabel.overname
    if how is not None:
        parts = (how.vast, *how.kolommen.values(), *how.rijen.values())
        yield from (part["jaar"] for part in parts if "jaar" in part)


def _agreement(afspraak: Afspraak, jaar: int, tabellen: dict[str, GedrukteTabel]) -> Afspraak:
    term = afspraak.termijn
    days = {"van": _moved(term.van, jaar), "tot": _moved(term.tot, jaar)}
    moves = (term.van, term.tot) != tuple(days.values())
    texts = ("titel", "wanneer") if moves else ()
    return _loose(
        afspraak,
        termijn=term.model_copy(update=days),
        getallen=[_number(one, moves=moves) for one in afspraak.getallen],
        data=[_day(one, jaar) for one in afspraak.data],
        tabellen=[code for code in afspraak.tabellen if code in tabellen],
        conclusie=None,
        **{key: _later(getattr(afspraak, key)) for key in texts},
    )


def _number(getal: Getal, *, moves: bool) -> Getal:
    return _loose(getal, wat=_later(getal.wat) if moves else getal.wat)


def _day(dag: Dag, jaar: int) -> Dag:
    new = _moved(dag.dag, jaar)
    return _loose(dag, dag=new, gedrukt=dag.gedrukt if new == dag.dag else _later(dag.gedrukt))


def _goal(doel: Doel, jaar: int) -> Doel:
    later = jaar + 1 if doel.streefjaar == jaar else doel.streefjaar
    return _loose(doel, streefjaar=later, streefdatum=_moved(doel.streefdatum, jaar))


def _moved(day: date | None, jaar: int) -> date | None:
    """Give a day of this year a year later; 29 February is the 28th then."""
    if day is None or day.year != jaar:
        return day
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=jaar + 1, day=28 if leap else day.day)


def _later(text: str) -> str:
    """Give a text with every year in it one later, but for that of a price level."""
    return re.sub(r"(?<!prijspeil )\b(?:19|20)\d\d\b", lambda found: str(int(found[0]) + 1), text)
