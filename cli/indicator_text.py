"""Indicators as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.written import day as in_words
from prestatieafspraken.dutch.written import listing, sentences
from prestatieafspraken.indicators.doelbesluit import besloten, rol
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.indicators.told import norm_of, value_of
from prestatieafspraken.templates.report.goals import in_short
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.reading.structure_faults import ANDERE_AFSPRAKEN

STYLES = {
    Oordeel.GEHAALD: "green",
    Oordeel.OP_KOERS: "green",
    Oordeel.AANDACHT: "yellow",
    Oordeel.NIET_GEHAALD: "red",
    Oordeel.NIET_TE_BEPALEN: "dim",
    Oordeel.GEEN_NORM: "dim",
    Oordeel.ONGEVEER_GEHAALD: "green",
    Oordeel.NIET_BEREIKT: "yellow",
    Oordeel.NIET_BEOORDEELD: "dim",
    Oordeel.NIET_TE_BEOORDELEN: "dim",
    Oordeel.PER_LEZING: "yellow",
}


def print_indicators(
    results: Sequence[Indicator],
    verdicts: Sequence[Verdict],
    out: Console,
    *,
    day: date | None = None,
    earlier: bool = True,
) -> None:
    """Print every value with its norm, verdict and explanation; `earlier` ones if asked."""
    if day:
        names = listing([one.path for one in verdicts])
        out.print(f"Indicatoren van {escape(names)}, peildatum {in_words(day)}")
    if any(one.afspraken and one.afspraken.gemeente.voorbeeld for one in verdicts):
        out.print("Let op: van een voorbeeld; over echte partijen zegt dit niets.")
    others = [f.melding for one in verdicts for f in one.findings if f.code == OTHER_AGREEMENTS]
    for melding in dict.fromkeys(others):
        out.print(escape(f"Let op: {melding}"))
    wrong = sum(one.count(Severity.FOUT) for one in verdicts)
    if wrong:
        have = "de werkmap heeft" if len(verdicts) == 1 else "de werkmappen hebben samen"
        out.print(
            f"[bold red]Let op:[/] {have} nog {count_of(wrong, 'fout', 'fouten')}; "
            "zie de opdracht controleer."
        )
    shown = [result for result in results if result.actueel or earlier]
    own = verdicts[0].afspraken
    for part in [*_goals(results, own), *_told(shown, own)]:
        out.print(part)
    out.print()
    if len(shown) < len(results):
        left = count_of(len(results) - len(shown), "eerder cijfer", "eerdere cijfers")
        out.print(f"Niet getoond: {left}; zie --alles. Herkomst van een waarde: --herleid CODE.")


OTHER_AGREEMENTS = ANDERE_AFSPRAKEN.code
HEADLINES = (
    "VRD-GROEI-PLAN",
    "VRD-GROEI",
    "VRD-REST-PLAN",
    "SLK-KERN-ONDER",
    "SLK-INKOMEN-ONDER",
    "SLK-TOTAAL-VERSCHIL",
    "EIX-PAD",
)


def print_headlines(results: Sequence[Indicator], out: Console) -> None:
    """Print in sentences what an alderman asks first: of the whole, and the index of each."""
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(width=1)
    table.add_column(width=34)
    table.add_column(ratio=1)
    for result in results:
        whole = result.onderdeel is None
        if result.code not in HEADLINES or not result.actueel:
            continue
        if whole == (result.code == "EIX-PAD"):
            continue
        sign, style = SIGNS[result.oordeel], STYLES[result.oordeel]
        name = " ".join(part for part in (result.naam, result.onderdeel) if part)
        table.add_row(f"[{style}]{sign}[/]", f"[bold]{escape(name)}[/]", escape(result.toelichting))
    out.print(table)


WIDEST = 28
"""Letters of a value, a norm or a verdict on one line; a norm in words takes more lines."""
LONG = 80
"""An explanation of more characters is not told again, but referred to."""


def _goals(results: Sequence[Indicator], own: Afspraken | None) -> Iterator[RenderableType]:
    """Tell how each goal stands, by what decides it."""
    stands = [besloten(doel, results) for doel in own.doelen] if own else []
    known = [(one, one.oordeel) for one in stands if one.oordeel]
    if known:
        yield "\n[bold]Doelen[/]"
    for one, oordeel in known:
        sign, named = f"[{STYLES[oordeel]}]{SIGNS[oordeel]}[/]", f"{one.doel.id} {one.doel.titel}"
        yield f"  {sign} [bold]{escape(named)}[/]: {oordeel}"
        codes = listing([parts[0].code for parts in one.beslissend])
        yield _indented(f"{in_short(one)} Beslist door: {codes}.", 4)


def _told(results: Sequence[Indicator], own: Afspraken | None) -> Iterator[RenderableType]:
    """Tell the values of one indicator together under its name, each explanation once."""
    rows = {id(result): _values(result) for result in results}
    widths = [
        min(max((cell_len(row[n].plain) for row in rows.values()), default=0), WIDEST)
        for n in (1, 2, 3)
    ]
    told: dict[str, str] = {}
    groups: dict[tuple[str, str], list[Indicator]] = {}
    for result in results:
        groups.setdefault((result.code, result.naam), []).append(result)
    for (code, naam), parts in groups.items():
        roles = [role for one in parts if own and (role := rol(one, own, results))]
        role = next((one for one in roles if one.beslist), next(iter(roles), None))
        yield f"\n[bold]{escape(naam)}[/] [dim]{code}{f', {role}' if role else ''}[/]"
        shared = _shared([result.toelichting for result in parts])
        for result in parts:
            yield _line(rows[id(result)], widths)
            text = " ".join(s for s in sentences(result.toelichting) if s not in shared)
            before = told.setdefault(text, code)
            again = before != code and len(text) > LONG
            if text:
                yield _indented(f"Zie {before}." if again else text, 4)
        yield from (_indented(sentence, 2) for sentence in shared)


def _line(row: Sequence[Text], widths: Sequence[int]) -> Table:
    line = Table.grid(padding=(0, 2), pad_edge=False, expand=True)
    line.add_column(ratio=1)
    value, norm, verdict = widths
    line.add_column(width=value, justify="right")
    line.add_column(width=norm, justify="right")
    line.add_column(width=verdict)
    line.add_row(Padding(row[0], (0, 0, 0, 2)), *row[1:])
    return line


def _indented(text: str, by: int) -> Padding:
    return Padding(Text(text, style="dim"), (0, 0, 0, by))


def _values(result: Indicator) -> tuple[Text, Text, Text, Text]:
    sign, style = SIGNS[result.oordeel], STYLES[result.oordeel]
    of = ", ".join(part for part in (result.onderdeel, result.periode) if part)
    norm = f"norm {norm_of(result)}" if norm_of(result) else ""
    value = "–" if result.waarde is None else value_of(result) + _way(result)
    verdict = Text.assemble((sign, style), f" {result.oordeel}")
    return Text(of), Text(value), Text(norm), verdict


def _shared(texts: Sequence[str]) -> list[str]:
    """Give the sentences that stand in all of several explanations."""
    if len(texts) == 1:
        return []
    return [s for s in sentences(texts[0]) if all(s in sentences(other) for other in texts)]


def _way(result: Indicator) -> str:
    """Give an arrow for the trend."""
    return {"omhoog": " ↑", "omlaag": " ↓", "gelijk": " ="}.get(result.trend or "", "")
