"""The chart of the energy index of each corporatie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.doelbesluit import source
from prestatieafspraken.indicators.told import value_of
from prestatieafspraken.templates.charts.chart import (
    BLUE,
    GREEN,
    INK,
    NEAR,
    OFFSET,
    ORANGE,
    RED,
    Chart,
    label,
    name_years,
    written,
)
from prestatieafspraken.templates.report.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from prestatieafspraken.indicators.result import Indicator


def energy(report: Report) -> Chart | None:
    """Draw the energy index of each corporatie and its straight line to the target year."""
    stands = [
        i for i in report.known("EIX-STAND")
        if i.onderdeel and i.periode and i.periode.isdigit()
    ]  # fmt: skip
    paths = {i.onderdeel: i for i in report.known("EIX-PAD") if i.onderdeel}
    if not stands or not paths:
        return None
    first = next(iter(paths.values()))
    if first.norm is None or not str(first.periode).isdigit():
        return None
    norm, target = float(first.norm), int(str(first.periode))
    lines = _lines([one for one in stands if one.onderdeel in paths], target)
    if not lines:
        return None
    ends = {name: float(paths[name].waarde or 0) for name in lines}
    missed = [name for name in lines if ends[name] > norm]
    asked = exactly(norm, "index")

    def written_index(value: float) -> str:
        return measure(value, "index", norm)

    shown = {name: value_of(paths[name]) for name in lines}

    def draw(axes: Axes) -> None:
        tops = _tops(lines)  # the highest of a year has its label above it, the others below
        seen: dict[int, str] = {}
        span = max(tops.values()) - min(norm, *ends.values())
        places = _apart(ends, span / LINES)
        for (name, points), colour, style in zip(
            lines.items(), (BLUE, ORANGE, GREEN, RED), ("o", "s", "^", "D"), strict=False
        ):
            years = sorted(points)
            axes.plot(years, [points[y] for y in years], color=colour, marker=style, lw=2)
            axes.plot([years[-1], target], [points[years[-1]], ends[name]], color=colour, ls=":")
            axes.plot(target, ends[name], style, color=colour, mfc="white")
            axes.annotate(
                f"{label(name)} {shown[name]}", (target, places[name]), (7, -3),
                textcoords="offset points", fontsize=8,
            )  # fmt: skip
            same = [y for y in years if seen.get(y) == written_index(points[y])]
            for year in (y for y in years if y not in same):
                seen[year] = measure(points[year], "index", norm)
                side = 6 if points[year] == tops[year] else -13
                axes.annotate(
                    measure(points[year], "index", norm), (year, points[year]), (0, side), **OFFSET
                )
        axes.axhline(norm, color=INK, lw=1.5, ls="--")
        start = min(min(points) for points in lines.values())
        axes.annotate(
            f"norm {asked}", (start, norm), (0, 4), textcoords="offset points", fontsize=8
        )
        name_years(axes, start, target)
        axes.set_xlim(start - 0.2, target + 1.1)
        axes.margins(y=0.2)
        axes.set_ylabel("energie-index (lager is beter)")
        written(axes, 2)

    verb = "haalt" if len(missed) == 1 else "halen"
    if len(missed) == len(lines):
        title = f"Geen corporatie haalt de energie-index van {asked} in {target}"
    elif missed:
        title = f"{listing(missed)} {verb} de energie-index van {asked} in {target} niet"
    else:
        title = f"Alle corporaties halen de energie-index van {asked} in {target}"
    years = sorted({year for points in lines.values() for year in points})
    rows = tuple(
        (
            name,
            *(written_index(points[y]) if y in points else "" for y in years),
            shown[name],
        )
        for name, points in lines.items()
    )
    told = listing([f"{name} op {shown[name]}" for name in lines])
    return Chart(
        "energie",
        report.theme_of.get(source(first), 0),
        title,
        f"Lijnen van de energie-index, doorgetrokken tot {target}: {told}. "
        f"De norm is {asked}; lager is beter.",
        ("Corporatie", *map(str, years), f"pad naar {target}"),
        rows,
        draw,
    )


def _lines(stands: Sequence[Indicator], target: int) -> dict[str, dict[int, float]]:
    """Give the index of each corporatie in each year that is not far from the target."""
    lines: dict[str, dict[int, float]] = {}
    for one in stands:
        year = int(str(one.periode))
        if abs(year - target) <= NEAR:
            lines.setdefault(str(one.onderdeel), {})[year] = float(one.waarde or 0)
    return lines


LINES = 14
"""Lines of text that fit above each other in the chart."""


def _apart(ends: Mapping[str, float], height: float) -> dict[str, float]:
    """Give each label its height: that of its point, or so much above the one below it.

    >>> _apart({"a": 1.25, "b": 1.0, "c": 1.0}, 0.5)
    {'b': 1.0, 'c': 1.5, 'a': 2.0}
    """
    places: dict[str, float] = {}
    for name in sorted(ends, key=lambda name: ends[name]):
        places[name] = max([ends[name], *(place + height for place in places.values())])
    return places


def _tops(lines: Mapping[str, Mapping[int, float]]) -> dict[int, float]:
    """Give the highest value of each year."""
    tops: dict[int, float] = {}
    for points in lines.values():
        tops |= {year: max(value, tops.get(year, value)) for year, value in points.items()}
    return tops
