"""What is agreed in a workbook, by the document."""

from __future__ import annotations

from prestatieafspraken.afspraken import load
from prestatieafspraken.workbook.building.afgesproken import afgesproken

ALPHEN = load("alphen-aan-den-rijn", 2019)


def test_what_is_printed_is_agreed_and_the_rest_of_its_row_is_not() -> None:
    rows = afgesproken(ALPHEN, ALPHEN.partij("Woonforte"))["zonnepanelen"]
    # The table of solar panels: Woonforte 650 in 2019; what was placed is still to be told.
    assert rows == [{"corporatie": "Woonforte", "jaar": 2019, "gepland": 650}]


def test_what_nobody_knew_is_not_agreed() -> None:
    of_all = afgesproken(ALPHEN, ALPHEN.gemeentepartij)
    # Printed for Woonpartners: a dash. The method of the energy index is named nowhere.
    dash = {"corporatie": "Woonpartners Midden-Holland", "jaar": 2019}
    assert dash in of_all["kwaliteitsverbetering"]
    assert not any("methode" in row for row in of_all["energie_index"])
    assert all("trekker" not in row for row in of_all["afspraken_1"] if row["code"] == "T1-01")
