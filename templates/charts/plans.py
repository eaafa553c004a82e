"""The charts of what was done beside what was planned, one for each theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import after_colon, listing
from prestatieafspraken.indicators.doelbesluit import source
from prestatieafspraken.indicators.told import value_of
from prestatieafspraken.templates.charts.chart import BLUE, GREY, Chart
from prestatieafspraken.templates.publishing.public import LEFT_OUT
from prestatieafspraken.templates.report.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from prestatieafspraken.indicators.result import Indicator


PLANS = {
    "NBW-PLAN": "NBW-OPGELEVERD",
    "KWL-PLAN": "KWL-REALISATIE",
    "ZON-PLAN": "ZON-REALISATIE",
    "OVT-PLAN": "OVT-REALISATIE",
}
"""Indicators of a plan with those of its realisation."""
Planned = tuple[str, "Indicator", "Indicator | None"]
"""What is planned, with the plan and what was done of it (None: not known)."""


def plans(report: Report) -> Iterator[Chart]:
    """Draw what was done as a part of what was planned, one chart for the plans of a theme."""
    themes: dict[int, list[Planned]] = {}
    for line in _plan_lines(report):
        themes.setdefault(report.theme_of.get(source(line[1]), 0), []).append(line)
    for theme, lines in sorted(themes.items()):
        yield _plans(theme, lines)


def _plans(theme: int, lines: Sequence[Planned]) -> Chart:
    known = [line for line in lines if _amount(line[2])]

    def draw(axes: Axes) -> None:
        for at, (_, plan, done) in enumerate(reversed(lines)):
            axes.barh(at, 100, color="white", edgecolor=GREY, height=0.5, hatch="//")
            if done is not None and done.waarde is not None and plan.waarde:
                part = 100 * float(done.waarde or 0) / float(plan.waarde)
                axes.barh(at, min(part, 130), color=BLUE, height=0.5)
            words = _amount(done) or f"realisatie {_absent(done)}"
            axes.annotate(
                f"{words}; gepland {_amount(plan)}", (2, at), fontsize=8, va="center",
                bbox={"fc": "white", "ec": "none", "pad": 1.5},
            )  # fmt: skip
        axes.set_yticks(range(len(lines)), [name for name, *_ in reversed(lines)])
        axes.set_xlim(0, 135)
        axes.set_ylim(-0.5, len(lines) - 0.2)
        axes.set_xlabel("gerealiseerd in procenten van het plan")

    rows = tuple(
        (name, _amount(plan), _amount(done) or _absent(done)) for name, plan, done in lines
    )
    title = _plans_title(lines, known)
    told = " ".join(f"{name}: gepland {plan}, gerealiseerd {done}." for name, plan, done in rows)
    return Chart(
        f"plan-{theme}",
        theme,
        title,
        f"Staven van de realisatie naast het plan. {told}",
        ("Programma", "Gepland", "Gerealiseerd"),
        rows,
        draw,
        0.5 * len(lines) + 1,
    )


def _absent(done: Indicator | None) -> str:
    """Say why there is no realisation: nobody filled it in, or it is not for everyone."""
    return "weggelaten" if done is not None and done.toelichting == LEFT_OUT else "niet ingevuld"


def _plans_title(lines: Sequence[Planned], known: Sequence[Planned]) -> str:
    absent: dict[str, list[str]] = {}
    for name, _, done in lines:
        if not _amount(done):
            absent.setdefault(_absent(done), []).append(after_colon(name))
    if not known and list(absent) == ["niet ingevuld"]:
        return "Van het plan is nog geen realisatie ingevuld"
    if absent:
        told = [f"{reason}: {listing(names)}" for reason, names in absent.items()]
        return f"De realisatie staat er niet overal; {'; '.join(told)}"
    parts = [
        f"{after_colon(name)} {measure(float(done.waarde or 0) / float(plan.waarde), '%')}"
        for name, plan, done in known
        if done is not None and done.waarde is not None and plan.waarde
    ]
    return f"Gerealiseerd van het plan: {listing(parts)}"


def _plan_lines(report: Report) -> Iterator[Planned]:
    for planned, realised in PLANS.items():
        plan = [i for i in report.known(planned) if i.actueel and i.onderdeel is None]
        done = [i for i in report.current if i.code == realised and i.onderdeel is None]
        if plan:
            yield plan[0].naam.removesuffix(", plan"), plan[0], done[0] if done else None


def _amount(indicator: Indicator | None) -> str:
    if indicator is None or indicator.waarde is None:
        return ""
    return value_of(indicator)
