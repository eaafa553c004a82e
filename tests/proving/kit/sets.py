"""Made-up sets of agreements: every form with every field, in texts that are hard to keep."""

from __future__ import annotations

import random
import sys
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union
from unittest.mock import patch

from prestatieafspraken.afspraken.load import map_of
from prestatieafspraken.afspraken.model import Afspraken, CelSoort

LETTERS = "abcdefghijklmnopqrstuvwxyz éëïçß€ΩЖ你😀'\"`\\/{}[]()<>&%#;,.:|=+-_*?!0123456789"
HARD = (
    '=cmd|"/c calc"!A1',
    "+31",
    "-",
    "@SUM(A1)",
    "'aanhaling'",
    'hij zei: "ja; nee"',
    "regel een\nregel twee\n\nregel vier",
    "met\ttab",
    "a; b; c",
    '"',
    ";",
    "_x000D_",
    "_x0041_ en _x005F_",
    "€ 38.035 t/m € 42.436",
    "\u00a0vast\u00a0",
    "1.234",
    "0012",
    "1,50",
    "31-12-2019",
    "ja",
    "TRUE",
    "n.v.t.",
    "{gevonden}",
    "[bold]",
    "\\n",
    "𝔸𝔹 👩‍🚒".replace("\u200d", ""),
    "x" * 5_000,
)


@contextmanager
def any_reference() -> Iterator[None]:
    """Let what is loaded name what is not there."""
    module = sys.modules["prestatieafspraken.afspraken.load"]
    with patch.object(module, "reference_faults", lambda *_: []):
        yield


def made(seed: int) -> Afspraken:
    """Make a set; what it names need not be there."""
    return _Maker(random.Random(seed)).set()  # noqa: S311


@cache
def _hints(form: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(form, include_extras=True)


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def text(self) -> str:
        if self.rng.random() < 0.4:
            return self.rng.choice(HARD).strip()
        return "".join(self.rng.choices(LETTERS, k=self.rng.randint(1, 30))).strip() or "x"

    def name(self) -> str:
        """Give a text that no other item has, also in the way in which names are compared."""
        while True:
            name = f"{self.text()[:40].strip()} {self.rng.randint(0, 10**6)}".strip()
            if name.casefold() not in self.taken:
                self.taken.add(name.casefold())
                return name

    def value(self, kind: Any, low: Any = None) -> Any:
        """Give a value of a kind of field, or of one of the kinds that it may have."""
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Annotated:
            return self.value(parts[0])
        if NoneType in parts:
            return None if self.rng.random() < 0.4 else self.value(parts[0])
        if origin is dict:
            return {self.text(): self.value(parts[1]) for _ in range(self.rng.randint(1, 3))}
        if origin is list:
            return [self.value(parts[0]) for _ in range(self.rng.randint(0, 3))]
        if origin in (Union, UnionType):
            return self.value(self.rng.choice(parts))
        if issubclass(kind, StrEnum):
            return self.rng.choice(list(kind))
        if hasattr(kind, "model_fields"):
            return self.form(kind)
        return {
            bool: lambda: self.rng.random() < 0.5,
            str: self.text,
            int: lambda: self.rng.randint(1900, 2200),
            Decimal: self.number,
            date: lambda: date(1901, 1, 1) + timedelta(days=self.rng.randint(0, 100_000)),
        }[kind]()

    def number(self) -> Decimal:
        whole = self.rng.choice((0, self.rng.randint(0, 9), self.rng.randint(0, 999_999_999)))
        digits = "".join(self.rng.choices("0123456789", k=self.rng.randint(0, 9)))
        return Decimal(f"{self.rng.choice(('', '-'))}{whole}.{digits or 0}")

    def form(self, form: type[Any], **given: Any) -> dict[str, Any]:
        kinds = _hints(form)
        return {
            key: given[key] if key in given else self.value(kinds[key])
            for key in form.model_fields
            if key in given or not self.leaves_out(form.model_fields[key])
        }

    def leaves_out(self, field: Any) -> bool:
        return not field.is_required() and self.rng.random() < 0.5

    def forms(self, kind: str, most: int, **given: Any) -> list[dict[str, Any]]:
        """Give some items of a list of the set, each with a name that no other has."""
        (form,) = typing.get_args(_hints(Afspraken)[kind])
        return [
            self.form(form, **{key: one() for key, one in given.items()})
            for _ in range(self.rng.randint(1, most))
        ]

    def set(self) -> Afspraken:
        hints = _hints(Afspraken)
        naam = f"Plaats {self.rng.randint(0, 999)}"
        tabellen = [self.table(f"C{place}") for place in range(self.rng.randint(0, 3))]
        return Afspraken.model_validate(
            {
                "gemeente": self.form(hints["gemeente"], naam=naam, map=map_of(naam)),
                "themas": self.forms("themas", 4),
                "partijen": self.forms("partijen", 5, naam=self.name),
                "kernen": self.forms("kernen", 4, naam=self.name),
                "schouwlocaties": [self.text() for _ in range(self.rng.randint(0, 3))],
                "inkomensklassen": self.forms("inkomensklassen", 3, naam=self.name),
                "afspraken": self.forms("afspraken", 5, id=self.name),
                "doelen": self.forms("doelen", 4, id=self.name),
                "bronnen_regels": self.forms("bronnen_regels", 2, id=self.name),
                "bronnen_bladen": self.forms("bronnen_bladen", 2, id=self.name),
                "tabellen": {one["id"]: one for one in tabellen},
            }
        )

    def table(self, code: str) -> dict[str, Any]:
        _, form = typing.get_args(_hints(Afspraken)["tabellen"])
        table = self.form(form, id=code)
        for cel in table["cellen"]:
            is_number = cel["soort"] is CelSoort.GETAL
            cel["waarde"] = self.number() if is_number else None
        return table
