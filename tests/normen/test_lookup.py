"""Norms: looked up by name, day and municipality, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving.orakel.document import regels

from prestatieafspraken.normen import UnknownNormError, kalender, klassen, names, norm
from prestatieafspraken.normen.load import load


@pytest.mark.parametrize(
    ("naam", "dag", "waarde", "status"),
    [
        ("daeb_inkomensgrens", date(2019, 1, 1), "38035", "bevestigd"),
        ("daeb_inkomensgrens", date(2019, 12, 31), "38035", "bevestigd"),
        ("daeb_inkomensgrens", date(2018, 12, 31), "36798", "te verifiëren"),
        ("daeb_inkomensgrens", date(2020, 1, 1), "39055", "bevestigd"),
        ("daeb_inkomensgrens_eenpersoons", date(2026, 6, 1), "51537", "bevestigd"),
        ("daeb_inkomensgrens_meerpersoons", date(2022, 1, 1), "45014", "bevestigd"),
        ("middeninkomensgrens", date(2019, 7, 1), "42436", "bevestigd"),
        ("daeb_huurgrens", date(2019, 7, 1), "720.42", "bevestigd"),
        ("daeb_huurgrens", date(2023, 7, 1), "808.06", "bevestigd"),
        ("passend_toewijzen", date(2019, 7, 1), "0.95", "bevestigd"),
        ("lokaal_maatwerk", date(2021, 12, 31), "0.25", "te verifiëren"),
        ("lokaal_maatwerk", date(2023, 12, 31), "0.25", "bevestigd"),
        ("lokaal_maatwerk", date(2024, 1, 1), "0.50", "bevestigd"),
        ("toewijzing_doelgroep", date(2021, 12, 31), "0.80", "bevestigd"),
        ("toewijzing_doelgroep", date(2022, 1, 1), "0.925", "bevestigd"),
        ("leefbaarheid_normbedrag", date(2019, 7, 1), "125", "te verifiëren"),
    ],
)
def test_value_on_a_day(naam: str, dag: date, waarde: str, status: str) -> None:
    found = norm(naam, dag)
    assert (found.waarde, found.status) == (Decimal(waarde), status)
    assert found.bron


CONFIRMED = [
    (r["naam"], r["van"], r["tot"], r["waarde"], r["bevestigd_door"])
    for r in regels("normen")
    if r["bevestigd_door"]
]
"""Every value that was seen in a public source, typed from what that source says."""


@pytest.mark.parametrize(
    ("naam", "vanaf", "tot", "waarde", "bron"), CONFIRMED, ids=[" ".join(r[:2]) for r in CONFIRMED]
)
def test_what_is_confirmed_is_as_its_source_says(
    naam: str, vanaf: str, tot: str, waarde: str, bron: str
) -> None:
    first = date.fromisoformat(vanaf)
    last = date.fromisoformat(tot) if tot else first + timedelta(days=3650)
    for dag in (first, last):
        found = norm(naam, dag)
        assert (found.vanaf, found.tot) == (first, last if tot else None)
        assert (found.waarde, found.bron, found.status) == (Decimal(waarde), bron, "bevestigd")


def test_nothing_is_called_confirmed_that_was_not_typed() -> None:
    called = {
        (series.naam, value.vanaf.isoformat())
        for series in load().series.values()
        for value in series.waarden
        if value.status == "bevestigd"
    }
    assert called == {(naam, vanaf) for naam, vanaf, *_ in CONFIRMED}


@pytest.mark.parametrize(
    ("naam", "dag", "sentence"),
    [
        ("daeb_inkomensgrens", date(2014, 12, 31), "niet bekend op 31 december 2014"),
        ("daeb_inkomensgrens", date(2022, 1, 1), "tot en met 31 december 2021"),
        ("leefbaarheid_normbedrag", date(2022, 1, 1), "geldt niet meer op 1 januari 2022"),
        ("leefbaarheid_normbedrag", date(2022, 1, 1), "Zij gold vanaf 1 januari 2015 tot en met"),
        ("leefbaarheid_normbedrag", date(2014, 1, 1), "niet bekend op 1 januari 2014"),
        ("aftoppingsgrens_laag", date(2018, 6, 1), "2026, met onderbrekingen"),
        ("toewijzing_middeninkomen", date(2023, 1, 1), "De norm 'grootste deel van de DAEB-verh"),
        ("daeb_huurgrens", date(2027, 1, 1), "niet bekend op 1 januari 2027"),
        ("daeb_inkomengrens", date(2019, 1, 1), "Bedoelt u daeb_inkomensgrens?"),
        ("iets anders", date(2019, 1, 1), "De norm iets anders bestaat niet."),
    ],
)
def test_outside_the_data_is_refused(naam: str, dag: date, sentence: str) -> None:
    with pytest.raises(UnknownNormError, match=sentence.replace("?", r"\?").replace(".", r"\.")):
        norm(naam, dag)


@given(
    st.sampled_from(names()),
    st.dates(min_value=date(2014, 1, 1), max_value=date(2028, 1, 1)),
)
def test_lookup_equals_a_naive_scan(naam: str, dag: date) -> None:
    expected = None
    for value in load().series[naam].waarden:
        if value.vanaf <= dag:
            expected = None if value.tot is not None and value.tot < dag else value
    if expected is None:
        with pytest.raises(UnknownNormError):
            norm(naam, dag)
        return
    found = norm(naam, dag)
    assert (found.waarde, found.bron, found.status) == (
        expected.waarde,
        expected.bron,
        expected.status,
    )
    assert found.vanaf <= dag
    assert found.tot is None or dag <= found.tot


CHAINS = {
    "energielabel_nader_voorschrift": {
        "A++": "0.6",
        "A+": "0.8",
        "A": "1.2",
        "B": "1.4",
        "C": "1.8",
        "D": "2.1",
        "E": "2.4",
        "F": "2.7",
    },
    "energielabel_voor_2015": {
        "A++": "0.50",
        "A+": "0.70",
        "A": "1.05",
        "B": "1.30",
        "C": "1.60",
        "D": "2.00",
        "E": "2.40",
        "F": "2.90",
    },
    "energielabel_nta_8800": {
        "A++++": "0.00",
        "A+++": "50.00",
        "A++": "75.00",
        "A+": "105.00",
        "A": "160.00",
        "B": "190.00",
        "C": "250.00",
        "D": "290.00",
        "E": "335.00",
        "F": "380.00",
    },
}


@pytest.mark.parametrize("naam", sorted(CHAINS))
def test_label_on_both_sides_of_every_bound(naam: str) -> None:
    labels = [*CHAINS[naam], "G"]
    for number, (label, bound) in enumerate(CHAINS[naam].items()):
        assert klassen(naam).of(Decimal(bound)) == label
        assert klassen(naam).of(Decimal(bound) + Decimal("0.000001")) == labels[number + 1]


def test_classes_of_the_leefbaarometer_from_bad_to_good() -> None:
    assert klassen("leefbaarometer").volgorde == [
        *("Zeer onvoldoende", "Ruim onvoldoende", "Onvoldoende", "Zwak"),
        *("Voldoende", "Ruim voldoende", "Goed", "Zeer goed", "Uitstekend"),
    ]


def test_unknown_classes() -> None:
    with pytest.raises(UnknownNormError, match="Bedoelt u leefbaarometer"):
        klassen("leefbarometer")


def test_the_days_of_a_year_are_those_of_law_and_practice() -> None:
    """Woningwet art. 43 (bod) and 44a (dPi), sbr-wonen.nl (dVi), and practice."""
    summer, winter = [((7, 1), "bod"), ((7, 1), "dvi")], [((12, 15), "afspraken_praktijk")]
    every = [((1, 1), "afspraken"), *summer, *winter, ((12, 15), "dpi")]
    of_2025 = [((on.month, on.day), dag.naam) for on, dag in kalender(2025)]
    assert sorted(of_2025) == every
    assert {"bod_eerste_keer"} == {d.naam for _, d in kalender(2015)} - {n for _, n in every}
    assert "bod" not in {dag.naam for _, dag in kalender(2015)}


def test_a_law_of_which_the_staatsblad_was_not_seen_is_still_to_be_verified() -> None:
    (found,) = [(on, d.status) for on, d in kalender(2026) if d.naam == "wet_versterking_regie"]
    assert found == (date(2026, 7, 1), "te verifiëren")


def test_a_label_that_has_to_go_by_a_year_is_a_norm() -> None:
    assert norm("labels_efg_weg", date(2025, 1, 1)).waarde == 2028
