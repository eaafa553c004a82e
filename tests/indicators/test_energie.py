"""The energy index; the figures are those printed in the agreements (r. 264-287, 769-776)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from prestatieafspraken.indicators.context import FigureRow
from prestatieafspraken.indicators.grenzen import label

Reken = Callable[..., dict[Any, Any]]

VOORRAAD = """corporatie | jaar | soort_cijfer | daeb
    Woonforte | 2017 | realisatie | 9769
    Woonforte | 2018 | realisatie | 9823
    Woonforte | 2022 | prognose | 10053
    Habeko Wonen | 2017 | realisatie | 1829
    Habeko Wonen | 2018 | realisatie | 1824
    Habeko Wonen | 2022 | prognose | 1960"""
ONBEKEND, NV, EPA = "onbekend", "2015-2020 (Nader Voorschrift)", "voor 2015 (EPA)"


def indexen(
    *rijen: tuple[str, int, str, str], methode: str = ONBEKEND, woningen: tuple[str, ...] = ()
) -> str:
    """Write rows of corporatie, year, kind of figure and index."""
    homes = woningen or ("",) * len(rijen)
    lines = [
        f"{naam} | {jaar} | {soort} | {methode} | {index} | {aantal}"
        for (naam, jaar, soort, index), aantal in zip(rijen, homes, strict=True)
    ]
    kop = "corporatie | jaar | soort_cijfer | methode | energie_index | woningen"
    return "\n".join([kop, *lines])


GEDRUKT = (
    ("Woonforte", 2017, "realisatie", "1.79"),
    ("Habeko Wonen", 2017, "realisatie", "1.55"),
    ("Woonforte", 2019, "prognose", "1.63"),
    ("Habeko Wonen", 2019, "prognose", "1.41"),
)


@pytest.fixture(scope="module")
def cijfers(reken: Reken) -> dict[Any, Any]:
    return reken({"energie_index": indexen(*GEDRUKT), "woningvoorraad": VOORRAAD})


@pytest.mark.parametrize(
    ("wat", "code", "onderdeel", "periode", "waarde"),
    [
        ("pad van Woonforte", "EIX-PAD", "Woonforte", "2020", 1.55),
        ("pad van Habeko Wonen", "EIX-PAD", "Habeko Wonen", "2020", 1.34),
        ("nog nodig voor Woonforte", "EIX-NODIG", "Woonforte", "2020", 0.38),
        ("nog nodig voor Habeko Wonen", "EIX-NODIG", "Habeko Wonen", "2020", 0.16),
        ("aankomst van Woonforte", "EIX-AANKOMST", "Woonforte", None, 2023.75),
        ("aankomst van Habeko Wonen", "EIX-AANKOMST", "Habeko Wonen", None, 2021.285714286),
        # (1,79 x 9769 + 1,55 x 1829) / 11598 and (1,63 x 9823 + 1,41 x 1824) / 11647
        ("gewogen in 2017", "EIX-STAND", None, "2017", 1.752152095),
        ("gewogen in 2019, naar 2018", "EIX-STAND", None, "2019", 1.595546493),
    ],
)
def test_printed_figures(
    cijfers: dict[Any, Any],
    wat: str,
    code: str,
    onderdeel: str | None,
    periode: str | None,
    waarde: float,
) -> None:
    assert cijfers[code, onderdeel, periode].waarde == waarde, wat


def test_both_corporaties_miss_the_norm(cijfers: dict[Any, Any]) -> None:
    for naam in (None, "Woonforte", "Habeko Wonen"):
        found = cijfers["EIX-PAD", naam, "2020"]
        assert (found.norm, found.oordeel) == (1.25, "aandacht")


def test_the_weights_of_2019_are_those_of_2018_and_it_says_so(cijfers: dict[Any, Any]) -> None:
    found = cijfers["EIX-STAND", None, "2019"]
    assert found.toelichting == (
        "1,60 in 2019 (prognose). Methode: onbekend; zonder methode volgt uit een index geen "
        "label. De index van 2019 is gewogen naar de getelde DAEB-woningen van 2018; die van 2019 "
        "zijn er nog niet."
    )
    assert found.cellen[-2:] == ("woningvoorraad!daeb8", "woningvoorraad!daeb11")


@pytest.mark.parametrize(
    ("wat", "soort", "index", "peildatum", "waarde", "oordeel"),
    [
        ("2020 gemeten, de norm", "realisatie", "1.25", date(2020, 12, 31), 1.25, "gehaald"),
        ("2020 net niet", "realisatie", "1.251", date(2020, 12, 31), 1.251, "niet gehaald"),
        ("2020 verwacht, de norm", "prognose", "1.25", date(2019, 12, 31), 1.25, "op koers"),
        ("2020 verwacht, net niet", "prognose", "1.26", date(2019, 12, 31), 1.26, "aandacht"),
        ("2020 om, nog prognose", "prognose", "1.20", date(2021, 1, 1), None, "niet te bepalen"),
    ],
)  # fmt: skip
def test_a_figure_of_the_target_year_goes_before_the_line(
    reken: Reken,
    wat: str,
    soort: str,
    index: str,
    peildatum: date,
    waarde: float,
    oordeel: str,
) -> None:
    rows = indexen(*GEDRUKT, ("Habeko Wonen", 2020, soort, index), methode=EPA)
    found = reken({"energie_index": rows}, peildatum)["EIX-PAD", "Habeko Wonen", "2020"]
    assert (found.waarde, found.oordeel) == (waarde, oordeel), wat


@pytest.mark.parametrize("basis", [(), GEDRUKT[:1]])
def test_the_year_itself_decides_without_a_base(
    reken: Reken, basis: tuple[tuple[str, int, str, str], ...]
) -> None:
    """Where the year of the goal was counted there is no line to draw, nor one to ask for."""
    counted = [(naam, 2020, "realisatie", "1.31") for naam in ("Woonforte", "Habeko Wonen")]
    rows = indexen(*basis, *counted, methode=EPA, woningen=("9000",) * (2 + len(basis)))
    found = reken({"energie_index": rows}, date(2020, 12, 31))
    for code in ("EIX-PAD", "EIX-PAD-B"):  # 1,31 is above 1,25, and above the 1,30 of label B
        one = found[code, None, "2020"]
        assert (one.waarde, one.oordeel) == (1.31, "niet gehaald"), one.toelichting
    assert found["EIX-AANKOMST", None, None].waarde is None


@pytest.mark.parametrize(
    ("wat", "rijen", "reden"),
    [
        (
            "jaar om zonder cijfer",
            GEDRUKT,
            "Het jaar 2020 is om, maar de index is nog niet gemeten.",
        ),
        ("geen basis", GEDRUKT[2:], "Over 2017 ontbreekt de energie-index van Woonforte."),
        ("alleen de basis", GEDRUKT[:2], "Er is geen energie-index van na 2017."),
        (
            "dubbel",
            (*GEDRUKT, GEDRUKT[2]),
            "In 2019 staat een corporatie meer dan één keer.",
        ),
        (
            "leeg",
            (GEDRUKT[0], ("Woonforte", 2019, "prognose", "")),
            "Niet elke energie-index over 2019 is ingevuld.",
        ),
    ],
)
def test_no_path_without_its_figures(
    reken: Reken, wat: str, rijen: tuple[tuple[str, int, str, str], ...], reden: str
) -> None:
    found = reken({"energie_index": indexen(*rijen)}, date(2020, 12, 31))
    pad = found["EIX-PAD", "Woonforte", "2020"]
    assert (pad.waarde, pad.oordeel, pad.toelichting) == (None, "niet te bepalen", reden), wat


def test_methods_are_never_mixed(reken: Reken) -> None:
    lines = indexen(*GEDRUKT[:2], methode=EPA).splitlines()
    lines += indexen(*GEDRUKT[2:], methode=NV).splitlines()[1:]
    rows = "\n".join(lines)
    found = reken({"energie_index": rows, "woningvoorraad": VOORRAAD})
    assert found["EIX-PAD", "Woonforte", "2020"].toelichting == (
        "De index van 2017 is van een andere methode dan die van 2019; ze zijn niet te vergelijken."
    )
    mixed = rows.replace(EPA, NV, 1)
    found = reken({"energie_index": mixed, "woningvoorraad": VOORRAAD})
    assert found["EIX-STAND", None, "2017"].toelichting == (
        "De indexen over 2017 zijn van verschillende methoden en zijn niet te middelen."
    )


def test_the_target_year_itself_needs_no_line(reken: Reken) -> None:
    """1,40 in 2020 is label B in its own method, whatever the method of 2017 was."""
    lines = indexen(("Woonforte", 2017, "realisatie", "1.79"), methode=EPA).splitlines()
    lines += indexen(("Woonforte", 2020, "realisatie", "1.40"), methode=NV).splitlines()[1:]
    found = reken({"energie_index": "\n".join(lines)}, date(2021, 1, 15))
    label_b, norm = (found[code, "Woonforte", "2020"] for code in ("EIX-PAD-B", "EIX-PAD"))
    assert (label_b.waarde, label_b.oordeel) == (1.4, "gehaald")
    assert (norm.waarde, norm.oordeel) == (1.4, "aandacht")
    for one in (label_b, norm):
        assert "2017" not in one.toelichting.replace("De index van 2017 is gewogen", "")
        assert (one.nulmeting, one.aankomst) == (None, None)
    for code in ("EIX-NODIG", "EIX-AANKOMST"):
        one = next(one for key, one in found.items() if key[:2] == (code, "Woonforte"))
        assert "ze zijn niet te vergelijken" in one.toelichting


def test_an_index_that_does_not_fall_never_arrives(reken: Reken) -> None:
    rows = (("Woonforte", 2017, "realisatie", "1.5"), ("Woonforte", 2018, "realisatie", "1.5"))
    found = reken({"energie_index": indexen(*rows)})
    assert found["EIX-PAD", "Woonforte", "2020"].waarde == 1.5
    assert found["EIX-AANKOMST", "Woonforte", None].toelichting == (
        "De index daalt niet; langs deze lijn wordt de norm nooit bereikt."
    )


def test_a_norm_that_is_reached_needs_no_line(reken: Reken) -> None:
    rows = (("Woonforte", 2017, "realisatie", "1.3"), ("Woonforte", 2018, "realisatie", "1.2"))
    found = reken({"energie_index": indexen(*rows)})
    assert found["EIX-AANKOMST", "Woonforte", None].waarde == 2018
    assert found["EIX-NODIG", "Woonforte", "2020"].waarde == 0


@pytest.mark.parametrize(
    ("wat", "woningen", "voorraad", "waarde", "tekst"),
    [
        ("woningen met een index gaan voor", ("100", "300"), VOORRAAD, 1.61, "een index."),
        ("halve opgave: de voorraad", ("100", ""), VOORRAAD, 1.752152095, "van 2017."),
        ("geen woningen, geen voorraad", ("", ""), "", None, "staat niet in deze werkmap"),
        ("nul woningen", ("0", "0"), VOORRAAD, None, "geen woningen om naar te wegen."),
        ("één corporatie zonder woningen", ("0", "300"), VOORRAAD, 1.55, "een index."),
    ],
)
def test_weights(
    reken: Reken,
    wat: str,
    woningen: tuple[str, str],
    voorraad: str,
    waarde: float | None,
    tekst: str,
) -> None:
    tables = {"energie_index": indexen(*GEDRUKT[:2], woningen=woningen)}
    if voorraad:
        tables["woningvoorraad"] = voorraad
    found = reken(tables)["EIX-STAND", None, "2017"]
    assert found.waarde == waarde, wat
    assert tekst in found.toelichting, wat


def test_the_whole_needs_every_corporatie_that_signs(reken: Reken) -> None:
    found = reken({"energie_index": indexen(GEDRUKT[0]), "woningvoorraad": VOORRAAD})
    assert found["EIX-STAND", None, "2017"].toelichting == (
        "Over 2017 ontbreekt de energie-index van Habeko Wonen."
    )


@pytest.mark.parametrize(
    ("wat", "methode", "tekst"),
    [
        (
            "onbekend",
            ONBEKEND,
            "1,34 in 2020, dat is 0,09 boven de norm van 1,25. De norm van 1,25 hoort bij de "
            "methode voor 2015 (EPA); de methode van deze index is onbekend.",
        ),
        (
            "Nader Voorschrift: label B loopt verder",
            NV,
            "de methode van deze index is 2015-2020 (Nader Voorschrift). Daarmee staat dit oordeel "
            "niet vast. Label B loopt bij de methode 2015-2020 (Nader Voorschrift) tot en met "
            "1,40: die grens wordt wel gehaald.",
        ),
        (
            "EPA",
            EPA,
            "boven de norm van 1,25. Label B loopt bij de methode voor 2015 (EPA) tot en met 1,30: "
            "die grens wordt ook niet gehaald.",
        ),
    ],
)
def test_the_method_is_told_with_the_verdict(
    reken: Reken, wat: str, methode: str, tekst: str
) -> None:
    found = reken({"energie_index": indexen(*GEDRUKT, methode=methode)})
    pad = found["EIX-PAD", "Habeko Wonen", "2020"]
    assert (pad.waarde, pad.norm, pad.oordeel) == (1.34, 1.25, "aandacht"), wat
    assert tekst in pad.toelichting, wat


def test_nta_8800_has_no_index(reken: Reken) -> None:
    found = reken({"energie_index": indexen(*GEDRUKT, methode="NTA 8800")})
    assert found["EIX-PAD", "Woonforte", "2020"].toelichting == (
        "De methode NTA 8800 kent geen energie-index."
    )


def test_rounding_never_hides_the_side_of_the_norm(reken: Reken) -> None:
    rows = (*GEDRUKT, ("Woonforte", 2020, "realisatie", "1.2504"))
    found = reken({"energie_index": indexen(*rows)}, date(2020, 12, 31))
    assert found["EIX-PAD", "Woonforte", "2020"].toelichting.startswith(
        "Van 1,79 in 2017 naar 1,2504 in 2020, dat is 0,0004 boven de norm van 1,25."
    )


@pytest.mark.parametrize(
    ("methode", "laatste", "klasse", "volgende"),
    [
        (EPA, "0.50", "A++", "A+"),
        (EPA, "0.70", "A+", "A"),
        (EPA, "1.05", "A", "B"),
        (EPA, "1.30", "B", "C"),
        (EPA, "1.60", "C", "D"),
        (EPA, "2.00", "D", "E"),
        (EPA, "2.40", "E", "F"),
        (EPA, "2.90", "F", "G"),
        (NV, "0.60", "A++", "A+"),
        (NV, "0.80", "A+", "A"),
        (NV, "1.20", "A", "B"),
        (NV, "1.40", "B", "C"),
        (NV, "1.80", "C", "D"),
        (NV, "2.10", "D", "E"),
        (NV, "2.40", "E", "F"),
        (NV, "2.70", "F", "G"),
        ("NTA 8800", "0.00", "A++++", "A+++"),
        ("NTA 8800", "50.00", "A+++", "A++"),
        ("NTA 8800", "75.00", "A++", "A+"),
        ("NTA 8800", "105.00", "A+", "A"),
        ("NTA 8800", "160.00", "A", "B"),
        ("NTA 8800", "190.00", "B", "C"),
        ("NTA 8800", "250.00", "C", "D"),
        ("NTA 8800", "290.00", "D", "E"),
        ("NTA 8800", "335.00", "E", "F"),
        ("NTA 8800", "380.00", "F", "G"),
    ],
)
def test_labels_on_both_sides_of_every_bound(
    methode: str, laatste: str, klasse: str, volgende: str
) -> None:
    assert label(Decimal(laatste), methode) == klasse
    assert label(Decimal(laatste) + Decimal("0.01"), methode) == volgende
    # A cell holds a binary fraction; reading takes its noise off.
    noisy = FigureRow("t", 7, {"x": float(laatste) + 1e-15}, None).number("x")
    assert noisy is not None
    assert label(noisy, methode) == klasse


def test_an_unknown_method_has_no_label() -> None:
    assert label(Decimal("1.25"), ONBEKEND) is None


@pytest.mark.parametrize(
    ("index", "letter"), [("1.41", "C"), ("1.40", "B"), ("1.63", "C"), ("1.20", "A")]
)
def test_the_label_of_the_mean(reken: Reken, index: str, letter: str) -> None:
    rows = indexen(("Habeko Wonen", 2019, "realisatie", index), methode=NV)
    found = reken({"energie_index": rows})["EIX-STAND", "Habeko Wonen", "2019"]
    assert f"Dat is label {letter}, volgens de methode {NV}." in found.toelichting


@pytest.mark.parametrize(
    ("methode", "index", "code", "norm", "oordeel"),
    [
        (EPA, "1.25", "EIX-PAD", 1.25, "gehaald"),
        (EPA, "1.2500001", "EIX-PAD", 1.25, "niet gehaald"),
        (EPA, "1.30", "EIX-PAD-B", 1.3, "gehaald"),
        (EPA, "1.3000001", "EIX-PAD-B", 1.3, "niet gehaald"),
        (NV, "1.26", "EIX-PAD-B", 1.4, "gehaald"),
        (NV, "1.40", "EIX-PAD-B", 1.4, "gehaald"),
        (NV, "1.4000001", "EIX-PAD-B", 1.4, "niet gehaald"),
        # The 1,25 is of EPA: beside an index of another method it decides nothing.
        (NV, "1.25", "EIX-PAD", 1.25, "op koers"),
        (NV, "1.26", "EIX-PAD", 1.25, "aandacht"),
        # Of an index without a method the bound of the label was assumed.
        (ONBEKEND, "1.25", "EIX-PAD", 1.25, "op koers"),
        (ONBEKEND, "1.40", "EIX-PAD-B", 1.4, "op koers"),
        (ONBEKEND, "1.41", "EIX-PAD-B", 1.4, "aandacht"),
    ],
)
def test_a_bound_decides_an_index_of_its_own_method(
    reken: Reken, methode: str, index: str, code: str, norm: float, oordeel: str
) -> None:
    table = indexen(
        ("Woonforte", 2017, "realisatie", "1.79"),
        ("Woonforte", 2020, "realisatie", index),
        methode=methode,
    )
    found = reken({"energie_index": table}, date(2020, 12, 31))[code, "Woonforte", "2020"]
    assert (found.norm, found.oordeel) == (norm, oordeel)


@pytest.mark.parametrize(
    ("onderdeel", "waarde", "oordeel"),
    [("Habeko Wonen", 1.34, "op koers"), ("Woonforte", 1.55, "aandacht")],
)
def test_the_printed_path_against_label_b(
    cijfers: dict[Any, Any], onderdeel: str, waarde: float, oordeel: str
) -> None:
    """Habeko passes 1,40 and fails 1,25; Woonforte fails both. The method had to be assumed."""
    found = cijfers["EIX-PAD-B", onderdeel, "2020"]
    assert (found.waarde, found.norm, found.oordeel) == (waarde, 1.4, oordeel)
    assert f"De methode is onbekend; aangenomen is {NV}, die gold in 2019." in found.toelichting
    assert cijfers["EIX-PAD", onderdeel, "2020"].oordeel == "aandacht"


def test_the_arrival_is_a_year_as_people_say_it(cijfers: dict[Any, Any]) -> None:
    habeko = cijfers["EIX-AANKOMST", "Habeko Wonen", None]
    # 0,16 at 0,07 a year is 2,29 years after the end of 2019: in 2021 it is 1,27, in 2022 1,20.
    assert "1,25 bereikt in de loop van 2022." in habeko.toelichting
    assert habeko.berekening == "(1,41 − 1,25) / 0,07 = 2,29 jaar na eind 2019"
    assert round(habeko.waarde, 1) == 2021.3
    woonforte = cijfers["EIX-AANKOMST", "Woonforte", None]
    assert woonforte.berekening == "(1,63 − 1,25) / 0,08 = 4,75 jaar na eind 2019"


def test_the_weighted_mean_is_written_out(cijfers: dict[Any, Any]) -> None:
    assert cijfers["EIX-STAND", None, "2017"].berekening == (
        "(1,79 × 9.769 + 1,55 × 1.829) / 11.598 = 1,752"
    )
    assert cijfers["EIX-STAND", None, "2019"].berekening.endswith("= 1,596")


def test_what_was_counted_goes_before_what_was_expected(reken: Reken) -> None:
    """The sheet comes with the agreed forecast of 2019; the counted figure stands beside it."""
    table = """corporatie | jaar | soort_cijfer | energie_index | methode
        Woonforte | 2019 | prognose | 1.63 | 2015-2020 (Nader Voorschrift)
        Woonforte | 2019 | realisatie | 1.66 | 2015-2020 (Nader Voorschrift)"""
    found = reken({"energie_index": table})["EIX-STAND", "Woonforte", "2019"]
    assert found.waarde == 1.66
    assert "prognose" not in found.toelichting
