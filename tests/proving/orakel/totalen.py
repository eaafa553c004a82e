"""What the slow second judge says of stated totals: the rows Totaal of C3, C4, C5 and C7."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proving.orakel.document import regels
from proving.orakel.dubbel import ingehaald, sleutel
from proving.orakel.zinnen import getal

GEDRUKT = {("Woningvoorraad: verkoop", 2022): 258, ("Woningvoorraad: niet-DAEB", 2022): 606}
"""The printed totals (r. 287) that are not the sum of their rows, and that nobody may change."""


def totalen(orakel: Any) -> None:
    """Lay each stated total beside the sum of its rows."""
    totals = orakel.tabellen.get("totalen")
    for rij, total in totals.rijen.items() if totals else ():
        for sum_ in regels("sommen"):
            subject, name, column = sum_["onderdeel"], sum_["tabel"], sum_["kolom"]
            if total["onderdeel"] != subject or total["jaar"] is None or totals is None:
                continue
            if (rij, "opgegeven") in totals.slecht:
                continue
            parts = _delen(orakel, name, column, total["jaar"])
            if parts is None:
                continue
            if total["opgegeven"] is None:
                code = "TOT-002" if parts else ""
            elif not parts:
                code = "TOT-003"
            else:
                code = "" if sum(parts) == total["opgegeven"] else "TOT-001"
            if code:
                named = [f"{subject} {total['jaar']}"]
                named += [getal(sum(parts))] if parts else []
                named += [getal(total["opgegeven"])] if total["opgegeven"] is not None else []
                orakel.tell(code, totals, rij, "opgegeven", *named)
                if total["opgegeven"] == GEDRUKT.get((subject, total["jaar"])):
                    orakel.told[-1].lichter = "WAARSCHUWING"


def _delen(orakel: Any, name: str, column: str, jaar: int) -> list[int] | None:
    """Give the figures of a year; None if one of them is not known."""
    tabel, parts = orakel.tabellen[name], []
    rijen = {r: row for r, row in tabel.rijen.items() if not ingehaald(orakel, name, r)}
    keys = [sleutel(orakel, name, rij) for rij in rijen]
    for rij, row in rijen.items():
        if row["jaar"] not in (None, jaar):
            continue
        if (rij, column) in tabel.slecht - tabel.streepjes:
            return None
        if row[column] is None:
            continue
        own = sleutel(orakel, name, rij)
        if row["jaar"] is None or (own is not None and keys.count(own) > 1):
            return None
        parts.append(row[column])
    return parts


TOTALEN: tuple[Callable[[Any], None], ...] = (totalen,)
