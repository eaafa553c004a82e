"""What may be published: small counts are left out, and whatever would give them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from prestatieafspraken.indicators.result import Indicator, Oordeel

if TYPE_CHECKING:
    from prestatieafspraken.templates.content import Report

SMALL = 10
"""Below this a count can point at people; it is left out."""
COUNTED = frozenset({"woningen", "verhuringen", "huishoudens", "woningzoekenden", "toewijzingen"})
"""Units that count homes or households; a count of agreements or panels points at nobody."""
LEFT_OUT = "Weggelaten in de openbare versie: kleiner dan 10, of af te leiden uit een ander cijfer."


def published(report: Report) -> Report:
    """Give the report without small counts.

    Of a whole and its parts, one part left out could be computed from the others; then the
    smallest other part is left out as well, or the whole when there is no other.
    """
    return replace(report, indicators=suppressed(report.indicators), openbaar=True)


def suppressed(indicators: Sequence[Indicator]) -> list[Indicator]:
    """Leave out the small counts of a list of values, and one more where a sum gives one away."""
    hidden = {at for at, one in enumerate(indicators) if _small(one)}
    groups: dict[tuple[str, str | None], list[int]] = {}
    for at, one in enumerate(indicators):
        if one.eenheid in COUNTED:
            groups.setdefault((one.code, one.periode), []).append(at)
    for members in groups.values():
        parts = [at for at in members if indicators[at].onderdeel is not None]
        wholes = [at for at in members if indicators[at].onderdeel is None]
        lost = [at for at in parts if at in hidden]
        if len(lost) == 1 and wholes:
            others = [at for at in parts if at not in hidden and _amounts(indicators[at])]
            least = min(others, key=lambda at: min(_amounts(indicators[at])), default=None)
            hidden |= set(wholes) if least is None else {least}
    cells = {cell for at in hidden for cell in indicators[at].cellen}
    told = [
        at
        for at, one in enumerate(indicators)
        if at in hidden or (len(one.cellen) == 1 and set(one.cellen) <= cells)
    ]
    return [_without(one) if at in told else one for at, one in enumerate(indicators)]


def _small(indicator: Indicator) -> bool:
    """Say whether a count, or the plan that it is held against, is small."""
    return indicator.eenheid in COUNTED and any(0 < a < SMALL for a in _amounts(indicator))


def _amounts(indicator: Indicator) -> list[float]:
    return [abs(v) for v in (indicator.waarde, indicator.norm) if v is not None]


def _without(indicator: Indicator) -> Indicator:
    verdict = Oordeel.GEEN_NORM if indicator.norm is None else Oordeel.NIET_TE_BEPALEN
    return replace(
        indicator,
        waarde=None,
        norm=None,
        nulmeting=None,
        oordeel=verdict,
        toelichting=LEFT_OUT,
        cellen=(),
    )
