"""A completely filled workbook of each party: nothing wrong, and nothing said about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import PARTIJEN, printed, rijen, werkmap

from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.workbook.finding import Severity

pytestmark = pytest.mark.traag


@pytest.mark.parametrize("naam", PARTIJEN)
def test_every_column_of_every_table_is_filled(naam: str) -> None:
    rows = rijen(naam, 1)
    for table in of_party("gemeente" if naam == PARTIJEN[0] else "corporatie"):
        assert rows[table.name], table.name
        for column in table.input_columns:
            filled = [row.get(column.name) for row in rows[table.name]]
            assert any(value is not None for value in filled), f"{table.name}.{column.name}"


@pytest.mark.steekproef(4)
@pytest.mark.parametrize("naam", PARTIJEN)
@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_wrong(naam: str, seed: int, tmp_path: Path) -> None:
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(werkmap(naam, seed))
    verdict = check(path)
    told = [
        f"{f.ernst} {f.code} {f.place.blad}!{f.place.cel} {f.melding}"
        for f in verdict.findings
        if f.ernst is Severity.FOUT or (f.ernst is not Severity.INFO and not printed(f))
    ]
    assert told == []
    assert verdict.status.is_sound


def test_the_figures_of_two_seeds_differ() -> None:
    one, other = (rijen(PARTIJEN[0], seed)["woningvoorraad"] for seed in (1, 2))
    assert one != other
    assert rijen(PARTIJEN[0], 1)["woningvoorraad"] == one
