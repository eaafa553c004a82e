"""Figures over a few homes: none is public, however it is computed and wherever it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from proving.kit import voorbeeld
from proving.kit.reading import DAY, plain

from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.templates.forms.form import Look, lay_out, render

pytestmark = [pytest.mark.traag, pytest.mark.steekproef(8, familie="openbare aantallen")]

Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[Rows], None]
Write = Callable[..., Path]
NTA, OLD = "NTA 8800", "2015-2020 (Nader Voorschrift)"


class Noted(Rows):
    """Rows of a workbook that note the tables that were asked for."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> list[dict[str, Any]]:
        self.asked.add(name)
        return super().__getitem__(name)


@pytest.fixture(scope="session")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Give a function that writes a workbook with the tables that a change looks at, or all."""

    def write(change: Change | None = None, *, of_all: bool = False) -> Path:
        rows = Noted(voorbeeld.rijen(voorbeeld.GEMEENTE, 1))
        if change:
            change(rows)
        asked = rows.keys() if of_all else rows.asked
        left = {name: table if name in asked else [] for name, table in rows.items()}
        path = tmp_path_factory.mktemp("gevuld") / "gemeente.xlsx"
        path.write_bytes(voorbeeld.werkmap(voorbeeld.GEMEENTE, 1, left))
        return path

    return write


def both(*paths: Path) -> tuple[list[Indicator], list[Indicator]]:
    """Give the values for the parties themselves, and those for everyone."""
    whole, public = (report_of(paths, DAY, openbaar=is_public) for is_public in (False, True))
    return list(whole.indicators), list(public.indicators)


def values(
    indicators: list[Indicator], code: str, part: str | None = None, period: str | None = None
) -> list[float]:
    """Give what is known of one indicator."""
    return [
        one.waarde
        for one in indicators
        if one.code == code
        and one.waarde is not None
        and (part is None or one.onderdeel == part)
        and period in (None, one.periode)
    ]


def in_words(path: Path, *, openbaar: bool = True) -> str:
    """Give the report as Markdown on one line."""
    laid = lay_out(report_of([path], DAY, openbaar=openbaar))
    return plain(render(laid, ".md", Look()).decode("utf-8"))


def homes(*kinds: tuple[int, str | None, str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a list of homes: so many with a label, of a method, with more."""

    def each() -> Iterator[dict[str, Any]]:
        for many, label, method, more in kinds:
            for _ in range(many):
                day = date(2018, 5, 1) if label else None
                yield (
                    {"corporatie": "Woonforte", "label": label, "registratie": day}
                    | {
                        "methode": method if label else None,
                        "geldig_tot": date(2028, 5, 1) if label else None,
                    }
                    | more
                )

    return [{"eenheid": f"W{at:03}", **row} for at, row in enumerate(each())]


def one_by_another_method(rows: Rows) -> None:
    rows["energielabels"][:] = homes(
        (1, "A", NTA, {"primair": 137.25}),
        (24, "C", OLD, {"energie_index": 1.6}),
        (1, None, "", {}),
    )


def test_the_mean_over_one_home(gevuld: Write) -> None:
    whole, public = both(gevuld(one_by_another_method))
    assert values(whole, "ELB-PRIMAIR") == [137.25]
    assert values(public, "ELB-PRIMAIR") == []


def test_the_one_home_without_a_label(gevuld: Write) -> None:
    """25 of 26 have one: the share tells it, and so does the length of the list."""
    path = gevuld(one_by_another_method)
    whole, public = both(path)
    assert values(whole, "ELB-DEKKING") == [pytest.approx(25 / 26)]
    assert values(public, "ELB-DEKKING") == []
    assert "96,2%" in in_words(path, openbaar=False)
    assert "96,2%" not in in_words(path)
    assert not any(one.cellen for one in public)


def test_a_few_labels_beside_one_that_is_told(gevuld: Write) -> None:
    """Of 45 homes 40 have label C, so A and B hold five together."""

    def change(rows: Rows) -> None:
        rows["energielabels"][:] = homes((3, "A", OLD, {}), (2, "B", OLD, {}), (40, "C", OLD, {}))

    whole, public = both(gevuld(change))
    assert values(whole, "ELB-VERDELING", "C") == [40]
    assert values(public, "ELB-VERDELING", "C") == []


def test_labels_that_ran_out(gevuld: Write) -> None:
    """30 have one, 12 never had and 3 ran out: "Bij 3 is het label verlopen" points at three."""

    def change(rows: Rows) -> None:
        old = {"geldig_tot": date(2015, 5, 1), "registratie": date(2005, 5, 1)}
        rows["energielabels"][:] = homes(
            (30, "C", OLD, {}), (12, None, "", {}), (3, "C", OLD, old),
        )  # fmt: skip

    whole, public = both(gevuld(change))
    assert any("Bij 3 is het label verlopen" in one.toelichting for one in whole)
    assert not any("verlopen" in one.toelichting for one in public)


def test_the_index_of_three_homes(gevuld: Write) -> None:
    """The index of a corporatie, its line to the goal and its chart rest on its homes."""

    def change(rows: Rows) -> None:
        for row in rows["energie_index"]:
            if row["corporatie"] == "Habeko Wonen":
                row |= {"woningen": 3, "energie_index": 1.77}

    path = gevuld(change)
    whole, public = both(path)
    for code in ("EIX-STAND", "EIX-PAD", "EIX-NODIG"):
        assert values(whole, code, "Habeko Wonen")
        assert values(public, code, "Habeko Wonen") == []
    assert "1,77" in in_words(path, openbaar=False)
    assert "1,77" not in in_words(path)


def test_a_mean_of_all_less_that_of_the_others(gevuld: Write) -> None:
    """The index of all and that of the one with many homes would give that of three homes."""

    def change(rows: Rows) -> None:
        for row in rows["energie_index"]:
            row["woningen"] = 3 if row["corporatie"] == "Habeko Wonen" else 30

    _, public = both(gevuld(change))
    told = [one.onderdeel for one in public if one.code == "EIX-STAND" and one.waarde is not None]
    assert {"Habeko Wonen", None, "Woonforte"} - {*told} >= {"Habeko Wonen"}
    assert not {None, "Woonforte"} <= {*told}


def test_the_base_year_in_a_sentence(gevuld: Write) -> None:
    """The figure of this year is large, but its sentence tells the small one of the base year."""

    def change(rows: Rows) -> None:
        for row in rows["slaagkans_kern"]:
            if row["kern"] == "Boskoop":
                few = row["jaar"] == 2016
                row |= {"teller": 4 if few else 40, "noemer": 61 if few else 200, "opgegeven": None}

    whole, public = both(gevuld(change))
    assert any("In 2016 was het 6,6%." in one.toelichting for one in whole)
    assert not any("In 2016 was het 6,6%." in one.toelichting for one in public)
    assert values(public, "SLK-KERN-VERSCHIL", "Boskoop") == []
    kern = [one for one in public if (one.code, one.onderdeel) == ("SLK-KERN", "Boskoop")]
    assert not any(one.nulmeting for one in kern)


def test_a_stated_percentage_of_few_seekers(gevuld: Write) -> None:
    """A share of 24 seekers is a count, also when only the percentage is filled in."""

    def change(rows: Rows) -> None:
        for row in rows["slaagkans_kern"]:
            if row["kern"] == "Boskoop" and row["jaar"] == 2019:
                row |= {"teller": None, "noemer": 24, "opgegeven": 0.125}

    whole, public = both(gevuld(change))
    assert values(whole, "SLK-KERN", "Boskoop", "2019") == [0.125]
    assert values(public, "SLK-KERN", "Boskoop", "2019") == []


def test_a_stock_that_closes(gevuld: Write) -> None:
    """What was, came and went is what is: of six movements five give the sixth."""

    def change(rows: Rows) -> None:
        rows["woningvoorraad"] = [
            row for row in rows["woningvoorraad"] if row["corporatie"] == "Woonforte"
        ]
        daeb = 9_823 - 2 * 33  # two years before 2018, of which 9.823 and 1.824 are agreed
        for row in rows["woningvoorraad"]:
            row |= {"nieuwbouw": 80, "naar_daeb": 20, "sloop": 30, "verkoop": 25}
            row |= {"aankoop": 3, "naar_niet_daeb": 15, "daeb": daeb, "daeb_kernen": daeb // 3}
            daeb += 33
        other = [dict(row, corporatie="Habeko Wonen") for row in rows["woningvoorraad"]]
        for row in other:
            row |= dict.fromkeys(("nieuwbouw", "naar_daeb", "sloop", "verkoop", "aankoop"), 0)
            row |= {"naar_niet_daeb": 0, "daeb": 1_824, "daeb_kernen": 610}
        rows["woningvoorraad"] += other

    whole, public = both(gevuld(change))
    words = ("nieuwbouw", "aankoop", "overheveling naar DAEB", "sloop", "verkoop")
    words += ("overheveling naar niet-DAEB",)
    assert [values(whole, "VRD-MUTATIE", word, "2019") for word in words] == [
        [80], [3], [20], [30], [25], [15],
    ]  # fmt: skip
    left = [values(public, "VRD-MUTATIE", word, "2019") for word in words]
    stock = [values(public, "VRD-STAND", "Woonforte", year) for year in ("2018", "2019")]
    assert left.count([]) >= 2 or [] in stock


def test_what_was_sold_where_more_was_bought_back(gevuld: Write) -> None:
    """Agreed are 5 and -2: no value tells the 3 of 2018, and the stock with the rest would."""

    def change(rows: Rows) -> None:
        for row in rows["woningvoorraad"]:
            row |= {"nieuwbouw": 60, "naar_daeb": 40, "sloop": 20, "aankoop": 30}
            row |= {"naar_niet_daeb": 51} if row["corporatie"] == "Woonforte" else {}
            row |= {"naar_niet_daeb": 117} if row["corporatie"] != "Woonforte" else {}

    whole, public = both(gevuld(change))
    words = ("nieuwbouw", "aankoop", "overheveling naar DAEB", "sloop")
    words += ("overheveling naar niet-DAEB",)
    told = [values(whole, "VRD-MUTATIE", word, "2018") for word in words]
    assert told == [[120], [60], [80], [40], [168]]
    # 9.823 is 9.769 + 130 - 20 - 51 - 5, and 1.824 is 1.829 + 130 - 20 - 117 + 2.
    left = [values(public, "VRD-MUTATIE", word, "2018") for word in words]
    assert [] in left


def test_what_a_quarter_added(gevuld: Write) -> None:
    """Half a year and three quarters are both large, and three homes lie between them."""

    def change(rows: Rows) -> None:
        rows["toewijzingen"] = [
            row
            | {"periode": periode, "jaar": 2019, "verhuringen": 100 + more, "doelgroep": 60 + more}
            | {"middeninkomen": 20, "hoger_inkomen": 20, "huurtoeslag": 50, "passend": 38}
            | {"maatwerk": 30}
            for row in rows["toewijzingen"]
            if row["jaar"] == 2019
            for periode, more in (("kwartaal 1 t/m 2", 0), ("kwartaal 1 t/m 3", 3))
        ]

    whole, public = both(gevuld(change))
    parts = [f"2019, kwartaal 1 t/m {n}" for n in (2, 3)]
    assert all(values(whole, "TWZ-DOELGROEP", "Woonforte", part) for part in parts)
    told = [values(public, "TWZ-DOELGROEP", "Woonforte", part) for part in parts]
    assert [] in told


def quarters(rows: Rows, **later: int) -> None:
    """Give each corporatie half a year and three quarters, with so many more in the later."""
    half = {"verhuringen": 100, "doelgroep": 60, "middeninkomen": 20, "hoger_inkomen": 20}
    half |= {"huurtoeslag": 50, "passend": 38, "maatwerk": 30}
    rows["toewijzingen"] = [
        row | {"periode": periode} | {n: many + more * later.get(n, 0) for n, many in half.items()}
        for row in rows["toewijzingen"]
        if row["jaar"] == 2019
        for periode, more in (("kwartaal 1 t/m 2", 0), ("kwartaal 1 t/m 3", 1))
    ]


def shares(public: list[Indicator], code: str, part: str | None) -> list[list[float]]:
    """Give what is told of a share, by part of the year."""
    periods = [f"2019, kwartaal 1 t/m {n}" for n in (2, 3)]
    own = [one for one in public if one.onderdeel == part]
    return [values(own, code, period=period) for period in periods]


def test_what_a_quarter_added_beside_a_part(gevuld: Write) -> None:
    """Of 50 lettings 47 went to the target group, so three households have more income."""

    def change(rows: Rows) -> None:
        quarters(
            rows, verhuringen=50, doelgroep=47, middeninkomen=2, hoger_inkomen=1,
            huurtoeslag=20, passend=15, maatwerk=15,
        )  # fmt: skip

    whole, public = both(gevuld(change))
    for code in ("TWZ-DOELGROEP", "TWZ-BOVEN"):
        assert all(shares(whole, code, "Woonforte"))
        assert [] in shares(public, code, "Woonforte")
        assert [] in shares(public, code, None)  # six of both corporaties together


def test_what_a_quarter_added_to_all_corporaties(gevuld: Write) -> None:
    """Three of each corporatie are six together: who knows the six knows of both that it is few."""

    def change(rows: Rows) -> None:
        quarters(
            rows, verhuringen=50, doelgroep=3, middeninkomen=27, hoger_inkomen=20,
            huurtoeslag=20, passend=15, maatwerk=15,
        )  # fmt: skip

    whole, public = both(gevuld(change))
    assert all(shares(whole, "TWZ-DOELGROEP", None))
    assert [] in shares(public, "TWZ-DOELGROEP", None)


def test_what_a_quarter_added_in_the_workbooks_of_all(tmp_path: Path) -> None:
    """The municipality's workbook has the rows too; those that count are the corporaties' own."""

    def change(rows: Rows) -> None:
        rows["toewijzingen"] = [
            row
            | {"periode": periode, "jaar": 2019, "verhuringen": 100 + 50 * later}
            | {"doelgroep": 60 + 3 * later, "middeninkomen": 20 + 47 * later, "hoger_inkomen": 20}
            | {"huurtoeslag": 50 + 20 * later, "passend": 38 + 15 * later}
            | {"maatwerk": 30 + 15 * later}
            for row in rows["toewijzingen"]
            if row["jaar"] == 2019
            for periode, later in (("kwartaal 1 t/m 2", 0), ("kwartaal 1 t/m 3", 1))
        ]

    paths = []
    for naam in voorbeeld.PARTIJEN:
        rows = voorbeeld.rijen(naam, 1)
        change(rows)
        paths.append(tmp_path / f"{naam}.xlsx")
        paths[-1].write_bytes(voorbeeld.werkmap(naam, 1, rows))
    whole, public = both(*paths)
    for naam in voorbeeld.CORPORATIES:
        parts = [f"2019, kwartaal 1 t/m {n}" for n in (2, 3)]
        assert all(values(whole, "TWZ-DOELGROEP", naam, part) for part in parts)
        assert [] in [values(public, "TWZ-DOELGROEP", naam, part) for part in parts]


def test_a_share_in_the_reason_why_there_is_no_verdict(gevuld: Write) -> None:
    """Whether it was agreed on is not filled in; one tenth of forty homes are four households."""

    def change(rows: Rows) -> None:
        for row in rows["nieuwbouwprojecten"]:
            row |= {"woningen": 40, "opgeleverd": 40 if row["jaar"] < 2020 else 0}
            row |= {"maatwerk": 0.1, "afspraak_huurders": None}

    path = gevuld(change)
    assert "over 10% lokaal maatwerk" in in_words(path, openbaar=False)
    assert "over 10% lokaal maatwerk" not in in_words(path)


def test_appliances_are_in_homes(gevuld: Write) -> None:
    def change(rows: Rows) -> None:
        for row in rows["open_verbranding"]:
            row |= {"begin": 40, "gepland": 37, "vervangen": 37}

    path = gevuld(change)
    whole, public = both(path)
    assert values(whole, "OVT-RESTEREND", "Woonforte", "2019") == [3]
    assert values(public, "OVT-RESTEREND", "Woonforte", "2019") == []
    # What two years leave is told by neither: so many were there, so many were replaced.
    assert "37 vervangen; 3 over" not in in_words(path)


def test_more_replaced_than_there_were(gevuld: Write) -> None:
    """The reason why there is no value holds a count as well."""

    def change(rows: Rows) -> None:
        for row in rows["open_verbranding"]:
            row |= {"begin": 4, "gepland": 5, "vervangen": 7}

    whole, public = both(gevuld(change))
    assert any("meer toestellen vervangen (7)" in one.toelichting for one in whole)
    assert not any("(7)" in one.toelichting for one in public)


def test_the_share_of_a_small_project(gevuld: Write) -> None:
    """One tenth of forty homes are four households."""

    def change(rows: Rows) -> None:
        for row in rows["nieuwbouwprojecten"]:
            row |= {"woningen": 40, "opgeleverd": 40 if row["jaar"] < 2020 else 0, "maatwerk": 0.1}

    whole, public = both(gevuld(change))
    assert values(whole, "NBW-MAATWERK", period="2019")
    assert values(public, "NBW-MAATWERK", period="2019") == []


def test_the_plan_beside_what_was_not_filled_in(gevuld: Write) -> None:
    def change(rows: Rows) -> None:
        for row in rows["kwaliteitsverbetering"]:
            row |= {"gepland": 8 if row["corporatie"] == "Woonforte" else 30, "gerealiseerd": None}

    path = gevuld(change)
    assert "| 8 woningen |" in in_words(path, openbaar=False)
    assert "| 8 woningen |" not in in_words(path)


def test_one_project_in_two_tables(gevuld: Write) -> None:
    """The homes of a project are told by the list of projects or by the land price, not by both."""

    def change(rows: Rows) -> None:
        projects = [row for row in rows["nieuwbouwprojecten"] if row["jaar"] == 2019][:2]
        for row, many in zip(projects, (8, 50), strict=True):
            row |= {"corporatie": "Woonforte", "woningen": many, "opgeleverd": many}
        rows["nieuwbouwprojecten"] = projects
        rows["grondprijsbeding"][:] = [
            {"corporatie": "Woonforte", "project": row["project"], "kern": row["kern"]}
            | {"woningen": row["woningen"], "ingang": date(2019, 7, 1), "onttrokken": 0}
            for row in projects
        ]

    whole, public = both(gevuld(change))
    assert values(whole, "GPB-WONINGEN", "Woonforte") == [58]
    assert not (values(public, "GPB-WONINGEN", "Woonforte") and 50 in values(public, "NBW-PROJECT"))


POINTS_AT_NOBODY = ("AFS-", "DOE-", "LBM-", "BWI-", "WSC-", "ZON-", "GPB-VRIJ", "GPB-ONTTROKKEN")
"""Agreements, goals, classes, initiatives, walks, panels, days; and homes of which none went."""


def test_every_figure_says_what_it_rests_on(gevuld: Write) -> None:
    """A new indicator that says nothing would be published whatever it is computed from."""
    indicators = report_of([gevuld(of_all=True)], DAY).indicators
    silent = {one.code for one in indicators if one.waarde is not None and not one.steunt_op}
    assert {c for c in silent if not c.startswith((*POINTS_AT_NOBODY, "GPB-BOETE"))} == set()
    assert len({one.code for one in indicators if one.steunt_op}) > 60


def test_no_sentence_tells_more_than_the_figure_rests_on(gevuld: Write) -> None:
    """Every whole number of homes in an explanation is a count that the value says it tells."""
    word = r"(?:woningen|verhuringen|woningzoekenden|zoekers|toestellen|verhuureenheden|DAEB)\b"
    checked = 0
    for one in report_of([gevuld(one_by_another_method, of_all=True)], DAY).indicators:
        told = {abs(int(s.aantal)) for s in one.steunt_op}
        for text in re.findall(
            rf"(?<![\d.,])([\d.]*\d)(?: DAEB-woningen| {word})(?! per jaar)", one.toelichting
        ):
            count = int(text.replace(".", ""))
            if not one.code.startswith(("ZON-", "VRD-GROEI", "VRD-RUIMTE", "VRD-KERNEN")):
                checked += 1
                assert count in told or count == one.waarde, (one.code, one.toelichting)
    assert checked > 100


def test_two_files_of_one_name_are_two(tmp_path: Path) -> None:
    """Cells of one address in two files are two cells, else all that is told of them goes."""
    done = {"Woonforte": 40, "Habeko Wonen": 4}
    paths = []
    for naam in (*done, voorbeeld.GEMEENTE):
        rows = voorbeeld.rijen(naam, 1)
        for row in rows["kwaliteitsverbetering"]:
            many = done[row["corporatie"]]
            row |= {"gepland": many, "gerealiseerd": many}
        path = tmp_path / naam / "werkmap.xlsx"
        path.parent.mkdir()
        path.write_bytes(voorbeeld.werkmap(naam, 1, rows))
        paths.append(path)
    whole, public = both(*paths)
    assert sorted(values(whole, "KWL-REALISATIE", period="2018")) == [4, 40, 44]
    assert values(public, "KWL-REALISATIE", period="2018") == [44]
