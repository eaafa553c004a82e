"""What a ribbon button starts: one action per button, and only those that are named here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import xlwings as xw

from prestatieafspraken.addin import check, produce, repair, results
from prestatieafspraken.addin.refusal import SENTENCE, refused
from prestatieafspraken.addin.stop import Stop
from prestatieafspraken.batch.internal import write_log

TITLE = "Prestatieafspraken"
Action = Callable[[xw.Book], str]
"""Works on the open workbook and gives the sentence to end with."""

ACTIONS: Mapping[str, Action] = {
    "controleer_werkmap": check.check_book,
    "controleer_blad": check.check_sheet,
    "vorige_bevinding": check.previous_finding,
    "volgende_bevinding": check.next_finding,
    "leg_toelichting_vast": check.explain,
    "wis_markeringen": check.clear,
    "bereken_indicatoren": results.compute_indicators,
    "maak_jaarverslag": produce.make_report,
    "maak_inzending": produce.make_submission,
    "herstel_keuzelijsten": repair.repair,
    "nieuw_jaar": produce.make_next_year,
    "handleiding": results.show_manual,
    "over": results.about,
}
"""The action of each button, by its id on the ribbon."""

LOUD = {"over"}
"""Actions whose sentence is what the button was pressed for: it gets a window of its own."""


def press(button: str) -> None:
    """Do what a button does, on the workbook from which it was pressed."""
    run(xw.Book.caller(), button)


def run(book: xw.Book, button: str) -> str:
    """Do what a button does and give the sentence that the user saw.

    Nothing is saved, whatever happens. An id that is not listed does nothing.
    """
    app, action = book.app, ACTIONS.get(button)
    try:
        if action is None:
            raise Stop("Deze knop is onbekend. Werk de invoegtoepassing bij.")
        with _Undisturbed(app):
            sentence = action(book)
    except Stop as reason:
        sentence = str(reason)
        app.alert(sentence, TITLE, mode="info")
    except Exception as error:
        sentence = (
            "Er ging iets mis in het programma zelf. Uw werkmap is niet opgeslagen. Stuur het "
            f"logboek {write_log()} naar de beheerder."
        )
        if refused(error):
            sentence = (
                f"{SENTENCE} Helpt dat niet, stuur dan het logboek {write_log()} naar de beheerder."
            )
        app.alert(sentence, TITLE, mode="critical")
    else:
        if button in LOUD:
            app.alert(sentence, TITLE, mode="info")
    app.status_bar = sentence
    return sentence


class _Undisturbed:
    """Hold the screen and the calculation still, and put both back whatever happens."""

    def __init__(self, app: xw.App) -> None:
        self.app = app

    def __enter__(self) -> None:
        self.before = self.app.screen_updating, self.app.calculation
        self.app.screen_updating = False
        self.app.calculation = "manual"

    def __exit__(self, *_: object) -> None:
        self.app.screen_updating, self.app.calculation = self.before
