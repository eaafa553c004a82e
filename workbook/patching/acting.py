"""Whether a formula only computes: reaches nothing outside the workbook, and starts nothing.

What is known to be harmless is listed, and all else acts: a function of an add-in, one that is
newer than this list, or one that fetches a page.
"""

from __future__ import annotations

import re
from functools import cache
from xml.parsers import expat

_NEWER = """
    AGGREGATE ANCHORARRAY ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE
    BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE
    CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT
    CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DROP
    EXPAND EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FILTER FLOOR.MATH FLOOR.PRECISE
    FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS GROUPBY HSTACK
    HYPGEOM.DIST IFNA IFS IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOMITTED
    ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL
    MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION
    PERCENTILE.EXC PERCENTILE.INC PERCENTOF PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI
    PIVOTBY POISSON.DIST QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE REGEXEXTRACT
    REGEXREPLACE REGEXTEST RRI SCAN SEC SECH SEQUENCE SHEET SHEETS SINGLE SKEW.P SORT SORTBY
    STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TAKE TEXTAFTER
    TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW TRIMRANGE UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P
    VAR.S VSTACK WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST
"""
_QUOTED = re.compile(
    r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\[(?:[^\[\]\'"]|\'.|\[(?:[^\[\]\'"]|\'.)*\])*\]'
)
"""A text, the name of a sheet or a column of a table, whichever begins first: each may hold what
the others begin with. A column may be called `[a"b]`; one that has such a quote is not known here,
and what is left of it is a bracket."""
_OUT_OF = set("[]|/\\")
"""No sheet can have these in its name; a path, and a program to ask (DDE), have."""
_ELSEWHERE = re.compile(r"\[x\][^\[\]!'\",;()+\-*/^&=<>\s]*!|\[(?!x\])|(?<!\[x)\]")
_FUNCTION = re.compile(r"(?<![\w.\\?])(?:([\w.\\?]+)\s*\(|_xleta\.([\w.\\?]*))", re.IGNORECASE)
"""A function that is called, or one that is handed to another: `MAP(A1:A9,_xleta.WEBSERVICE)`."""
_LINK = re.compile(r"HYPERLINK\s*\((?!\s*\"#\")|_xleta\.HYPERLINK", re.IGNORECASE)

_HOLDS = re.compile(rb"[<:]f[\s/>]|ormula|definedName|macro|textlink|cfvo")
"""What a part of XML has somewhere when a formula may stand in it."""
_ELEMENTS = {"f", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
_VALUES = {"macro", "textlink", "formula"}


@cache
def computing() -> frozenset[str]:
    """Give the functions that only compute; a link that is shown is looked at by itself."""
    from openpyxl.utils import FORMULAE  # half a second, for a file that hands nothing on

    acting = {"RTD", *(name for name in FORMULAE if name.startswith("CUBE"))}
    return (frozenset(FORMULAE) | frozenset(_NEWER.split())) - acting


def computes(formula: str) -> bool:
    """Tell whether a formula only computes, in this workbook.

    `=SUM('Blad 2'!A1:A9)` does, `=SUM('[1]Blad 2'!A1:A9)` and `=WEBSERVICE(A1)` do not.
    """
    away: list[str] = []

    def bare_of(found: re.Match[str]) -> str:
        text = found[0]
        if text[0] == "'":
            away.extend(_OUT_OF & set(text))
            return "x"
        if text[0] == "[":
            return "" if text == "[0]" else "[x]"
        return '"#"' if text[1] == "#" and not _OUT_OF & set(text) else '""'

    bare = _QUOTED.sub(bare_of, formula)
    if away or "|" in bare or _ELSEWHERE.search(bare) or _LINK.search(bare):
        return False
    called = _FUNCTION.findall(bare.replace("[x]", ""))
    return all(_name(name or handed) in computing() for name, handed in called)


def _name(written: str) -> str:
    return re.sub(r"^(?:_xlfn\.)?(?:_xlws\.)?", "", written, flags=re.IGNORECASE).upper()


def only_computes(part: bytes) -> bool:
    """Tell whether all formulas in a part of XML only compute; XML that is not whole acts."""
    if b"\0" not in part and not _HOLDS.search(part):
        return True
    found: list[str] = []
    inside: list[bool] = []
    parted: list[str] = []

    def start(name: str, values: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if inside and inside[-1]:
            parted.append(local)  # who leaves it out reads another formula than is read here
        inside.append(local in _ELEMENTS or local.startswith("formula"))
        if inside[-1]:
            found.append("")
        wanted = _VALUES | ({"val"} if local == "cfvo" else set())
        found.extend(value for key, value in values.items() if key.rpartition(":")[2] in wanted)

    def text(data: str) -> None:
        if inside and inside[-1]:
            found[-1] += data

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return not parted and all(map(computes, found))
