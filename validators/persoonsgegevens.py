"""Personal data in a text: where they stand, and the text with them veiled.

Made to be quiet: a number of something else (a dwelling, a document, an amount) and a street that
is named after a person are no personal data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

Span = tuple[int, int]


TELLING = re.compile(r"[\d@]")
"""What no personal data of any kind are without."""


@dataclass(frozen=True)
class Kind:
    """A kind of personal data; `spans` gives where a text holds them, `hint` is the first test."""

    name: str
    hint: re.Pattern[str]
    spans: Callable[[str], Iterator[Span]]

    @cached_property
    def form(self) -> re.Pattern[str]:
        """The first test for texts in which every digit was made a 0: it finds what `hint` does."""
        loose = re.sub(r"\\.|\{[\d,]*\}|\[[^\]]*\]|\d", _any_digit, self.hint.pattern)
        return re.compile(loose, self.hint.flags)


def _any_digit(part: re.Match[str]) -> str:
    """Loosen a digit, or a class of nothing but digits, to any digit."""
    return r"\d" if re.fullmatch(r"\d|\[[\d-]+\]", part[0]) else part[0]


_BSN = re.compile(
    r"(?<![\w.,/-])(?<!€ )(?<!€)(?:\d{9}|\d{3}[. ]\d{3}[. ]\d{3}|\d{4}[. ]\d{2}[. ]\d{3})"
    r"(?![\w]|[.,/-]\d|,-)",
    re.A,
)
_UNIT = re.compile(r"\s*(?:euro|eur|kwh|mwh|gj|m2|m3|m²|m³|ton|kg|%|€|miljoen|mln)\b|\s*[%€]", re.I)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.I)
_OFFICES = {
    "administratie",
    "beleid",
    "bestuur",
    "contact",
    "gemeente",
    "info",
    "klantenservice",
    "noreply",
    "post",
    "secretariaat",
    "servicedesk",
    "wonen",
}
"""Mailboxes of an office, which are nobody's."""
_MOBILE = (
    r"6[ -]?(?:\d{8}|\d{2} \d{2} \d{2} \d{2}|\d{4} \d{4}|\d{3} \d{2} \d{3}|\d{2} \d{3} \d{3}"
    r"|\d{3} \d{3} \d{2})"
)
_LOCAL = r"(?:\d{7}|\d{3} \d{4}|\d{3} \d{2} \d{2}|\d{6}|\d{2} \d{2} \d{2}|\d{3} \d{3})"
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:"
    rf"(?:\+31|0031)[ -]?(?:\(0\) ?)?(?:{_MOBILE}|[1-57]\d{{1,2}}[ -]?{_LOCAL})"
    rf"|0{_MOBILE}|\(0[1-57]\d{{1,2}}\) ?{_LOCAL}|0[1-57]\d{{1,2}}[ -]{_LOCAL}"
    r"|(?<=tel )0[1-57]\d{8}|(?<=tel\. )0[1-57]\d{8}|(?<=telefoon )0[1-57]\d{8}"
    r"|(?<=bel )0[1-57]\d{8}|(?<=nummer )0[1-57]\d{8}"
    r")(?![\w]|[.,/-]\d)",
    re.A | re.I,
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?= ?[A-Z0-9])", re.A | re.I)
_IBAN_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "LU": 20, "GB": 22, "ES": 24, "IT": 27}

_STREETS = (
    "straat|weg|laan|plein|hof|kade|singel|dijk|pad|steeg|gracht|plantsoen|dreef|wal|erf|ring|baan"
)
_ADDRESS = re.compile(
    rf"\b[1-9]\d{{3}} ?[A-Z]{{2}}\b[ ,]*(?:nr\.? ?|huisnummer )?\d{{1,4}}\b"
    rf"|\b[A-Z][\w'’-]{{0,40}}(?:{_STREETS})\s+\d{{1,4}}(?!\d)(?:\s?[a-z]\b)?"
    rf"|\b\w{{0,40}}(?:{_STREETS})\s+\d{{1,4}}(?!\d)[a-z]?,? [1-9]\d{{3}} ?[A-Z]{{2}}\b"
)
_NEAR_ADDRESS = re.compile(rf"[1-9]\d{{3}} ?[A-Z]{{2}}|(?:{_STREETS})\s+\d")
"""What every address has in it, and is quick to look for."""
_BETWEEN = r"(?:(?:van|de|den|der|het|ten|ter|te|in|'t)\s+){0,3}"
_SURNAME = r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_FIRST = (
    "Ahmed|Ali|Anja|Anna|Anne|Annemarie|Arie|Astrid|Bart|Bas|Ben|Bert|Bram|Carla|Cees|Daan|Dennis"
    "|Dirk|Ellen|Els|Emma|Erik|Esther|Eva|Fatima|Fatma|Frank|Gerard|Gerrit|Hans|Hassan|Henk|Ingrid"
    "|Jaap|Jan|Jannie|Jantje|Jeroen|Johan|Johanna|Joke|Karin|Karel|Kees|Klaas|Lars|Leo|Linda|Lisa"
    "|Maria|Mariska|Marieke|Mark|Marjan|Martijn|Michiel|Mohamed|Mohammed|Monique|Nel|Nico|Patrick"
    "|Paul|Peter|Petra|Piet|Pieter|Rob|Robert|Ronald|Ruud|Sandra|Sanne|Saskia|Simon|Sjaak|Sophie"
    "|Stefan|Theo|Thijs|Thomas|Tim|Tom|Truus|Wendy|Wil|Willem|Wim|Yvonne"
)
_NAME = re.compile(
    rf"\b(?:[Dd]hr|[Mm]evr|[Mm]w|[Ff]am)\.?\s+(?:[A-Z]\.\s?)*{_BETWEEN}{_SURNAME}"
    rf"|\b(?:[Mm]eneer|[Mm]evrouw|[Dd]e heer|[Ff]amilie)\s+(?:[A-Z]\.\s?)*{_BETWEEN}{_SURNAME}"
    rf"|(?<![\w.])(?:[A-Z]\.\s?){{1,4}}{_BETWEEN}{_SURNAME}\b"
    rf"|\b(?:{_FIRST})\s+{_BETWEEN}{_SURNAME}\b"
)
_NO_PERSON = re.compile(rf"\w\w(?:{_STREETS}|park|huis|school|flat|complex)$", re.I)
_BUILDING = re.compile(r"\s*(?:school|college|huis|hof|flat|gebouw|park|complex|plein)\b", re.I)
NEAR = 60
"""Characters between a name and an address that belong to each other."""


def _bsn(text: str) -> Iterator[Span]:
    for match in _BSN.finditer(text):
        if _UNIT.match(text, match.end()) or not is_bsn(re.sub(r"\D", "", match[0])):
            continue
        taken = [*_phone(text), *_iban(text)]
        if not any(start <= match.start() < end for start, end in taken):
            yield match.span()


def is_bsn(digits: str) -> bool:
    """Say whether nine digits pass the elfproef of the burgerservicenummer."""
    weighted = [int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)]
    return sum(weighted) % 11 == 0 and int(digits) > 0


def _mail(text: str) -> Iterator[Span]:
    for match in _MAIL.finditer(text):
        if match[0].partition("@")[0].casefold() not in _OFFICES:
            yield match.span()


def _phone(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        if len(digits.removeprefix("0031").removeprefix("31" if match[0][0] == "+" else "0")) == 9:
            yield match.span()


def _iban(text: str) -> Iterator[Span]:
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match[0][:2].upper(), 0)
        rest = re.compile(rf"(?: ?[A-Z0-9]){{{length}}}(?!\w)", re.A | re.I)
        whole = rest.match(text, match.start()) if length else None
        if whole and is_iban(whole[0].replace(" ", "").upper()):
            yield whole.span()


def is_iban(account: str) -> bool:
    """Say whether an account without spaces passes the test of ISO 13616 (mod 97)."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _person(text: str) -> Iterator[Span]:
    """Find a person's name with an address beside it; the span runs from the one to the other."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _NAME.finditer(text) if addresses else ():
        start, end = match.span()
        if _NO_PERSON.search(match[0]) or _BUILDING.match(text, end):
            continue
        for low, high in addresses:
            apart = low - end if low >= end else start - high
            if 0 <= apart <= NEAR:
                yield min(start, low), max(end, high)
                break


BSN = Kind("burgerservicenummer", _BSN, _bsn)
MAIL = Kind("e-mailadres", re.compile("@"), _mail)
PHONE = Kind("telefoonnummer", _PHONE, _phone)
IBAN = Kind("rekeningnummer", _IBAN, _iban)
PERSON = Kind("naam met een adres", _NEAR_ADDRESS, _person)
KINDS = (IBAN, PHONE, BSN, MAIL, PERSON)


def found(kind: Kind, text: str) -> list[str]:
    """Give the personal data of one kind in a text, as they stand there."""
    if not kind.hint.search(text):
        return []
    return [text[start:end] for start, end in kind.spans(text)]


def veil(text: str) -> str:
    """Leave of each word its first character: jan@x.nl becomes j••@x.n•."""
    return re.sub(r"(?<=\w)\w", "•", text)


def masked(text: str) -> str:
    """Give a text with all personal data in it veiled."""
    for kind in KINDS:
        for data in dict.fromkeys(found(kind, text)):
            text = text.replace(data, veil(data))
    return text
