"""Numbers and addresses that are of one person, found in a text in plain letters.

Every search takes time in proportion to the text, whatever is in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

Stretch = tuple[int, int]
"""Where a part of a text begins and ends."""

_GAP = r"(?: ?[./_-] ?| )"
"""What people put between the parts of one number."""
_FREE = r"(?<!\d)(?<!\d[.,/-])(?:(?<![a-z])|(?<=[a-z]{3}))"
"""Before a number: no other number, and no code of one or two letters (Z123, NL123)."""
_DONE = r"(?![a-z]*\d|[.,/-]\d|,-)"

# ----- burgerservicenummer -----

_CHAIN = re.compile(rf"\d+(?:{_GAP}\d+)*", re.A)
_BSN_SHAPES = {(9,), (3, 3, 3), (4, 2, 3), (6, 3), (3, 6), (2, 2, 2, 3), (3, 2, 2, 2), (1,) * 9}
_BSN_WORD = re.compile(r"b\W?s\W?n|burger ?service|sofi|persoonsn", re.I)
_OTHER_WORD = re.compile(r"\b(?:rsin|btw|kvk|bag)\b\W{0,3}(?:n(?:umme)?r\W{0,3})?$", re.I)
_BEFORE = re.compile(rf"{_FREE}(?<!eur )(?<!euro )(?<!€ )(?<!€)(?=\d)", re.I)
_AFTER = re.compile(_DONE, re.I)
_UNIT = re.compile(
    r" ?(?:euro|eur|kwh|mwh|gj|m2|m3|ton|kg|miljoen|mln|woning(?:en)?|stuks|vhe)\b|(?: ?[%€])",
    re.I,
)
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d\d[/-](?:0[1-9]|1[0-2])[/-]\d", re.A)
MOST_GROUPS = 5
"""Numbers in a row: so many, and they are a list of figures and no parts of one number."""


class Chain(NamedTuple):
    """Numbers with nothing but spaces and dashes between: where each begins and ends."""

    groups: Sequence[Stretch]
    is_named: bool
    """Whether a word beside it says that it is a burgerservicenummer."""


def bsn(text: str) -> Iterator[Stretch]:
    """Find numbers that pass the elfproef, in a form or beside a word that tells what they are."""
    taken: _Taken | None = None
    for chain in _chains(text):
        done = 0
        for start, end in _windows(text, chain):
            if start < done or not is_bsn(_digits(text, start, end).zfill(9)):
                continue
            taken = taken or _Taken([*phone(text), *iban(text)])
            if not taken.covers(start):
                yield start, end
                done = end


def _digits(text: str, start: int, end: int) -> str:
    return re.sub(r"\D", "", text[start:end])


def _chains(text: str) -> Iterator[Chain]:
    for match in _CHAIN.finditer(text):
        start, end = match.span()
        if end - start >= 8:
            near = text[max(0, start - 28) : start], text[end : end + 16]
            groups = [group.span() for group in re.finditer(r"\d+", match[0])]
            found = [(start + low, start + high) for low, high in groups]
            yield Chain(found, any(map(_BSN_WORD.search, near)))


def _windows(text: str, chain: Chain) -> Iterator[Stretch]:
    """Give the parts of a chain that may be one number, the most likely first."""
    groups = chain.groups
    if chain.is_named and sum(high - low for low, high in groups) in (8, 9):
        yield groups[0][0], groups[-1][1]
    rows: dict[int, bool] = {}
    for first, last in _of_nine(groups):
        start, end = groups[first][0], groups[last][1]
        size = last - first + 1
        if len(groups) >= MOST_GROUPS and _is_spaced(text, groups[first : last + 1]):
            if size not in rows:
                rows[size] = _is_row(text, groups, size)
            if not rows[size]:
                continue
        is_other = not chain.is_named and _is_other(text, start, end)
        if _BEFORE.match(text, start) and _AFTER.match(text, end) and not is_other:
            yield start, end


def _of_nine(groups: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of groups that are nine digits in a form that people use."""
    sizes = [high - low for low, high in groups]
    for first in range(len(sizes)):
        total = 0
        for last in range(first, min(first + 9, len(sizes))):
            total += sizes[last]
            if total == 9 and tuple(sizes[first : last + 1]) in _BSN_SHAPES:
                yield first, last
            if total >= 9:
                break


def _is_other(text: str, start: int, end: int) -> bool:
    """Say whether a number is an amount, a day, or the number of a company or a home."""
    return bool(
        _UNIT.match(text, end)
        or _OTHER_WORD.search(text[max(0, start - 16) : start])
        or _YEAR_AND_MONTH.match(text, start)
    )


def _is_spaced(text: str, groups: Sequence[Stretch]) -> bool:
    """Say whether a space parts groups of a number, as it parts the figures of a list."""
    return any(not text[end:start].strip() for (_, end), (start, _) in pairwise(groups))


def _is_row(text: str, groups: Sequence[Stretch], size: int) -> bool:
    """Say whether a row of groups is one number after the other: each of them passes."""
    numbers = zip(groups[::size], groups[size - 1 :: size], strict=False)
    return len(groups) % size == 0 and all(
        is_bsn(_digits(text, first, last).zfill(9)) for (first, _), (_, last) in numbers
    )


def is_bsn(digits: str) -> bool:
    """Say whether nine digits pass the elfproef of the burgerservicenummer."""
    # Loaded when there is a number to try: nearly no workbook has one.
    from stdnum.nl import bsn as burgerservicenummer

    return bool(burgerservicenummer.is_valid(digits))


class _Taken:
    """Which places of a text belong to another kind of number already."""

    def __init__(self, spans: Iterable[Stretch]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def covers(self, place: int) -> bool:
        """Say whether a place is taken."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]


# ----- e-mail -----

_AT = r"(?: ?@ ?| ?[(\[{<] ?(?:at|apenstaart(?:je)?|@) ?[)\]}>] ?| (?:at|apenstaart(?:je)?) )"
_DOT = r"(?:\.| ?[(\[{<] ?(?:dot|punt|\.) ?[)\]}>] ?| (?:dot|punt) )"
_MAIL = re.compile(
    rf"(?<![\w.+-])(?P<box>[\w.+-]+){_AT}\w[\w-]*(?:{_DOT}\w[\w-]*)*{_DOT}[a-z]{{2,}}(?!\w)", re.I
)
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


def mail(text: str) -> Iterator[Stretch]:
    """Find e-mail addresses, but those of an office; `jan (at) woon punt nl` is one too."""
    for match in _MAIL.finditer(text):
        if match["box"].casefold() not in _OFFICES:
            yield match.span()


# ----- telephone -----

_MOBILE = rf"6(?:{_GAP}?\d){{8}}"
_LOCAL = (
    rf"(?:\d{{6,7}}|\d{{3}}{_GAP}\d{{3,4}}|\d{{3}}{_GAP}\d\d{_GAP}\d\d|\d\d{_GAP}\d\d{_GAP}\d\d)"
)
_AREA = (
    "1[0358]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9]|11[134578]|16[124-8]|17[24]|18[0-467]"
    "|22[2346-9]|25[125]|29[479]|31[3-8]|32[01]|34[1-8]|41[12368]|47[58]|48[15-8]|49[23579]"
    "|51[1-9]|52[1-9]|54[13-8]|56[126]|57[0-357-8]|59[1-9]"
)
_TELEPHONE = r"(?:tel|telefoon|telefoonnummer|bel|nummer|gsm|mobiel)\.?:? ?"
_PHONE = re.compile(
    rf"{_FREE}(?:"
    rf"(?:\+ ?31|0031)[ ./_-]{{0,3}}(?:\(0\) ?|0)?(?:{_MOBILE}|[1-57]\d{{1,2}}{_GAP}?{_LOCAL})"
    rf"|\(?0{_MOBILE}"
    rf"|\(06\){_GAP}?(?:\d{_GAP}?){{7}}\d"
    rf"|\(0[1-57]\d{{1,2}}\){_GAP}?{_LOCAL}"
    rf"|0[1-57]\d{{1,2}}{_GAP}{_LOCAL}"
    rf"|0(?:(?={_AREA})\d{{9}})"
    rf"){_DONE}(?!:\d)"
    rf"|\b{_TELEPHONE}(?P<named>0[1-57]\d{{8}}){_DONE}",
    re.A | re.I,
)
_DAY = re.compile(r"0?[1-9][-/. ](?:0?[1-9]|1[0-2])[-/. ](?:19|20)\d\d(?!\d)")


def phone(text: str) -> Iterator[Stretch]:
    """Find telephone numbers of the Netherlands; a day with a time after it is none."""
    for match in _PHONE.finditer(text):
        part = "named" if match["named"] else 0
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        whole = digits.removeprefix("0031").removeprefix("31" if match[0][0] == "+" else "0")
        if (part or len(whole.lstrip("0")) == 9) and not _DAY.match(match[0]):
            yield match.span(part)


# ----- bank account -----

_IBAN = re.compile(
    r"(?<![a-z0-9])[a-z]{2} ?\d\d(?=[ ._/-]{0,3}[a-z0-9])|(?<=iban)[a-z]{2}\d\d", re.A | re.I
)
_IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL", 19: "MK SI", 20: "AT BA EE KZ LT LU",
        21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG XK", 25: "LY PT", 26: "IS TR",
        27: "BI FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HU LB PL SV", 29: "BR EG PS QA UA",
        30: "JO KW MU", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip
"""How long an account of each country is; whether it is one, its check digits tell."""


def iban(text: str) -> Iterator[Stretch]:
    """Find accounts of any country, in groups or glued."""
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match[0][:2].upper(), 0)
        rest = re.compile(rf"(?:{_GAP}?[A-Z0-9]){{{length}}}(?![a-z0-9])", re.A | re.I)
        whole = rest.match(text, match.start()) if length else None
        if whole and is_iban(re.sub(r"[\W_]", "", whole[0]).upper()):
            yield match.start(), whole.end()


def is_iban(account: str) -> bool:
    """Say whether an account without spaces passes the test of ISO 13616 (mod 97)."""
    from stdnum import iban as account_number

    return bool(account_number.is_valid(account, check_country=False))


# ----- what a word in front of it tells -----

_IDENTITY = re.compile(
    r"\b(?:geb(?:oren|oortedatum|\.d(?:at)?)?|geb datum|geboorte ?datum)\b[.:]{0,2} ?(?:op |is )?"
    r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d|\d{1,2} [a-z]{3,9}\.? (?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    r"|\b(?:paspoort|id-?kaart|identiteits(?:kaart|bewijs)|rijbewijs)[a-z]{0,6}\b[.:]{0,2} ?"
    r"(?:n(?:umme)?r\.? ?:? ?)?(?=[a-z]*\d)[a-z0-9]{9,10}\b"
    r"|\b(?:v-?(?:nummer|nr)|vreemdelingen(?:nummer|nr)|patient(?:nummer|nr)|burger-?id)\b[.:]{0,2} ?"
    r"\d[\d .-]{5,11}\d\b"
    r"|\bkentekens?\b[.:]{0,2} ?(?=[a-z0-9-]{0,7}\d)(?:[a-z0-9]{1,3}-){2}[a-z0-9]{1,3}\b",
    re.I,
)


def identity(text: str) -> Iterator[Stretch]:
    """Find days of birth, and numbers of passports, licences and cars, each after its word."""
    return (match.span() for match in _IDENTITY.finditer(text))
