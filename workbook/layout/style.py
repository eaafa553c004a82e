"""How the workbook looks: colours, fonts and fills, in one place."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Calibri"
INK, SOFT, LINE, PANEL = "1F2933", "52606D", "CBD2D9", "F5F7FA"
BRAND = "154273"
GENERAL = "44546A"
"""The colour of what belongs to no theme, or to theme 0."""
THEMES = ("1F5FA8", "1B7F79", "A85B12")
"""Calm colours for themes side by side, told apart by people who do not see all colours."""

CALCULATED_FILL = PatternFill("solid", fgColor="F6F7F9")
AGREED_FILL = PatternFill("solid", fgColor="DFE6ED")
INPUT_FILL = PatternFill("solid", fgColor="FFF3C4")
ASKED_FILL = PatternFill("solid", bgColor="FFF3C4")
WRONG_FILL = PatternFill("solid", bgColor="FBD5E0")
CAREFUL_FILL = PatternFill("solid", bgColor="FFE8C2")
GOOD_FILL = PatternFill("solid", bgColor="CFEFEA")
ON_COURSE_FILL = PatternFill("solid", bgColor="DCE9F8")
OPEN_FILL = PatternFill("solid", bgColor="ECEEF1")

_thin = Side(style="thin", color=LINE)
CELL_BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
_asked = Side(style="thin", color="C9A84A")
ASKED_BORDER = Border(left=_asked, right=_asked, top=_asked, bottom=_asked)
_free = Side(style="dotted", color="8B96A1")
FREE_BORDER = Border(left=_free, right=_free, top=_free, bottom=_free)
_agreed = Side(style="thin", color="FFFFFF")
AGREED_BORDER = Border(left=_agreed, right=_agreed, top=_agreed, bottom=_agreed)

TITLE = Font(name=FONT, size=18, bold=True, color=BRAND)
LEAD = Font(name=FONT, size=11, color=SOFT)
BODY = Font(name=FONT, size=11, color=INK)
STRONG = Font(name=FONT, size=11, bold=True, color=INK)
FIGURE = Font(name=FONT, size=14, bold=True, color=INK)
SECTION = Font(name=FONT, size=13, bold=True, color=BRAND)
HINT = Font(name=FONT, size=9, italic=True, color=SOFT)
CALCULATED = Font(name=FONT, size=11, italic=True, color=SOFT)
LINK = Font(name=FONT, size=11, underline="single", color=BRAND)
HEADER = Font(name=FONT, size=11, bold=True, color="FFFFFF")

WRAP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
HINT_ALIGNMENT = Alignment(vertical="bottom", horizontal="left", indent=1, shrink_to_fit=True)
TOP = Alignment(vertical="top")
HEADER_ALIGNMENT = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
HEADER_TOP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
MIDDLE = Alignment(vertical="top", horizontal="center")


def theme_colour(theme: int) -> str:
    """Give the colour of a theme; after the last one it is the first again."""
    return THEMES[(theme - 1) % len(THEMES)] if theme else GENERAL


def header_fill(theme: int) -> PatternFill:
    """Give the fill of a header in the colour of a theme."""
    return PatternFill("solid", fgColor=theme_colour(theme))
