"""The list for real Excel: it begins, it takes as long as it says, and what can be tried is tried.

What a step asks of the product is shown here without Excel wherever that can be; what Excel itself
makes of it is what the list is for.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "excel-controlelijst.md").read_text(encoding="utf-8")
ROWS = {int(nr): text for nr, text in re.findall(r"^\| (\d+) \| (.*)$", PAGE, re.MULTILINE)}

TRIED = {
    1: "cli/test_invoegtoepassing::test_install_check_and_remove",
    2: "addin/test_build::test_open_xml_sdk_has_one_known_remark",
    3: "addin/test_build::test_ribbon_ids_are_unique_and_each_button_is_complete",
    4: "addin/test_button::test_without_a_workbook_that_is_told",
    5: "addin/test_press::test_a_workbook_of_someone_else_is_left_alone",
    6: "addin/test_press::test_controleer_marks_lists_and_selects",
    7: "addin/test_press::test_the_open_book_gives_what_the_closed_file_gives",
    8: "addin/test_actions::test_the_findings_are_gone_through_in_a_circle",
    9: "addin/test_wrong_states::test_bevindingen_itself_is_not_checked",
    10: "addin/test_press::test_a_protected_sheet_is_told_and_the_list_is_still_filled",
    11: "addin/test_press::test_open_check_mark_clear_leaves_the_workbook_as_it_was",
    12: "addin/test_click::test_every_button_from_click_to_cell",
    13: "addin/test_press::test_explanations_survive_another_check",
    14: "addin/test_press::test_herstel_brings_back_lists_and_formats",
    15: "addin/test_press::test_jaarverslag_stands_beside_the_workbook",
    16: "addin/test_press::test_help_buttons",
    17: "addin/test_press::test_rows_that_a_filter_on_plain_cells_hides_are_told_as_in_the_file",
    18: "addin/test_wrong_states::test_a_workbook_that_is_read_only_is_left_alone",
    19: "addin/test_build::test_libreoffice_opens_the_workbook_with_macros",
    20: "addin/test_vba::test_a_program_gets_exactly_what_was_meant",
    21: "addin/test_worksheet_functions::test_answers",
    22: "addin/test_vba::test_what_cannot_start_is_told_and_excel_goes_back",
    23: "addin/test_engine_contract::test_values_of_every_kind_come_back",
    24: "addin/test_wrong_states::test_the_command_ends_as_every_command_does",
    25: "addin/test_button::test_what_our_macros_start_leaves_the_path_alone",
    26: "addin/test_vba::test_the_name_of_the_workbook_makes_no_difference",
    27: "addin/test_vba::test_python_starts_in_its_own_folder_and_excel_goes_back_to_its_own",
    28: "addin/test_sealed::test_what_could_act_all_the_same_keeps_a_file_closed",
    29: "addin/test_sealed::test_a_file_is_opened_with_macros_events_and_links_off",
    30: "addin/test_sealed::test_a_link_to_another_file_is_not_followed",
    31: "addin/test_vba::test_a_file_of_another_form_names_no_python",
    32: "addin/test_vba::test_the_file_with_settings_has_the_say",
    33: "addin/test_button::test_no_entrance_ends_other_excels",
    34: "addin/test_button::test_a_button_works_on_the_workbook_in_view",
    35: "addin/test_build::test_no_formula_is_newer_than_excel_2016",
    36: "addin/test_vba::test_on_a_mac_nothing_is_started_and_that_is_told",
    37: "addin/test_button::test_a_workbook_that_is_online_stays_where_it_is",
    38: "batch/test_copies::test_the_mark_of_the_internet_goes_along",
    39: "cli/test_window::test_what_a_command_says_comes_in_a_window",
    40: "addin/test_sealed::test_a_file_is_opened_with_macros_events_and_links_off",
    41: "cli/test_invoegtoepassing::test_only_what_differs_is_written_so_excel_may_be_open",
    42: "docs/test_beheer::test_pip_takes_nothing_that_is_not_locked",
    43: "cli/test_invoegtoepassing::"
    "test_for_everybody_all_stands_where_an_administrator_alone_writes",
    44: "cli/test_invoegtoepassing::test_what_is_left_of_an_installation_for_one_user_is_told",
    45: "addin/test_vba::test_what_cannot_start_is_told_and_excel_goes_back",
    46: "addin/test_button::test_without_a_workbook_that_is_told",
    48: "addin/test_build::test_the_manual_names_every_button",
    49: "addin/test_excel::test_amounts_in_euro_are_numbers",
    50: "addin/test_excel::test_errors_of_excel_365_are_errors",
    51: "addin/test_excel::test_a_cell_that_people_discuss_is_told_and_the_others_have_their_note",
    52: "addin/test_excel::test_a_note_shows_its_whole_text_and_begins_with_what_is_wrong",
    53: "addin/test_excel::test_a_check_that_finds_nothing_more_forgets_what_was_found",
    54: "addin/test_excel::test_what_a_filter_on_bevindingen_hides_is_written_as_well",
    55: "addin/test_excel::test_rules_of_people_stay_where_ours_go",
    56: "addin/test_excel::test_a_long_sentence_is_cut_in_the_status_bar_and_given_back",
    57: "addin/test_excel::test_where_excel_saves_by_itself_that_is_told",
    58: "addin/test_excel::test_a_limit_is_no_text_in_the_language_of_the_user",
    59: "addin/test_calls::test_what_a_filter_hides_takes_three_questions_a_stretch",
    60: "addin/test_excel::test_a_sheet_that_is_hidden_whole_is_read",
    61: "addin/test_calls::test_a_press_asks_no_more_than_it_must",
    62: "workbook/test_outcomes::test_a_new_workbook_says_what_a_check_says",
    63: "workbook/test_outcomes::test_what_is_not_sure_is_not_said",
}
"""By the number of a step the test that tries as much of it as can be tried without Excel."""

ONLY_EXCEL = {47}
"""Of which nothing can be tried here."""

COMMANDS = {
    "demo --uit demo": "cli/test_no_word_of_python::test_the_demo",
    "werkmap bouw --uit proef": "addin/test_build::test_bouw_makes_the_folder_and_the_files",
    "invoegtoepassing installeer --functies": "cli/test_invoegtoepassing::"
    "test_the_functions_come_when_asked_for_and_stay_of_this_version",
}
"""What is typed before the first step, and the test that does so in an empty folder."""


@cache
def _tests(module: str) -> set[str]:
    path = ROOT / "tests" / f"{module}.py"
    return set(re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("test", sorted({*TRIED.values(), *COMMANDS.values()}))
def test_what_tries_a_step_is_there(test: str) -> None:
    module, _, name = test.partition("::")
    assert name in _tests(module)


def test_each_step_has_one_number_and_is_tried_or_is_of_excel_alone() -> None:
    numbers = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    assert TRIED.keys() | ONLY_EXCEL == ROWS.keys()
    assert not TRIED.keys() & ONLY_EXCEL


def test_each_step_says_whether_somebody_saw_it() -> None:
    assert [nr for nr, text in ROWS.items() if not re.search(r"\| [^|]+ \|$", text)] == []


def test_it_takes_half_an_hour() -> None:
    minutes = {
        int(part): int(long)
        for part, long in re.findall(r"^## (\d)\. .*\((\d+) minuten\)$", PAGE, re.MULTILINE)
    }
    assert sum(minutes[part] for part in range(1, 6)) == 30
    assert "Deel 1 tot en met 5 kost samen een half uur" in PAGE


def test_what_is_typed_first_is_what_is_tried() -> None:
    before = PAGE[: PAGE.index("## 1.")]
    typed = re.findall(r"Scripts\\prestatieafspraken ([^;\n`]+)", before)
    assert typed == [*COMMANDS]
