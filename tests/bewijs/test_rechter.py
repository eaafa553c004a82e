"""The verdict on every goal, beside that of a second judge that shares nothing with the product.

Workbooks of the three sets are drawn at random around what was agreed, on days around the ends of
the years that matter. PRESTATIEAFSPRAKEN_RECHTER says how many of each set; `pytest --lang
tests/bewijs/test_rechter.py` draws a thousand in all.
"""

from __future__ import annotations

import math
import os
import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from proving.kit import gevuld
from proving.kit.gewoon import typed_rows
from proving.rechter import toewijzing, trekken
from proving.rechter.rechter import blad, oordelen
from proving.rechter.tabel import regels
from proving.rechter.trekken import SETS, werkmap
from proving.rechter.uitspraak import NIET_TE_BEPALEN, Uitspraak

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.batch.front_door import check
from prestatieafspraken.batch.front_door import compute as of_workbook
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.doelbesluit import besloten
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.validators.sheets import tables

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_RECHTER", "50"))
FILES = max(1, AMOUNT // 50)
OWN = {wie: load("rietmeer" if "rietmeer" in wie else "alphen-aan-den-rijn", int(wie[-4:]))
       for wie in SETS}  # fmt: skip
TABLES = {wie: {table.name: table for table in tables.of_agreements(OWN[wie])} for wie in SETS}
Bladen = Mapping[str, Sequence[Mapping[str, Any]]]


def product(wie: str, bladen: Bladen, dag: date) -> list[Indicator]:
    known = TABLES[wie]
    plain = {name: typed_rows(table, bladen.get(name, ())) for name, table in known.items()}
    sheets = {name: table.sheet for name, table in known.items()}
    return list(compute(plain, OWN[wie], dag, lambda t, r, c: f"{t}!{c}{r}", sheets))


def drawn(wie: str, number: int) -> tuple[date, Bladen]:
    return werkmap(wie, random.Random(f"{SEED} {wie} {number}"))  # noqa: S311


def differs(doel: Doel, ours: Uitspraak, found: Sequence[Indicator]) -> str:
    """Say what the two do not agree about: the verdict, or the figures that it rests on."""
    decided = besloten(doel, found)
    if decided.oordeel != ours.oordeel:
        return f"the judge says {ours.oordeel}, the product {decided.oordeel}"
    theirs = [one.waarde for parts in decided.beslissend for one in parts if one.waarde is not None]
    mine = [float(one) for one in ours.cijfers]
    if ours.oordeel == NIET_TE_BEPALEN or not theirs or not mine:
        return ""
    same = _within(mine, theirs) or _within(theirs, mine)
    return "" if same else f"the judge takes {mine}, the product {theirs}"


def _within(some: Sequence[float], more: Sequence[float]) -> bool:
    return all(any(math.isclose(a, b, abs_tol=1e-8) for b in more) for a in some)


def beside(wie: str, bladen: Bladen, dag: date, found: Sequence[Indicator]) -> list[str]:
    """Lay all goals side by side; each difference with all that is needed to see it again."""
    ours = oordelen(wie, bladen, dag)
    told = []
    for doel in OWN[wie].doelen:
        if doel.id in ours and (why := differs(doel, ours[doel.id], found)):
            rows = [row for row in bladen.get(blad(wie, doel.id), ())
                    if row.get("doel") in (None, doel.id)]  # fmt: skip
            told.append("\n  ".join([f"{wie}, {doel.id} on {dag}: {why}", *map(str, rows)]))
    return told


@pytest.mark.parametrize("wie", SETS)
def test_the_judge_and_the_product_say_the_same_of_every_goal(wie: str) -> None:
    told = []
    for number in range(AMOUNT):
        dag, bladen = drawn(wie, number)
        told += beside(wie, bladen, dag, product(wie, bladen, dag))
    assert not told, f"{len(told)} differences with seed {SEED}:\n" + "\n".join(told[:10])


@pytest.mark.parametrize("wie", SETS)
def test_so_do_they_of_every_verdict_beside_the_law(wie: str) -> None:
    """Passend, 80-10-10 and 92,5-7,5 with what was agreed within them, and lokaal maatwerk."""
    told, seen = [], set()
    for number in range(AMOUNT):
        rng = random.Random(f"{SEED} {wie} wet {number}")  # noqa: S311
        rijen, dag = list(toewijzing.trek(wie, rng)), trekken.dag(wie, rng)
        ours = toewijzing.oordelen(rijen, wie, dag)
        for one in product(wie, {"toewijzingen": rijen}, dag):
            key = one.code, one.onderdeel, one.periode or ""
            if key in ours:
                seen.add((one.code, str(one.oordeel)))
                if (mine := ours[key].oordeel) != one.oordeel:
                    rows = [row for row in rijen if str(row["jaar"]) == key[2][:4]]
                    why = f"the judge says {mine}, the product {one.oordeel}: {one.toelichting}"
                    told.append("\n  ".join([f"{key} on {dag}: {why}", *map(str, rows)]))
    assert not told, f"{len(told)} differences with seed {SEED}:\n" + "\n".join(told[:10])
    codes = {code for code, _ in seen}
    assert {"TWZ-BOVEN", "TWZ-PASSEND"} <= codes
    assert AMOUNT < 50 or {(code, "gehaald") for code in codes} <= seen


@pytest.mark.parametrize("wie", SETS)
def test_so_do_they_of_workbooks_that_were_written_and_read(wie: str) -> None:
    """The rows in a file of the municipality, by the front door: what is read is what was typed."""
    own = OWN[wie].model_copy(update={"tabellen": {}})  # printed figures would be put back
    gemeente = next(partij for partij in own.partijen if partij.is_gemeente)
    for number in range(FILES):
        dag, bladen = drawn(wie, number)
        rows = {name: [dict(row) for row in bladen.get(name, ())] for name in TABLES[wie]}
        verdict = check(gevuld.werkmap(own, gemeente, rows), peildatum=dag, agreements=own)
        told = beside(wie, bladen, dag, of_workbook(verdict, peildatum=dag))
        assert not told, f"workbook {number} with seed {SEED}:\n" + "\n".join(told)


@pytest.mark.parametrize(
    "geval", regels("gevallen"), ids=lambda one: f"{one['doel']}: {one['waarom']}"
)
def test_both_know_what_is_right(geval: Mapping[str, str]) -> None:
    """Cases worked out by hand from the documents, for the judge as much as for the product."""
    wie, dag, doel = geval["set"], date.fromisoformat(geval["dag"]), geval["doel"]
    columns = geval["kolommen"].split()
    rows = [
        dict(zip(columns, map(_typed, line.split(), columns), strict=True))
        for line in geval["rijen"].split(", ")
    ]
    bladen = {geval["blad"]: rows}
    assert oordelen(wie, bladen, dag)[doel].oordeel == geval["oordeel"]
    decided = besloten(OWN[wie].doel(doel), product(wie, bladen, dag))
    assert decided.oordeel == geval["oordeel"]


def _typed(word: str, column: str) -> Any:
    """Give a word of a case as the value of its cell; _ is a blank within it."""
    if column in ("fase", "wijk", "initiatief", "versie", "klasse", "doel"):
        return word
    if column == "uitgevoerd_op":
        return date.fromisoformat(word)
    if column == "jaar":
        return int(word)
    return Decimal(word) if word.replace(".", "").isdigit() else word.replace("_", " ")
