"""A page in Chromium, used by its keyboard alone: real keys, through the debugging pipe."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from proving.kit.soffice import needed

CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']"
REACHABLE = f"""
Array.from(document.querySelectorAll("{CONTROLS}"))
  .filter((one) => one.checkVisibility({{visibilityProperty: true}}) && !one.disabled)
  .map((one, n) => (one.dataset.proef = n)).length
"""
"""Gives each control in sight a number, and how many there are."""
FOCUSED = """
(() => {
  const one = document.activeElement, look = getComputedStyle(one);
  const ringed = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const box = one.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [one.dataset.proef ?? "", ringed && seen, one.outerHTML.slice(0, 120)];
})()
"""
"""The number of what has the focus, whether that can be seen, and how it begins."""
LOADED = """
new Promise((done) => document.readyState === "complete" ? done(1)
  : addEventListener("load", () => done(1)))
"""
KEYS = {"Tab": 9, "Enter": 13, "ArrowDown": 40}


@dataclass
class Browser:
    """A page that listens to keys."""

    send: BinaryIO
    read: BinaryIO
    session: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(self, method: str, **told: Any) -> Any:
        """Ask something of the browser, and wait for the answer."""
        number = next(self.numbers)
        words: dict[str, Any] = {"id": number, "method": method, "params": told}
        if self.session:
            words["sessionId"] = self.session
        self.send.write(json.dumps(words).encode() + b"\0")
        self.send.flush()
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    def _message(self) -> bytes:
        found = bytearray()
        while (sign := self.read.read(1)) not in (b"\0", b""):
            found += sign
        return bytes(found)

    def value(self, script: str) -> Any:
        """Give what a script in the page comes to."""
        said = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        return said["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key, or type a letter."""
        code = KEYS.get(key, 0)
        typed = {"text": key} if not code else {"text": "\r"} if key == "Enter" else {}
        down = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **down, **typed)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **down)

    def walk(self) -> tuple[list[str], list[str]]:
        """Go round with Tab: the controls that are never reached, and those whose focus hides."""
        many = self.value(REACHABLE)
        reached: set[str] = set()
        hidden: list[str] = []
        for _ in range(many + 2):
            self.press("Tab")
            number, seen, begins = self.value(FOCUSED)
            if number == "" or number in reached:
                continue
            reached.add(number)
            hidden += [] if seen else [begins]
        every = {str(n) for n in range(many)}
        find = "document.querySelector('[data-proef=\"{}\"]').outerHTML.slice(0, 120)"
        return [self.value(find.format(n)) for n in sorted(every - reached)], hidden


@contextmanager
def opened(page: Path, width: int = 1280) -> Iterator[Browser]:
    """Open a page in a Chromium of its own, stopped afterwards."""
    program = needed("chromium", "chromium is not installed")
    to_read, to_write = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
            f"--user-data-dir={folder}", "about:blank",
        ]  # fmt: skip
        shell = f'exec "$@" 3<&{to_read[0]} 4>&{to_write[1]}'
        process = subprocess.Popen(
            ["bash", "-c", shell, "bash", *command],
            pass_fds=(to_read[0], to_write[1]), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_read[0])
        os.close(to_write[1])
        with os.fdopen(to_read[1], "wb") as send, os.fdopen(to_write[0], "rb") as read:
            browser = Browser(send, read)
            try:
                target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
                attached = browser.ask("Target.attachToTarget", targetId=target, flatten=True)
                browser.session = attached["sessionId"]
                screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
                browser.ask("Emulation.setDeviceMetricsOverride", **screen)
                browser.ask("Page.navigate", url=page.as_uri())
                browser.ask("Runtime.evaluate", expression=LOADED, awaitPromise=True)
                yield browser
            finally:
                with suppress(Exception):
                    browser.session = ""
                    browser.ask("Browser.close")
                process.terminate()
                process.wait(30)
