"""publiccode.yml is in the form of the standard, version 0.7, and says what the other files say.

The keys, lists and limits are typed over from the text of the standard ("The Standard (core)",
docs/standard/schema.core.rst, categories-list.rst and scope-list.rst). Of the lists only what we
might use is here; the keys are all of them, without those that are deprecated.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
VERSION = "0.7"
MANDATORY = {
    *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"),
    *("description", "legal", "maintenance", "localisation"),
}
OPTIONAL = {
    *("applicationSuite", "landingURL", "isBasedOn", "softwareVersion", "releaseDate", "logo"),
    *("categories", "usedBy", "fundedBy", "roadmap", "organisation", "intendedAudience"),
    *("supports", "dependsOn"),
}
SECTIONS = {
    "intendedAudience": (set(), {"countries", "unsupportedCountries", "scope"}),
    "legal": ({"license"}, {"mainCopyrightOwner"}),
    "maintenance": ({"type"}, {"contacts", "contractors"}),
    "localisation": ({"localisationReady", "availableLanguages"}, set()),
    "dependsOn": (set(), {"software", "hardware"}),
}
IN_A_LANGUAGE = (
    {"shortDescription", "longDescription", "features"},
    {"localisedName", "documentation", "apiDocumentation", "screenshots", "videos", "awards"},
)
A_DEPENDENCY = (
    {"name"},
    {"source", "license", "versionMin", "versionMax", "version", "optional"},
)
A_CONTACT = ({"name"}, {"email", "phone", "affiliation"})
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    *("standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web"),
    *("standalone/backend", "standalone/other", "addon", "library", "configurationFiles"),
}
PLATFORMS = {"web", "windows", "mac", "linux", "ios", "android"}
CATEGORIES = {
    *("accounting", "budgeting", "business-intelligence", "collaboration"),
    *("compliance-management", "data-analytics", "data-collection", "data-visualization"),
    *("document-management", "office", "property-management", "real-estate-management"),
    *("workflow-management",),
}
SCOPES = {"energy", "environment", "local-authorities", "society", "welfare"}


def faults(code: dict[str, Any]) -> list[str]:
    """Give what the standard does not allow."""
    found = keys("", code, MANDATORY, OPTIONAL)
    for section, (needed, more) in SECTIONS.items():
        found += keys(f"{section}/", code.get(section, {}), needed, more)
    for language, said in code["description"].items():
        found += keys(f"description/{language}/", said, *IN_A_LANGUAGE)
    for contact in code["maintenance"].get("contacts", []):
        found += keys("contact/", contact, *A_CONTACT)
    for dependency in code.get("dependsOn", {}).get("software", []):
        found += keys("software/", dependency, *A_DEPENDENCY)
    return found + [what for what, holds in demands(code).items() if not holds]


def keys(place: str, part: dict[str, Any], needed: set[str], more: set[str]) -> list[str]:
    return [f"{place}{key} is missing" for key in sorted(needed - set(part))] + [
        f"{place}{key} is no key of the standard" for key in sorted(set(part) - needed - more)
    ]


def demands(code: dict[str, Any]) -> dict[str, bool]:
    """Give what the standard demands of values, and whether it is so."""
    dutch = code["description"]["nl"]
    audience = code.get("intendedAudience", {})
    maintenance = code["maintenance"]
    texts = [value for value in values(code) if not isinstance(value, bool)]
    return {
        "only texts, so that 1.10 does not become 1.1": all(isinstance(v, str) for v in texts),
        "version of the standard": code["publiccodeYmlVersion"] == VERSION,
        "url": bool(re.fullmatch(r"https://[\w./-]+\.git", code["url"])),
        "date": date.fromisoformat(code["releaseDate"]).isoformat() == code["releaseDate"],
        "platforms": set(code["platforms"]) <= PLATFORMS,
        "categories": set(code["categories"]) <= CATEGORIES,
        "status": code["developmentStatus"] in STATUSES,
        "type": code["softwareType"] in TYPES,
        "countries": all(re.fullmatch("[A-Z]{2}", land) for land in audience["countries"]),
        "scope": set(audience["scope"]) <= SCOPES,
        "short description of one line": 0 < len(dutch["shortDescription"]) <= 150
        and "\n" not in dutch["shortDescription"],
        "long description": 150 <= len(dutch["longDescription"]) <= 10_000,
        "features": bool(dutch["features"]),
        "who maintains": maintenance["type"] in {"internal", "community"}
        and bool(maintenance["contacts"])
        and "contractors" not in maintenance,
    }


def values(part: object) -> list[object]:
    if isinstance(part, dict):
        return [value for one in part.values() for value in values(one)]
    if isinstance(part, list):
        return [value for one in part for value in values(one)]
    return [part]


@pytest.fixture
def code() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return read


def test_it_is_in_the_form_of_the_standard(code: dict[str, Any]) -> None:
    assert faults(code) == []


def test_it_says_what_the_other_files_say(code: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert code["name"] == project["name"]
    assert code["legal"]["license"] == project["license"]
    assert code["legal"]["mainCopyrightOwner"] == project["authors"][0]["name"]
    python = next(one for one in code["dependsOn"]["software"] if one["name"] == "Python")
    assert f">={python['versionMin']}" == project["requires-python"]
    assert [
        path for path in code["description"]["nl"]["screenshots"] if not (ROOT / path).exists()
    ] == []


def test_its_version_is_the_newest_that_is_out(code: dict[str, Any]) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^\]]*)\] - (\S+)$", changelog, re.M)
    assert newest
    assert (code["softwareVersion"], code["releaseDate"]) == newest.groups()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("publiccodeYmlVersion",), "0.4"),
        (("naam",), "prestatieafspraken"),
        (("url",), "prestatieafspraken"),
        (("releaseDate",), "2026-1-1"),
        (("developmentStatus",), "alpha"),
        (("softwareType",), "desktop"),
        (("categories",), ["housing"]),
        (("description", "nl", "shortDescription"), "x" * 151),
        (("description", "nl", "longDescription"), "x"),
        (("description", "nl", "genericName"), "controle"),
        (("legal", "licence"), "EUPL-1.2"),
        (("maintenance", "type"), "contract"),
        (("maintenance", "contacts"), [{"email": "iemand@example.org"}]),
        (("intendedAudience", "countries"), ["nl"]),
    ],
)
def test_what_the_standard_does_not_allow_is_seen(
    code: dict[str, Any], place: tuple[str, ...], value: object
) -> None:
    *within, key = place
    part = code
    for name in within:
        part = part[name]
    part[key] = value
    try:
        assert faults(code) != []
    except ValueError:
        assert key == "releaseDate"
