"""What the forms of all files of the agreements share: strictness and kinds of value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Richting(StrEnum):
    """On which side of a number one has to stay; GEEN is that of a number that binds nobody."""

    MINIMAAL = "minimaal"
    MAXIMAAL = "maximaal"
    GEEN = "geen"


Exact = Annotated[
    Decimal, Field(strict=False, allow_inf_nan=False, max_digits=18, decimal_places=9)
]
"""A number exactly as written in the file, never through a binary fraction."""
Jaar = Annotated[int, Field(ge=1900, le=2200)]
Heel = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""A whole number: an amount, a line of the document, how often."""
Datum = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
WORD = Field(strict=False)
"""Marks a field that holds a word of an enum."""


def change_of(line: str) -> tuple[date, str] | None:
    """Give the day and the words of "2025-07-01: meer middenhuur" (None when it is not so)."""
    day, _, words = line.partition(":")
    try:
        return (date.fromisoformat(day.strip()), words.strip()) if words.strip() else None
    except ValueError:
        return None


class AgreedForm(BaseModel):
    """One group of keys: unknown keys are refused, and nothing changes once it is read."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        str_max_length=10_000,
        str_strip_whitespace=True,  # a space that nobody sees makes no other name
    )
