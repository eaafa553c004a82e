"""An engine of xlwings that drives LibreOffice Calc: the same action code, another program.

Only what the actions use is here.
"""

from __future__ import annotations
