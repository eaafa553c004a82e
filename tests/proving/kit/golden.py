"""The report of 2019 on the printed figures, in a file to read from beginning to end.

PYTHONPATH=tests python -m proving.kit.golden --schrijf writes verslag-2019.golden.md; the tests
only compare, so that a change is seen and meant. Left out are the rows of findings, which have
fixtures of their own, and what differs by release: the version and the sum of the file.
"""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import date
from pathlib import Path

from prestatieafspraken.afspraken import load
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.templates.forms.form import Look, lay_out, render
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from proving.kit.tabellen import of_party

GOLDEN = Path(__file__).parents[2] / "templates" / "verslag-2019.golden.md"
DAY = date(2019, 12, 31)
LEFT_OUT = "De rijen met bevindingen staan niet in dit bestand."


def golden(report: Report) -> str:
    """Give the Markdown of a report without what is told elsewhere or differs by release."""
    text = render(lay_out(report), ".md", Look()).decode("utf-8")
    text = re.sub(r"sha256 [0-9a-f]{64}", "sha256 …", text)
    text = re.sub(r"(Programma: prestatieafspraken) .*", r"\1 …", text)
    text = re.sub(r"(?m)^Fouten: .*\n", "", text)
    text = re.sub(r"geeft .* tips;", "geeft … fouten, vragen en tips;", text)
    rows = r"\| Ernst \| Code .*\n\|.*\n(\|.*\n)+"
    return re.sub(rows, LEFT_OUT + "\n", text)


def printed(folder: Path) -> Report:
    """Report on the workbook of the municipality as it is sent out, with the printed figures."""
    afspraken = load("alphen-aan-den-rijn", 2019)
    gemeente = next(p for p in afspraken.partijen if p.soort == "gemeente")
    path = folder / "gemeente.xlsx"
    path.write_bytes(
        build(
            afspraken, gemeente, of_party(gemeente.soort), codelists(afspraken),
            prefill(afspraken, gemeente), DAY,
        )
    )  # fmt: skip
    return report_of([path], DAY)


if __name__ == "__main__":
    if sys.argv[1:] != ["--schrijf"]:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as place:
        GOLDEN.write_text(golden(printed(Path(place))), encoding="utf-8")
