"""Names of a sender in what is told: veiled in their own place, and in the sentence as well."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from prestatieafspraken.validators.formulier import filled
from prestatieafspraken.validators.told import shown_findings, shown_path
from prestatieafspraken.workbook.finding import Finding, Place, Severity

RAW, DOTS = "Jan 111222333", "Jan 1••••••••"


@pytest.mark.parametrize("name", ["blad", "tabel", "kolom"])
def test_a_name_that_is_veiled_is_not_told_in_the_sentence(name: str) -> None:
    finding = Finding(
        "CEL-001",
        Severity.FOUT,
        f"Fout in {RAW}.",
        f"Verbeter {RAW}.",
        Place(**{name: RAW}),
        waarde=f"zie {RAW}",
        toelichting=f"{RAW} zei dat.",
    )
    (told,) = shown_findings([finding])
    assert getattr(told.place, name) == DOTS
    assert (told.melding, told.herstel) == (f"Fout in {DOTS}.", f"Verbeter {DOTS}.")
    assert (told.waarde, told.toelichting) == (f"zie {DOTS}", f"{DOTS} zei dat.")


def test_what_names_nobody_is_told_as_it_is() -> None:
    place = Place("Voorraad", "tbl", "D7", "DAEB", "Woon\u202eforte")
    finding = Finding("CEL-001", Severity.FOUT, "Fout in Voorraad.", "Doe dat.", place, waarde=7)
    (told,) = shown_findings([finding])
    assert told.place == Place("Voorraad", "tbl", "D7", "DAEB", "Woon�forte")
    assert (told.melding, told.waarde, told.toelichting) == ("Fout in Voorraad.", 7, None)
    assert shown_findings([]) == ()


def test_each_folder_of_a_path_is_a_name_of_its_own() -> None:
    assert shown_path(f"/map/{RAW}\\a.xlsx") == f"/map/{DOTS}\\a.xlsx"


@pytest.mark.parametrize(
    ("value", "unusable", "says"),
    [
        ("Boskoop", False, {"plaats": {"naam": "Boskoop"}}),
        (None, False, {"plaats": {"naam": ""}}),  # it is needed, so that it is missed
        (None, True, {}),  # that it cannot be read is told already
    ],
)
def test_a_cell_of_a_form_says_what_is_in_it(
    value: str | None,
    unusable: bool,
    says: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    field = SimpleNamespace(path=("plaats", "naam"), needed=True, kind=str)
    free = SimpleNamespace(path=("getal",), needed=False, kind=str)
    sheet: Any = SimpleNamespace(fields={"naam": field, "weg": field, "vrij": free})
    data: Any = SimpleNamespace(
        letters={"naam": "A", "vrij": "B"},
        is_unusable=lambda row, name: unusable and (row, name) == (7, "naam"),
        value=lambda row, name: value if (row, name) == (7, "naam") else None,
        table=SimpleNamespace(column=lambda _: None),
    )
    monkeypatch.setattr(filled, "value_of", lambda data, row, name, _: data.value(row, name))
    assert filled._item(sheet, data, 7).says == says
