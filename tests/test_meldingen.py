"""The sentences as they are, against the file in which they were read and found good."""

from __future__ import annotations

from meldingen import SNAPSHOT, sentences


def test_no_sentence_changes_unseen() -> None:
    known = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    new = [line for line in sentences().splitlines() if line not in set(known)]
    assert new == [], "read them, then: python tests/meldingen.py --schrijf"
    assert sentences().splitlines() == known, "python tests/meldingen.py --schrijf"
