"""Where in the document something stands, as texts say it; of some documents nobody noted it."""

from __future__ import annotations


def met_regels(code: str, regels: str | int) -> str:
    """Give an id with its lines in the document, as far as they are known."""
    return f"{code} (r. {regels})" if regels else code


def tussen_haken(regels: str | int) -> str:
    """Give lines as the end of what is said of them: " (regel 12)"."""
    return f" (regel {regels})" if regels else ""
