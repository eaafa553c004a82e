"""What a ribbon button starts: one action per button, and only those that are named here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pkgutil import resolve_name

import xlwings as xw

from prestatieafspraken.addin.libreoffice.office import ReadOnlyError
from prestatieafspraken.addin.loud import Loud
from prestatieafspraken.addin.refusal import BUSY, READ_ONLY, SENTENCE, busy, refused
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

LOUD = {
    "over",
    "maak_jaarverslag",
    "maak_inzending",
    "nieuw_jaar",
    "herstel_keuzelijsten",
}
"""Actions whose sentence is all that is seen of them: it gets a window of its own."""

BRIEF = {"vorige_bevinding", "volgende_bevinding", "leg_toelichting_vast", "handleiding", "over"}
"""Actions that read no figures and write a line at most: calculation goes on meanwhile."""

BAR = 250
"""Characters of a sentence in the status bar; Excel may refuse more than 255."""


class Way(Enum):
    """How a press can end: done, told what to do first, refused by Excel, or by a fault of ours."""

    DONE = auto()
    STOPPED = auto()
    REFUSED = auto()
    FAULT = auto()


@dataclass(frozen=True)
class Ended:
    """The sentence at the end of a press, and how it ended."""

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
    """Do what a button does, show in Excel how that ended, and tell it."""
    ended, app = work(book, button), book.app
    if ended.how is not Way.DONE:
        app.alert(ended.sentence, TITLE, mode="info" if ended.how is Way.STOPPED else "critical")
    elif button in LOUD or isinstance(ended.sentence, Loud):
        app.alert(ended.sentence, TITLE, mode="info")
    else:
        _in_the_bar(app, ended.sentence)
    return ended


def work(book: xw.Book, button: str) -> Ended:
    """Do what a button does and tell how that ended; in Excel nothing is said.

    Nothing is saved, whatever happens. An id that is not listed does nothing.
    """
    app = book.app
    try:
        app.status_bar = False  # Excel's own messages, which our last sentence kept away
        action = action_of(button)
        with _Undisturbed(app, still=button not in BRIEF):
            return Ended(action(book), Way.DONE)
    except UserError as error:
        return Ended(f"{error.message} {error.repair}", Way.STOPPED)
    except ReadOnlyError:
        return Ended(READ_ONLY, Way.STOPPED)
    except DataError as error:
        told = f"De gegevens van het programma kloppen niet. {faults_told(error)}"
        return Ended(f"{told} Laat de beheerder dit herstellen.", Way.FAULT)
    except Exception as error:
        to = f"het logboek {write_log()} naar de beheerder."
        if busy(error) or refused(error):
            why = BUSY if busy(error) else SENTENCE
            return Ended(f"{why} Helpt dat niet, stuur dan {to}", Way.REFUSED)
        wrong = "Er ging iets mis in het programma zelf. Uw werkmap is niet opgeslagen."
        return Ended(f"{wrong} Stuur {to}", Way.FAULT)


def _in_the_bar(app: xw.App, sentence: str) -> None:
    """Show a sentence at the bottom of the screen, where it stays until the next press."""
    with suppress(Exception):  # the work was done: that the bar takes no text is no fault
        app.status_bar = sentence if len(sentence) <= BAR else sentence[: BAR - 1] + "…"


class _Undisturbed:
    """Hold the screen, the calculation and the events of others still; put all back, come what may.

    A class, as an error of LibreOffice cannot travel through a generator.
    """

    def __init__(self, app: xw.App, *, still: bool) -> None:
        names = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
        self.app, self.held = app, names if still else {"screen_updating": False}
        self.back = ExitStack()

    def __enter__(self) -> None:
        for name, value in self.held.items():
            self.back.callback(setattr, self.app, name, getattr(self.app, name))
            setattr(self.app, name, value)

    def __exit__(self, *_: object) -> None:
        self.back.close()
