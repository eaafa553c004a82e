"""Prestatieafspraken: check the workbooks of the parties, compute, and report.

    import prestatieafspraken as pa
    verdict = pa.check("woonforte.xlsx")
    for finding in verdict.findings:
        print(finding.code, finding.place, finding.melding)

Every name is loaded when it is asked for. `help(pa.check)` says what goes in and comes out.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prestatieafspraken.afspraken import Afspraken as Afspraken
    from prestatieafspraken.afspraken import AfsprakenError as AfsprakenError
    from prestatieafspraken.batch.front_door import build as build
    from prestatieafspraken.batch.front_door import check as check
    from prestatieafspraken.batch.front_door import check_all as check_all
    from prestatieafspraken.batch.front_door import compute as compute
    from prestatieafspraken.batch.front_door import load_agreements as load_agreements
    from prestatieafspraken.batch.front_door import report as report
    from prestatieafspraken.batch.front_door import rules as rules
    from prestatieafspraken.batch.judging.verdict import Verdict as Verdict
    from prestatieafspraken.dutch.user_error import UserError as UserError
    from prestatieafspraken.indicators.result import Indicator as Indicator
    from prestatieafspraken.indicators.result import Oordeel as Oordeel
    from prestatieafspraken.workbook.finding import Finding as Finding
    from prestatieafspraken.workbook.finding import Place as Place
    from prestatieafspraken.workbook.finding import Rule as Rule
    from prestatieafspraken.workbook.finding import Severity as Severity
    from prestatieafspraken.workbook.lists.checked import Status as Status

    __version__: str

_HOMES = {
    "batch.front_door": "build check check_all compute load_agreements report rules",
    "batch.judging.verdict": "Verdict",
    "dutch.user_error": "UserError",
    "indicators.result": "Indicator Oordeel",
    "workbook.finding": "Finding Place Rule Severity",
    "workbook.lists.checked": "Status",
    "afspraken": "Afspraken AfsprakenError",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}
__all__ = [*sorted(_HOME), "__version__"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("prestatieafspraken")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
