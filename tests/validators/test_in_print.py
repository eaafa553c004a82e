"""What is printed is for the review; what somebody changed is for the check of his workbook."""

from __future__ import annotations

from datetime import date

import pytest
from proving.kit import gevuld
from proving.kit.gemeenten import gemeente
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.validators.document.rules import TEXT_RULES
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.toets.toets import toets
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.finding import Finding, Severity

ALPHEN = load("alphen-aan-den-rijn", 2019)


def _told(code: str, text: str) -> list[Finding]:
    found = judge(book_from_markdown(text, of_party("gemeente")), ALPHEN)
    return [one for one in found if one.code == code]


def _stock(woonforte: tuple[int, int], opgegeven: int) -> str:
    """Give the forecast of C4 (r. 272, 277, 287), with one of its rows and the total of sales."""
    daeb, verkoop = woonforte
    return (
        "| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB | Verkoop | DAEB in de kernen |\n"  # noqa: E501
        "|---|---|---|---|---|---|---|\n"
        f"|  | Woonforte | 2022 | prognose | {daeb} | {verkoop} |  |\n"
        "|  | Habeko Wonen | 2022 | prognose | 1960 | -2 |  |\n\n"
        "| totalen | Onderdeel | Jaar | Opgegeven |\n|---|---|---|---|\n"
        f"|  | Woningvoorraad: verkoop | 2022 | {opgegeven} |\n"
    )


@pytest.mark.parametrize(
    ("verkoop", "opgegeven", "ernst"),
    [
        (15, 258, []),  # as printed, and wrong
        (20, 258, ["WAARSCHUWING"]),  # the rows were changed, and nobody may change the total
        (260, 258, []),
        (15, 259, ["FOUT"]),
        (15, 13, []),
    ],
)
def test_a_printed_total_is_never_a_fault(verkoop: int, opgegeven: int, ernst: list[str]) -> None:
    told = _told("TOT-001", _stock((10053, verkoop), opgegeven))
    assert [str(one.ernst) for one in told] == ernst


@pytest.mark.parametrize(("daeb", "short"), [(10053, []), (10052, ["86"]), (10138, [])])
def test_a_changed_plan_is_laid_beside_the_goal_again(daeb: int, short: list[str]) -> None:
    """500 from 11.598 in 2017 is 12.098; the plan of 2022 is 10.053 and 1.960: 85 short."""
    told = _told("DOE-003", _stock((daeb, 15), 258))
    assert [one.melding.split(" is dat ")[1].split()[0] for one in told] == short


@pytest.mark.parametrize(("code", "told"), [("T1-01", 0), ("T1-02", 1)])
def test_a_lead_is_missed_where_one_is_printed(code: str, told: int) -> None:
    """T1-01 has no lead in the document (r. 226), T1-02 has."""
    text = (
        "| afspraken_1 | Code | Afspraak | Trekker | Wanneer |\n|---|---|---|---|---|\n"
        f"|  | {code} | Anders gezegd |  | 2019 |\n"
    )
    assert len(_told("AFS-001", text)) == told


@pytest.mark.parametrize(("years", "told"), [((2019,), 0), ((2019, 2020), 1), ((2020,), 1)])
def test_a_row_of_a_party_that_does_not_sign_is_told_when_it_is_new(
    years: tuple[int, ...], told: int
) -> None:
    """C7 has a row of Woonpartners (r. 793), for 2019 alone."""
    text = "| zonnepanelen | Corporatie | Jaar | Gepland |\n|---|---|---|---|\n" + "".join(
        f"|  | Woonpartners Midden-Holland | {year} | 0 |\n" for year in years
    )
    assert len(_told("PRT-002", text)) == told


@pytest.mark.traag
@pytest.mark.steekproef(2)
@pytest.mark.parametrize("seed", range(12))
def test_of_any_set_what_is_printed_is_told_in_the_review_and_not_in_its_workbook(
    seed: int,
) -> None:
    own = gemeente(seed, vreemd=seed % 2 == 0)
    partij = next(p for p in own.partijen if p.is_gemeente)
    data = workbook(own, partij, date(own.gemeente.jaar, 12, 31))
    found = check_data(data, "werkmap.xlsx", sources=only(own)).findings
    # A cell that must be filled in and that the print leaves empty is for who fills in.
    faults = [f for f in found if f.ernst is Severity.FOUT and f.code != "CEL-001"]
    assert [(f.code, f.melding) for f in faults] == []
    points = [point for one in toets(own) for point in one.punten]
    assert all(point.melding and point.slip.bestand for point in points)
    assert {one.rule.code for one in TEXT_RULES}.isdisjoint(f.code for f in found)


@pytest.mark.traag
@pytest.mark.parametrize(
    ("gemeente_map", "jaar"), [("alphen-aan-den-rijn", 2020), ("rietmeer", 2025)]
)
def test_the_workbooks_of_the_other_sets_ask_only_what_can_be_filled_in(
    gemeente_map: str, jaar: int
) -> None:
    """What is told of a value that is there, is told with what to add beside it."""
    own = load(gemeente_map, jaar)
    beside = {"VRD-004", "SLK-004", "SLK-005", "SLK-020", "EIX-001"}
    for partij in (p for p in own.partijen if p.soort.has_workbook):
        data = gevuld.verstuurd(f"{gemeente_map} {jaar}", partij.naam)
        found = check_data(data, "werkmap.xlsx", sources=only(own)).findings
        told = [f for f in found if f.waarde is not None and f.code not in beside]
        assert [(f.code, f.melding) for f in told] == []
        assert {f.ernst for f in found} <= {Severity.WAARSCHUWING, Severity.INFO}
