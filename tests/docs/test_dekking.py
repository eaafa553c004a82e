"""The coverage page: an id without a row, a row that names nothing, a mistake that is not found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from dekking import Covered, coverage_page, covered
from proving.kit.tabellen import TABLES, of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.goal import GOALS

ROWS = covered()
MISTAKES = [row for row in ROWS if row.id.startswith("E")]


def _verdict(naam: str, path: Path) -> Verdict:
    """Build the workbook of a party as it is sent, and judge the file."""
    afspraken = load("alphen-aan-den-rijn", 2019)
    partij = afspraken.partij(naam)
    tables = of_party("gemeente" if partij.soort == "gemeente" else "corporatie")
    rows = prefill(afspraken, partij)
    path.write_bytes(build(afspraken, partij, tables, codelists(afspraken), rows, date(2019, 1, 1)))
    return check(path)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    return _verdict("gemeente", tmp_path_factory.mktemp("dekking") / "gemeente.xlsx").findings


def test_every_id_has_one_row() -> None:
    afspraken = load("alphen-aan-den-rijn", 2019)
    wanted = [
        *(afspraak.id for afspraak in afspraken.afspraken),
        *(doel.id for doel in afspraken.doelen),
        *afspraken.tabellen,
        *(f"R-{number:02d}" for number in range(1, 51)),
        *(f"E-{number:02d}" for number in range(1, 48)),
    ]
    assert [row.id for row in ROWS] == wanted
    page = coverage_page()
    assert [code for code in wanted if page.count(f"\n| {code} | ") != 1] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_names_what_exists(row: Covered) -> None:
    sheets = {GOALS, *(table.sheet for table in TABLES)}
    assert set(row.regels) <= RULES.keys()
    assert set(row.indicatoren) <= {definition.code for definition in DEFINITIONS}
    assert set(row.bladen) <= sheets
    assert row.regels or row.indicatoren or row.bladen or row.reden
    if row.id.startswith("E"):
        assert row.regels or row.reden
        assert bool(row.bij) == bool(row.regels)


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row.id)
def test_a_mistake_is_found_in_the_workbook_as_sent(
    row: Covered, found: tuple[Finding, ...]
) -> None:
    for code in row.regels:
        told = [
            f"{f.place.blad} {f.place.cel} {f.place.rij}: {f.melding}"
            for f in found
            if f.code == code
        ]
        assert any(row.bij in text for text in told), f"{code} does not say {row.bij}: {told}"


def test_only_what_software_cannot_decide_goes_without_a_rule() -> None:
    without = [row.id for row in MISTAKES if not row.regels]
    assert without == ["E-25", "E-42", "E-43", "E-44", "E-45"]


def test_two_totals_are_the_only_faults(found: tuple[Finding, ...]) -> None:
    faults = [f for f in found if f.ernst is Severity.FOUT]
    assert [(f.code, f.waarde) for f in faults] == [("TOT-001", 258), ("TOT-001", 606)]


@pytest.mark.parametrize("naam", ["Woonforte", "Habeko Wonen"])
def test_a_corporatie_is_not_told_about_the_document(naam: str, tmp_path: Path) -> None:
    findings = _verdict(naam, tmp_path / "corporatie.xlsx").findings
    assert not [f for f in findings if f.ernst is Severity.FOUT]
    assert not [f.code for f in findings if f.code[:3] in {"TXT", "GDR", "DOE"}]
    # What the document leaves open is asked in the shared workbook, where it can be agreed on.
    assert not [f.code for f in findings if f.code in {"AFS-001", "AFS-003"}]
