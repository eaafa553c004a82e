"""axe-core in headless Chromium: what an accessibility checker says of a page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from html import unescape
from pathlib import Path

from proving.kit.soffice import missing, needed

PLACES = (Path(os.environ.get("AXE_CORE") or "axe.min.js"), Path("/usr/share/nodejs/axe-core"))
"""Where axe-core may be: the variable names axe.min.js or the folder that holds it."""
RUN = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(
  (found) => JSON.stringify(found.violations.map((one) => [one.id, one.impact, one.help,
    one.nodes.map((node) => node.target.join(" "))])),
  (fault) => JSON.stringify([["axe", "critical", String(fault), []]]),
).then((text) => {
  const said = document.createElement("pre");
  said.id = "axe-uitkomst";
  said.textContent = text;
  document.body.append(said);
});
"""


def violations(page: Path, width: int = 1280) -> list[str]:
    """Give what axe-core finds wrong with an HTML file, one line for each kind of fault.

    The page is shown in Chromium at a window of `width` pixels. Without Chromium or axe-core
    (npm install axe-core; AXE_CORE names its folder or file) the test skips, or fails where
    nothing may be skipped.
    """
    program = needed("chromium", "chromium is not installed")
    script = _axe().replace("</script", "<\\/script")
    text = page.read_text(encoding="utf-8")
    # The page forbids scripts; the copy lets in this one, and changes nothing that people see.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    inlined = "".join(f"<script>{one}</script>" for one in (script, RUN))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pagina.html"
        copy.write_text(text.replace("</body>", inlined + "</body>", 1), encoding="utf-8")
        done = subprocess.run(
            [
                program, "--headless", "--no-sandbox", "--disable-gpu",
                f"--user-data-dir={folder}/profiel", f"--window-size={width},900",
                "--virtual-time-budget=60000", "--dump-dom", copy.as_uri(),
            ],
            check=True, capture_output=True, text=True, encoding="utf-8", timeout=180,
        )  # fmt: skip
    said = re.search(r'<pre id="axe-uitkomst">(.*?)</pre>', done.stdout, re.DOTALL)
    assert said, "axe-core gave no outcome"
    return [
        f"{rule} ({impact}): {words}: {'; '.join(targets[:5])}"
        for rule, impact, words, targets in json.loads(unescape(said.group(1)))
    ]


def _axe() -> str:
    for place in PLACES:
        file = place / "axe.min.js" if place.is_dir() else place
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return missing("axe-core is not installed (npm install axe-core, and set AXE_CORE)")
