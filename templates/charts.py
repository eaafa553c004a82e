"""The charts of the report: a conclusion as title, the norm as a line, labels on the lines.

Every chart also comes as a text and as a table, for whoever cannot see it. Colours are those of
Okabe and Ito; each series also has its own line or hatch, so that the chart reads in grey.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from prestatieafspraken.templates.content import Report, source
from prestatieafspraken.templates.progress import UNKNOWN, Progress, gather
from prestatieafspraken.workbook.dutch import listing, measure, number, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from prestatieafspraken.indicators.result import Indicator

BLUE, ORANGE, GREEN, RED, GREY, INK = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#8A939C", "#1f2933",
)  # fmt: skip
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.hashsalt": "prestatieafspraken",
    "figure.constrained_layout.use": True,
}
WIDTH, PRINT = 6.6, 220
"""Inches that fit between the margins of A4, and dots per inch on paper."""


@dataclass(frozen=True)
class Chart:
    """A chart: where it belongs, what it says, and what it shows.

    `thema` is the theme whose chapter it stands in, None for the summary.
    `titel` is its conclusion, `alt` says the same figures in words; `kop` and `rijen` are the
    data as a table. `draw` paints it on the axes of matplotlib.
    """

    id: str
    thema: int | None
    titel: str
    alt: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    draw: Callable[[Axes], None]
    hoogte: float = 2.6

    @cached_property
    def svg(self) -> str:
        """The chart painted for a page, once; the same figures give the same text."""
        text = self._paint("svg").decode("utf-8")
        return text[text.index("<svg") :]

    @cached_property
    def png(self) -> bytes:
        """The chart painted for paper, once; the same figures give the same bytes."""
        return self._paint("png")

    def _paint(self, form: str) -> bytes:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        with rc_context(STYLE):
            figure = Figure(figsize=(WIDTH, self.hoogte))
            FigureCanvasAgg(figure)
            axes = figure.add_subplot()
            self.draw(axes)
            stream = io.BytesIO()
            steady: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
            figure.savefig(stream, format=form, dpi=PRINT, metadata=steady)
            return stream.getvalue()


def charts(report: Report) -> list[Chart]:
    """Give every chart for which there are figures."""
    made = (stock(report), chances(report), *plans(report), energy(report), statuses(report))
    return [chart for chart in made if chart is not None]


def _values(report: Report, code: str) -> list[Indicator]:
    return [i for i in report.indicators if i.code == code and i.waarde is not None]


def _theme(report: Report, identity: str) -> int:
    own = report.afspraken
    themes = {doel.id: doel.thema for doel in own.doelen}
    themes |= {afspraak.id: afspraak.thema for afspraak in own.afspraken}
    return themes.get(identity, 0)


def stock(report: Report) -> Chart | None:
    """Draw the stock of homes on its way to the goal."""
    points = {
        int(i.periode): i
        for i in _values(report, "VRD-STAND")
        if i.onderdeel is None and i.periode and i.periode.isdigit()
    }
    planned = [i for i in _values(report, "VRD-GROEI-PLAN") if i.onderdeel is None]
    if len(points) < 2 or not planned:
        return None
    plan = planned[0]
    doel = report.afspraken.doel(source(plan))
    base, year_of_goal = doel.basisjaar, doel.streefjaar
    if base not in points or base is None or year_of_goal is None or plan.norm is None:
        return None
    years = sorted(points)
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
            axes.annotate(number(level[year]), (year, level[year]), (0, side), **_OFFSET)
        side = -13 if short < 0 else 6
        axes.annotate(f"doel {number(target)}", (year_of_goal, target), (0, side), **_OFFSET)
        axes.set_xticks(range(years[0], year_of_goal + 1))
        axes.margins(x=0.09, y=0.25)
        axes.set_ylabel("DAEB-woningen")
        _written(axes, 0)

    kinds = {y: "geteld" if y <= last else "prognose" for y in years}
    rows = [(str(y), number(level[y]), kinds[y]) for y in years]
    rows.append((f"doel {doel.streefjaar}", number(target), doel.id))
    told = listing([f"{number(level[y])} in {y} ({kinds[y]})" for y in years])
    return Chart(
        "voorraad",
        _theme(report, doel.id),
        f"Het plan telt {number(plan.waarde or 0)} woningen erbij, {rest}",
        f"Lijn van de DAEB-voorraad: {told}. Het doel is {number(target)} in {doel.streefjaar}.",
        ("Jaar", "DAEB-woningen", "Soort"),
        tuple(rows),
        draw,
    )


_OFFSET: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 8}


def chances(report: Report) -> Chart | None:
    """Draw the slaagkans of every kern, the last period large and earlier ones small."""
    found = [i for i in _values(report, "SLK-KERN") if i.onderdeel and i.periode]
    current = [i for i in found if i.actueel]
    if not current or current[0].norm is None:
        return None
    norm, period = float(current[0].norm), current[0].periode
    order = sorted(current, key=lambda i: float(i.waarde or 0))
    names = [str(i.onderdeel) for i in order]
    below = sum(float(i.waarde or 0) < norm for i in order)
    periods = list(dict.fromkeys(str(i.periode) for i in found))
    share = {(str(i.onderdeel), str(i.periode)): float(i.waarde or 0) for i in found}

    def draw(axes: Axes) -> None:
        marks = dict(zip(periods[:-1], "s^Dv", strict=False))
        for name_at, name in enumerate(names):
            for one, mark in marks.items():
                if (name, one) in share:
                    at = 100 * share[name, one]
                    axes.plot(at, name_at, mark, color=GREY, ms=4, mfc="white")
        now = [100 * float(i.waarde or 0) for i in order]
        colours = [RED if value < 100 * norm else BLUE for value in now]
        axes.barh(range(len(names)), now, color=colours, height=0.55, zorder=0)
        for at, value in enumerate(now):
            axes.annotate(
                f"{number(value, 1)}%", (0, at), (4, 0), textcoords="offset points",
                va="center", color="white", fontsize=8, fontweight="bold",
            )  # fmt: skip
        axes.axvline(100 * norm, color=INK, lw=1.5, ls="--")
        axes.annotate(
            f"norm {percent(norm)}", (100 * norm, len(names) - 0.4), (3, 2),
            textcoords="offset points", fontsize=8,
        )  # fmt: skip
        axes.set_yticks(range(len(names)), names)
        axes.set_xlim(left=0)
        axes.set_ylim(-0.6, len(names) + 0.1)
        axes.set_xlabel(f"slaagkans in procenten; balk: {period}")
        for one, mark in marks.items():
            axes.plot([], [], mark, color=GREY, ms=4, mfc="white", label=one)
        axes.legend(
            loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=4, frameon=False, fontsize=8
        )

    rows = [
        (name, *(percent(share[name, p], 1) if (name, p) in share else "" for p in periods))
        for name in reversed(names)
    ]
    low = listing([f"{i.onderdeel} {percent(float(i.waarde or 0), 1)}" for i in reversed(order)])
    alone = [str(i.onderdeel) for i in order if float(i.waarde or 0) >= norm]
    but = f"; alleen {listing(alone)} niet" if 0 < len(alone) < 3 else ""
    return Chart(
        "slaagkans",
        _theme(report, source(current[0])),
        f"In {below} van de {len(names)} kernen ligt de slaagkans onder {percent(norm)}{but}",
        f"Staven van de slaagkans per kern in {period}: {low}. De norm is {percent(norm)}.",
        ("Kern", *periods),
        tuple(rows),
        draw,
        0.34 * len(names) + 1.3,
    )


def energy(report: Report) -> Chart | None:
    """Draw the energy index of each corporatie and its straight line to the target year."""
    stands = [
        i for i in _values(report, "EIX-STAND")
        if i.onderdeel and i.periode and i.periode.isdigit()
    ]  # fmt: skip
    paths = {i.onderdeel: i for i in _values(report, "EIX-PAD") if i.onderdeel}
    if not stands or not paths:
        return None
    first = next(iter(paths.values()))
    if first.norm is None or not str(first.periode).isdigit():
        return None
    norm, target = float(first.norm), int(str(first.periode))
    lines: dict[str, dict[int, float]] = {}
    for one in stands:
        if one.onderdeel in paths:
            lines.setdefault(str(one.onderdeel), {})[int(str(one.periode))] = float(one.waarde or 0)
    ends = {name: float(paths[name].waarde or 0) for name in lines}
    missed = [name for name in lines if ends[name] > norm]

    def draw(axes: Axes) -> None:
        tops = _tops(lines)  # the highest of a year has its label above it, the others below
        for (name, points), colour, style in zip(
            lines.items(), (BLUE, ORANGE, GREEN, RED), ("o", "s", "^", "D"), strict=False
        ):
            above = ends[name] == max(ends.values())
            years = sorted(points)
            axes.plot(years, [points[y] for y in years], color=colour, marker=style, lw=2)
            axes.plot([years[-1], target], [points[years[-1]], ends[name]], color=colour, ls=":")
            axes.plot(target, ends[name], style, color=colour, mfc="white")
            axes.annotate(
                f"{name} {number(ends[name], 2)}", (target, ends[name]), (7, 1 if above else -7),
                textcoords="offset points", fontsize=8,
            )  # fmt: skip
            for year in years:
                side = 6 if points[year] == tops[year] else -13
                axes.annotate(number(points[year], 2), (year, points[year]), (0, side), **_OFFSET)
        axes.axhline(norm, color=INK, lw=1.5, ls="--")
        start = min(min(points) for points in lines.values())
        axes.annotate(
            f"norm {number(norm, 2)}", (start, norm), (0, 4), textcoords="offset points", fontsize=8
        )
        axes.set_xticks(range(start, target + 1))
        axes.set_xlim(start - 0.2, target + 1.1)
        axes.margins(y=0.2)
        axes.set_ylabel("energie-index (lager is beter)")
        _written(axes, 2)

    if len(missed) == len(lines):
        title = f"Geen corporatie haalt de energie-index van {number(norm, 2)} in {target}"
    elif missed:
        title = f"{listing(missed)} haalt de energie-index van {number(norm, 2)} in {target} niet"
    else:
        title = f"Alle corporaties halen de energie-index van {number(norm, 2)} in {target}"
    years = sorted({year for points in lines.values() for year in points})
    rows = tuple(
        (name, *(number(points[y], 2) if y in points else "" for y in years), number(ends[name], 2))
        for name, points in lines.items()
    )
    told = listing([f"{name} komt op {number(ends[name], 2)}" for name in lines])
    return Chart(
        "energie",
        _theme(report, source(first)),
        title,
        f"Lijnen van de energie-index, doorgetrokken tot {target}: {told}. "
        f"De norm is {number(norm, 2)}; lager is beter.",
        ("Corporatie", *map(str, years), f"pad naar {target}"),
        rows,
        draw,
    )


def _tops(lines: Mapping[str, Mapping[int, float]]) -> dict[int, float]:
    """Give the highest value of each year."""
    tops: dict[int, float] = {}
    for points in lines.values():
        tops |= {year: max(value, tops.get(year, value)) for year, value in points.items()}
    return tops


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
        themes.setdefault(_theme(report, source(line[1])), []).append(line)
    for theme, lines in sorted(themes.items()):
        yield _plans(theme, lines)


def _plans(theme: int, lines: Sequence[Planned]) -> Chart:
    known = [line for line in lines if line[2] is not None]

    def draw(axes: Axes) -> None:
        for at, (_, plan, done) in enumerate(reversed(lines)):
            axes.barh(at, 100, color="white", edgecolor=GREY, height=0.5, hatch="//")
            if done is not None and plan.waarde:
                part = 100 * float(done.waarde or 0) / float(plan.waarde)
                axes.barh(at, min(part, 130), color=BLUE, height=0.5)
            words = "geen realisatie ingevuld" if done is None else _amount(done)
            axes.annotate(
                f"{words}; gepland {_amount(plan)}", (2, at), fontsize=8, va="center",
                bbox={"fc": "white", "ec": "none", "pad": 1.5},
            )  # fmt: skip
        axes.set_yticks(range(len(lines)), [name for name, *_ in reversed(lines)])
        axes.set_xlim(0, 135)
        axes.set_ylim(-0.5, len(lines) - 0.2)
        axes.set_xlabel("gerealiseerd in procenten van het plan")

    rows = tuple(
        (name, _amount(plan), _amount(done) if done else "niet ingevuld")
        for name, plan, done in lines
    )
    title = _plans_title(lines, known)
    told = listing([f"{name}: gepland {plan}, gerealiseerd {done}" for name, plan, done in rows])
    return Chart(
        f"plan-{theme}",
        theme,
        title,
        f"Staven van de realisatie naast het plan. {told[0].upper()}{told[1:]}.",
        ("Programma", "Gepland", "Gerealiseerd"),
        rows,
        draw,
        0.5 * len(lines) + 1,
    )


def _plans_title(lines: Sequence[Planned], known: Sequence[Planned]) -> str:
    if not known:
        return "Van het plan is nog geen realisatie ingevuld"
    if len(known) < len(lines):
        missing = listing([name for name, _, done in lines if done is None])
        return f"De realisatie is nog niet overal bekend; niet ingevuld: {missing}"
    parts = [
        f"{name} {percent(float(done.waarde or 0) / float(plan.waarde))}"
        for name, plan, done in known
        if done is not None and plan.waarde
    ]
    return f"Gerealiseerd van het plan: {listing(parts)}"


def _plan_lines(report: Report) -> Iterator[Planned]:
    for planned, realised in PLANS.items():
        plan = [i for i in _values(report, planned) if i.actueel and i.onderdeel is None]
        done = [i for i in _values(report, realised) if i.actueel and i.onderdeel is None]
        if plan:
            yield plan[0].naam.removesuffix(": plan"), plan[0], done[0] if done else None


def _amount(indicator: Indicator) -> str:
    return measure(indicator.waarde or 0, indicator.eenheid)


def statuses(report: Report) -> Chart | None:
    """Draw how the agreements stand, theme by theme; of none known there is nothing to see."""
    rows = gather(report)
    if not any(row.status for row in rows):
        return None
    found = list(dict.fromkeys(row.status or UNKNOWN for row in rows))
    order = [s for s in ORDER if s in found] + [s for s in found if s not in ORDER]
    themes = [thema.nummer for thema in report.afspraken.themas]
    counts = {
        (theme, status): sum(r.thema == theme and (r.status or UNKNOWN) == status for r in rows)
        for theme in themes
        for status in order
    }

    def draw(axes: Axes) -> None:
        left = [0] * len(themes)
        for status, (colour, hatch) in zip(order, _looks(order), strict=True):
            widths = [counts[theme, status] for theme in themes]
            axes.barh(
                range(len(themes)), widths, left=left, color=colour, hatch=hatch,
                edgecolor="white", label=status, height=0.6,
            )  # fmt: skip
            for at, width in enumerate(widths):
                if width:
                    axes.annotate(
                        str(width), (left[at] + width / 2, at), ha="center", va="center",
                        fontsize=8, bbox={"fc": "white", "ec": "none", "pad": 1},
                    )  # fmt: skip
            left = [a + b for a, b in zip(left, widths, strict=True)]
        axes.set_yticks(
            range(len(themes)), [f"thema {theme}" if theme else "algemeen" for theme in themes]
        )
        axes.invert_yaxis()
        axes.set_xlabel("aantal afspraken")
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.5, 1.18), ncol=4, frameon=False, fontsize=8
        )

    return Chart(
        "status",
        None,
        _status_title(rows),
        f"Staven van het aantal afspraken per thema en status. {_status_words(counts)}.",
        ("Thema", *order),
        tuple(
            (f"thema {t}" if t else "algemeen", *(str(counts[t, s]) for s in order)) for t in themes
        ),
        draw,
    )


ORDER = ("afgerond", "op koers", "aandacht", "niet gehaald", "niet gestart", "vervallen", UNKNOWN)


def _looks(order: Sequence[str]) -> Iterator[tuple[str, str]]:
    looks = {
        "afgerond": (GREEN, ""), "op koers": (BLUE, "\\\\"), "aandacht": (ORANGE, "//"),
        "niet gehaald": (RED, "xx"), "niet gestart": ("#CC79A7", ".."), "vervallen": (GREY, "--"),
        UNKNOWN: ("#d9dee3", ""),
    }  # fmt: skip
    for status in order:
        yield looks.get(status, (GREY, "oo"))


def _status_words(counts: Mapping[tuple[int, str], int]) -> str:
    themes: dict[int, list[str]] = {}
    for (theme, status), number_of in counts.items():
        if number_of:
            themes.setdefault(theme, []).append(f"{number_of} {status}")
    parts = [f"{f'thema {t}' if t else 'algemeen'}: {listing(said)}" for t, said in themes.items()]
    told = "; ".join(parts)
    return told[0].upper() + told[1:]


def _status_title(rows: Sequence[Progress]) -> str:
    closed = sum(row.status == "afgerond" for row in rows)
    unknown = sum(not row.status for row in rows)
    rest = f"; van {unknown} is de status niet ingevuld" if unknown else ""
    return f"{closed} van de {len(rows)} afspraken {'is' if closed == 1 else 'zijn'} afgerond{rest}"


def _written(axes: Axes, digits: int) -> None:
    """Write the numbers along the axis the Dutch way."""
    from matplotlib.ticker import FuncFormatter

    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, digits)))
