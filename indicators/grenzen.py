"""Bounds that law and national agreements set: the income limit and the energy labels."""

from __future__ import annotations

from decimal import Decimal

from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.result import Undetermined


def income_limit(context: Context) -> Decimal:
    """Give the income limit of the social target group, at the price level of the agreements."""
    raise Undetermined(f"De inkomensgrens van {context.afspraken.gemeente.jaar} is niet bekend.")
