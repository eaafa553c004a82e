"""What is printed is for the review; what somebody changed is for the check of his workbook."""

from __future__ import annotations

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.workbook.finding import Finding

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
