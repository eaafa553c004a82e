"""The option `--afspraken`, which every command has that needs agreements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AfsprakenMap = Annotated[
    Path | None,
    typer.Option(
        "--afspraken",
        metavar="MAP",
        help="De map met de afspraken, of met een map per gemeente en jaar; anders die van de "
        "instelling of van het programma.",
    ),
]
GemeenteNaam = Annotated[
    str | None,
    typer.Option(
        metavar="NAAM", help="De gemeente van de afspraken; niet nodig als er maar één set past."
    ),
]
AfspraakJaar = Annotated[
    int | None,
    typer.Option(
        metavar="JJJJ", help="Het jaar van de afspraken; niet nodig als er maar één set past."
    ),
]
