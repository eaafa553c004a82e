"""The coverage page: an id without a row, a row that names nothing, a mistake that is not found."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from dekking import TABLE, Covered, coverage_page, covered, source_ids
from proving.kit.tabellen import TABLES, of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.toets.punt import Punt
from prestatieafspraken.validators.toets.toets import toets
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.goal import GOALS

ROWS = covered()
MISTAKES = [row for row in ROWS if row.id.startswith("E")]


def _verdict(naam: str, path: Path, *, begun: bool = False) -> Verdict:
    """Build the workbook of a party as it is sent, and judge the file.

    Where work has `begun` the first row of each sheet has a note.
    """
    afspraken = load("alphen-aan-den-rijn", 2019)
    partij = afspraken.partij(naam)
    tables = of_party(partij.soort)
    rows = prefill(afspraken, partij)
    for table in tables if begun else ():
        for row in rows.get(table.name, [])[:1]:
            row["toelichting"] = f"{row.get('toelichting') or ''} Wij zijn bezig."
    path.write_bytes(
        build(afspraken, partij, tables, codelists(afspraken), rows, date(2019, 12, 31))
    )
    return check(path)


@pytest.fixture(scope="module")
def found() -> list[Punt]:
    return [p for one in toets(load("alphen-aan-den-rijn", 2019)) for p in one.punten]


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
def test_a_mistake_is_found_in_the_review_of_the_agreements(
    row: Covered, found: list[Punt]
) -> None:
    for code in row.regels:
        told = [f"{p.waar} ({p.slip.where}): {p.melding}" for p in found if p.code == code]
        assert any(row.bij in text for text in told), f"{code} does not say {row.bij}: {told}"


GENERAL = {"CEL-007", "CEL-008", "CEL-012", "DUB-001", "TXT-011"}
"""Rules on cells, rows and texts of any sheet, which cite no place."""


def test_a_rule_that_cites_the_document_covers_something_in_it() -> None:
    own = load("alphen-aan-den-rijn", 2019)
    cited = {code for code in RULES if own.bron_van(code)}
    listed = {code for row in ROWS if row.id[0] in "RE" for code in row.regels}
    assert sorted(cited - listed) == []
    assert sorted(listed - cited - GENERAL) == []


def test_a_rule_that_covers_an_agreement_cites_it() -> None:
    own = load("alphen-aan-den-rijn", 2019)
    wrong = []
    for name, row in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        agreed = {code for code in row.get("bron", []) if code[0] == "T"}
        for code in row.get("regels", []) if name[0] == "R" else ():
            named = {one for one in source_ids(own.bron_van(code)) if one[0] == "T"}
            if agreed and named and not agreed & named:
                wrong.append((name, code, sorted(named)))
    assert wrong == []


def test_only_what_software_cannot_decide_goes_without_a_rule() -> None:
    without = [row.id for row in MISTAKES if not row.regels]
    assert without == ["E-25", "E-42", "E-43", "E-44", "E-45"]


# What is asked once there is a remark in the first row of each sheet: only of that row, for what
# nobody began on the completeness tells. By hand from the document: who can be asked (PRT-001), how
# agreements stand (AFS) on a sheet whose first agreement is of who fills it in, the year's figure
# beside the plan in the first row of C7 and C8 (PLN-001), the method of the first index (EIX), the
# counts behind printed shares (SLK-005), the walks (WSC). Of the ten rows with a slaagkans of 2018
# (r. 169-197) only Boskoop and the total of C1 are no kern below 20%, and the two highest classes
# of C2 are not of the target group: there a figure stands and a measure lacks (SLK-020).
OPEN = {
    "gemeente": {
        "AFS-027": 4,
        "EIX-001": 1,
        "PLN-001": 2,
        "PRT-001": 3,
        "SLK-005": 2,
        "SLK-020": 11,
        "WSC-001": 1,
    },
    # The first agreement on theme 3 is led by the municipality.
    "Woonforte": {"AFS-027": 2, "EIX-001": 1, "PLN-001": 2, "PRT-001": 1},
    # They do not sign, so nothing is asked of them.
    "Woonpartners Midden-Holland": {},
    "Woonzorg Nederland": {},
    "HV Albanianae": {},
    # They lead one agreement, T3-09, which is no first of its sheet.
    "Huurdersorganisatie Woonforte": {},
    "Huurdersorganisatie Habeko Wonen": {},
}
OPEN["Habeko Wonen"] = OPEN["Woonforte"]


@pytest.mark.steekproef(2)
@pytest.mark.parametrize("naam", OPEN)
def test_the_check_of_a_workbook_as_sent_asks_only_what_can_be_filled_in(
    naam: str, tmp_path: Path
) -> None:
    """Every party that has a workbook, also those that do not sign.

    Of the rows on which work began all is asked, and of a workbook as it was sent one question at
    most. The remark by which work begins explains what is asked of its row.
    """
    begun = _verdict(naam, tmp_path / "begonnen.xlsx", begun=True).findings
    assert Counter(f.code for f in begun) == OPEN[naam]
    assert not [f for f in begun if f.ernst is Severity.FOUT]
    sent = _verdict(naam, tmp_path / "werkmap.xlsx").findings
    assert {(f.code, f.place) for f in sent} <= {(f.code, f.place) for f in begun}
    assert len([f for f in sent if f.ernst is Severity.WAARSCHUWING]) <= 1
    assert [f.code for f in begun if f.ernst is Severity.INFO and not f.toelichting] == [
        f.code for f in sent if f.ernst is Severity.INFO
    ]


def test_every_party_with_a_workbook_is_tried() -> None:
    afspraken = load("alphen-aan-den-rijn", 2019)
    holders = [p.naam for p in afspraken.partijen if p.soort.has_workbook]
    assert {afspraken.partij(naam).naam for naam in OPEN} == set(holders)
