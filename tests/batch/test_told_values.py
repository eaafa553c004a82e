"""Values as they leave the house: what somebody typed of a person is veiled in every output."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from proving.kit import voorbeeld

from prestatieafspraken.afspraken import OF_PRODUCT
from prestatieafspraken.batch.front_door import compute
from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.side_by_side import checked

pytestmark = pytest.mark.traag

BSN = "111222333"
TYPED = f"Jan {BSN}"
SPLIT = "Hof 111\u00a0222\u00a0333"
Write = Callable[[dict[str, dict[str, str]]], Path]
PLACES = {
    "afspraken_1": {"status": TYPED, "trekker": TYPED, "partijen": f"Gemeente, {TYPED}"},
    "nieuwbouwprojecten": {"project": SPLIT, "kern": TYPED, "fase": TYPED, "woningtype": TYPED},
    "toewijzingen": {"periode": TYPED, "corporatie": f"Huis, Kerkweg 12, BSN {BSN}"},
    "leefbaarometer": {"wijk": TYPED, "versie": TYPED},
    "grondprijsbeding": {"project": SPLIT},
    "wijkschouwen": {"locatie": TYPED},
    "slaagkans_inkomen": {"periode": TYPED},
}
"""Cells whose text comes back as what a value is of, of when, or in what it says."""
RAW = re.compile(r"111.?222.?333")


@pytest.fixture(scope="module")
def schrijf(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Give a function that writes a workbook that is filled in, with texts in its last rows."""

    def write(texts: dict[str, dict[str, str]]) -> Path:
        rows = copy.deepcopy(voorbeeld.rijen(voorbeeld.GEMEENTE, 1))
        for table, cells in texts.items():
            rows[table][-1] |= cells
        path = tmp_path_factory.mktemp("getypt") / "gemeente.xlsx"
        path.write_bytes(voorbeeld.werkmap(voorbeeld.GEMEENTE, 1, rows))
        return path

    return write


@pytest.mark.parametrize("form", ["tekst", "json", "csv"])
def test_bereken_repeats_nobody(form: str, schrijf: Write, tmp_path: Path) -> None:
    out = tmp_path / "uit.txt"
    command = ["bereken", str(schrijf(PLACES)), "--formaat", form, "--uit", str(out)]
    assert run(command if form != "tekst" else [*command, "--alles"]) == 0
    text = out.read_text(encoding="utf-8-sig")
    assert "1••" in text
    assert not RAW.search(text)


def test_a_report_among_themselves_repeats_nobody(schrijf: Write, tmp_path: Path) -> None:
    out = tmp_path / "uit.md"
    assert run(["verslag", str(schrijf(PLACES)), "--uit", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "Jan 1••••••••" in text
    assert not RAW.search(text)


@pytest.mark.steekproef(6)
@pytest.mark.parametrize(
    ("table", "column"), [(t, c) for t, cells in PLACES.items() for c in cells]
)
def test_each_place_is_veiled_in_the_values(table: str, column: str, schrijf: Write) -> None:
    path = schrijf({table: {column: PLACES[table][column]}})
    said = repr(
        [one.as_dict() | {"reeks": one.reeks} for one in compute(checked(path, None, OF_PRODUCT))]
    )
    assert not RAW.search(said)


def test_an_amount_of_nine_digits_is_not_a_person(schrijf: Write) -> None:
    """111.222.333 appliances are told as they are, beside a cell with a burgerservicenummer."""
    rows = copy.deepcopy(voorbeeld.rijen(voorbeeld.GEMEENTE, 1))
    rows["open_verbranding"][-1]["gepland"] = 111_222_333
    rows["afspraken_1"][0]["realisatie"] = TYPED
    path = schrijf({})
    path.write_bytes(voorbeeld.werkmap(voorbeeld.GEMEENTE, 1, rows))
    told = [
        one.toelichting
        for one in compute(checked(path, None, OF_PRODUCT))
        if one.code == "OVT-PLAN"
    ]
    assert any("111.222.333" in text for text in told)
