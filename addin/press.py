"""What a ribbon button starts: one action per button, and only those that are named here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pkgutil import resolve_name

import xlwings as xw

from prestatieafspraken.addin.libreoffice.office import ReadOnlyError
from prestatieafspraken.addin.refusal import READ_ONLY, SENTENCE, refused
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.batch.judging.internal import faults_told, write_log
from prestatieafspraken.dutch.data_faults import DataError
from prestatieafspraken.dutch.user_error import UserError

TITLE = "Prestatieafspraken"
Action = Callable[[xw.Book], str]
"""Works on the open workbook and gives the sentence to end with."""

ACTIONS: Mapping[str, str] = {
    "controleer_werkmap": "check:check_book",
    "controleer_blad": "check:check_sheet",
    "vorige_bevinding": "findings:previous_finding",
    "volgende_bevinding": "findings:next_finding",
    "leg_toelichting_vast": "findings:explain",
    "wis_markeringen": "findings:clear",
    "bereken_indicatoren": "results:compute_indicators",
    "maak_jaarverslag": "report:make_report",
    "maak_inzending": "produce:make_submission",
    "herstel_keuzelijsten": "repair:repair",
    "nieuw_jaar": "produce:make_next_year",
    "handleiding": "about:show_manual",
    "over": "about:about",
}
"""Where the action of each button stands, by its id on the ribbon: a module of ours, a function.

Each press is a Python of its own: it imports the module of the button that was pressed alone.
"""

LOUD = {"over"}
"""Actions whose sentence is what the button was pressed for: it gets a window of its own."""


class Way(Enum):
    """How a press can end: with its work done, told what to do first, or by a fault of ours."""

    DONE = auto()
    STOPPED = auto()
    FAULT = auto()


@dataclass(frozen=True)
class Ended:
    """The sentence that the user saw at the end of a press, and how it ended."""

    sentence: str
    how: Way


def action_of(button: str) -> Action:
    """Import the action of a button (StopError when it is not listed)."""
    if button not in ACTIONS:
        raise StopError("XLS-005", "Deze knop is onbekend.", "Werk de invoegtoepassing bij.")
    action: Action = resolve_name(f"{__package__}.{ACTIONS[button]}")
    return action


def run(book: xw.Book, button: str) -> str:
    """Do what a button does and give the sentence that the user saw."""
    return end(book, button).sentence


def end(book: xw.Book, button: str) -> Ended:
    """Do what a button does and say how that ended.

    Nothing is saved, whatever happens. An id that is not listed does nothing.
    """
    app, how = book.app, Way.STOPPED
    try:
        action = action_of(button)
        with _Undisturbed(app):
            sentence = action(book)
    except UserError as error:
        sentence = f"{error.message} {error.repair}"
        app.alert(sentence, TITLE, mode="info")
    except ReadOnlyError:
        sentence = READ_ONLY
        app.alert(sentence, TITLE, mode="info")
    except DataError as error:
        how = Way.FAULT
        sentence = (
            f"De gegevens van het programma kloppen niet. {faults_told(error)} Laat de beheerder "
            "dit herstellen."
        )
        app.alert(sentence, TITLE, mode="critical")
    except Exception as error:
        to = f"het logboek {write_log()} naar de beheerder."
        if refused(error):
            sentence = f"{SENTENCE} Helpt dat niet, stuur dan {to}"
        else:
            how = Way.FAULT
            sentence = (
                f"Er ging iets mis in het programma zelf. Uw werkmap is niet opgeslagen. Stuur {to}"
            )
        app.alert(sentence, TITLE, mode="critical")
    else:
        how = Way.DONE
        if button in LOUD:
            app.alert(sentence, TITLE, mode="info")
    app.status_bar = sentence
    return Ended(sentence, how)


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
