"""Why an action ends without having done its work."""

from __future__ import annotations


class Stop(Exception):  # noqa: N818 (not an error of the program, but something to tell the user)
    """The action cannot go on; the text is a Dutch sentence that says why and what to do."""
