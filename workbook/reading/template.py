"""Which template a workbook was made from, and what its start sheet says.

Each fact of the start sheet has a name. Where another program lost it, the label beside the cell
tells the same, in the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from prestatieafspraken.dutch import day, written
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.number import clean, parse
from prestatieafspraken.dutch.shown import as_json, in_sentence
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.book import Start
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.reading import structure_faults as faults
from prestatieafspraken.workbook.template_id import TEMPLATE_PROPERTY, SjabloonSoort, TemplateId

SHEET = "Start"
NAME, LABEL = "sjabloon", "Sjabloon"
LAYOUTS = (1,)
LABELS = {
    "gemeente": "Gemeente",
    "jaar": "Jaar van de afspraken",
    "partij": "Partij",
    "peildatum": "Peildatum",
    "status": "Status",
}
LOWEST, RIGHTMOST = 30, 10
"""The last row and column in which a label is sought: a start sheet begins with them."""
Named = tuple[str | None, str | None, Any]
"""The sheet, the address and the value of a fact."""


def identify(raw: RawBook) -> tuple[TemplateId | None, list[Finding]]:
    """Give the id of the template, or why the workbook is not one of ours.

    The document property counts: nobody changes it by accident. The cell is the fallback for
    programs that drop properties, by its name or else by its label.
    """
    written_down = [(place, text) for place, text in _ids(raw) if clean(text)]
    if not written_down:
        return None, [faults.ANDERE_WERKMAP.at(Place())]
    ids = [(place, TemplateId.read(clean(text))) for place, text in written_down]
    place, found = next((one for one in ids if one[1]), ids[0])
    if found is None:
        text = in_sentence(written_down[0][1])
        return None, [faults.KENMERK_ONLEESBAAR.at(place, gevonden=text)]
    if found.versie not in LAYOUTS:
        known = written.listing([str(versie) for versie in LAYOUTS])
        return None, [faults.INDELING_ONBEKEND.at(place, versie=found.versie, bekend=known)]
    if found.soort not in tuple(SjabloonSoort):
        return None, [faults.SOORT_ONBEKEND.at(place, soort=in_sentence(found.soort))]
    return found, []


def _ids(raw: RawBook) -> Iterator[tuple[Place, str]]:
    """Give every text that should be the id, in the order in which they count."""
    of_cell = _fact(raw, NAME, LABEL)
    for sheet, cell, value in ((None, None, raw.properties.get(TEMPLATE_PROPERTY)), of_cell):
        if isinstance(value, str):
            yield Place(sheet, None, cell), value


def _fact(raw: RawBook, name: str, label: str) -> Named:
    """Give a fact of the start sheet by its name, or else by the label to the left of it."""
    named = raw.named(name)
    if not _is_empty(named[2]):
        return named
    found = [
        (sheet.name, address(row, col + 1), sheet.value(row, col + 1))
        for sheet in _start_sheets(raw.sheets)
        for row, cells in enumerate(sheet.rows[:LOWEST], 1)
        for col, text in enumerate(cells[:RIGHTMOST], 1)
        if isinstance(text, str) and len(text) < 2 * len(label) and key(text) == key(label)
    ]
    return found[0] if len(found) == 1 else named


def _start_sheets(sheets: Sequence[RawSheet]) -> list[RawSheet]:
    """Give the sheet that is called so; the name may have been changed with the rest."""
    return [sheet for sheet in sheets if key(sheet.name) == key(SHEET)] or [
        sheet for sheet in sheets if key(sheet.name).startswith(key(SHEET))
    ]


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not clean(value))


def start(raw: RawBook, template: TemplateId) -> tuple[Start, list[Finding]]:
    """Give what the start sheet says, and what is wrong with it."""
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    lost = (None, None, None)
    if nameless := [label for n, label in LABELS.items() if raw.named(f"start_{n}") == lost]:
        place = Place(SHEET)
        findings.append(faults.STARTNAAM_WEG.at(place, velden=written.listing(nameless)))
    for name, label in LABELS.items():
        sheet, cell, value = _fact(raw, f"start_{name}", label)
        place = Place(sheet or SHEET, None, cell, label)
        if _is_empty(value):
            findings.append(faults.STARTVELD_LEEG.at(place))
            continue
        values[name] = _read(name, value)
        if values[name] is None:
            findings.append(_unreadable(name, value, place))
        elif wrong := _mismatch(name, values[name], template):
            rule, expected = wrong
            shown = str(values[name])
            findings.append(
                rule.at(place, waarde=as_json(value), gevonden=shown, verwacht=expected)
            )
    return Start(**values), findings


def _read(name: str, value: Any) -> Any:
    if isinstance(value, ErrorValue):
        return None
    if name == "jaar":
        number = parse(value) if isinstance(value, str) else None
        if number:
            value = float(number.readings[0])
        whole = isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0
        return int(value) if whole else None
    if name == "peildatum":
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, str):
            days = day.readings(value)
            return days[0] if days and len(days) == 1 else None
        return value if isinstance(value, date) else None
    return clean(value) if isinstance(value, str) else None


def _unreadable(name: str, value: Any, place: Place) -> Finding:
    expected, example = {"jaar": ("jaar", "2019"), "peildatum": ("dag", "31-12-2019")}.get(
        name, ("tekst", "de naam zoals die in de verstuurde werkmap stond")
    )
    return faults.STARTVELD_ONLEESBAAR.at(
        place,
        waarde=as_json(value),
        gevonden=in_sentence(value),
        verwacht=expected,
        voorbeeld=example,
    )


def _mismatch(name: str, value: Any, template: TemplateId) -> tuple[Any, Any] | None:
    if name == "jaar" and value != template.jaar:
        return faults.ANDER_JAAR, template.jaar
    if name == "gemeente" and key(value).replace(" ", "-") != template.gemeente:
        return faults.ANDERE_GEMEENTE, _municipality(template)
    return None


def _municipality(template: TemplateId) -> str:
    """Write the name of a municipality from that of its folder: Alphen aan den Rijn."""
    small = {"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "ter", "van"}
    first, *rest = template.gemeente.split("-")
    return " ".join([first.capitalize(), *(w if w in small else w.capitalize() for w in rest)])
