"""The findings of a run as one web page: no script, nothing from elsewhere, every text as data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.dutch.written import day
from prestatieafspraken.templates.sandbox.environment import style, template
from prestatieafspraken.validators.judging.telling import Group, grouped
from prestatieafspraken.workbook.finding import EXPLAIN, MEANING, OWN, Finding, Rule, Severity
from prestatieafspraken.workbook.lists.checked import (
    TOLD_AS,
    Checked,
    Complete,
    counts,
    found,
    share,
    stands,
)

MOST_OPEN = 5
"""Cells to fill in that are named of one sheet; who fills them in sees the others there."""
MOST_VALUES = 3
"""Different values of one group that are written out."""


def html(checked: Sequence[Checked], rules: Mapping[str, Rule], versie: str) -> str:
    """Give the page of all workbooks of a run; `rules` gives the reason behind each code."""
    statuses = Counter(one.status for one in checked)
    content = {
        "versie": versie,
        "betekenis": MEANING,
        "oordelen": [
            {"klasse": str(status), "teken": sign, "woord": word, "aantal": statuses[status]}
            for status, (sign, word) in TOLD_AS.items()
            if statuses[status]
        ],
        "aantal": count_of(len(checked), "werkmap", "werkmappen"),
        "tellingen": counts(checked),
        "werkmappen": [
            _workbook(number, one, rules) for number, one in enumerate(checked, start=1)
        ],
    }
    return template("bevindingen.html.j2").render(**content, stijl=style()) + "\n"


def _workbook(number: int, one: Checked, rules: Mapping[str, Rule]) -> dict[str, Any]:
    sign, word = TOLD_AS[one.status]
    return {
        "anker": f"werkmap-{number}",
        "naam": legible(re.split(r"[/\\]", one.path)[-1] or one.path),
        "pad": legible(one.path),
        "klasse": str(one.status),
        "teken": sign,
        "oordeel": word,
        "tellingen": stands(one),
        "ingevuld": filled(one.volledigheid, legible(one.path), 3),
        "aantal": share(one.volledigheid),
        "fouten": one.count(Severity.FOUT),
        "vragen": one.count(Severity.WAARSCHUWING),
        "tips": one.count(Severity.INFO),
        "peildatum": day(one.peildatum) if one.peildatum else "niet bekend",
        "sha256": one.sha256 or "niet bepaald",
        "bevindingen": told(one.findings, legible(one.path), rules),
    }


def filled(there: Complete | None, path: str, level: int) -> Markup:
    """Give what a page says of what is to be filled in, under a heading of this level."""
    sheets = [
        {
            "naam": one.blad,
            "ingevuld": one.ingevuld,
            "gevraagd": one.gevraagd,
            "nog": [legible(text) for text in one.nog[:MOST_OPEN]],
            "meer": max(len(one.nog) - MOST_OPEN, 0),
        }
        for one in (there.bladen if there else ())
        if one.nog
    ]
    if there is None or not sheets:
        return Markup()
    text = _waiting().render(bladen=sheets, zin=there.zin, pad=path, niveau=level).rstrip()
    return Markup(text)  # noqa: S704 (as in `told`)


def told(findings: Sequence[Finding], path: str, rules: Mapping[str, Rule]) -> Markup:
    """Give the findings of one workbook as every page tells them: what is the same, together."""
    steps = [
        {"naam": str(step), "rijen": [_row(group, rules) for group in groups]}
        for step, groups in groupby(grouped(findings), key=lambda group: group.step)
    ]
    asks = any(finding.asks for finding in findings)
    text = _table().render(stappen=steps, pad=path, uitleg=EXPLAIN if asks else "").rstrip()
    return Markup(text)  # noqa: S704 (our own template wrote it, and escaped what came from outside)


@cache
def _waiting() -> Template:
    return template("volledigheid.html.j2")


@cache
def _table() -> Template:
    """Give the template of the table, made once: there may be hundreds of workbooks."""
    return template("bevindingen_tabel.html.j2")


def _row(group: Group, rules: Mapping[str, Rule]) -> dict[str, Any]:
    finding = group.first
    rule = rules.get(finding.code)
    values = list(dict.fromkeys(found(f.waarde) for f in group.findings if f.waarde is not None))
    shown = [cut(value, SENTENCE) for value in values[:MOST_VALUES]]
    if len(values) > MOST_VALUES:
        shown.append("…")
    return {
        "code": finding.code,
        "ernst": finding.ernst.word,
        "teken": finding.ernst.sign,
        "plaats": legible(group.place() or "hele werkmap").split("!"),
        "gevonden": legible("; ".join(shown)),
        "melding": legible(finding.told),
        "herstel": legible(finding.herstel),
        "waarom": rule.waarom if rule else "",
        "bron": finding.bron or OWN,
    }
