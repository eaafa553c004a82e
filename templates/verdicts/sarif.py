"""The findings of a run in SARIF 2.1.0, the form that code review services and editors read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.workbook.address import parse_range
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.lists.checked import Checked, Status, found, uri

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning", Severity.INFO: "note"}


def sarif(
    checked: Sequence[Checked], rules: Mapping[str, Rule], versie: str, folder: Path
) -> dict[str, Any]:
    """Give the log of one run; files are named as seen from `folder`, as far as there is a way.

    A cell is a logical location (Woningvoorraad!D7). It is a region too, with the Excel row as
    the line and the column as the column: a workbook has no lines of its own, and viewers sort
    and jump by them.
    """
    codes = sorted({finding.code for one in checked for finding in one.findings})
    index = {code: number for number, code in enumerate(codes)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "prestatieafspraken",
                        "version": versie,
                        "language": "nl",
                        "rules": [_rule(code, rules.get(code)) for code in codes],
                    }
                },
                "language": "nl",
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {"executionSuccessful": all(one.status != Status.INTERN for one in checked)}
                ],
                "artifacts": [_artifact(one, folder) for one in checked],
                "results": [
                    _result(finding, index, number, uri(one.path, folder))
                    for number, one in enumerate(checked)
                    for finding in one.findings
                ],
            }
        ],
    }


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    source = rule.told_source
    return {
        "id": code,
        "shortDescription": {"text": rule.titel},
        "fullDescription": {"text": f"{rule.titel} {rule.waarom}".strip()},
        "help": {
            "text": f"{rule.titel} {rule.waarom} Bron: {source}.",
            "markdown": f"**{rule.titel}**\n\n{rule.waarom}\n\nBron: {source}.",
        },
        "defaultConfiguration": {"level": LEVELS[rule.ernst]},
    }


def _artifact(one: Checked, folder: Path) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": uri(one.path, folder)}}
    if one.sha256:
        artifact["hashes"] = {"sha-256": one.sha256}
    return artifact


def _result(
    finding: Finding, rules: Mapping[str, int], artifact: int, reference: str
) -> dict[str, Any]:
    place = finding.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": reference, "index": artifact}}
    area = parse_range(place.cel or "")
    if area:
        top, left, bottom, right = area
        physical["region"] = {
            "startLine": top,
            "startColumn": left,
            "endLine": bottom,
            "endColumn": right + 1,
        }
        if finding.waarde is not None:
            physical["region"]["snippet"] = {"text": legible(found(finding.waarde))}
    location: dict[str, Any] = {"physicalLocation": physical}
    where = "!".join(part for part in (place.blad, place.cel) if part)
    if where:
        logical = {"fullyQualifiedName": legible(where), "kind": "member" if area else "module"}
        location["logicalLocations"] = [{"name": legible(place.cel or where), **logical}]
    return {
        "ruleId": finding.code,
        "ruleIndex": rules[finding.code],
        "level": LEVELS[finding.ernst],
        "message": {"text": legible(f"{finding.told} {finding.herstel}")},
        "locations": [location],
    }
