"""What a command writes, held against a JSON schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prestatieafspraken import cli


def published(name: str) -> dict[str, Any]:
    """Give a schema that stands beside the commands."""
    found: dict[str, Any] = json.loads(Path(cli.__file__).with_name(name).read_text("utf-8"))
    return found


def conforms(said: object, schema: Mapping[str, Any]) -> None:
    """Fail where it is not as the schema says."""
    from jsonschema import Draft202012Validator  # a second and more, of its formats

    Draft202012Validator(schema).validate(said)
