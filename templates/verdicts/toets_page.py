"""The check and the review of agreements as one web page: no script, every text as data."""

from __future__ import annotations

from collections.abc import Sequence

from prestatieafspraken.templates.sandbox.environment import style, template
from prestatieafspraken.validators.formulier.slip import Slip
from prestatieafspraken.validators.toets.toets import Toets


def toets_html(
    pad: str, telling: str, slips: Sequence[Slip], toetsen: Sequence[Toets], versie: str
) -> str:
    """Give the page of one form or folder; `telling` says how many faults it has."""
    content = {
        "pad": pad,
        "telling": telling,
        "versie": versie,
        "gebreken": [
            {
                "ernst": slip.ernst.labelled,
                "plaats": slip.where,
                "melding": slip.melding,
                "herstel": slip.herstel,
            }
            for slip in slips
        ],
        "toets": [
            {
                "naam": str(one.deel),
                "kop": str(one.deel).capitalize(),
                "vraag": one.vraag,
                "score": one.score,
                "punten": [
                    {
                        "waar": punt.waar,
                        "plaats": punt.slip.where,
                        "code": punt.code,
                        "melding": punt.melding,
                        "herstel": punt.herstel,
                    }
                    for punt in one.punten
                ],
            }
            for one in toetsen
        ],
    }
    return template("toets.html.j2").render(**content, stijl=style()) + "\n"
