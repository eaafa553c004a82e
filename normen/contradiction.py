"""What cannot be true of a norm: two values on one day, an end before its beginning."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date

from prestatieafspraken.normen.model import Kalenderdag, Klassen, Series

Contradiction = tuple[str, str, str]
"""The key, what is wrong there, and the repair."""


def in_values(series: Series) -> Iterator[Contradiction]:
    """Give what is wrong with the values of a parameter, for all and for each municipality."""
    if series.vervallen and series.waarden[-1].tot is None:
        yield (
            f"norm {series.naam} vervallen",
            "De norm is vervallen, maar haar laatste waarde heeft geen eind.",
            "Zet bij de laatste waarde tot, of haal vervallen weg.",
        )
    for gemeente in dict.fromkeys(value.gemeente for value in series.waarden):
        values = [value for value in series.waarden if value.gemeente == gemeente]
        for value in values:
            if value.tot and value.tot < value.vanaf:
                yield (
                    f"norm {series.naam} waarden {value.vanaf} tot",
                    f"De waarde eindigt op {value.tot}, voor zij begint.",
                    "Zet bij tot een dag die niet voor vanaf ligt.",
                )
        for earlier, later in itertools.pairwise(values):
            place = f"norm {series.naam} waarden {later.vanaf} vanaf"
            if later.vanaf == earlier.vanaf:
                yield place, "Er zijn twee waarden vanaf deze dag.", "Laat er één staan."
            elif later.vanaf <= (earlier.tot or earlier.vanaf):
                yield (
                    place,
                    f"De waarde begint voor het eind van die van {earlier.vanaf}.",
                    "Zet de waarden op volgorde van vanaf, en laat ze niet overlappen.",
                )


def in_classes(classes: Klassen) -> Iterator[Contradiction]:
    """Give what is wrong with a set of classes."""
    place = f"klassen {classes.naam}"
    if not classes.grenzen and not classes.volgorde:
        yield place, "Er zijn geen klassen.", "Voeg grenzen of volgorde toe."
    listed = Counter([*(grens.klasse for grens in classes.grenzen), *classes.volgorde])
    for klasse, times in listed.items():
        if times > 1:
            yield f"{place} {klasse}", "De klasse staat er meer dan één keer.", "Laat er één staan."
    for grens in classes.grenzen:
        if None not in (grens.boven, grens.tot_en_met) and grens.boven >= grens.tot_en_met:  # type: ignore[operator]
            yield (
                f"{place} grenzen {grens.klasse}",
                f"De ondergrens {grens.boven} ligt niet onder de bovengrens {grens.tot_en_met}.",
                "Maak boven kleiner dan tot_en_met.",
            )


def in_days(dag: Kalenderdag) -> Iterator[Contradiction]:
    """Give what is wrong with a day of the calendar."""
    place = f"kalenderdag {dag.naam}"
    if (dag.elk_jaar is None) == (dag.op is None):
        yield place, "Er moet één van elk_jaar en op staan.", "Vul een van de twee in."
    elif dag.elk_jaar is not None:
        try:
            date.fromisoformat(f"2019-{dag.elk_jaar}")  # no leap year: such a day is not in each
        except ValueError:
            yield (
                f"{place} elk_jaar",
                f"{dag.elk_jaar} is geen dag die elk jaar komt.",
                'Schrijf maand en dag als "07-01" voor 1 juli.',
            )
