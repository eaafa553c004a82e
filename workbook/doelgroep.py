"""Which income classes are the social target group: those up to the income limit of the year.

Until 2021 there is one limit for every household, from 2022 on one for each kind of household.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from prestatieafspraken.afspraken.model import Afspraken, Huishouden, Inkomensklasse
from prestatieafspraken.dutch.written import after_colon, euro
from prestatieafspraken.normen import Norm, UnknownNormError, has_lapsed, norm

LIMIT = "daeb_inkomensgrens"


class Side(Enum):
    """Where a class lies beside the income limit; DEELS is partly within it, or not to be told."""

    BINNEN = 1
    BOVEN = 2
    DEELS = 3


@dataclass(frozen=True)
class IncomeLimit:
    """The income limit of a year, by kind of household ("" is every household)."""

    norms: dict[str, Norm]

    @property
    def is_firm(self) -> bool:
        """Whether all its amounts can be relied on."""
        return all(one.status.is_firm for one in self.norms.values())

    def __str__(self) -> str:
        """Write the amounts: "€ 38.035", or "€ 49.669 (eenpersoons) of € 54.847 (meerpersoons)"."""
        amounts = [
            f"{euro(one.waarde)}{f' ({kind})' if kind else ''}" for kind, one in self.norms.items()
        ]
        return " of ".join(amounts)

    def side(self, klasse: Inkomensklasse) -> Side:
        """Say on which side of the limit a class lies as a whole.

        A class of one kind of household is held to its limit; of which household another one is,
        is not known, so it has to be on the same side of both.
        """
        own = self.norms.get(klasse.huishouden or "")
        amounts = [own.waarde] if own else [one.waarde for one in self.norms.values()]
        if klasse.tot_en_met is not None and klasse.tot_en_met <= min(amounts):
            return Side.BINNEN
        above = klasse.boven is not None and klasse.boven >= max(amounts)
        return Side.BOVEN if above else Side.DEELS


def income_limit(afspraken: Afspraken) -> IncomeLimit:
    """Give the income limit at the price level of the agreements (UnknownNormError if not known).

    The classes of the slaagkans carry the bounds of that year, also for the years before it.
    """
    dag, code = date(afspraken.gemeente.jaar, 1, 1), afspraken.gemeente.code
    if has_lapsed(LIMIT, dag):
        return IncomeLimit({kind: norm(f"{LIMIT}_{kind}", dag, code) for kind in Huishouden})
    return IncomeLimit({"": norm(LIMIT, dag, code)})


def target_classes(afspraken: Afspraken) -> Sequence[Inkomensklasse]:
    """Give the classes of the target group; none when the limit is no bound between classes."""
    limit = income_limit(afspraken)
    sides = {klasse.naam: limit.side(klasse) for klasse in afspraken.inkomensklassen}
    if Side.DEELS in sides.values():
        return []
    return [klasse for klasse in afspraken.inkomensklassen if sides[klasse.naam] is Side.BINNEN]


def outside(afspraken: Afspraken, subject: str = "De norm") -> dict[str, str]:
    """Say of each class that is not wholly within the limit why a norm for it does not hold."""
    classes = afspraken.inkomensklassen
    try:
        limit = income_limit(afspraken)
    except UnknownNormError as unknown:
        why = f"Zonder oordeel: {after_colon(str(unknown))}"
        return dict.fromkeys((klasse.naam for klasse in classes), why)
    told = {
        Side.BOVEN: f"{subject} gaat over inkomens tot en met {limit}; de norm geldt hier niet.",
        Side.DEELS: f"De klasse ligt deels boven de inkomensgrens van {limit}; zonder oordeel.",
    }
    return {k.naam: told[side] for k in classes if (side := limit.side(k)) in told}
