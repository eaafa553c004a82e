"""How important the sentence is with which a press ends."""

from __future__ import annotations


class Loud(str):
    """A sentence that gets a window of its own: nothing in view shows that the work was done."""

    __slots__ = ()
