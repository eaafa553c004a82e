"""The chart of the stock of homes on its way to the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.indicators.doelbesluit import source
from prestatieafspraken.templates.charts.chart import (
    BLUE,
    NEAR,
    OFFSET,
    RED,
    Chart,
    name_years,
    written,
)
from prestatieafspraken.templates.report.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def stock(report: Report) -> Chart | None:
    """Draw the stock of homes on its way to the goal."""
    points = {
        int(i.periode): i
        for i in report.known("VRD-STAND")
        if i.onderdeel is None and i.periode and i.periode.isdigit()
    }
    by_id = {doel.id: doel for doel in report.afspraken.doelen}
    planned = [
        (i, by_id[source(i)])
        for i in report.known("VRD-GROEI-PLAN")
        if i.onderdeel is None and source(i) in by_id
    ]
    if len(points) < 2 or not planned:
        return None
    plan, doel = planned[0]
    base, year_of_goal = doel.basisjaar, doel.streefjaar
    if base not in points or base is None or year_of_goal is None or plan.norm is None:
        return None
    if year_of_goal <= base:  # what somebody wrote down; there is no way from one to the other
        return None
    years = [year for year in sorted(points) if base - NEAR <= year <= year_of_goal + NEAR]
    level = {year: float(points[year].waarde or 0) for year in years}
    target = level[base] + float(plan.norm)
    short = float(plan.norm) - float(plan.waarde or 0)
    rest = f"{number(short)} te weinig" if short > 0 else "genoeg voor het doel"
    last = max((y for y in years if points[y].actueel), default=years[0])
    span = year_of_goal - base

    def draw(axes: Axes) -> None:
        done = [y for y in years if y <= last]
        later = [y for y in years if y >= last]
        axes.plot(done, [level[y] for y in done], color=BLUE, marker="o", lw=2)
        axes.plot(later, [level[y] for y in later], color=BLUE, marker="o", lw=2, ls="--")
        axes.plot([base, year_of_goal], [level[base], target], color=RED, lw=1.5, ls=":")
        # A label stands on the side of its line where the other line is not.
        for year in years:
            ahead = level[year] > level[base] + (target - level[base]) * (year - base) / span
            side = 6 if ahead else -13
            axes.annotate(number(level[year]), (year, level[year]), (0, side), **OFFSET)
        side = -13 if short < 0 else 6
        axes.annotate(f"doel {number(target)}", (year_of_goal, target), (0, side), **OFFSET)
        name_years(axes, years[0], year_of_goal)
        axes.margins(x=0.09, y=0.25)
        axes.set_ylabel("DAEB-woningen")
        written(axes, 0)

    kinds = {y: "geteld" if y <= last else "prognose" for y in years}
    rows = [(str(y), number(level[y]), kinds[y]) for y in years]
    rows.append((f"doel {doel.streefjaar}", number(target), doel.id))
    told = listing([f"{number(level[y])} in {y} ({kinds[y]})" for y in years])
    return Chart(
        "voorraad",
        report.theme_of.get(doel.id, 0),
        f"Het plan telt {counted(plan.waarde or 0, 'woningen')} erbij, {rest}",
        f"Lijn van de DAEB-voorraad: {told}. Het doel is {number(target)} in {doel.streefjaar}.",
        ("Jaar", "DAEB-woningen", "Soort"),
        tuple(rows),
        draw,
    )
