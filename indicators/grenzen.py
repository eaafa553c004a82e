"""Bounds that law and national agreements set: the income limit and the energy labels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.dutch.figure import exactly
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.oordeel import tentative
from prestatieafspraken.indicators.result import Maatstaf, Outcome, UndeterminedError
from prestatieafspraken.normen import Klassen, UnknownNormError, klassen
from prestatieafspraken.workbook import doelgroep
from prestatieafspraken.workbook.doelgroep import IncomeLimit
from prestatieafspraken.workbook.labelklassen import LABELS, WITHOUT_INDEX

_NOT_SURE = " Daarmee staat dit oordeel niet vast."


def income_limit(context: Context) -> IncomeLimit:
    """Give the income limit of the social target group (UndeterminedError if it is not known)."""
    try:
        return doelgroep.income_limit(context.afspraken)
    except UnknownNormError as unknown:
        raise UndeterminedError(str(unknown)) from None


def within_limit(context: Context, outcome: Outcome) -> Outcome:
    """Say of what rests on the income limit that the limit itself is not sure, if it is not."""
    limit = income_limit(context)
    if limit.is_firm:
        return outcome
    doubt = f" De inkomensgrens van {limit} is nog te verifiëren."
    return replace(
        outcome, oordeel=tentative(outcome.oordeel), toelichting=outcome.toelichting + doubt
    )


def label_classes(methode: str) -> Klassen | None:
    """Give the label classes of a method (None when the method is not known)."""
    return klassen(LABELS[methode]) if methode in LABELS else None


def label(value: Decimal, methode: str) -> str | None:
    """Give the label of an index, or of the primary energy in NTA 8800 (None if not known)."""
    classes = label_classes(methode)
    return classes.of(value) if classes else None


def label_bounds(methode: str) -> tuple[Decimal, ...]:
    """Give the bounds between the labels of a method, beside which an index is written."""
    classes = label_classes(methode)
    ends = [grens.tot_en_met for grens in classes.grenzen] if classes else []
    return tuple(end for end in ends if end is not None)


def label_words(index: Decimal, methode: str) -> str:
    """Give the label of a mean index in words; a letter only follows from a known method."""
    letter = label(index, methode)
    if letter is None:
        return f" Methode: {methode}; zonder methode volgt uit een index geen label."
    return f" Dat is label {letter}, volgens de methode {methode}."


def norm_words(index: Decimal, norm: Decimal, methode: str, doel: Doel) -> str:
    """Say what the method does to the oordeel: an index norm belongs to one method only."""
    text = ""
    if doel.methode and methode != doel.methode:
        text += f" De norm van {exactly(norm, 'index')} hoort bij de methode {doel.methode}"
        text += f"; de methode van deze index is {methode}.{_NOT_SURE}"
    classes = label_classes(methode)
    bound = upper_bound(classes, doel.streeflabel) if classes and doel.streeflabel else None
    if bound is not None:
        met = index <= bound
        # Where the index is on the same side of both, the label is no contrast.
        also = "ook" if met is (index <= norm) else "wel"
        also = also if met else "ook niet" if index > norm else "niet"
        text += f" Label {doel.streeflabel} loopt bij de methode {methode} tot en met "
        text += f"{exactly(bound, 'index')}: die grens wordt {also} gehaald."
    return text


def upper_bound(classes: Klassen, klasse: str) -> Decimal | None:
    """Give the highest index of a label (None if it has no end, or there is no such label)."""
    return next((g.tot_en_met for g in classes.grenzen if g.klasse == klasse), None)


def label_norm(klasse: str, methode: str, jaar: int) -> tuple[Maatstaf, str]:
    """Give the upper bound of a label in a method, and what had to be assumed.

    Of an unknown method it is the one that was in force in the year of the figure.
    """
    in_force = [m for m in LABELS if (c := klassen(LABELS[m])) and _holds(c, jaar)]
    if methode not in LABELS and len(in_force) != 1:
        raise UndeterminedError(
            f"De methode is {methode}; zonder methode heeft label {klasse} geen grens."
        )
    used = methode if methode in LABELS else in_force[0]
    if used == WITHOUT_INDEX:
        raise UndeterminedError(f"De methode {WITHOUT_INDEX} kent geen energie-index.")
    classes = klassen(LABELS[used])
    bound = upper_bound(classes, klasse)
    if bound is None:
        raise UndeterminedError(f"Label {klasse} heeft bij {used} geen bovengrens.")
    bron = f"bovengrens label {klasse}, {used}; {classes.bron}"
    norm = Maatstaf(bound, Richting.MAXIMAAL, bron, classes.status, classes.vanaf, classes.tot)
    assumed = f" De methode is {methode}; aangenomen is {used}, die gold in {jaar}.{_NOT_SURE}"
    return norm, "" if methode in LABELS else assumed


def _holds(classes: Klassen, jaar: int) -> bool:
    first = classes.vanaf is None or classes.vanaf <= date(jaar, 12, 31)
    return first and (classes.tot is None or date(jaar, 1, 1) <= classes.tot)
