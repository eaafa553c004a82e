"""One building project: what it delivered beside its plan, and local priority in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Reken = Callable[..., dict[Any, Any]]

EINDE = date(2019, 12, 31)


def een_project(**cells: str) -> dict[str, str]:
    """Write a project of ten homes with these cells filled in."""
    known = {"corporatie": "Woonforte", "project": "Kade", "jaar": "2019", "woningen": "10"}
    row = {**known, "kern": "Boskoop", "woningtype": "EGW", **cells}
    return {"nieuwbouwprojecten": f"{' | '.join(row)}\n{' | '.join(row.values())}"}


@pytest.mark.parametrize(
    ("wat", "opgeleverd", "fase", "oplevering", "waarde", "oordeel", "norm"),
    [
        ("alles opgeleverd", "10", "opgeleverd", "2019-03-01", 10, "gehaald", 10),
        ("meer dan het plan", "12", "opgeleverd", "2019-03-01", 12, "gehaald", 10),
        ("een deel, en vervallen", "4", "vervallen", "2020-06-01", 4, "niet gehaald", 10),
        ("een deel, de dag komt nog", "4", "in aanbouw", "2020-01-01", 4, "op koers", 10),
        ("een deel, op de dag zelf", "4", "in aanbouw", "2019-12-31", 4, "aandacht", 10),
        ("niets, de dag is geweest", "0", "in aanbouw", "2019-12-30", 0, "aandacht", 10),
        ("een deel, zonder dag", "4", "in aanbouw", "", 4, "geen norm", None),
        ("niet ingevuld", "", "in aanbouw", "2019-12-30", None, "niet te bepalen", None),
    ],
)
def test_delivery_beside_the_plan(
    reken: Reken,
    wat: str,
    opgeleverd: str,
    fase: str,
    oplevering: str,
    waarde: int | None,
    oordeel: str,
    norm: int | None,
) -> None:
    tables = een_project(opgeleverd=opgeleverd, fase=fase, oplevering=oplevering)
    found = reken(tables, EINDE)["NBW-PROJECT", "Kade", "2019"]
    assert (found.waarde, found.oordeel, found.norm) == (waarde, oordeel, norm), wat


def test_what_is_told_of_a_project(reken: Reken) -> None:
    tables = een_project(opgeleverd="4", fase="in aanbouw", oplevering="2020-01-01")
    found = reken(tables, EINDE)
    assert found["NBW-PROJECT", "Kade", "2019"].toelichting == (
        "4 van de 10 woningen opgeleverd; fase in aanbouw; oplevering 1 januari 2020."
    )
    assert found["NBW-TYPE", "EGW", "2019"].toelichting == "1 project met 10 woningen."
    assert found["NBW-OPGELEVERD-TYPE", "EGW", "2019"].toelichting == (
        "1 project met 4 opgeleverde woningen."
    )
    open_ = reken(een_project(fase="in aanbouw"), EINDE)["NBW-OPGELEVERD-TYPE", "EGW", "2019"]
    assert open_.toelichting.startswith("Het aantal opgeleverde woningen is nog niet ingevuld")


@pytest.mark.parametrize(
    ("afspraak", "slot"),
    [("Ja", "ja."), ("Nee", "nee."), ("", "niet nodig.")],
)
def test_what_is_told_of_local_priority(reken: Reken, afspraak: str, slot: str) -> None:
    tables = een_project(maatwerk="0", afspraak_huurders=afspraak, fase="opgeleverd")
    assert reken(tables, EINDE)["NBW-MAATWERK", "Kade", "2019"].toelichting == (
        f"0% van de toewijzingen; afspraak met de huurdersorganisatie: {slot}"
    )


@pytest.mark.parametrize(
    ("wat", "maatwerk", "afspraak", "fase", "oordeel"),
    [
        ("met een afspraak, en klaar", "0.5", "Ja", "opgeleverd", "gehaald"),
        ("met een afspraak, nog niet klaar", "0.5", "Ja", "in aanbouw", "op koers"),
        ("alles, met een afspraak", "1", "Ja", "opgeleverd", "gehaald"),
        ("zonder afspraak, en klaar", "0.5", "Nee", "opgeleverd", "niet gehaald"),
        ("zonder afspraak, nog niet klaar", "0.5", "Nee", "in aanbouw", "aandacht"),
        ("niets heeft geen afspraak nodig", "0", "Nee", "opgeleverd", "gehaald"),
        ("niets, en niets ingevuld", "0", "", "opgeleverd", "gehaald"),
        ("of er een afspraak is, staat er niet", "0.5", "", "opgeleverd", "niet te bepalen"),
        ("het deel staat er niet", "", "Ja", "opgeleverd", "niet te bepalen"),
    ],
)
def test_local_priority_needs_an_agreement(
    reken: Reken, wat: str, maatwerk: str, afspraak: str, fase: str, oordeel: str
) -> None:
    tables = een_project(maatwerk=maatwerk, afspraak_huurders=afspraak, fase=fase)
    found = reken(tables, EINDE)["NBW-MAATWERK", "Kade", "2019"]
    assert found.oordeel == oordeel, wat
    assert (found.norm == 1) == (oordeel != "niet te bepalen")
