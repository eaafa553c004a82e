"""Make the pictures of the documentation; needs LibreOffice, pdftoppm, Chromium and Pillow.

python docs/beeld.py [FOLDER WITH THE OUTPUT OF THE DEMO]

The pictures are checked in and looked at by people; no test compares their bytes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

from PIL import Image, ImageChops

BEELD = Path(__file__).parent / "beeld"
SHEETS = {
    "Prestatieafspraken Alphen aan den Rijn 2019": "werkmap-start",
    "Sociale woningvoorraad": "werkmap-woningvoorraad",
    "Dashboard": "werkmap-dashboard",
}
"""The pictures of sheets, by the title that stands on top of the page."""
MARKED = {"Sociale woningvoorraad": "werkmap-gemarkeerd", "Bevindingen": "werkmap-bevindingen"}
"""The pictures of sheets after a press on Controleer werkmap."""
PLANTED = "met-ingebouwde-fouten-2019.xlsx"
PRESSED_AT = datetime(2020, 1, 13, 10, 30)
"""When the button was pressed, as the sheet says: a picture made again is the same picture."""
SHARED = "gemeente-alphen-aan-den-rijn-2019.xlsx"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item></oor:items>
"""


def main() -> None:
    """Run the demo if no folder is given, and write every picture."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        given = [Path(argument) for argument in sys.argv[1:]]
        demo = given[0] if given else work / "demo"
        if not given:
            words = [sys.executable, "-m", "prestatieafspraken.cli", "demo", "--uit", str(demo)]
            subprocess.run(words, check=True)
        BEELD.mkdir(exist_ok=True)
        sheets(demo / SHARED, SHEETS, work)
        sheets(marked(demo / PLANTED, work), MARKED, work)
        verdict(demo / PLANTED, work)


def marked(path: Path, work: Path) -> Path:
    """Press Controleer werkmap in a LibreOffice of our own, and give a saved copy."""
    from prestatieafspraken.addin.libreoffice import office
    from prestatieafspraken.addin.libreoffice.engine import activate
    from prestatieafspraken.addin.press import run

    copy = work / "gemarkeerd.xlsx"
    pipe = f"beeld-{uuid4().hex}"
    process = office.start(pipe, profile=work / "eigen", headless=True)
    try:
        book = activate(pipe).books.open(path)
        with patch("prestatieafspraken.addin.check.datetime") as clock:
            clock.now.return_value = PRESSED_AT
            print(run(book, "controleer_werkmap"))
        book.save(copy)
        book.close()
    finally:
        process.terminate()
        process.wait(30)
    return copy


def sheets(path: Path, wanted: dict[str, str], work: Path) -> None:
    """Draw some sheets of a workbook as a Dutch LibreOffice prints them."""
    profile = work / "profiel"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    own = f"-env:UserInstallation={profile.as_uri()}"
    convert = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(work)]
    subprocess.run([*convert, str(path)], check=True, capture_output=True)
    pdf = work / f"{path.stem}.pdf"
    subprocess.run(["pdftoppm", "-r", "110", "-png", str(pdf), str(work / path.stem)], check=True)
    for page in sorted(work.glob(f"{path.stem}-*.png")):
        number = int(page.stem.rpartition("-")[2])
        text = subprocess.run(
            ["pdftotext", "-f", str(number), "-l", str(number), str(pdf), "-"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        name = wanted.get(text.strip().splitlines()[0].strip())
        if name:
            save(Image.open(page), name)


def verdict(path: Path, work: Path) -> None:
    """Draw what the terminal shows of a workbook with mistakes."""
    from rich.console import Console

    from prestatieafspraken.batch.judging.check import check
    from prestatieafspraken.cli.verdict_text import print_verdicts

    out = Console(record=True, width=110, force_terminal=True, file=(work / "scherm").open("w"))
    print_verdicts([replace(check(path), path=path.name)], out)
    page = work / "oordeel.html"
    page.write_text(out.export_html(inline_styles=True), encoding="utf-8")
    picture = work / "oordeel.png"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    command += [f"--user-data-dir={work / 'chromium'}", "--window-size=1120,1500"]
    command += [f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    save(Image.open(picture), "oordeel")


def save(picture: Image.Image, name: str) -> None:
    """Cut off the empty edges and write a small PNG."""
    plain = picture.convert("RGB")
    edge = ImageChops.difference(plain, Image.new("RGB", plain.size, plain.getpixel((0, 0))))
    box = edge.getbbox()
    if box:
        left, top, right, bottom = box
        width, height = plain.size
        plain = plain.crop(
            (max(left - 12, 0), max(top - 12, 0), min(right + 12, width), min(bottom + 12, height))
        )
    plain.quantize(64).save(BEELD / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
