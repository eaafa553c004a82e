"""The website of the documentation: whole, strict, and sufficient to itself."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from proving.kit.axe import violations
from proving.kit.once import once
from proving.kit.soffice import missing, needed
from website.links import faults

import prestatieafspraken
from prestatieafspraken.batch.judging.all_rules import all_rules

# Making it costs as much as a recipe of CONTRIBUTING.md carried out.
made = pytest.mark.steekproef(1, familie="het hele huis", lid="website")

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
NEEDED = ("sphinx", "myst_parser", "furo")


def _there() -> None:
    if absent := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        missing(f"{', '.join(absent)} is not installed: pip install -e '.[docs]'")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the website by the command of the README; a warning or a dead link ends it."""
    _there()

    def make(folder: Path) -> None:
        done = subprocess.run(
            [sys.executable, DOCS / "website", folder], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.strip() == str(folder / "index.html")

    return once(tmp_path_factory, "website", make)


@made
@pytest.mark.traag
def test_every_page_of_the_repository_is_there_and_found_from_the_start(site: Path) -> None:
    start = (site / "index.html").read_text(encoding="utf-8")
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    assert len(pages) > 10
    for page in pages:
        name = page.relative_to(ROOT).with_suffix(".html").as_posix()
        assert (site / name).is_file()
        assert f'href="{name}"' in start, f"{name} is in no list of pages"
    listed = (site / "docs" / "regels.html").read_text(encoding="utf-8")
    for code, rule in all_rules().items():
        assert rule.titel in (site / f"docs/regels/{code}.html").read_text(encoding="utf-8")
        assert f'href="regels/{code}.html"' in listed


@made
@pytest.mark.traag
def test_the_reference_has_what_the_front_door_gives(site: Path) -> None:
    page = (site / "docs" / "front-door.html").read_text(encoding="utf-8")
    told = set(re.findall(r'id="prestatieafspraken\.(\w+)"', page))
    assert told == {name for name in prestatieafspraken.__all__ if not name.startswith("_")}
    assert "check" in told
    assert "Its path, its bytes, or an open binary file" in page


@made
@pytest.mark.traag
@pytest.mark.parametrize(
    ("words", "first"),
    [("EIX-003", "docs/regels/EIX-003.html"), ("handleiding", "docs/handleiding.html")],
)
def test_search_works_from_a_folder_without_a_network(
    site: Path, words: str, first: str, tmp_path: Path
) -> None:
    program = needed("chromium", "chromium is not installed")
    done = subprocess.run(
        [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path}",
            "--dump-dom", f"{(site / 'search.html').as_uri()}?q={words}",
        ],
        check=True, capture_output=True, text=True, encoding="utf-8", timeout=180,
    )  # fmt: skip
    assert re.findall(r'<li class="kind-[^>]*><a href="([^"#]*)', done.stdout)[0] == first


@made
@pytest.mark.traag
@pytest.mark.parametrize("width", [1280, 400])
def test_a_page_keeps_nobody_out(site: Path, width: int) -> None:
    """What the theme itself leaves to wish for (landmarks without a name) is moderate."""
    for name in ("index", "docs/regels/EIX-003"):
        told = violations(site / f"{name}.html", width)
        assert [one for one in told if "(critical)" in one or "(serious)" in one] == []


@pytest.mark.traag
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[daar](ander.md#plaats)", []),
        ("[daar](weg.md) [daar](ander.md#weg)\n\n![x](weg.png)", ["weg.md", "'weg'", "weg.png"]),
    ],
)
def test_a_dead_link_ends_the_build(text: str, told: list[str], tmp_path: Path) -> None:
    _there()
    source, target = tmp_path / "pages", tmp_path / "website"
    (source / "locale").mkdir(parents=True)
    (source / "index.md").write_text(f"# Begin\n\n{text}\n\n```{{toctree}}\nander\n```\n")
    (source / "ander.md").write_text("# Ander\n\n## Plaats\n\nTekst.\n")
    words = f"import sys; sys.path.insert(0, {str(DOCS)!r}); from website.build import build; "
    words += "from pathlib import Path; sys.exit(build(*map(Path, sys.argv[1:])))"
    done = subprocess.run(
        [sys.executable, "-c", words, source, target], capture_output=True, text=True
    )
    assert [one for one in told if one not in done.stderr] == []
    assert bool(done.returncode) == bool(told)


PAGE = '<html lang="nl"><body id="boven">{}</body></html>'


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ('<a href="b.html#daar">', []),
        ('<a href="#boven">', []),
        ('<a href="https://example.org">', []),
        ('<img src="data:image/png;base64,">', []),
        ('<a href="c.html">', ["a.html leads to c.html: no such page"]),
        ('<a href="b.html#hier">', ["a.html leads to b.html#hier: no such place"]),
        ('<a href="#onder">', ["a.html leads to #onder: no such place"]),
        ('<a href="file:///etc">', ["a.html leads to file:///etc: no address for a reader"]),
        ('<img src="https://x.nl/a.png">', ["a.html fetches https://x.nl/a.png"]),
        ('<script src="//x.nl/a.js">', ["a.html fetches //x.nl/a.js"]),
        ('<link rel="stylesheet" href="c.css">', ["a.html fetches c.css"]),
    ],
)
def test_a_dead_link_and_a_call_to_elsewhere_are_faults(
    part: str, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(part), encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE.format('<p id="daar">'), encoding="utf-8")
    assert faults(tmp_path) == told


def test_a_style_that_fetches_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('@import "https://x.nl/a.css"; p { background: url(b.png) }')
    assert faults(tmp_path) == ["a.css fetches b.png", "a.css fetches https://x.nl/a.css"]
