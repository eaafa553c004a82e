"""Why an action ends without having done its work."""

from __future__ import annotations

from prestatieafspraken.dutch.user_error import UserError

NOT_TO_OPEN = "XLS-003"
"""There is no workbook open, or the one that was asked for cannot be."""
NOT_DONE = "XLS-005"
"""What a button needs is not there in the workbook that is open."""


class StopError(UserError):
    """The action cannot go on; a user can put that right."""

    def __init__(self, message: str, repair: str, code: str = NOT_DONE) -> None:
        super().__init__(code, message, repair)
