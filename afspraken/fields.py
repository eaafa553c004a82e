"""The fields of a form of the agreements, laid flat: what a table of such forms has as columns.

A group within a form (the term of an agreement) gives fields of its own; a list of groups (its
numbers) is a table of its own, and stands under `nested`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

FormType = type[BaseModel]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its keys from the form inwards, and what it holds.

    `kind` is the type of its value, or of each of them where it holds `many`; dict where it has
    keys that people choose. Between `low` and
    `high`, both included, lie its numbers and days. A form without a field that is `needed` is
    refused.
    """

    path: tuple[str, ...]
    kind: type
    many: bool = False
    needed: bool = False
    low: Any = None
    high: Any = None


@dataclass(frozen=True, slots=True)
class Nested:
    """A list of forms within a form: the keys that lead to it."""

    path: tuple[str, ...]
    form: FormType


def fields(form: FormType) -> list[FormField]:
    """Give the fields of a form in their order, those of the groups in it included."""
    return [one for one in _walked(form) if isinstance(one, FormField)]


def nested(form: FormType) -> list[Nested]:
    """Give the lists of forms in a form, those in its groups included."""
    return [one for one in _walked(form) if isinstance(one, Nested)]


def _walked(form: FormType, before: tuple[str, ...] = (), *, needed: bool = True) -> Iterator[Any]:
    hints = get_type_hints(form, include_extras=True)
    for name, info in form.model_fields.items():
        path = (*before, name)
        kind, optional, bounds = _bare(hints[name])
        must = needed and info.is_required() and not optional
        if get_origin(kind) is list:
            inner, _, _ = _bare(get_args(kind)[0])
            if issubclass(inner, BaseModel):
                yield Nested(path, inner)
            else:
                yield FormField(path, inner, many=True)
        elif get_origin(kind) is dict:
            yield FormField(path, dict)
        elif issubclass(kind, BaseModel):
            yield from _walked(kind, path, needed=must)
        else:
            yield FormField(path, kind, needed=must, **bounds)


def _bare(hint: Any) -> tuple[Any, bool, dict[str, Any]]:
    """Give the type itself, whether None will do as well, and its bounds."""
    optional = False
    bounds: dict[str, Any] = {}
    while True:
        parts = get_args(hint)
        if get_origin(hint) is Annotated:
            hint, *marks = parts
            told = [one for mark in marks for one in getattr(mark, "metadata", ())]
            for one in told:
                bounds |= {"low": one.ge} if hasattr(one, "ge") else {}
                bounds |= {"high": one.le} if hasattr(one, "le") else {}
        elif NoneType in parts:
            optional = True
            (hint,) = (part for part in parts if part is not NoneType)
        else:
            return hint, optional, bounds
