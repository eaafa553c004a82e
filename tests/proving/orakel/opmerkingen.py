"""What the second judge has to say of the document itself, in the shared workbook alone.

A person read the document and typed what contradicts in it into orakel_tabellen/opmerkingen.csv,
with the line where it says so. Here is only where each remark belongs in the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from proving.orakel.bevinding import Bevinding
from proving.orakel.document import regels
from proving.orakel.opbouw import adres

EVERY_ROW = {"GDR-005"}
"""Said of a party, at each of its rows."""


def document(orakel: Any) -> None:
    """Say each remark at the row that it is about, or at the sheet when that row is not there."""
    for remark in () if orakel.feiten.eigen else regels("opmerkingen"):
        code, over, words = remark["code"], remark["over"], remark["woorden"].split("; ")
        if code.startswith("DOE"):
            row = 7 + list(orakel.feiten.doelen).index(over)
            orakel.told.append(Bevinding(code, "Doelen", f"{remark['kolom']}{row}", words))
            continue
        tabel = orakel.tabellen[remark["tabel"] or f"afspraken_{over[1]}"]
        if code.startswith("TXT"):
            rows = [rij for rij, row in tabel.rijen.items() if row["code"] == over]
        else:
            rows = [rij for rij, row in tabel.rijen.items() if _is_meant(remark, row, orakel)]
        for rij in rows if code in EVERY_ROW else rows[:1]:
            blad, _, kolom = tabel.cel(rij, remark["kolom"])
            orakel.told += [Bevinding(code, blad, adres(rij, kolom), words)] if kolom else []
        if not rows and re.fullmatch(r"C\d", over):
            orakel.tell_sheet(code, tabel, *words)


def _is_meant(remark: Mapping[str, str], row: Mapping[str, Any], orakel: Any) -> bool:
    if not remark["bij"]:
        return False
    if remark["bij"] == "klasse":  # a class whose lowest amount is the highest of another
        return row["inkomensklasse"] in orakel.feiten.klassen[1:4]
    naam, _, jaar = remark["bij"].rpartition(" ")
    if not jaar.isdigit():
        return row[remark["kolom"]] == remark["bij"]
    return row[remark["kolom"]] == naam and row["jaar"] in (None, int(jaar))


OPMERKINGEN = (document,)
