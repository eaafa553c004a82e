"""Agreements moved on a year, and the set of Alphen 2020, which is made that way."""

from __future__ import annotations

from datetime import date

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.volgend_jaar import volgend_jaar
from prestatieafspraken.afspraken.written import texts

NOW = load("alphen-aan-den-rijn", 2019)
LATER = volgend_jaar(NOW)


def test_the_set_of_2020_is_that_of_2019_a_year_later_and_says_that_it_is_an_example() -> None:
    example = LATER.gemeente.model_copy(update={"voorbeeld": True})
    assert load("alphen-aan-den-rijn", 2020) == LATER.model_copy(update={"gemeente": example})
    assert not NOW.gemeente.voorbeeld


def test_what_falls_in_the_year_moves_along() -> None:
    spring = LATER.afspraak("T0-01")
    assert (spring.termijn.van, spring.termijn.tot) == (date(2020, 3, 1), date(2020, 5, 31))
    assert spring.wanneer == "Voorjaar 2020"
    assert spring.titel.startswith("Voorjaarsoverleg: prestaties 2019-2020 volgen")
    assert LATER.afspraak("T3-06").getallen[0].wat == "open verbrandingstoestellen over eind 2020"
    assert (LATER.doel("D2-2").streefjaar, LATER.doel("D2-2").streefdatum) == (
        *(2020, date(2020, 12, 31)),
    )
    (evaluation,) = LATER.afspraak("T2-11").data
    assert (evaluation.gedrukt, evaluation.dag) == ("eind 2020", date(2020, 12, 31))


def test_what_was_agreed_as_a_day_or_a_year_of_its_own_stays() -> None:
    for code in ("T1-02", "T2-03"):  # "tot 2022", and "Start 2020"
        before, after = NOW.afspraak(code), LATER.afspraak(code)
        assert (after.titel, after.wanneer, after.termijn) == (
            *(before.titel, before.wanneer, before.termijn),
        )
    assert LATER.afspraak("T2-11").termijn.van == date(2018, 1, 1)
    assert LATER.doel("D0-1") == NOW.doel("D0-1").model_copy(update={"regels": ""})
    price = LATER.afspraak("T1-11").getallen[2]
    assert (price.wat, price.waarde) == ("inkomensgrens, prijspeil 2019", 38035)


def test_what_only_the_year_could_bring_is_left_out() -> None:
    assert sorted(LATER.tabellen) == ["C1", "C2", "C4", "C6"]  # not the programmes of 2019
    assert LATER.afspraak("T1-01").tabellen == []
    assert not any(one.conclusie for one in LATER.afspraken)
    assert not LATER.bronnen_regels
    assert "regel" not in texts(LATER)["partijen.toml"] + texts(LATER)["doelen.toml"]


def test_a_leap_day_becomes_the_28th() -> None:
    year = NOW.gemeente.model_copy(update={"jaar": 2020})
    term = NOW.afspraken[0].termijn.model_copy(update={"tot": date(2020, 2, 29)})
    one = NOW.afspraken[0].model_copy(update={"termijn": term})
    moved = volgend_jaar(_with(NOW, gemeente=year, afspraken=[one]))
    assert moved.afspraken[0].termijn.tot == date(2021, 2, 28)


def test_it_can_be_moved_on_again() -> None:
    again = volgend_jaar(LATER)
    assert again.gemeente.jaar == 2021
    assert load_texts(texts(again)) == again


def _with(own: Afspraken, **update: object) -> Afspraken:
    return own.model_copy(update=update)
