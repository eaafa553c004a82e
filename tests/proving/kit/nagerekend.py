"""What stands beside a value as its sum, worked out once more by somebody who knows arithmetic.

What is written with decimals may be rounded: each number goes with how far it may be off.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from decimal import Decimal

NUMBER = re.compile(r"(?:€ )?(−?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(%?)")
INNER = re.compile(r"\(([^()]*?) = [^()]*\)")
"""A sum within a sum tells what it comes to as well: (10 / 60 = 16,67%)."""

Rounded = tuple[Decimal, Decimal]
"""A number, and how far it may be off."""


def faults(berekening: str) -> list[str]:
    """Give the steps of a sum ("a / b = c; c − d = e") that do not come to what they say."""
    return [step for step in berekening.split("; ") if not _holds(step)]


def outcome(berekening: str) -> Rounded | None:
    """Give what a sum ends with; None where that is no number."""
    found = NUMBER.match(berekening.rpartition(" = ")[2])
    return _read(found) if found and " = " in berekening else None


def _holds(step: str) -> bool:
    told = outcome(step)
    if told is None:
        return True
    scale = 100 if step.endswith(" procentpunt") else 1
    exact, _, times = INNER.sub(r"(\1)", step.rpartition(" = ")[0]).partition(", maal ")
    value = _worked_out(f"({exact}) × {times}" if times else exact)
    return value is None or abs(value[0] * scale - told[0]) <= value[1] * scale + told[1]


def _worked_out(text: str) -> Rounded | None:
    """Work out a sum; None where it is in words."""
    numbers: dict[str, Rounded] = {}

    def named(found: re.Match[str]) -> str:
        name = f"n{len(numbers)}"
        value, off = _read(found)
        numbers[name] = value, off if found[3] else Decimal(0)
        return name

    plain = NUMBER.sub(named, text).replace("−", "-").replace("×", "*")
    try:
        return _value(ast.parse(plain, mode="eval").body, numbers)
    except SyntaxError:
        return None


def _read(found: re.Match[str]) -> Rounded:
    minus, whole, part, share = found.groups()
    value = Decimal(f"{'-' if minus else ''}{whole.replace('.', '')}.{part or '0'}")
    half = Decimal("0.51").scaleb(-len(part or ""))
    hundred = 100 if share else 1
    return value / hundred, half / hundred


def _value(node: ast.expr, numbers: Mapping[str, Rounded]) -> Rounded:
    match node:
        case ast.Name(id=name):
            return numbers[name]
        case ast.BinOp(left=left, op=sign, right=right):
            (a, x), (b, y) = _value(left, numbers), _value(right, numbers)
            match sign:
                case ast.Add():
                    return a + b, x + y
                case ast.Sub():
                    return a - b, x + y
                case ast.Mult():
                    return a * b, abs(a) * y + abs(b) * x + x * y
                case ast.Div():
                    rest = abs(b) - y
                    return a / b, (x + abs(a / b) * y) / rest if rest > 0 else Decimal("Infinity")
    raise TypeError(ast.dump(node))
