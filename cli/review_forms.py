"""The forms in which `afspraken controleer` tells what it found."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from prestatieafspraken.dutch.legible import json_safe

if TYPE_CHECKING:
    from prestatieafspraken.batch.agreements_form import Written
    from prestatieafspraken.validators.formulier.slip import Slip


class ReviewForm(StrEnum):
    """How the check and the review of agreements are written."""

    TEKST = "tekst"
    JSON = "json"
    HTML = "html"


REVIEW_SUFFIXES = {
    ".txt": ReviewForm.TEKST,
    ".json": ReviewForm.JSON,
    ".html": ReviewForm.HTML,
}


def review_in(form: ReviewForm, written: Written) -> str:
    """Write the check and the review in a form, with nothing left out."""
    from importlib.metadata import version

    from prestatieafspraken.cli.slip_text import counted

    versie = version("prestatieafspraken")
    match form:
        case ReviewForm.JSON:
            content = json.dumps(_as_json(written, versie), ensure_ascii=False, indent=2)
            return json_safe(content) + "\n"
        case ReviewForm.HTML:
            from prestatieafspraken.templates.verdicts.toets_page import toets_html

            review = written.review
            return toets_html(written.pad, counted(written), written.slips, review, versie)
    return _text(written)


def _text(written: Written) -> str:
    from io import StringIO

    from prestatieafspraken.cli.output import trimmed
    from prestatieafspraken.cli.slip_text import print_review, print_slips
    from prestatieafspraken.cli.terminal import Terminal

    stream = StringIO()
    out = Terminal(file=stream, width=120, highlight=False)
    print_slips(written, out, whole=True)
    print_review(written.review, out, whole=True)
    return trimmed(stream.getvalue())


def _as_json(written: Written, versie: str) -> dict[str, Any]:
    return {
        "schema": "prestatieafspraken/afspraken/1",
        "versie": versie,
        "pad": written.pad,
        "fouten": written.faults,
        "gebreken": [
            {
                "ernst": str(slip.ernst),
                **_place(slip),
                "melding": slip.melding,
                "herstel": slip.herstel,
            }
            for slip in written.slips
        ],
        "toets": [
            {
                "deel": str(one.deel),
                "vraag": one.vraag,
                "goed": one.goed,
                "van": one.van,
                "punten": [
                    {"waar": p.waar, "code": p.code or None, **_place(p.slip)}
                    | {"melding": p.melding, "herstel": p.herstel}
                    for p in one.punten
                ],
            }
            for one in written.review
        ],
    }


def _place(slip: Slip) -> dict[str, str | None]:
    """Give where it is: of a folder the file and the key, of a form the sheet and the cell."""
    return {
        "bestand": slip.bestand,
        "sleutel": slip.sleutel,
        "blad": slip.blad,
        "cel": slip.cel,
        "kolom": slip.kolom,
        "rij": slip.rij,
    }
