"""SARIF 2.1.0: what the standard asks of the parts that are written."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote_to_bytes

from proving.kit.schema import conforms
from proving.kit.told import Told, finding, verdicts

from prestatieafspraken.templates.verdicts.sarif import sarif
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.workbook.lists.checked import Status

TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string", "minLength": 1},
        "markdown": {"type": "string", "minLength": 1},
    },
}
WHOLE = {"type": "integer", "minimum": 1}
ARTIFACT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["uri"],
    "properties": {
        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~/%-]+$"},
        "index": {"type": "integer", "minimum": 0},
    },
}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": ARTIFACT,
                "region": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["startLine"],
                    "properties": {
                        **dict.fromkeys(
                            ("startLine", "startColumn", "endLine", "endColumn"), WHOLE
                        ),
                        "snippet": TEXT,
                    },
                },
            },
        },
        "logicalLocations": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "fullyQualifiedName", "kind"],
                "properties": {
                    "name": {"type": "string"},
                    "fullyQualifiedName": {"type": "string"},
                    "kind": {"type": "string"},
                },
            },
        },
    },
}
RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "shortDescription", "help", "defaultConfiguration"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": {**TEXT, "required": ["text", "markdown"]},
        "defaultConfiguration": {"type": "object", "required": ["level"]},
    },
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["error", "warning", "note"]},
        "message": TEXT,
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["name", "rules"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "language": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
                                    "rules": {"type": "array", "items": RULE, "uniqueItems": True},
                                },
                            }
                        },
                    },
                    "language": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": {"type": "object", "required": ["executionSuccessful"]},
                    },
                    "artifacts": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "location": ARTIFACT,
                                "hashes": {"type": "object"},
                            },
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""The parts of the standard's own schema that concern what is written, at their strictest."""


def test_the_log_follows_the_standard() -> None:
    log = sarif(verdicts(), RULES, "1.2.3", Path())
    conforms(log, SCHEMA)
    json.dumps(log, ensure_ascii=False).encode("utf-8")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
    assert len(run["results"]) == sum(len(one.findings) for one in verdicts())
    assert run["invocations"] == [{"executionSuccessful": False}]


def test_a_cell_is_named_in_full() -> None:
    told = [Told("a.xlsx", Status.FOUTEN, (finding("CEL-002", "D7:E8", waarde=3.5),))]
    log = sarif(told, RULES, "1", Path())
    (result,) = log["runs"][0]["results"]
    assert result["level"] == "error"
    (location,) = result["locations"]
    (logical,) = location["logicalLocations"]
    assert logical["fullyQualifiedName"] == "Woningvoorraad!D7:E8"
    assert location["physicalLocation"]["region"] == {
        "startLine": 7,
        "startColumn": 4,
        "endLine": 8,
        "endColumn": 6,
        "snippet": {"text": "3,5"},
    }
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_a_file_is_named_from_the_folder(tmp_path: Path) -> None:
    names = {
        "a b#1?.xlsx": b"a b#1?.xlsx",
        "map/kapot\udcff.xlsx": b"map/kapot\xff.xlsx",
        "a:b%20.xlsx": b"a:b%20.xlsx",
        "é.xlsx": "é.xlsx".encode(),
    }
    for name, expected in names.items():
        told = [Told(str(tmp_path / name), Status.GOED)]
        (artifact,) = sarif(told, RULES, "1", tmp_path)["runs"][0]["artifacts"]
        uri = artifact["location"]["uri"]
        assert uri.isascii()
        assert unquote_to_bytes(uri) == expected
        assert not {":", "#", "?", " "} & set(uri)
