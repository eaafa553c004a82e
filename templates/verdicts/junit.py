"""The findings of a run as JUnit XML, for the page of tests that a build server shows.

Of each workbook there is a suite, of each rule and sheet that has findings a case: a FOUT is a
failure, what was not judged is skipped, a file that could not be read is an error. Warnings and
remarks never fail: their case passes, with the sentences in its output. A workbook of which
nothing is to be said has one case, that passes; a suite without cases would be invisible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.validators.judging.telling import Group, grouped
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.lists.checked import Checked
from prestatieafspraken.workbook.topic import Step


def junit(checked: Sequence[Checked]) -> str:
    """Give the XML; it has no times and no name of a machine, so the same run is the same file."""
    root = ET.Element("testsuites", name="prestatieafspraken")
    total: Counter[str] = Counter()
    for one in checked:
        total += _suite(root, one)
    _count(root, total)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, one: Checked) -> Counter[str]:
    name = legible(one.path)
    suite = ET.SubElement(root, "testsuite", name=name)
    cases: dict[tuple[str, str, Severity], list[Group]] = {}
    for group in grouped(one.findings):
        first = group.first
        cases.setdefault((first.code, first.place.blad or "", first.ernst), []).append(group)
    totals = Counter({"tests": max(1, len(cases))})
    for (code, sheet, _), groups in cases.items():
        title = f"{code} {legible(sheet)}".rstrip()
        case = ET.SubElement(suite, "testcase", classname=name, name=title)
        kind = _kind(one, groups[0])
        text = legible("\n".join(_sentence(group) for group in groups))
        if kind == "system-out":
            ET.SubElement(case, kind).text = text
        else:
            message = legible(groups[0].first.melding)
            ET.SubElement(case, kind, message=message, type=code).text = text
            totals[kind] += 1
    if not cases:
        ET.SubElement(suite, "testcase", classname=name, name="geen bevindingen")
    _count(suite, totals)
    return totals


def _kind(one: Checked, group: Group) -> str:
    if group.first.ernst is Severity.FOUT:
        return "failure" if one.status.is_judged else "error"
    return "skipped" if group.step is Step.NIET_BEOORDEELD else "system-out"


def _sentence(group: Group) -> str:
    finding = group.first
    place = group.place()
    where = f"{place}: " if place else ""
    return f"{finding.ernst} {where}{finding.told} {finding.herstel}"


def _count(element: ET.Element, totals: Counter[str]) -> None:
    for attribute, kind in (
        ("tests", "tests"),
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        element.set(attribute, str(totals[kind]))
