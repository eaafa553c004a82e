"""The appendix with what the check found: each finding with its place, as a reader sees it."""

from __future__ import annotations

from dataclasses import replace

from proving.kit.told import finding

from prestatieafspraken.templates.forms.form import Look, lay_out, render
from prestatieafspraken.templates.report.quality import findings
from prestatieafspraken.templates.report.report import Filed, Report


def _with(report: Report, *found: object) -> Report:
    (filed,) = report.filed
    return replace(report, filed=[Filed(filed.book, found)])  # type: ignore[arg-type]


def test_every_finding_is_told_with_its_place(gedrukt: Report) -> None:
    report = _with(
        gedrukt,
        finding("PRT-003", blad=None, melding="Van de hele werkmap."),
        finding("CEL-012", "D7", melding="Van een cel."),
        finding("TOT-001", "C14", blad="Totalen", melding="Van een ander blad."),
        finding("CEL-012", "D8", melding="Van een cel."),
    )
    text = render(lay_out(report), ".md", Look()).decode("utf-8")
    lines = [
        [part.strip() for part in line.strip("|").split("|")][:4]
        for line in text.replace("\\", "").splitlines()
        if line.startswith(("| Fout |", "| Vraag |", "| Tip |"))
    ]
    assert lines == [
        ["Fout", "PRT-003", "werkmap", "Van de hele werkmap."],
        ["Fout", "TOT-001", "Totalen!C14", "Van een ander blad."],
        ["Vraag", "CEL-012", "Woningvoorraad!D7:D8", "Van een cel."],
    ]


def test_findings_are_counted_by_how_severe_they_are(gedrukt: Report) -> None:
    (told,) = findings(
        _with(gedrukt, *(finding("TOT-001", f"C{row}") for row in (7, 8, 9)), finding("CEL-012"))
    )
    assert told["aantallen"] == {"FOUT": 3, "WAARSCHUWING": 1, "INFO": 0}
