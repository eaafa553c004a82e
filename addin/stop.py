"""Why an action ends without having done its work."""

from __future__ import annotations


class StopError(Exception):
    """The action cannot go on; the text is a Dutch sentence that says why and what to do."""
