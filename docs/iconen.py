"""Draw the pictures on the ribbon buttons: `python docs/iconen.py` writes addin/icons/*.png."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SIZE, SCALE = 32, 16
"""Pixels of an icon, and how much larger it is drawn, for smooth edges."""

FOLDER = Path(__file__).parent.parent / "addin" / "icons"
BLUE, SOFT, RED, GREEN, AMBER, WHITE = (
    "#154273",
    "#8FA9C4",
    "#B3261E",
    "#1B7F5A",
    "#A85B12",
    "#FFFFFF",
)


class Pen:
    """A drawing in units of one pixel of the icon."""

    def __init__(self) -> None:
        self.image = Image.new("RGBA", (SIZE * SCALE, SIZE * SCALE), (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.image)

    def box(
        self, *area: float, fill: str | None = None, line: str | None = BLUE, wide: float = 2
    ) -> None:
        self.draw.rounded_rectangle(
            [n * SCALE for n in area], SCALE * 2, fill, line, int(wide * SCALE) if line else 0
        )

    def line(self, *points: float, color: str = BLUE, wide: float = 2) -> None:
        scaled = [n * SCALE for n in points]
        self.draw.line(scaled, color, int(wide * SCALE), joint="curve")
        radius = wide * SCALE / 2
        for x, y in ((scaled[0], scaled[1]), (scaled[-2], scaled[-1])):
            self.draw.ellipse([x - radius, y - radius, x + radius, y + radius], color)

    def area(self, *points: float, color: str = BLUE) -> None:
        self.draw.polygon([n * SCALE for n in points], color)

    def disc(self, x: float, y: float, radius: float, color: str = BLUE) -> None:
        self.draw.ellipse(
            [(n) * SCALE for n in (x - radius, y - radius, x + radius, y + radius)], color
        )

    def small(self) -> Image.Image:
        return self.image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def _grid(pen: Pen, *area: float) -> None:
    x, y, right, bottom = area
    pen.box(x, y, right, bottom, fill=WHITE)
    pen.area(x + 1, y + 1, right - 1, y + 1, right - 1, y + 6, x + 1, y + 6)
    for part in (1, 2):
        height = y + 6 + part * (bottom - y - 6) / 3
        pen.line(x + 2, height, right - 2, height, color=SOFT, wide=1)
    middle = (x + right) / 2
    pen.line(middle, y + 7, middle, bottom - 2, color=SOFT, wide=1)


def _tick(pen: Pen, x: float, y: float) -> None:
    pen.disc(x, y, 8, GREEN)
    pen.line(x - 4, y, x - 1, y + 3, x + 4, y - 3, color=WHITE, wide=2.4)


def _page(pen: Pen) -> None:
    pen.box(5, 2, 25, 30, fill=WHITE)
    for row in (9, 13, 17):
        pen.line(9, row, 21, row, color=SOFT, wide=1.5)


def controleer_werkmap(pen: Pen) -> None:
    _grid(pen, 8, 2, 29, 22)
    _grid(pen, 3, 7, 24, 27)
    _tick(pen, 23, 23)


def controleer_blad(pen: Pen) -> None:
    _grid(pen, 3, 4, 27, 27)
    _tick(pen, 23, 23)


def vorige_bevinding(pen: Pen) -> None:
    pen.disc(16, 16, 14, SOFT)
    pen.area(10, 18.5, 16, 10, 22, 18.5)
    pen.line(11, 22, 21, 22)


def volgende_bevinding(pen: Pen) -> None:
    pen.disc(16, 16, 14, SOFT)
    pen.area(10, 13.5, 16, 22, 22, 13.5)
    pen.line(11, 10, 21, 10)


def leg_toelichting_vast(pen: Pen) -> None:
    pen.box(3, 4, 29, 22, fill=WHITE)
    pen.area(8, 21, 8, 29, 16, 21)
    for row in (9.5, 13, 16.5):
        pen.line(8, row, 24 if row < 16 else 18, row, color=SOFT, wide=1.5)


def wis_markeringen(pen: Pen) -> None:
    pen.area(12, 4, 28, 14, 20, 26, 4, 16)
    pen.area(9.2, 8.2, 4, 16, 20, 26, 25.2, 18.2, color=AMBER)
    pen.line(4, 29, 28, 29)


def bereken_indicatoren(pen: Pen) -> None:
    pen.line(4, 3, 4, 28, 29, 28)
    for x, top, color in ((8, 18, SOFT), (14, 12, BLUE), (20, 15, AMBER), (26, 6, GREEN)):
        pen.area(x - 1, top, x + 3, top, x + 3, 27, x - 1, 27, color=color)


def maak_jaarverslag(pen: Pen) -> None:
    _page(pen)
    for x, top, color in ((10, 24, SOFT), (14, 21, BLUE), (18, 22.5, GREEN)):
        pen.area(x, top, x + 3, top, x + 3, 28, x, 28, color=color)


def maak_inzending(pen: Pen) -> None:
    pen.area(2, 15, 30, 3, 22, 29, 14, 19)
    pen.area(14, 19, 30, 3, 16, 29, color=SOFT)
    pen.line(14, 19, 29, 4, color=WHITE, wide=1.5)


def herstel_keuzelijsten(pen: Pen) -> None:
    pen.box(3, 4, 29, 13, fill=WHITE)
    pen.area(20, 7, 27, 7, 23.5, 11)
    pen.box(3, 13, 29, 29, fill=WHITE)
    for row, color in ((18, GREEN), (24, SOFT)):
        pen.disc(9, row, 2, color)
        pen.line(14, row, 24, row, color=SOFT, wide=1.5)


def nieuw_jaar(pen: Pen) -> None:
    pen.box(3, 5, 27, 28, fill=WHITE)
    pen.area(4, 6, 26, 6, 26, 12, 4, 12)
    pen.line(9, 2.5, 9, 7, wide=2.5)
    pen.line(21, 2.5, 21, 7, wide=2.5)
    pen.disc(23, 23, 8, GREEN)
    pen.line(23, 19, 23, 27, color=WHITE, wide=2.4)
    pen.line(19, 23, 27, 23, color=WHITE, wide=2.4)


def handleiding(pen: Pen) -> None:
    pen.area(3, 6, 15.5, 9, 15.5, 28, 3, 25)
    pen.area(29, 6, 16.5, 9, 16.5, 28, 29, 25, color=SOFT)
    for row in (13, 17, 21):
        pen.line(6, row - 1, 12.5, row, color=WHITE, wide=1.3)


def over(pen: Pen) -> None:
    pen.disc(16, 16, 14)
    pen.disc(16, 9.5, 2.2, WHITE)
    pen.line(16, 15, 16, 23, color=WHITE, wide=3.4)


ICONS: tuple[Callable[[Pen], None], ...] = (
    controleer_werkmap,
    controleer_blad,
    vorige_bevinding,
    volgende_bevinding,
    leg_toelichting_vast,
    wis_markeringen,
    bereken_indicatoren,
    maak_jaarverslag,
    maak_inzending,
    herstel_keuzelijsten,
    nieuw_jaar,
    handleiding,
    over,
)

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for icon in ICONS:
        pen = Pen()
        icon(pen)
        pen.small().save(FOLDER / f"{icon.__name__}.png", optimize=True)
