"""The chart of how the agreements stand, theme by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from prestatieafspraken.afspraken.status import AfspraakStatus
from prestatieafspraken.dutch.counted import part_agreeing, part_of
from prestatieafspraken.dutch.written import capital, listing
from prestatieafspraken.templates.charts.chart import BLUE, GREEN, GREY, ORANGE, RED, Chart, label
from prestatieafspraken.templates.report.progress import UNKNOWN, Progress, gather
from prestatieafspraken.templates.report.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes


LOOKS: Mapping[str, tuple[str, str]] = {
    AfspraakStatus.NAGEKOMEN: (GREEN, ""),
    AfspraakStatus.DEELS_NAGEKOMEN: ("#F0E442", "++"),
    AfspraakStatus.NIET_NAGEKOMEN: (RED, "xx"),
    AfspraakStatus.LOOPT_DOOR: ("#56B4E9", "O"),
    AfspraakStatus.BEZIG: (BLUE, "\\\\"),
    AfspraakStatus.VRAAGT_AANDACHT: (ORANGE, "//"),
    AfspraakStatus.NIET_BEGONNEN: ("#CC79A7", ".."),
    AfspraakStatus.NOG_NIET_TE_BEOORDELEN: ("#B8B8D8", "||"),
    AfspraakStatus.DOORGESCHOVEN: ("#8C6BB1", "-\\\\"),
    AfspraakStatus.GEWIJZIGD: ("#A6761D", "-//"),
    AfspraakStatus.IN_GESCHIL: ("#444444", "**"),
    AfspraakStatus.VERVALLEN: (GREY, "--"),
    UNKNOWN: ("#d9dee3", ""),
}
"""Statuses from left to right, each with its colour and hatch; any other comes after them."""
ORDER = list(LOOKS)
OTHERS, REST = 6, "andere status"
"""Statuses outside the list that are told apart, and what the rest of them is called."""


def statuses(report: Report) -> Chart | None:
    """Draw how the agreements stand, theme by theme; of none known there is nothing to see."""
    rows = gather(report)
    if not any(row.status for row in rows):
        return None
    names = _names(rows)
    found = list(dict.fromkeys(names))
    order = sorted(found, key=lambda s: ORDER.index(s) if s in ORDER else len(ORDER))
    themes = [thema.nummer for thema in report.afspraken.themas]
    counts = {
        (theme, status): sum(
            row.thema == theme and name == status for row, name in zip(rows, names, strict=True)
        )
        for theme in themes
        for status in order
    }

    columns = 4 if max(map(len, order)) < 18 else 2
    lines = -(-len(order) // columns)

    def draw(axes: Axes) -> None:
        bars, left = [], [0] * len(themes)
        for status, (colour, hatch) in zip(order, looks_of(order), strict=True):
            widths = [counts[theme, status] for theme in themes]
            bar = axes.barh(
                range(len(themes)), widths, left=left, color=colour, hatch=hatch,
                edgecolor="white", height=0.6,
            )  # fmt: skip
            bars.append(bar.patches[0])
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
        where: Any = {"loc": "upper center", "bbox_to_anchor": (0.5, 1.18)}
        if lines > 2:
            where = {"loc": "lower center", "bbox_to_anchor": (0.5, 1.0)}
        # They are named here: of itself matplotlib leaves out what begins with "_".
        axes.legend(bars, order, ncol=columns, frameon=False, fontsize=8, **where)

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
        2.6 + 0.2 * max(0, lines - 2),
    )


def _names(rows: Sequence[Progress]) -> list[str]:
    """Name the status of each agreement; of many that are in no list, the rarest go together."""
    names = [label(row.status) if row.status else UNKNOWN for row in rows]
    others = Counter(name for name in names if name not in ORDER)
    if len(others) <= OTHERS:
        return names
    apart = {*ORDER, *(name for name, _ in others.most_common(OTHERS - 1))}
    return [name if name in apart else REST for name in names]


def looks_of(order: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the colour and the hatch of each status."""
    for status in order:
        yield LOOKS.get(status, (GREY, "oo"))


def _status_words(counts: Mapping[tuple[int, str], int]) -> str:
    themes: dict[int, list[str]] = {}
    for (theme, status), number_of in counts.items():
        if number_of:
            themes.setdefault(theme, []).append(f"{status} ({number_of})")
    parts = [f"{f'thema {t}' if t else 'algemeen'}: {listing(said)}" for t, said in themes.items()]
    told = "; ".join(parts)
    return told[0].upper() + told[1:]


def _status_title(rows: Sequence[Progress]) -> str:
    kept = sum(row.status == AfspraakStatus.NAGEKOMEN for row in rows)
    unknown = sum(not row.status for row in rows)
    rest = f"; van {unknown} is de status niet ingevuld" if unknown else ""
    verb = part_agreeing(kept, "is", "zijn")
    return f"{capital(part_of(kept, len(rows), 'afspraken'))} {verb} nagekomen{rest}"
