"""The agreements of Alphen in every year from 2015 to 2030, from workbook to report.

Of which years the income limit is known follows from the law and is typed here: one limit until
2021 and one for each household from 2022 to 2026; what comes after is not known yet.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from proving.kit.jaren import copy, filled
from proving.kit.voorbeeld import GEMEENTE

from prestatieafspraken.afspraken import load_folder
from prestatieafspraken.cli.app import run

pytestmark = pytest.mark.traag

KNOWN, YEARS = range(2015, 2027), range(2015, 2031)


@pytest.mark.steekproef(4)
@pytest.mark.parametrize("naam", [GEMEENTE, "Woonforte"])
@pytest.mark.parametrize("jaar", YEARS)
def test_a_workbook_of_any_year_is_made_judged_computed_and_told(
    jaar: int, naam: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy(tmp_path, jaar)
    own = ["--afspraken", str(folder)]
    empty, full = tmp_path / "leeg.xlsx", tmp_path / "gevuld.xlsx"
    words = ["werkmap", "nieuw", "--partij", naam]
    assert run([*words, "--uit", str(empty), *own]) == 0
    full.write_bytes(filled(load_folder(folder), naam))
    for path in (empty, full):
        assert run(["controleer", str(path), *own]) in (0, 1)
        values = path.with_suffix(".json")
        assert run(["bereken", str(path), "--formaat", "json", "--uit", str(values), *own]) == 0
        report = path.with_suffix(".md")
        assert run(["verslag", str(path), "--uit", str(report), *own]) == 0
    told = capsys.readouterr()
    assert "INT-0" not in told.out + told.err
    # The workbook holds rows of four years before, and the norms begin in 2015; only the
    # municipality has sheets with rules on the income limit.
    unknown = jaar - 4 < 2015 or (naam == GEMEENTE and jaar not in KNOWN)
    assert ("NBO-005" in told.out) == unknown
    if naam == GEMEENTE:
        _told_of_the_limit(jaar, full)


def _told_of_the_limit(jaar: int, full: Path) -> None:
    """See that what rests on the income limit says so when that is not known, and nothing else."""
    text = full.with_suffix(".json").read_text(encoding="utf-8")
    values = json.loads(text)["indicatoren"]
    group = [one for one in values if one["code"] == "SLK-DOELGROEP"]
    limit = "inkomensgrens van de DAEB-doelgroep, eenpersoonshuishoudens (vanaf 2022)"
    asked = f"De norm '{limit}' is niet bekend op 1 januari"
    assert {asked in one["toelichting"] for one in group} == {jaar not in KNOWN}
    assert (asked in text) == (jaar not in KNOWN)
    if jaar not in KNOWN:
        assert {one["oordeel"] for one in group} == {"niet te bepalen"}
        report = full.with_suffix(".md").read_text(encoding="utf-8").replace("\\", "")
        assert f"{asked} {jaar}" in report
