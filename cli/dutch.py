"""Typer in Dutch: usage line, headings, and what it says about wrong use."""

from __future__ import annotations

import difflib
import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


def _translate_headings() -> None:
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenten"
    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"


class _Dutch:
    """What a command and a group of commands share."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        for english, dutch in (
            ("Usage: ", "Gebruik: "),
            ("[OPTIONS]", "[OPTIES]"),
            ("COMMAND [ARGS]...", "OPDRACHT ..."),
        ):
            usage = usage.replace(english, dutch)
        # Newer versions of the library put their own brackets around a name that has its own.
        usage = re.sub(r"\{([^{}]+?)(\.\.\.)?\}(?:\.\.\.)?", r"\1\2", usage)
        return usage.replace("[[", "[").replace("]]", "]")

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            # Newer versions of the library print Python's name of a type, which helps nobody here.
            if getattr(param, "is_flag", False) or param.param_type_name == "argument":
                param.display_type_rich = lambda ctx: None
        return params

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Toon deze uitleg."
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _translate_headings()
        super().format_help(ctx, formatter)  # type: ignore[misc]


class DutchCommand(_Dutch, TyperCommand):
    """A command whose help is Dutch."""


class DutchGroup(_Dutch, TyperGroup):
    """A group of commands whose help is Dutch."""


def wrong_use(error: Any) -> str:
    """Say in one Dutch sentence what is wrong with the words of the command line."""
    param = getattr(error, "param", None)
    name = _name(param)
    match type(error).__name__:
        case "NoSuchOption":
            option = str(error.option_name)
            near = difflib.get_close_matches(option, error.possibilities or _options(error), n=1)
            hint = f" Bedoelt u {near[0]}?" if near else ""
            return f"De optie {option} bestaat niet.{hint}"
        case "MissingParameter":
            return f"{name} ontbreekt."
        case "BadParameter":
            return f"{name} heeft een waarde die niet kan: {_reason(error, param)}"
        case "BadOptionUsage":
            return f"De optie {error.option_name} is niet goed gebruikt: geef er één waarde bij."
    command = getattr(getattr(error, "ctx", None), "command", None)
    words = _unknown_command(error)
    if isinstance(command, TyperGroup) and words:
        known = sorted(command.commands)
        near = difflib.get_close_matches(words, known, n=1)
        hint = f" Bedoelt u {near[0]}?" if near else f" Kies uit: {', '.join(known)}."
        return f"De opdracht {words} bestaat niet.{hint}"
    return "De opdracht klopt niet: er staat een woord te veel of te weinig."


def _name(param: Any) -> str:
    if param is None:
        return "Een argument"
    options = [*getattr(param, "opts", [])]
    if options and options[0].startswith("-"):
        return f"De optie {max(options, key=len)}"
    return f"Het argument {getattr(param, 'metavar', None) or str(param.name).upper()}"


def _options(error: Any) -> list[str]:
    command = getattr(getattr(error, "ctx", None), "command", None)
    return [opt for param in getattr(command, "params", []) for opt in param.opts]


def _reason(error: Any, param: Any) -> str:
    choices = getattr(getattr(param, "type", None), "choices", None)
    if not choices:  # newer versions of the library name them in their text alone
        _, found, named = str(getattr(error, "message", "")).partition(" is not one of ")
        choices = re.findall(r"'([^']*)'", named) if found else []
    if choices:
        return f"kies uit {', '.join(map(str, choices))}."
    ends = [getattr(getattr(param, "type", None), end, None) for end in ("min", "max")]
    if None not in ends:
        low, high = (str(end).replace(".", ",") for end in ends)
        return f"geef een getal van {low} tot en met {high}."
    return "zie --help voor wat hier kan staan."


def _unknown_command(error: Any) -> str:
    # The text of the library is the only place that carries the word.
    message = str(getattr(error, "message", ""))
    return message.split("'")[1] if message.startswith("No such command '") else ""


def parse_day(value: str) -> Any:
    """Read a day written as JJJJ-MM-DD or dd-mm-jjjj (UserError when it is no day)."""
    from datetime import datetime

    from prestatieafspraken.dutch.user_error import UserError

    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(value, form).date()  # a day has no time zone
        except ValueError:
            continue
    raise UserError(
        "GBR-003",
        f"De dag {value} bestaat niet of is niet goed geschreven.",
        "Schrijf de peildatum als JJJJ-MM-DD, bijvoorbeeld 2019-12-31.",
    )


__all__ = ["DutchCommand", "DutchGroup", "parse_day", "typer", "wrong_use"]
