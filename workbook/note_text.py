"""What a note on a cell says of its findings; by its first line a note is known as one of ours."""

from __future__ import annotations

from prestatieafspraken.workbook.finding import Severity

HEAD = "Controle prestatieafspraken"
BETWEEN = "\n\n"


def told(ernst: str, melding: str, herstel: str, code: str) -> str:
    """Say what is asked, what is wrong, how to repair it, and by which rule."""
    return f"{Severity(ernst).word.capitalize()}: {melding}\nHerstel: {herstel} ({code})"
