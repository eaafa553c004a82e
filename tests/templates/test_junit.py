"""JUnit XML: the form that build servers read, and nothing that XML refuses."""

from __future__ import annotations

import re

from defusedxml import ElementTree
from proving.kit.told import verdicts

from prestatieafspraken.templates.verdicts.junit import junit

ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
    "testcase": ({"classname", "name"}, {"failure", "error", "skipped", "system-out"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message", "type"}, set()),
    "system-out": (set(), set()),
}
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def test_the_form_is_the_one_that_servers_read() -> None:
    text = junit(verdicts())
    assert not ILLEGAL.search(text)
    root = ElementTree.fromstring(text.encode("utf-8"))
    for element in root.iter():
        attributes, children = ALLOWED[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= children
        if element.tag == "testcase":
            assert len(element) <= 1
    for suite in (root, *root):
        cases = list(suite.iter("testcase"))
        assert int(suite.get("tests")) == len(cases) > 0
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(kind)) == len(list(suite.iter(tag)))


def test_each_verdict_is_told_as_servers_show_it() -> None:
    good, faulty, unreadable, internal = ElementTree.fromstring(junit(verdicts()).encode())
    assert [case.get("name") for case in good] == ["geen bevindingen"]
    assert good.get("failures") == good.get("errors") == "0"
    kinds = {case.get("name"): [child.tag for child in case] for case in faulty}
    assert kinds == {
        "STR-004 Woningvoorraad": ["system-out"],
        "CEL-001 Woningvoorraad": ["failure"],
        "CEL-002 Woningvoorraad": ["failure"],
        "CEL-012 Woningvoorraad": ["system-out"],
        "NBO-003 Woningvoorraad": ["skipped"],
    }
    assert "FOUT Woningvoorraad!D7:D9: DAEB is leeg. Herstel dit." in faulty[1][0].text
    assert [child.tag for case in (*unreadable, *internal) for child in case] == ["error"] * 2


def test_the_same_run_is_the_same_file() -> None:
    assert junit(verdicts()) == junit(verdicts())
