"""Which income classes are the social target group: those up to the income limit of the year."""

from __future__ import annotations

from datetime import date

from prestatieafspraken.afspraken.model import Afspraken, Inkomensklasse
from prestatieafspraken.normen import Norm, UnknownNormError, norm


def income_limit(afspraken: Afspraken) -> Norm:
    """Give the income limit at the price level of the agreements (UnknownNormError if not known).

    The classes of the slaagkans carry the bounds of that year, also for the years before it.
    """
    gemeente = afspraken.gemeente
    return norm("daeb_inkomensgrens", date(gemeente.jaar, 1, 1), gemeente.code)


def target_classes(afspraken: Afspraken) -> list[Inkomensklasse]:
    """Give the classes of the target group; none when the limit is no bound between classes."""
    limit = income_limit(afspraken).waarde
    classes = [k for k in afspraken.inkomensklassen if k.tot_en_met and k.tot_en_met <= limit]
    return classes if limit in {klasse.tot_en_met for klasse in classes} else []


def above_limit(afspraken: Afspraken) -> set[str]:
    """Name the classes that are wholly above the income limit; none when that is not known."""
    try:
        limit = income_limit(afspraken).waarde
    except UnknownNormError:
        return set()
    return {k.naam for k in afspraken.inkomensklassen if k.boven and k.boven >= limit}
