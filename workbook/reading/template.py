"""Which template a workbook was made from, and what its start sheet says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from prestatieafspraken.dutch import day, written
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.number import clean, parse
from prestatieafspraken.dutch.shown import as_json, in_sentence
from prestatieafspraken.workbook.book import Start
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading import structure_faults as faults
from prestatieafspraken.workbook.template_id import TEMPLATE_PROPERTY, SjabloonSoort, TemplateId

NAME = "sjabloon"
LAYOUTS = (1,)
LABELS = {
    "gemeente": "Gemeente",
    "jaar": "Jaar van de afspraken",
    "partij": "Partij",
    "peildatum": "Peildatum",
    "status": "Status",
}


def identify(raw: RawBook) -> tuple[TemplateId | None, list[Finding]]:
    """Give the id of the template, or why the workbook is not one of ours.

    The document property counts: nobody changes it by accident. The cell is the fallback for
    programs that drop properties.
    """
    sheet, cell, value = raw.named(NAME)
    text = raw.properties.get(TEMPLATE_PROPERTY) or value
    place = Place(sheet, None, cell)
    if not isinstance(text, str) or not clean(text):
        return None, [faults.ANDERE_WERKMAP.at(Place())]
    try:
        found = TemplateId.parse(clean(text))
    except ValueError:
        return None, [faults.KENMERK_ONLEESBAAR.at(place, gevonden=in_sentence(text))]
    if found.versie not in LAYOUTS:
        known = written.listing([str(versie) for versie in LAYOUTS])
        return None, [faults.INDELING_ONBEKEND.at(place, versie=found.versie, bekend=known)]
    if found.soort not in tuple(SjabloonSoort):
        return None, [faults.SOORT_ONBEKEND.at(place, soort=in_sentence(found.soort))]
    return found, []


def start(raw: RawBook, template: TemplateId) -> tuple[Start, list[Finding]]:
    """Give what the start sheet says, and what is wrong with it."""
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, label in LABELS.items():
        sheet, cell, value = raw.named(f"start_{name}")
        place = Place(sheet or "Start", None, cell, label)
        if value is None or (isinstance(value, str) and not clean(value)):
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
