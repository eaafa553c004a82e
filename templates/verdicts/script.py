"""The style and the script of the pages of a check: our own files, of which the page says so."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from prestatieafspraken.templates.sandbox.environment import sandbox, text


@cache
def own_template(name: str) -> Template:
    """Give a template, made once: there may be hundreds of workbooks, each with a page."""
    style = Markup(text("controle.css"))  # noqa: S704 (our own file, not data)
    return sandbox(escape=True).from_string(text(name), globals={"stijl": style})


@cache
def script(name: str) -> dict[str, Any]:
    """Give a script, and the hash by which a browser knows that it alone may run."""
    code = text(name)
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return {"script": Markup(code), "script_hash": f"sha256-{digest}"}  # noqa: S704
