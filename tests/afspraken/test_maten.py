"""The list of measures: its words, and that a word outside it is told with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import prestatieafspraken.afspraken as package
from prestatieafspraken.afspraken import AfsprakenError, load, load_folder
from prestatieafspraken.afspraken.catalogus import catalogus
from prestatieafspraken.afspraken.maten import OWN, by_code

SOURCE = Path(str(package.__file__)).parent / "alphen-aan-den-rijn" / "2019"


def test_a_code_is_there_once_and_says_how_it_is_computed() -> None:
    assert len(by_code()) == len([*OWN, *catalogus()])
    assert [m.code for m in by_code().values() if not m.naam or not m.formule.endswith(".")] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "doelen.toml",
            'maat = "slaagkans"',
            'maat = "slaagkan"',
            "doelen.toml, doel D1-2 maat: De maat slaagkan bestaat niet. Bedoelt u slaagkans?",
        ),
        (
            "afspraken.toml",
            'maat = "beding_boete"',
            'maat = "beding_boetes"',
            "afspraken.toml, afspraak T1-06 getallen.1.maat: De maat beding_boetes bestaat niet. "
            "Bedoelt u beding_boete?",
        ),
        (
            "afspraken.toml",
            'maat = "beding_boete"',
            'maat = "nieuwbouw"',
            "afspraken.toml, afspraak T1-06 getallen.1.maat: Naast de maat nieuwbouw wordt geen "
            "getal van een afspraak gehouden. Bedoelt u maatwerk_nieuwbouw? Kies maatwerk_",
        ),
        (
            "afspraken.toml",
            'maat = "boven_inkomensgrens", richting = "maximaal", tot',
            'maat = "toewijzing_vrij", richting = "maximaal", tot',
            "afspraken.toml, afspraak T1-11 getallen.0.maat: Naast de maat toewijzing_vrij wordt "
            "geen getal van een afspraak gehouden. Kies boven_inkomensgrens, lokaal_maatwerk of",
        ),
        (
            "afspraken.toml",
            'maat = "boven_inkomensgrens", richting = "maximaal", tot',
            'maat = "boven_inkomensgrens", richting = "minimaal", tot',
            "afspraken.toml, afspraak T1-11 getallen.0.richting: Een getal bij de maat "
            'boven_inkomensgrens is maximaal, en dit is minimaal. Schrijf richting = "maximaal"',
        ),
        (
            "afspraken.toml",
            'maten = ["nieuwbouw"]',
            'maten = ["statushoudend"]',
            "afspraken.toml, afspraak T1-01 maten: De maat statushoudend bestaat niet. Bedoelt u "
            "statushouders? Kies een",
        ),
        (
            "afspraken.toml",
            'meet = ["slaagkans"]',
            'meet = ["slagkans"]',
            "afspraken.toml, afspraak T1-09 meet: De maat slagkans bestaat niet. Bedoelt u slaagk",
        ),
        (
            "doelen.toml",
            'beslist_door = ["SLK-DOELGROEP"]',
            'beslist_door = ["SLK-DOELGROP"]',
            "doelen.toml, doel D1-2 beslist_door: De indicator SLK-DOELGROP bestaat niet. Bedoelt "
            "u SLK-DOELGROEP? Kies SLK-TOTAAL, SLK-KERN, SLK-INKOMEN, SLK-DOELGROEP of SLK-KLASS",
        ),
        (
            "doelen.toml",
            'beslist_door = ["EIX-PAD", "EIX-PAD-B"]',
            'beslist_door = ["EIX-PAD", "LVB-PUNTEN"]',
            "doelen.toml, doel D3-1 beslist_door: De indicator LVB-PUNTEN hoort niet bij de maat "
            "van dit doel. Kies EIX-PAD of EIX-PAD-B, of laat beslist_door weg.",
        ),
        (
            "tabellen/tabellen.toml",
            'vult = "zonnepanelen"',
            'vult = "zonnepaneel"',
            "tabellen.toml, tabel C7 vult: De werkmap heeft geen tabel zonnepaneel. Bedoelt u zonn",
        ),
    ],
)
def test_an_unknown_word_is_told_with_its_place_and_the_nearest(
    tmp_path: Path, name: str, old: str, new: str, sentence: str
) -> None:
    folder = tmp_path / "2019"
    shutil.copytree(SOURCE, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(AfsprakenError) as caught:
        load_folder(folder)
    (fault,) = caught.value.faults
    assert sentence in str(fault)


def test_a_goal_or_agreement_is_found_by_its_measure() -> None:
    """As the document has it: the growth of the stock is D0-1, and table C4 has the figures."""
    own = load("alphen-aan-den-rijn", 2019)
    assert [doel.id for doel in own.doelen_met("voorraad_daeb")] == ["D0-1"]
    assert [afspraak.id for afspraak in own.afspraken_met("voorraad_mutaties")] == ["T1-02"]
    assert [afspraak.id for afspraak in own.afspraken_met("lokaal_maatwerk")] == ["T1-12"]
    assert [gedrukt.id for gedrukt in own.gedrukt_bij("woningvoorraad")] == ["C4"]
    assert own.doelen_met("zonnepanelen") == []
