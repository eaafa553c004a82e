"""Workbooks computed and reported together: one joint verdict, whatever order they are given in."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.kit import voorbeeld

import prestatieafspraken as pa
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.batch.side_by_side.compare import compare
from prestatieafspraken.batch.side_by_side.joint import joint
from prestatieafspraken.batch.side_by_side.reported import computed, gathered
from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.bereken import as_contract
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.templates.forms.form import Look, lay_out, render

DAY = date(2019, 12, 31)
BUILT = "Woningvoorraad", "G8"
"""Where the new homes of Woonforte of 2018 stand, in both workbooks; nothing is agreed of them."""
READY = "Nieuwbouwprojecten", "J8"
FILLED = {BUILT: 61, READY: 44}
"""What both workbooks say of them."""
Edits = Mapping[tuple[str, str], Any]


@cache
def printed(holder: str) -> bytes:
    return edited(holder, {})


def edited(holder: str, edits: Edits) -> bytes:
    """Give the workbook of a party as it is sent, with `FILLED` and other values in some cells."""
    book = load_workbook(io.BytesIO(voorbeeld.gedrukt(holder)))
    for (sheet, cell), value in ({} if holder == "Habeko Wonen" else FILLED | edits).items():
        book[sheet][cell].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def _verdict(holder: str, name: str, edits: tuple[tuple[tuple[str, str], Any], ...]) -> Verdict:
    return pa.check(edited(holder, dict(edits)), name=name)


def verdict(holder: str, name: str, edits: Edits | None = None) -> Verdict:
    """Give the verdict on such a workbook, under the name of a file."""
    return _verdict(holder, name, tuple((edits or {}).items()))


def shared(edits: Edits | None = None, name: str = "g.xlsx") -> Verdict:
    return verdict(voorbeeld.GEMEENTE, name, edits)


def own(edits: Edits | None = None, name: str = "w.xlsx") -> Verdict:
    return verdict("Woonforte", name, edits)


def refused(ask: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as error:
        ask()
    assert error.value.exit_code == 1
    return error.value


def homes(verdicts: list[Verdict], *chosen: str) -> tuple[Any, ...]:
    """Give the new homes of Woonforte that count, and the cell that it came from."""
    found = joint(verdicts, chosen).together
    for at, row in found.plain["woningvoorraad"].items():
        if (row["corporatie"], row["jaar"]) == ("Woonforte", 2018):
            return row["nieuwbouw"], found.place("woningvoorraad", at, "nieuwbouw")
    raise AssertionError("no homes")


def test_a_figure_that_two_files_have_otherwise_is_refused_until_one_is_named() -> None:
    both = [shared(), own({BUILT: 76})]
    for ask in (pa.compute, pa.report):
        error = refused(lambda ask=ask: ask(both))  # type: ignore[misc]
        assert error.code == "VSL-019"
        for part in ("g.xlsx, Woningvoorraad!G8", "61", "76", "w.xlsx (Woningvoorraad!G8)"):
            assert part in error.args[0]
        assert "--kies" in error.repair
    assert homes(both, "w.xlsx") == (76, "[w.xlsx]Woningvoorraad!G8")
    assert homes(both, "g.xlsx") == (61, "[g.xlsx]Woningvoorraad!G8")
    assert {b.told() for b in joint(both, ["g.xlsx"]).between if b.finding.code == "INZ-005"} == {
        "g.xlsx, Woningvoorraad!G8: Hier staat 61, maar Woonforte geeft zelf 76 op, in "
        "w.xlsx (Woningvoorraad!G8). Gebruikt is g.xlsx."
    }
    # Both named is none named.
    assert refused(lambda: pa.compute(both, chosen=["g.xlsx", "w.xlsx"])).code == "VSL-019"
    # Everything else is as w.xlsx has it, whichever is named.
    rows = [joint(both, [name]).together.plain for name in ("g.xlsx", "w.xlsx")]
    differ = {
        (name, at, column)
        for name, table in rows[0].items()
        for at, row in table.items()
        for column, value in row.items()
        if rows[1][name][at][column] != value
    }
    assert {(name, column) for name, _, column in differ} == {("woningvoorraad", "nieuwbouw")}
    assert len(differ) == 1


def told_of(code: str, verdicts: list[Verdict], *chosen: str) -> list[str]:
    return [one.told() for one in joint(verdicts, chosen).between if one.finding.code == code]


def test_a_cell_that_one_of_two_left_empty_is_told_beside_the_other() -> None:
    """Of a corporatie an empty cell is no figure; where the municipality is silent, hers counts."""
    left, silent = [shared(), own({READY: None})], [shared({READY: None}), own()]
    told = "g.xlsx, Nieuwbouwprojecten!J8: Hier staat 44, maar Woonforte geeft zelf niets op, in "
    told += "w.xlsx (Nieuwbouwprojecten!J8)."
    assert (
        "hier staat 44, maar Woonforte geeft zelf niets op"
        in refused(lambda: pa.compute(left)).args[0]
    )
    assert told_of("INZ-005", left, "g.xlsx") == [f"{told} Gebruikt is g.xlsx."]
    assert told_of("INZ-005", left, "w.xlsx") == [f"{told} Gebruikt is w.xlsx."]
    for name, count in (("g.xlsx", 44), ("w.xlsx", None)):
        rows = joint(left, [name]).together.plain["nieuwbouwprojecten"].values()
        assert [r["opgeleverd"] for r in rows if r["project"] == "Laan der Continenten"] == [count]
    assert told_of("INZ-005", silent) == [
        "g.xlsx, Nieuwbouwprojecten!J8: Hier staat niets, maar Woonforte geeft zelf 44 op, in "
        "w.xlsx (Nieuwbouwprojecten!J8). Gebruikt is w.xlsx."
    ]
    assert pa.compute(silent) == pa.compute(silent, chosen=["w.xlsx"])


def tuin(partij: str, fase: str) -> Edits:
    cells = (
        "Buurttuin",
        "Boskoop",
        partij,
        fase,
        date(2019, 6, 1) if fase == "uitgevoerd" else None,
    )
    row = zip("ABCDE", cells, strict=True)
    return {("Bewonersinitiatieven", f"{letter}7"): cell for letter, cell in row}


def test_what_two_parties_have_is_refused_only_where_it_makes_a_figure() -> None:
    def carried_out(*chosen: str) -> float | None:
        found = computed(both, DAY, chosen).indicators
        return next(one.waarde for one in found if one.code == "BWI-UITGEVOERD")

    both = [shared(tuin("Habeko Wonen", "uitgevoerd")), own(tuin("Woonforte", "uitgevoerd"))]
    error = refused(lambda: pa.compute(both))
    assert error.args[0] == (
        "De werkmappen spreken elkaar tegen: g.xlsx, Bewonersinitiatieven!A7: buurttuin staat ook "
        "bij Woonforte, in w.xlsx (Bewonersinitiatieven!A7)."
    )
    for name in ("g.xlsx", "w.xlsx"):
        assert carried_out(name) == 1
        told = told_of("INZ-004", both, name)
        assert len(told) == 2
        assert all(line.endswith(f"Gebruikt is {name}.") for line in told)
    # What is only announced makes no figure, whoever announced it.
    both = [shared(tuin("Habeko Wonen", "aangemeld")), own(tuin("Woonforte", "aangemeld"))]
    assert carried_out() == 0
    assert len(told_of("INZ-004", both)) == 2


def test_files_of_one_name_are_told_apart() -> None:
    old, new = own(name="in/w.xlsx"), own({BUILT: 69}, "uit/w.xlsx")
    assert (
        "van Woonforte zijn er in/w.xlsx en uit/w.xlsx"
        in refused(lambda: pa.compute([old, new])).args[0]
    )
    told = joint([old, new], ["uit/w.xlsx"]).between
    assert [one.told() for one in told] == [
        "in/w.xlsx, Start: Van Woonforte is er ook uit/w.xlsx. Gebruikt is uit/w.xlsx.",
        "uit/w.xlsx, Start: Van Woonforte is er ook in/w.xlsx. Gebruikt is uit/w.xlsx.",
    ]


def test_a_year_is_no_number_of_homes() -> None:
    year = ("Woningvoorraad", "B10")
    both = [own({year: 2019}), own({year: 2020}, "w (1).xlsx")]
    assert "Woningvoorraad!B10 (2020 en 2019)." in refused(lambda: pa.compute(both)).args[0]


def test_of_two_versions_none_is_taken() -> None:
    old, new = own(), own({BUILT: 69, READY: None}, "w (1).xlsx")
    error = refused(lambda: pa.compute([old, new]))
    assert error.args[0] == (
        "De werkmappen spreken elkaar tegen: van Woonforte zijn er w (1).xlsx en w.xlsx, die "
        "verschillen in Woningvoorraad!G8 (69 en 61) en Nieuwbouwprojecten!J8 (leeg en 44)."
    )
    for name in ("w.xlsx", "w (1).xlsx"):
        told = joint([old, new], [name])
        assert [one.path for one in told.verdicts] == [name]
        assert [one.gebruikt for one in told.between] == [name, name]
    third = own({BUILT: 71}, "w (2).xlsx")
    assert [v.path for v in joint([third, old, new], ["w.xlsx"]).verdicts] == ["w.xlsx"]
    assert refused(lambda: joint([third, old, new], ["w.xlsx", "w (1).xlsx"])).code == "VSL-019"


def test_versions_that_differ_in_what_was_agreed_make_one_report() -> None:
    """What was agreed counts, whatever a cell of it says: no order and no choice changes a figure.

    9.823 DAEB homes of 2018 and 44 homes of the Laan der Continenten are printed (C4, and r. 233).
    """
    changed = {("Woningvoorraad", "D8"): 9900, ("Nieuwbouwprojecten", "E8"): 440}
    both = [own(), own(changed, "w (1).xlsx")]
    first = pa.compute(both)
    for name in ("w.xlsx", "w (1).xlsx"):
        assert pa.compute(both, chosen=[name]) == first
    assert pa.compute(both[::-1]) == first
    (plan,) = (
        one.waarde for one in first if one.code == "NBW-PLAN" and one.onderdeel == "Woonforte"
    )
    assert plan == 11 + 44
    # It is told all the same, and asked about in the file that has it.
    assert len(told_of("INZ-002", both)) == 2
    asked = [[one.place.cel for one in v.findings if one.code == "AFG-001"] for v in both]
    assert asked == [[], ["D8", "E8"]]
    # A cell that nobody agreed on does change a figure, and is refused.
    error = refused(lambda: pa.compute([both[0], own(changed | {BUILT: 69}, "w (1).xlsx")]))
    assert error.code == "VSL-019"
    assert "Woningvoorraad!G8 (69 en 61)" in error.args[0]


def test_what_says_the_same_twice_counts_once() -> None:
    alone = pa.compute(own())
    copy = replace(own(), path="kopie.xlsx", sha256="0" * 64)
    for others in ([own(), own()], [own(), replace(own(), path="b.xlsx")], [own(), copy]):
        told = joint(others)
        assert len(told.verdicts) == 1
        assert pa.compute(others) == alone
        assert {one.finding.code for one in told.between} <= {"INZ-001", "INZ-002"}


def test_who_is_missing_is_told_in_the_report() -> None:
    text = pa.report([shared(), own()], ".md").decode()
    (line,) = (line for line in text.splitlines() if "INZ-003" in line)
    assert "maar niet van Habeko Wonen" in line
    assert text.index("### Tussen de werkmappen") < text.index(line)


def test_a_verdict_that_was_laid_side_by_side_before_says_nothing_twice() -> None:
    both = [shared(), own({BUILT: 76})]
    again = compare(both)
    assert {one.code for one in again[0].findings} > {one.code for one in both[0].findings}
    assert joint(again, ["w.xlsx"]) == joint(both, ["w.xlsx"])


def uitleg(waarde: Any, **place: str) -> Edits:
    """Give a row of the sheet Bevindingen that explains the figure of `BUILT`."""
    told = {"B": "inz-005", "C": BUILT[0], "D": BUILT[1], "G": waarde, "J": "Gesloopt en herbouwd."}
    return {("Bevindingen", f"{column}7"): value for column, value in (told | place).items()}


@pytest.mark.steekproef(3)
@pytest.mark.parametrize(
    ("here", "there", "asks"),
    [
        (uitleg(61), {}, ""),
        (uitleg("61", D="", E="Woonforte 2018", F="Nieuwbouw"), {}, ""),  # the row moved
        (uitleg(None), {}, ""),
        (uitleg(60), {}, "ging over een andere waarde: 60."),
        (uitleg(61, B="INZ-004"), {}, "blad Bevindingen."),
        ({}, uitleg(61), "blad Bevindingen."),  # the question stands in the other workbook
    ],
)
def test_what_a_workbook_explains_counts_where_it_lies_beside_another(
    here: Edits, there: Edits, asks: str
) -> None:
    both = [shared(here), own({BUILT: 76, **there})]
    assert not [f for one in both for f in one.findings if f.code == "TLC-002"]
    told = compare(both)
    assert told == compare(both[::-1])[::-1]
    sent = [Task(check=lambda *_, one=one: one).run(Path(one.path)) for one in both]
    assert compare(sent) == told
    (found,) = (f for f in told[0].findings if f.code == "INZ-005")
    said = ("WAARSCHUWING", None) if asks else ("INFO", "Gesloopt en herbouwd.")
    assert (found.ernst, found.toelichting) == said
    assert asks in f"{found.melding} {found.herstel}"
    # What is explained does not say which of the two counts.
    assert refused(lambda: joint(both)).code == "VSL-019"
    (line,) = told_of("INZ-005", both, "g.xlsx")
    assert ("Gesloopt en herbouwd." in line) == ("Bevindingen" not in asks)
    assert line.endswith("Gebruikt is g.xlsx.")


def test_a_row_that_the_municipality_alone_has_is_told_once_and_counts_for_nobody() -> None:
    extra = {
        ("Woningvoorraad", f"{column}{row}"): value
        for row, year in ((20, 2015), (21, 2014))
        for column, value in zip("ABCDE", ("Woonforte", year, "realisatie", 9000, 500), strict=True)
    }
    both = [shared(extra), own()]
    told = compare(both)
    assert told == compare(both[::-1])[::-1]
    (found,) = (f for one in told for f in one.findings if f.code == "INZ-010")
    assert (found.place.where, found.ernst) == ("Woningvoorraad!A20", "WAARSCHUWING")
    assert "en nog 1 andere" in found.melding
    (line,) = told_of("INZ-010", both)
    assert line.startswith("g.xlsx, Woningvoorraad!A20: Woonforte heeft deze rij")
    years = [row["jaar"] for row in joint(both).together.plain["woningvoorraad"].values()]
    assert not {2014, 2015} & set(years)


def test_of_more_days_one_is_named() -> None:
    other = own({("Start", "C7"): date(2019, 6, 30)})
    error = refused(lambda: pa.compute([shared(), other]))
    assert error.args[0] == (
        "De werkmappen hebben niet dezelfde peildatum: 30 juni 2019 (w.xlsx) en 31 december 2019 "
        "(g.xlsx)."
    )
    assert error.code == "VSL-017"
    assert pa.compute([shared(), other], peildatum=DAY)


@pytest.mark.parametrize("name", ["", "Stichting Elders", "Gemeente Alphen aan den Rijn"])
def test_of_whom_a_workbook_is_must_be_known(name: str) -> None:
    error = refused(lambda: pa.report([shared(), own({("Start", "C6"): name})]))
    assert (error.code, "w.xlsx" in error.args[0]) == ("VSL-016", True)


def test_what_is_chosen_is_one_of_the_files() -> None:
    there = [shared(), replace(own(), path="a/w.xlsx"), replace(own({BUILT: 1}), path="b/w.xlsx")]
    for name in ("x.xlsx", "w.xlsx", "c/w.xlsx"):
        with pytest.raises(ValueError, match="is niet één van de werkmappen") as error:
            pa.compute(there, chosen=[name])
        assert error.value.code == "VSL-018"  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="chosen"):
        pa.compute(there, chosen="a/w.xlsx")
    # b/w.xlsx gives way, and of g.xlsx the figures are the same
    assert homes(there, "a/w.xlsx")[0] == 61


def test_a_public_report_names_no_file() -> None:
    text = pa.report([shared(), own({BUILT: 76})], ".md", public=True, chosen=["w.xlsx"]).decode()
    assert ".xlsx" not in text
    assert "Tussen de werkmappen van de partijen vond de controle" in text


# --- the order of the paths ---


def made(verdicts: list[Verdict], *forms: str) -> list[object]:
    """Give all that is made of verdicts together, the report in some forms."""
    report = gathered(verdicts, None, public=False, chosen=["w.xlsx"])
    laid = lay_out(report)
    found = computed(verdicts, None, ["w.xlsx"])
    after = sorted(pa_compare(verdicts), key=lambda one: one.path)
    return [
        *(render(laid, form, Look()) for form in forms),
        json.dumps(as_contract(found.indicators, found)),
        [one.as_dict() for one in after],
    ]


def pa_compare(verdicts: list[Verdict]) -> list[Verdict]:
    return compare(verdicts)


@pytest.mark.traag
def test_no_order_changes_what_is_made() -> None:
    given = [
        *(shared({BUILT: 62}), own(), own({BUILT: 76}, "w (1).xlsx")),
        *(replace(own(), path="kopie.xlsx"), verdict("Habeko Wonen", "h.xlsx")),
    ]
    orders = list(itertools.permutations(given))
    # each of the five first, last, and beside every other
    drawn = [orders[at] for at in (0, 119, 27, 53, 76, 98)]
    first, last = (made(list(order), ".md", ".html") for order in (drawn[0], drawn[1]))
    assert first == last
    plain = made(list(drawn[0]), ".md")
    assert all(made(list(order), ".md") == plain for order in drawn[2:])
    between = joint(given, ["w.xlsx"]).between
    why = refused(lambda: joint(given)).args[0]
    for order in orders:
        told = joint(order, ["w.xlsx"])
        assert (told.between, [v.path for v in told.verdicts]) == (
            *(between, ["g.xlsx", "w.xlsx", "h.xlsx"]),
        )
        with pytest.raises(UserError) as error:
            joint(order)
        assert error.value.args[0] == why


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the workbooks of three parties, of which two contradict each other."""
    (tmp_path / "g.xlsx").write_bytes(printed(voorbeeld.GEMEENTE))
    (tmp_path / "w.xlsx").write_bytes(edited("Woonforte", {BUILT: 76}))
    (tmp_path / "h.xlsx").write_bytes(printed("Habeko Wonen"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.traag
def test_the_commands_say_the_same_in_every_order(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = [["g.xlsx", "w.xlsx", "h.xlsx"], ["h.xlsx", "w.xlsx", "g.xlsx"], ["w.xlsx", "."]]
    commands = [
        ["controleer"],
        ["controleer", "--formaat", "json"],
        ["controleer", "--formaat", "html"],
        ["bereken", "--kies", "w.xlsx", "--formaat", "json"],
        ["bereken", "--kies", "w.xlsx", "--herleid", "VRD-STAND"],
        ["bereken"],
        ["verslag", "--kies", "w.xlsx", "--uit", "v.md", "--overschrijf"],
        ["verslag", "--kies", "w.xlsx", "--uit", "v.html", "--overschrijf"],
        ["verslag", "--uit", "v.md", "--overschrijf"],
    ]
    for command in commands:
        outputs = set()
        for order in orders:
            (folder / "v.md").write_text("oud", encoding="utf-8")
            code = run([command[0], *order, *command[1:]])
            told = capsys.readouterr()
            file = folder / command[-2] if command[-1] == "--overschrijf" else None
            outputs.add((code, told.out, told.err, file.read_bytes() if file else b""))
        assert len(outputs) == 1, command
        ((code, out, err, data),) = outputs
        if "--kies" in command:
            assert code == 0
            assert "Gebruikt is w.xlsx." in err
        elif command[0] != "controleer":
            assert (code, out) == (1, "")
            assert "61" in err
            assert "76" in err
            assert data in (b"", b"oud")


@pytest.mark.traag
def test_the_trace_names_the_file_of_each_cell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "w.xlsx").write_bytes(edited("Woonforte", {READY: 40}))
    assert run(["bereken", ".", "--kies", "g.xlsx", "--herleid", "NBW-PROJECT"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"\[g\.xlsx\]Nieuwbouwprojecten!J8 = 44\b", told)
    assert re.search(r"\[w\.xlsx\]Nieuwbouwprojecten!E8 = 44\b", told)
