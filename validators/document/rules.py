"""How a rule on the signed text is written down, and where in the set its findings stand.

Nobody who fills in a workbook can change what was signed, so these rules never speak in one: the
review of the agreements asks them, and puts what they find at the file and the key that say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from prestatieafspraken.afspraken.form import AgreedForm
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Cel, Doel, GedrukteTabel
from prestatieafspraken.validators.declaring.registration import declare
from prestatieafspraken.workbook.finding import Rule

Words = Mapping[str, object]
"""What fills the templates of a rule, for one finding."""
FIELD = "veld"
"""The word that names another field of the form than the one the rule points at."""
FIRST_LINE = 2
"""The line of the first figure in the file of a printed table, below its header."""


@dataclass(frozen=True)
class SetPlace:
    """Where something stands in a set: what it is about, the file and the path of keys."""

    waar: str
    bestand: str
    sleutel: str

    def of(self, field: str) -> SetPlace:
        """Give the place of a field within it."""
        return SetPlace(self.waar, self.bestand, f"{self.sleutel} {field}".strip())


@dataclass(frozen=True)
class TextRule:
    """A rule on the signed text: what it finds, each with its place and its words."""

    rule: Rule
    findings: Callable[[Afspraken], Iterator[tuple[SetPlace, Words]]]


TEXT_RULES: list[TextRule] = []


def is_of_text(rule: Rule) -> bool:
    """Say whether a rule is on the signed text."""
    return any(one.rule.code == rule.code for one in TEXT_RULES)


OnAgreement = Callable[[Afspraken, Afspraak], Iterator[Words]]
OnGoal = Callable[[Afspraken, Doel], Iterator[Words]]
OnPrinted = Callable[[Afspraken, GedrukteTabel], Iterator[tuple[Cel | None, Words]]]
OnSet = Callable[[Afspraken], Iterator[tuple[SetPlace, Words]]]


def text_rule(rule: Rule) -> Callable[[OnSet], OnSet]:
    """Register a function that looks at a whole set, and says where it found something."""

    def register(function: OnSet) -> OnSet:
        declare(rule)
        TEXT_RULES.append(TextRule(rule, function))
        return function

    return register


def agreement_rule(rule: Rule, field: str) -> Callable[[OnAgreement], OnAgreement]:
    """Register a function that looks at one agreement; it points at `field` of it."""
    _check_field(rule, Afspraak, field)

    def register(function: OnAgreement) -> OnAgreement:
        text_rule(rule)(partial(_agreements, function, field))
        return function

    return register


def goal_rule(rule: Rule, field: str) -> Callable[[OnGoal], OnGoal]:
    """Register a function that looks at one goal; it points at `field` of it."""
    _check_field(rule, Doel, field)

    def register(function: OnGoal) -> OnGoal:
        text_rule(rule)(partial(_goals, function, field))
        return function

    return register


def printed_rule(rule: Rule) -> Callable[[OnPrinted], OnPrinted]:
    """Register a function that looks at one printed table, and gives the figure to point at."""

    def register(function: OnPrinted) -> OnPrinted:
        text_rule(rule)(partial(_printed, function))
        return function

    return register


def _check_field(rule: Rule, form: type[AgreedForm], field: str) -> None:
    if field not in form.model_fields:
        raise ValueError(f"{rule.code}: {form.__name__} heeft geen veld '{field}'")


def _agreements(
    function: OnAgreement, field: str, afspraken: Afspraken
) -> Iterator[tuple[SetPlace, Words]]:
    for afspraak in afspraken.afspraken:
        for words in function(afspraken, afspraak):
            at = of_agreement(afspraak).of(str(words.get(FIELD, field)))
            yield at, {"code": afspraak.id, **words}


def _goals(function: OnGoal, field: str, afspraken: Afspraken) -> Iterator[tuple[SetPlace, Words]]:
    for doel in afspraken.doelen:
        for words in function(afspraken, doel):
            yield of_goal(doel).of(field), {"code": doel.id, "titel_doel": doel.titel, **words}


def _printed(function: OnPrinted, afspraken: Afspraken) -> Iterator[tuple[SetPlace, Words]]:
    for tabel in afspraken.tabellen.values():
        for cel, words in function(afspraken, tabel):
            yield of_printed(tabel, cel), {"code": tabel.id, "naam": tabel.titel, **words}


def of_agreement(afspraak: Afspraak) -> SetPlace:
    """Give the place of an agreement."""
    return SetPlace(afspraak.id, "afspraken.toml", f"afspraak {afspraak.id}")


def of_goal(doel: Doel) -> SetPlace:
    """Give the place of a goal."""
    return SetPlace(doel.id, "doelen.toml", f"doel {doel.id}")


def of_party(naam: str) -> SetPlace:
    """Give the place of a party."""
    return SetPlace(naam, "partijen.toml", f"partij {naam}")


def of_kind(naam: str) -> SetPlace:
    """Give the place of a kind of parties: where all parties are."""
    return SetPlace(naam, "partijen.toml", "")


def of_theme(nummer: int) -> SetPlace:
    """Give the place of a theme."""
    return SetPlace(f"Thema {nummer}", "gemeente.toml", f"thema {nummer}")


def of_printed(tabel: GedrukteTabel, cel: Cel | None = None) -> SetPlace:
    """Give the place of a printed table, or of one of its figures."""
    if cel is None:
        return SetPlace(tabel.id, "tabellen/tabellen.toml", f"tabel {tabel.id}")
    line = tabel.cellen.index(cel) + FIRST_LINE
    return SetPlace(
        f"{tabel.id} {cel.rij}, {cel.kolom}", f"tabellen/{tabel.id}.csv", f"regel {line} gedrukt"
    )


def canonical(afspraken: Afspraken, label: str) -> str:
    """Give the name in the workbook of what a printed row is about, without its year."""
    bare = _YEAR.sub("", label).strip()
    with suppress(KeyError):
        return afspraken.kern(bare).naam
    for klasse in afspraken.inkomensklassen:
        if label == klasse.gedrukt:
            return klasse.naam
    try:
        return afspraken.partij(bare).naam
    except KeyError:
        return bare


_YEAR = re.compile(r"\s*(?:\b(20\d\d)\b|[‘'’](\d\d)\b)")


def years_of(cel: Cel) -> list[int]:
    """Give the years that the labels of a figure name: 2017, or ‘22 for 2022."""
    found = _YEAR.findall(f"{cel.rij} {cel.kolom}")
    return [int(whole or f"20{short}") for whole, short in found]


def is_total(label: str) -> bool:
    """Say whether a printed row is a total and no part of one."""
    return label.casefold().startswith("totaal")
