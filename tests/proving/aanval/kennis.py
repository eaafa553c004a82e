"""What an attacker makes of a published report: sums of unknown counts, from values and sentences.

He knows what anybody can: the workbook as it is sent out, the formulas of the indicators, which
parties, kernen, classes and projects there are (`Openbaar`), that a part is at most its whole,
and the identities that sound figures keep. No count is told to him.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from proving.aanval.grenzen import Sum, Unknown
from proving.aanval.lezen import Fact, Found, bars

INF = math.inf
Bounds = tuple[float, float]
PLUS = ("nieuwbouw", "aankoop", "naar_daeb")
MINUS = ("sloop", "verkoop", "naar_niet_daeb")
MOVES = {
    "nieuwbouw": "nieuwbouw", "aankoop": "aankoop", "overheveling naar DAEB": "naar_daeb",
    "sloop": "sloop", "verkoop": "verkoop", "overheveling naar niet-DAEB": "naar_niet_daeb",
}  # fmt: skip
LETTINGS = {
    "TWZ-DOELGROEP": (("doelgroep",), "verhuringen"),
    "TWZ-MIDDEN": (("middeninkomen",), "verhuringen"),
    "TWZ-VRIJ": (("hoger_inkomen",), "verhuringen"),
    "TWZ-BOVEN": (("middeninkomen", "hoger_inkomen"), "verhuringen"),
    "TWZ-PASSEND": (("passend",), "huurtoeslag"),
    "TWZ-MAATWERK": (("maatwerk",), "verhuringen"),
}
WORKS = {
    "KWL-PLAN": ("kwaliteitsverbetering", "gepland"),
    "KWL-REALISATIE": ("kwaliteitsverbetering", "gerealiseerd"),
    "OVT-PLAN": ("open_verbranding", "gepland"),
    "OVT-REALISATIE": ("open_verbranding", "vervangen"),
}
GROWTH = {"VRD-GROEI-PLAN", "VRD-GROEI", "VRD-REST-PLAN", "VRD-KERNEN-PLAN", "VRD-KERNEN"}


@dataclass(frozen=True)
class Openbaar:
    """What everybody knows of a municipality; no counts of the workbook."""

    corporaties: Sequence[str]
    kernen: Mapping[str, bool]
    """Whether each kern is the town itself."""
    doelgroep: Sequence[str]
    klassen: Sequence[str]
    eigenaren: Sequence[str]
    letters: Sequence[str]
    projecten: Mapping[str, Mapping[str, str]]
    beding: Mapping[str, Mapping[str, str]]
    """Of each project: corporatie, and "ja" for `loopt` and `binnen` (withdrawn in its term)."""
    perioden: Sequence[str]
    jaren: Sequence[int]


def amount(text: str) -> Bounds | None:
    """Give the bounds of a number as printed: half of its last digit to both sides."""
    found = re.match(r"(?:€ )?([−-]?)([\d.]+)(?:,(\d+))?(%?)", text)
    if not found:
        return None
    sign, whole, digits, per_cent = found.groups()
    value = float(whole.replace(".", "") + "." + (digits or "0")) * (-1 if sign else 1)
    rounded = bool(digits or per_cent or "procentpunt" in text)
    half = 0.5 * 10 ** -max(len(digits or ""), 1) if rounded else 0.0
    if text.startswith("€"):
        half = 0.005
    scale = 0.01 if per_cent else 1.0
    return (value - half) * scale, (value + half) * scale


@dataclass
class Attack:
    """The sums that follow from one published file."""

    publiek: Openbaar
    facts: Mapping[tuple[str, str, str, str], Bounds]

    @classmethod
    def on(cls, publiek: Openbaar, facts: Iterable[Fact], found: Found) -> Attack:
        """Gather the values of a file, those of its drawings too."""
        known: dict[tuple[str, str, str, str], Bounds] = {}
        for fact in facts:
            bounds = amount(fact.text)
            if bounds is not None:
                part = "" if fact.part == "geheel" else fact.part
                known.setdefault((fact.code, part, fact.period, fact.what), bounds)
        attack = cls(publiek, known)
        for drawing in found.drawings:
            for name, length in bars(drawing).items():
                key = ("SLK-KERN", name, str(max(publiek.jaren)), "waarde")
                share = length / 100
                if key in known and known[key][0] - 1e-6 <= share <= known[key][1] + 1e-6:
                    known[key] = (share - 1e-6, share + 1e-6)
        return attack

    def told(self) -> Iterator[Sum]:
        """Give every sum that a value of the report tells."""
        for (code, part, period, what), bounds in self._with_differences().items():
            yield from self._told(code, part, period, what, bounds)
        yield from self._spending()
        yield from self._index()

    def _with_differences(self) -> dict[tuple[str, str, str, str], Bounds]:
        """Add the shares that follow from a difference and the other share."""
        known = dict(self.facts)
        first = str(min(self.publiek.jaren))
        for (code, part, period, what), (low, high) in self.facts.items():
            if not code.endswith("-VERSCHIL") or what != "waarde":
                continue
            share = code.removesuffix("-VERSCHIL")
            now, then = (share, part, period, "waarde"), (share, part, first, "waarde")
            if then in known and now not in known:
                known[now] = (known[then][0] + low / 100, known[then][1] + high / 100)
            elif now in known and then not in known:
                known[then] = (known[now][0] - high / 100, known[now][1] - low / 100)
        return known

    def _told(self, code: str, part: str, period: str, what: str, bounds: Bounds) -> Iterator[Sum]:
        names = [part] if part else list(self.publiek.corporaties)
        if what == "norm":
            yield from self._norm(code, part, period, bounds)
        elif code in WORKS:
            table, column = WORKS[code]
            yield _sum([(table, c, period, column) for c in names], bounds)
        elif code == "OVT-RESTEREND":
            yield _sum(
                [("open_verbranding", c, period, "begin") for c in names], bounds,
                [("open_verbranding", c, period, "vervangen") for c in names],
            )  # fmt: skip
        else:
            told = {
                "VRD": self._stock, "NBW": self._built, "SLK": self._chances,
                "TWZ": self._lettings, "GPB": self._bound, "LVB": self._fit, "ELB": self._labels,
            }.get(code[:3])  # fmt: skip
            if told:
                yield from told(code, part, period, bounds)

    def _stock(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        names = [part] if part else list(self.publiek.corporaties)
        if code == "VRD-STAND":
            yield _sum([("voorraad", c, period, "daeb") for c in names], bounds)
        elif code in GROWTH and "-" in period:
            column = "daeb_kernen" if "KERNEN" in code else "daeb"
            start, end = period.split("-")
            yield _sum(
                [("voorraad", c, end, column) for c in names], bounds,
                [("voorraad", c, start, column) for c in names],
            )  # fmt: skip
        elif code == "VRD-MUTATIE":
            all_of_them = self.publiek.corporaties
            yield _sum([("voorraad", c, period, MOVES[part]) for c in all_of_them], bounds)
        elif code == "VRD-UITSTROOM":
            cells = product(names, ("verkoop", "naar_niet_daeb"))
            yield _sum([("voorraad", c, period, move) for c, move in cells], bounds)

    def _built(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        if code == "NBW-MAATWERK":
            homes = ("project", part, "opgeleverd")
            yield from _share([("project", part, "maatwerk")], [homes], bounds)
        else:
            yield _sum(list(self._projects(code, part, period)), bounds)

    def _chances(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        own = self.publiek
        if code in ("SLK-KERN", "SLK-TOTAAL"):
            who = ("kern", part or "Totaal", period)
            yield from _share([(*who, "teller")], [(*who, "noemer")], bounds)
        elif code in ("SLK-INKOMEN", "SLK-KLASSEN", "SLK-DOELGROEP"):
            chosen = {"SLK-KLASSEN": own.klassen, "SLK-DOELGROEP": own.doelgroep}.get(code, [part])
            yield from _share(
                [("inkomen", k, period, "teller") for k in chosen],
                [("inkomen", k, period, "noemer") for k in chosen],
                bounds,
            )

    def _lettings(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        names = [part] if part else list(self.publiek.corporaties)
        if code in LETTINGS:
            columns, whole = LETTINGS[code]
            yield from _share(
                [("toewijzing", c, period, name) for c in names for name in columns],
                [("toewijzing", c, period, whole) for c in names],
                bounds,
            )
        elif code == "TWZ-RUIMTE":
            yield from self._room(names, period, bounds[0])

    def _bound(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        if code in ("GPB-WONINGEN", "GPB-ONTTROKKEN"):
            yield self._beding(code, part, bounds)

    def _fit(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        if code == "LVB-AANDEEL":
            owners = [part] if part else self.publiek.eigenaren
            yield from _share(
                [("geschikt", o, period, "geschikt") for o in owners],
                [("geschikt", o, period, "woningen") for o in owners],
                bounds,
            )

    def _labels(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        letters: list[Unknown] = [("label", letter) for letter in self.publiek.letters]
        if code == "ELB-VERDELING":
            yield _sum([("label", part)], bounds)
        elif code == "ELB-DEKKING":
            yield from _share(letters, [*letters, ("label", "geen")], bounds)

    def _norm(self, code: str, part: str, period: str, bounds: Bounds) -> Iterator[Sum]:
        names = [part] if part else list(self.publiek.corporaties)
        if code == "NBW-PROJECT":
            yield _sum([("project", part, "woningen")], bounds)
        elif code in ("KWL-REALISATIE", "OVT-REALISATIE"):
            yield _sum([(WORKS[code][0], c, period, "gepland") for c in names], bounds)
        elif code == "LFB-UITGAVEN":
            each = self.facts.get(("LFB-EENHEID", part, period, "norm"))
            if each:
                count = round(sum(bounds) / sum(each))
                homes = [("leefbaarheid", c, period, "verhuureenheden") for c in names]
                yield _sum(homes, (count, count))

    def _projects(self, code: str, part: str, period: str) -> Iterator[Unknown]:
        ready = "OPGELEVERD" in code or code == "NBW-PROJECT"
        for name, known in self.publiek.projecten.items():
            fits = {
                "NBW-PLAN": part in ("", known["corporatie"]),
                "NBW-OPGELEVERD": part in ("", known["corporatie"]),
                "NBW-TYPE": part == known["woningtype"],
                "NBW-OPGELEVERD-TYPE": part == known["woningtype"],
                "NBW-KERN": part == known["kern"],
                "NBW-OPGELEVERD-KERN": part == known["kern"],
                "NBW-FASE": part == known["fase"],
                "NBW-KERNEN": not self.publiek.kernen[known["kern"]],
                "NBW-PROJECT": part == name,
            }[code]
            if fits and known["jaar"] == period:
                yield ("project", name, "opgeleverd" if ready else "woningen")

    def _beding(self, code: str, part: str, bounds: Bounds) -> Sum:
        mine = {
            name: known
            for name, known in self.publiek.beding.items()
            if part in ("", known["corporatie"])
        }
        gone = [("beding", name, "onttrokken") for name, known in mine.items() if known["binnen"]]
        if code == "GPB-ONTTROKKEN":
            return _sum(gone, bounds)
        running = [("beding", name, "woningen") for name, known in mine.items() if known["loopt"]]
        less = [one for one in gone if mine[one[1]]["loopt"]]
        return _sum(running, bounds, less)

    def _room(self, names: Sequence[str], period: str, value: float) -> Iterator[Sum]:
        """Use the room that is left: so much of all lettings, less those above the limit."""
        norms = [known for (code, *_, what), known in self.facts.items()
                 if (code, what) == ("TWZ-BOVEN", "norm")]  # fmt: skip
        if norms:
            norm = round(sum(norms[0]) / 2, 4)
            of: dict[Unknown, float] = {
                ("toewijzing", c, period, "verhuringen"): norm for c in names
            }
            for column in ("middeninkomen", "hoger_inkomen"):
                of |= {("toewijzing", c, period, column): -1 for c in names}
            yield Sum(of, value, value + 1)

    def _spending(self) -> Iterator[Sum]:
        """Divide what was spent by what it is for each home."""
        for (code, part, period, what), (low, high) in self.facts.items():
            each = self.facts.get(("LFB-EENHEID", part, period, "waarde"))
            if code == "LFB-UITGAVEN" and what == "waarde" and each and each[0] > 0:
                names = [part] if part else self.publiek.corporaties
                homes: list[Unknown] = [
                    ("leefbaarheid", c, period, "verhuureenheden") for c in names
                ]
                yield _sum(homes, (low / each[1], high / each[0]))

    def _index(self) -> Iterator[Sum]:
        """Weigh the mean of all against that of each: it leans to the one with more homes."""
        for jaar in map(str, self.publiek.jaren):
            whole = self.facts.get(("EIX-STAND", "", jaar, "waarde"))
            each = {c: self.facts.get(("EIX-STAND", c, jaar, "waarde"))
                    for c in self.publiek.corporaties}  # fmt: skip
            if whole and all(each.values()):
                for sign in (1, -1):
                    of = {
                        ("index", c, jaar, "woningen"): sign * (sum(mean) - sum(whole)) / 2 - 0.01
                        for c, mean in each.items()
                        if mean
                    }
                    yield Sum(of, -INF, 0)

    def assumed(self) -> Iterator[Sum]:
        """Give what is true of any sound workbook."""
        own = self.publiek
        for c, jaar in product(own.corporaties, own.jaren):
            now, before = ("voorraad", c, str(jaar)), ("voorraad", c, str(jaar - 1))
            if jaar > min(own.jaren):
                of: dict[Unknown, float] = {(*now, "daeb"): 1, (*before, "daeb"): -1}
                of |= {(*now, move): -1 for move in PLUS} | {(*now, move): 1 for move in MINUS}
                yield Sum(of, 0, 0)
                ours = ("open_verbranding", c, str(jaar - 1))
                yield Sum(
                    {("open_verbranding", c, str(jaar), "begin"): 1, (*ours, "begin"): -1,
                     (*ours, "vervangen"): 1}, 0, 0,
                )  # fmt: skip
            yield _less((*now, "daeb_kernen"), (*now, "daeb"))
        for c, period in product(own.corporaties, own.perioden):
            one = ("toewijzing", c, period)
            parts: dict[Unknown, float] = {(*one, "verhuringen"): 1}
            parts |= {(*one, n): -1 for n in ("doelgroep", "middeninkomen", "hoger_inkomen")}
            yield Sum(parts, 0, 0)
            yield _less((*one, "passend"), (*one, "huurtoeslag"))
            yield _less((*one, "maatwerk"), (*one, "verhuringen"))
            yield _less((*one, "huurtoeslag"), (*one, "verhuringen"))
        for period in own.perioden:
            for kern in (*own.kernen, "Totaal"):
                yield _less(("kern", kern, period, "teller"), ("kern", kern, period, "noemer"))
            of = {("kern", "Totaal", period, "teller"): 1}
            yield Sum(of | {("kern", k, period, "teller"): -1 for k in own.kernen}, 0, 0)
            for klasse in own.klassen:
                one = ("inkomen", klasse, period)
                yield _less((*one, "teller"), (*one, "noemer"))


def _sum(of: Sequence[Unknown], bounds: Bounds, less: Sequence[Unknown] = ()) -> Sum:
    return Sum({**dict.fromkeys(of, 1.0), **dict.fromkeys(less, -1.0)}, *bounds)


def _share(part: Sequence[Unknown], whole: Sequence[Unknown], bounds: Bounds) -> Iterator[Sum]:
    """Say that a part of a whole lies between two fractions of it."""
    for sign, share in ((1, bounds[0]), (-1, bounds[1])):
        of: dict[Unknown, float] = {}
        for unknown in part:
            of[unknown] = of.get(unknown, 0) + sign
        for unknown in whole:
            of[unknown] = of.get(unknown, 0) - sign * share
        yield Sum(of, -1e-9, INF)


def _less(part: Unknown, whole: Unknown) -> Sum:
    return Sum({whole: 1, part: -1}, 0, INF)


SENTENCES = (
    (
        r"[Vv]an ([\d.]+) DAEB-woningen in (\d{4}) naar ([\d.]+) in (\d{4})",
        lambda m: [(("voorraad", m[1], "daeb"), m[0]), (("voorraad", m[3], "daeb"), m[2])],
    ),
    (
        r"[Vv]an ([\d.]+) DAEB-woningen in de kernen in (\d{4}) naar ([\d.]+) in (\d{4})",
        lambda m: [
            (("voorraad", m[1], "daeb_kernen"), m[0]),
            (("voorraad", m[3], "daeb_kernen"), m[2]),
        ],
    ),
)
"""Sentences that tell a sum over all corporaties: what, in which year, and the number."""


def from_sentences(publiek: Openbaar, text: str) -> Iterator[Sum]:
    """Give the sums that running sentences tell."""
    for pattern, told in SENTENCES:
        for match in re.findall(pattern, text):
            for (table, jaar, column), count in told(match):
                value = float(count.replace(".", ""))
                cells: list[Unknown] = [(table, c, jaar, column) for c in publiek.corporaties]
                yield _sum(cells, (value, value))


SMALL_WORDS = re.compile(
    r"(?<![\d.,−-])\b([1-9]) (?:opgeleverde )?"
    r"(?:woning|verhuring|woningzoekend|zoeker|huishouden|toestel|verhuureenhe|DAEB-woning)\w*"
)


def read_off(texts: Iterable[str]) -> set[str]:
    """Give small counts that stand in a text for whoever reads it."""
    return {match[0] for text in texts for match in SMALL_WORDS.finditer(text)}
