"""The text that goes back to a sender, with the marked copy of the workbook."""

from __future__ import annotations

from pathlib import PurePath

from prestatieafspraken.batch.judging.asked import asked, waiting
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.workbook.finding import MEANING
from prestatieafspraken.workbook.lists.checked import stands

MOST = 10
"""Findings that the text names; the copy has them all."""


def mail(verdict: Verdict, copy: str | None) -> str:
    """Give the text to a sender about a workbook; `copy` is the name of what goes along."""
    what = f"prestatieafspraken {verdict.gemeentenaam} {verdict.jaar}"
    day = f", op de peildatum {verdict.peildatum:%d-%m-%Y}" if verdict.peildatum else ""
    lines = [
        f"Onderwerp: uw werkmap {what}",
        "",
        f"Aan {verdict.partij},",
        "",
        f"Wij hebben uw werkmap {PurePath(verdict.path).name} gecontroleerd{day}. De uitkomst: "
        f"{stands(verdict)}.",
    ]
    if open_ := asked(verdict, MOST):
        lines += ["", f"{MEANING} Het gaat om:", *open_]
    if left := waiting(verdict):
        lines += ["", f"Nog in te vullen: {left}."]
    if copy:
        lines += [
            "",
            f"In de bijlage {copy} staat alles op het eerste blad, met een koppeling naar de cel; "
            "de cellen zijn gekleurd en hebben een notitie.",
        ]
    if open_ or left:
        lines += [
            "",
            "Verbeter uw eigen werkmap, en niet de bijlage. Maak daarna een nieuwe inzending met "
            "de knop Maak inzending, en stuur die.",
        ]
    return "\n".join([*lines, "", "Met vriendelijke groet,", ""])
