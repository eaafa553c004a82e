"""The same agreements under other ids, to show that nothing hangs on one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from prestatieafspraken.afspraken import Afspraken


def other_ids(own: Afspraken) -> tuple[Afspraken, dict[str, str]]:
    """Give the agreements with other ids, and the new id of each old one."""
    ids = {one.id: f"G9-{n}" for n, one in enumerate(own.doelen, 1)}
    ids |= {one.id: f"K9-{n}" for n, one in enumerate(own.afspraken, 1)}
    ids |= {code: f"P9-{n}" for n, code in enumerate(own.tabellen, 1)}
    doelen = [one.model_copy(update={"id": ids[one.id]}) for one in own.doelen]
    afspraken = [
        one.model_copy(
            update={
                "id": ids[one.id],
                "doelen": [ids[code] for code in one.doelen],
                "tabellen": [ids[code] for code in one.tabellen],
            }
        )
        for one in own.afspraken
    ]
    tabellen = {
        ids[code]: one.model_copy(update={"id": ids[code]}) for code, one in own.tabellen.items()
    }
    changed = {"doelen": doelen, "afspraken": afspraken, "tabellen": tabellen}
    return Afspraken(**{**dict(own), **changed}), ids


def put(ids: Mapping[str, str], text: str) -> str:
    """Write one kind of ids as the other in a text."""
    return re.sub(r"(?<!!)\b[A-Z]\d+(?:-\d+)?\b", lambda found: ids.get(found[0], found[0]), text)
