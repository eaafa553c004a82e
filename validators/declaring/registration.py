"""What is checked when a rule is registered: a slip in a declaration ends the import.

Found later it would be told to people as a fault of theirs, as a column that was not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from string import Formatter

from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.topic import Topic

DECLARED: dict[str, Rule] = {}
"""Every rule that was declared until now, by its code."""

_OF_PLACE = ("blad", "tabel", "cel", "kolom", "rij", "waarde")
"""What every finding fills in by itself."""


def declare(rule: Rule) -> None:
    """Keep a rule by its code (ValueError if it is not whole, or if another has that code)."""
    for wrong in _wrong(rule):
        raise ValueError(f"{rule.code}: {wrong}")
    if DECLARED.setdefault(rule.code, rule) != rule:
        raise ValueError(
            f"{rule.code}: deze code heeft al een andere regel; een code is er één keer"
        )


def _wrong(rule: Rule) -> Iterator[str]:
    if rule.code[:3] not in Topic.__members__:
        yield f"{rule.code[:3]} is geen onderwerp; zet het in Topic (workbook/topic.py)"
    elif not rule.bron and not rule.afgesproken and not rule.is_own_demand:
        yield "er is geen bron; noem die, of zeg met afgesproken of eigen_eis wie erom vraagt"
    if rule.ernst not in list(Severity):
        yield f"de ernst {rule.ernst!r} bestaat niet; kies een van {', '.join(Severity)}"
    if None not in (rule.holds_from, rule.holds_until) and not rule.holds_in(rule.holds_from or 0):
        yield f"zij geldt vanaf {rule.holds_from} en tot en met {rule.holds_until}: in geen enkel jaar"


def check_columns(rule: Rule, table: Table, names: Iterable[str]) -> None:
    """Say which column a table does not have, and which was probably meant (ValueError)."""
    known = [column.name for column in table.columns]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0)
            raise ValueError(
                f"{rule.code}: de tabel {table.name} heeft geen kolom '{name}'; "
                f"bedoelt u '{near[0]}'?"
            )


def check_sentences(rule: Rule, table: Table) -> None:
    """Hold what the sentences of a rule fill in against the columns of its table (ValueError)."""
    for sentence in (rule.melding, rule.herstel):
        named = [name for _, name, _, _ in Formatter().parse(sentence) if name]
        check_columns(rule, table, [name for name in named if name not in _OF_PLACE])
