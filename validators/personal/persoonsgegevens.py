"""Personal data in a text: where they stand, and the text with them veiled.

Made to be quiet: a number of something else (a dwelling, a document, an amount) and a street that
is named after a person are no personal data. A text is looked at in plain letters, so that a
character that only looks like another hides nothing, and veiled as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from prestatieafspraken.validators.personal.names import LIFE, NEAR_ADDRESS, life, person
from prestatieafspraken.validators.personal.numbers import (
    Stretch,
    bsn,
    iban,
    identity,
    is_bsn,
    is_iban,
    mail,
    phone,
)
from prestatieafspraken.validators.personal.plain_letters import origin, plain


@dataclass(frozen=True)
class PersonalKind:
    """A kind of personal data.

    `spans` gives where a text in plain letters holds them. `hint` is the first test, of a plain
    text or of one in which every digit was made a 0.
    """

    name: str
    hint: re.Pattern[str]
    spans: Callable[[str], Iterator[Stretch]]


_DIGITS = re.compile(r"(?<!\d)(?=(?:[ ./_()-]{0,3}\d){8})\d{1,13}(?!\d)")
_ACCOUNT = re.compile(r"[a-z]{2} ?\d\d(?=(?:[ ./_-]{0,3}[a-z0-9]){11})", re.I)
_AT = re.compile(r"@|[(\[{<] ?at ?[)\]}>]| at |apenstaart", re.I)
_WORDED = re.compile(
    r"\bgeb(?:oren|oorte ?datum|\.|[ :])|paspoort|id-?kaart|identiteits|rijbewijs"
    r"|\bv-?n|vreemdelingenn|patientn|burger-?id|kenteken",
    re.I,
)

BSN = PersonalKind("burgerservicenummer", _DIGITS, bsn)
MAIL = PersonalKind("e-mailadres", _AT, mail)
PHONE = PersonalKind("telefoonnummer", _DIGITS, phone)
IBAN = PersonalKind("rekeningnummer", _ACCOUNT, iban)
IDENTITY = PersonalKind("geboortedatum of persoonlijk nummer", _WORDED, identity)
PERSON = PersonalKind("naam met een adres", NEAR_ADDRESS, person)
LIFE_OF = PersonalKind("naam met een bijzonder gegeven", LIFE, life)
KINDS = (IBAN, PHONE, BSN, MAIL, IDENTITY, PERSON, LIFE_OF)
SHORT = 1000
"""Characters of a text that may be kept in memory."""


def hinted(kind: PersonalKind, text: str) -> bool:
    """Say whether a text may hold data of a kind; so says the form of a text too."""
    return kind.hint.search(plain(text)) is not None


def may_hold(text: str) -> bool:
    """Say whether a text may hold personal data of any kind; a short one is looked at once.

    Notes, what a cell asks for and formulas are the same in every workbook of a template.
    """
    return _known(text) if len(text) <= SHORT else _looked_at(text)


def _looked_at(text: str) -> bool:
    read = plain(text)
    return any(kind.hint.search(read) for kind in KINDS)


_known = lru_cache(maxsize=4096)(_looked_at)


@lru_cache(maxsize=512)
def spans(text: str) -> Mapping[str, tuple[Stretch, ...]]:
    """Give where a text holds personal data, by the name of their kind; each text once."""
    read = plain(text)
    in_plain = {kind.name: list(kind.spans(read)) for kind in KINDS if kind.hint.search(read)}
    if not any(in_plain.values()):
        return {}
    at = origin(text)
    return {
        name: tuple((at[start], at[end - 1] + 1) for start, end in there)
        for name, there in in_plain.items()
    }


def found(kind: PersonalKind, text: str) -> list[str]:
    """Give the personal data of one kind in a text, as they stand there."""
    if not hinted(kind, text):
        return []
    return [text[start:end] for start, end in spans(text).get(kind.name, ())]


def veil(text: str) -> str:
    """Leave of each word its first character: jan@x.nl becomes j••@x.n•; no loose digit is left."""
    return re.sub(r"(?<=\w)\w|(?<!\w)\d(?!\w)", "•", text)


def masked(text: str) -> str:
    """Give a text with all personal data in it veiled."""
    if not text or not may_hold(text):
        return text
    there = sorted(span for kind in spans(text).values() for span in kind)
    done, parts = 0, []
    for start, end in there:
        if end <= done:
            continue
        start = max(start, done)
        parts += [text[done:start], veil(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


__all__ = [
    "BSN", "IBAN", "IDENTITY", "KINDS", "LIFE_OF", "MAIL", "PERSON", "PHONE", "PersonalKind",
    "found", "hinted", "is_bsn", "is_iban", "masked", "may_hold", "spans", "veil",
]  # fmt: skip
