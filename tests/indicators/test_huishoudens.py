"""From 2022 on the income limit differs by household; limits typed from the public sources.

2025: € 49.669 for one person, € 54.847 for more (rijksoverheid.nl 18-11-2024).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.model import Huishouden, Inkomensklasse
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.workbook.doelgroep import income_limit, outside, target_classes

Reken = Callable[..., dict[Any, Any]]
EEN, MEER = Huishouden


def klasse(
    naam: str, boven: int | None, tot: int | None, huishouden: Huishouden | None = None
) -> Inkomensklasse:
    """Give a class of incomes."""
    return Inkomensklasse(
        naam=naam, gedrukt=naam, boven=boven, tot_en_met=tot, huishouden=huishouden, regel=1
    )


BY_HOUSEHOLD = [
    klasse("een laag", None, 49669, EEN),
    klasse("een hoog", 49669, None, EEN),
    klasse("meer laag", None, 54847, MEER),
    klasse("meer hoog", 54847, None, MEER),
]
BETWEEN = [
    klasse("laag", None, 49669),
    klasse("tussen", 49669, 54847),
    klasse("hoog", 54847, None),
]


def of_year(afspraken: Afspraken, jaar: int, klassen: list[Inkomensklasse]) -> Afspraken:
    """Give the agreements of another year, with other classes."""
    gemeente = afspraken.gemeente.model_copy(update={"jaar": jaar})
    return afspraken.model_copy(update={"gemeente": gemeente, "inkomensklassen": klassen})


def names(afspraken: Afspraken) -> list[str]:
    """Name the classes of the target group."""
    return [found.naam for found in target_classes(afspraken)]


def test_each_household_has_its_own_limit(afspraken: Afspraken) -> None:
    own = of_year(afspraken, 2025, BY_HOUSEHOLD)
    assert str(income_limit(own)) == "€ 49.669 (eenpersoons) of € 54.847 (meerpersoons)"
    assert names(own) == ["een laag", "meer laag"]
    assert outside(own).keys() == {"een hoog", "meer hoog"}


def test_a_class_between_the_two_limits_belongs_to_neither_side(afspraken: Afspraken) -> None:
    own = of_year(afspraken, 2025, BETWEEN)
    assert names(own) == []
    assert "deels boven de inkomensgrens" in outside(own)["tussen"]
    assert "laag" not in outside(own)


@pytest.mark.parametrize(("tot", "binnen"), [(49669, True), (49670, False)])
def test_a_class_of_any_household_is_within_the_lower_limit(
    afspraken: Afspraken, tot: int, binnen: bool
) -> None:
    """One euro above € 49.669 is above the limit of a single person."""
    own = of_year(afspraken, 2025, [klasse("laag", None, tot), klasse("hoog", 54847, None)])
    assert names(own) == (["laag"] if binnen else [])


def test_until_2021_there_is_one_limit(afspraken: Afspraken) -> None:
    """2021: € 40.024 (aedes.nl)."""
    own = of_year(afspraken, 2021, [klasse("laag", None, 40024), klasse("hoog", 40024, None)])
    assert (str(income_limit(own)), names(own)) == ("€ 40.024", ["laag"])


EENPERSOONS = "inkomensgrens van de DAEB-doelgroep, eenpersoonshuishoudens (vanaf 2022)"


@pytest.mark.parametrize(
    ("jaar", "naam"),
    [
        (2014, "'inkomensgrens van de DAEB-doelgroep, alle huishoudens (tot en met 2021)'"),
        (2027, f"'{EENPERSOONS}'"),
    ],
)
def test_a_year_without_a_limit_names_the_norm_that_is_missing(
    afspraken: Afspraken, jaar: int, naam: str
) -> None:
    own = of_year(afspraken, jaar, BY_HOUSEHOLD)
    with pytest.raises(UnknownNormError, match=f"De norm {re.escape(naam)}.*op 1 januari {jaar}"):
        target_classes(own)
    assert outside(own).keys() == {one.naam for one in BY_HOUSEHOLD}


CHANCES = """inkomensklasse | jaar | periode | teller | noemer
    een laag | {0} | heel jaar | 30 | 200
    een hoog | {0} | heel jaar | 1 | 50
    meer laag | {0} | heel jaar | 30 | 100
    meer hoog | {0} | heel jaar | 2 | 50"""


def test_the_slaagkans_of_the_target_group_of_2025(reken: Reken, afspraken: Afspraken) -> None:
    # (30 + 30) / (200 + 100) = 20%, just the norm; 30/200 = 15% is below it, 30/100 is not.
    own = of_year(afspraken, 2025, BY_HOUSEHOLD)
    found = reken({"slaagkans_inkomen": CHANCES.format(2025)}, date(2025, 12, 31), own)
    group = found["SLK-DOELGROEP", None, "2025"]
    assert (group.waarde, group.norm, group.oordeel) == (0.2, 0.2, "gehaald")
    assert "€ 49.669 (eenpersoons) of € 54.847 (meerpersoons)" in group.toelichting
    low = found["SLK-INKOMEN", "een laag", "2025"]
    assert (low.waarde, low.oordeel) == (0.15, "niet gehaald")
    assert found["SLK-INKOMEN", "meer hoog", "2025"].oordeel == "geen norm"
    assert found["SLK-INKOMEN-ONDER", None, "2025"].waarde == 1


def test_without_a_limit_nothing_is_held_to_it_and_it_is_told(
    reken: Reken, afspraken: Afspraken
) -> None:
    own = of_year(afspraken, 2027, BY_HOUSEHOLD)
    found = reken({"slaagkans_inkomen": CHANCES.format(2027)}, date(2027, 12, 31), own)
    missing = f"norm '{EENPERSOONS}'"
    for code in ("SLK-DOELGROEP", "SLK-INKOMEN-ONDER"):
        value = found[code, None, "2027"]
        assert (value.waarde, value.oordeel) == (None, "niet te bepalen")
        assert missing in value.toelichting
    low = found["SLK-INKOMEN", "een laag", "2027"]
    assert (low.waarde, low.norm, low.oordeel) == (0.15, None, "geen norm")
    assert f"Zonder oordeel: de {missing}" in low.toelichting
    # Everyone together needs no limit: 63 / 400.
    assert found["SLK-KLASSEN", None, "2027"].waarde == 0.1575


def test_a_limit_that_is_not_verified_decides_nothing(reken: Reken, afspraken: Afspraken) -> None:
    """Of € 36.798 in 2018 no public source was seen."""
    own = of_year(afspraken, 2018, [klasse("laag", None, 36798), klasse("hoog", 36798, None)])
    table = """inkomensklasse | jaar | periode | teller | noemer
        laag | 2018 | heel jaar | 10 | 100
        hoog | 2018 | heel jaar | 90 | 100"""
    found = reken({"slaagkans_inkomen": table}, date(2018, 12, 31), own)
    for key in (("SLK-DOELGROEP", None), ("SLK-INKOMEN", "laag")):
        value = found[(*key, "2018")]
        assert (value.waarde, value.oordeel) == (0.1, "aandacht")
        assert "€ 36.798 is nog te verifiëren" in value.toelichting
    # The norm for everyone together does not rest on the limit: 100 / 200.
    assert found["SLK-KLASSEN", None, "2018"].oordeel == "gehaald"
