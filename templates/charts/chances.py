"""The chart of the slaagkans of every kern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prestatieafspraken.dutch.counted import part_of
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.doelbesluit import source
from prestatieafspraken.indicators.told import value_of
from prestatieafspraken.templates.charts.chart import BLUE, GREY, INK, RED, Chart, label
from prestatieafspraken.templates.report.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes


PERIODS = 12
"""The last periods that have a column in the table."""


def chances(report: Report) -> Chart | None:
    """Draw the slaagkans of every kern, the last period large and earlier ones small."""
    found = [i for i in report.known("SLK-KERN") if i.onderdeel and i.periode]
    current = [i for i in found if i.actueel]
    if not current or current[0].norm is None:
        return None
    norm, period = float(current[0].norm), current[0].periode
    order = sorted(current, key=lambda i: float(i.waarde or 0))
    names = [str(i.onderdeel) for i in order]
    asked = exactly(norm, "%")
    whole = len(names) == len(report.afspraken.kernen)
    kernen = "kernen" if whole else "gemeten kernen"
    below = sum(float(i.waarde or 0) < norm for i in order)
    periods = list(dict.fromkeys(str(i.periode) for i in found))[-PERIODS:]
    share = {(str(i.onderdeel), str(i.periode)): float(i.waarde or 0) for i in found}

    def draw(axes: Axes) -> None:
        marks = dict(zip(periods[:-1], "s^Dv", strict=False))
        for name_at, name in enumerate(names):
            for earlier, mark in marks.items():
                if (name, earlier) in share:
                    at = 100 * share[name, earlier]
                    axes.plot(at, name_at, mark, color=GREY, ms=4, mfc="white")
        now = [100 * float(i.waarde or 0) for i in order]
        colours = [RED if value < 100 * norm else BLUE for value in now]
        axes.barh(range(len(names)), now, color=colours, height=0.55, zorder=0)
        for at, one in enumerate(order):
            axes.annotate(
                value_of(one), (0, at), (4, 0), textcoords="offset points",
                va="center", color="white", fontsize=8, fontweight="bold",
            )  # fmt: skip
        axes.axvline(100 * norm, color=INK, lw=1.5, ls="--")
        axes.annotate(
            f"norm {asked}", (100 * norm, len(names) - 0.4), (3, 2),
            textcoords="offset points", fontsize=8,
        )  # fmt: skip
        axes.set_yticks(range(len(names)), map(label, names))
        axes.set_xlim(left=0)
        axes.set_ylim(-0.6, len(names) + 0.1)
        axes.set_xlabel(f"slaagkans in procenten; balk: {period}")
        for earlier, mark in marks.items():
            axes.plot([], [], mark, color=GREY, ms=4, mfc="white", label=earlier)
        axes.legend(
            loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=4, frameon=False, fontsize=8
        )

    rows = [
        (name, *(measure(share[name, p], "%", norm) if (name, p) in share else "" for p in periods))
        for name in reversed(names)
    ]
    low = listing([f"{i.onderdeel} {value_of(i)}" for i in reversed(order)])
    alone = [str(i.onderdeel) for i in order if float(i.waarde or 0) >= norm]
    but = f"; alleen {listing(alone)} niet" if 0 < len(alone) < 3 else ""
    return Chart(
        "slaagkans",
        report.theme_of.get(source(current[0]), 0),
        f"In {part_of(below, len(names), kernen)} ligt de slaagkans onder "
        f"{asked}{but if below else ''}",
        f"Staven van de slaagkans per kern in {period}: {low}. De norm is {asked}.",
        ("Kern", *periods),
        tuple(rows),
        draw,
        0.34 * len(names) + 1.3,
    )
