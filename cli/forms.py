"""The forms in which `controleer` tells what it found, and what makes each of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.dutch.legible import json_safe
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prestatieafspraken.batch.judging.verdict import Verdict


class Form(StrEnum):
    """How findings are written."""

    TEKST = "tekst"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    JUNIT = "junit"
    SARIF = "sarif"


SUFFIXES = {
    ".txt": Form.TEKST,
    ".json": Form.JSON,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xlsx": Form.XLSX,
    ".xml": Form.JUNIT,
    ".sarif": Form.SARIF,
}


def form_of(asked: Form | None, target: Path | None) -> Form:
    """Give the form that was asked for, else the one that the name of the file says.

    UserError when only a file will do, or when the name would make people open it with the
    wrong program.
    """
    suffix = target.suffix.lower() if target else ""
    if target and target.name.lower().endswith(".sarif.json"):
        suffix = ".sarif"
    form = asked or SUFFIXES.get(suffix, Form.TEKST)
    if form is Form.XLSX and target is None:
        raise UserError(
            "UIT-009",
            "Een Excellijst kan niet op het scherm worden getoond.",
            "Geef met --uit de naam van een bestand, bijvoorbeeld --uit bevindingen.xlsx.",
        )
    if target and (form is Form.XLSX) != (suffix == ".xlsx"):
        raise UserError(
            "UIT-010",
            f"De naam {target.name} past niet bij het formaat {form}.",
            f"Laat de naam {'' if form is Form.XLSX else 'niet '}eindigen op .xlsx, "
            "of kies een ander --formaat.",
        )
    return form


def check_no_input(target: Path, files: Sequence[Path]) -> None:
    """Refuse to write over a workbook that is being checked, whatever was allowed (UserError)."""
    if any(target.absolute() == file.absolute() or same_file(target, file) for file in files):
        raise UserError(
            "UIT-011",
            f"{target} is een van de werkmappen die worden gecontroleerd.",
            "Kies bij --uit een andere naam; een ingevulde werkmap wordt nooit overschreven.",
        )


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same file or folder, however they are written."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def render(form: Form, verdicts: Sequence[Verdict], day: date | None, folder: Path) -> str | bytes:
    """Write the verdicts in a form; references to files are as seen from `folder`."""
    from importlib.metadata import version

    from prestatieafspraken.batch.judging.all_rules import all_rules

    versie, rules = version("prestatieafspraken"), all_rules()
    match form:
        case Form.JSON:
            from prestatieafspraken.batch.judging.verdict import report

            return _json(report(verdicts, versie, day))
        case Form.HTML:
            from prestatieafspraken.batch.front_door import now
            from prestatieafspraken.templates.verdicts.page import html

            return html(verdicts, rules, versie, date.fromisoformat(now()[:10]))
        case Form.XLSX:
            from prestatieafspraken.workbook.lists.findings_list import findings_list

            return findings_list(verdicts, rules, folder, day)
        case Form.JUNIT:
            from prestatieafspraken.templates.verdicts.junit import junit

            return junit(verdicts)
        case Form.SARIF:
            from prestatieafspraken.templates.verdicts.sarif import sarif

            return _json(sarif(verdicts, rules, versie, folder))
    return _text(verdicts)


def _json(content: Mapping[str, object]) -> str:
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _text(verdicts: Sequence[Verdict]) -> str:
    """Give the readable form without colours, 120 characters wide, with every finding."""
    from io import StringIO

    from prestatieafspraken.cli.output import trimmed
    from prestatieafspraken.cli.terminal import Terminal
    from prestatieafspraken.cli.verdict_text import print_verdicts

    stream = StringIO()
    print_verdicts(verdicts, Terminal(file=stream, width=120, highlight=False), whole=True)
    return trimmed(stream.getvalue())


__all__ = ["Form", "check_no_input", "form_of", "render", "same_file"]
