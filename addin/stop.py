"""Why an action ends without having done its work."""

from __future__ import annotations

from prestatieafspraken.dutch.user_error import UserError


class StopError(UserError):
    """The action cannot go on; a user can put that right.

    XLS-003: there is no workbook open, or the one that was asked for cannot be. XLS-005: what a
    button needs is not there in the workbook that is open.
    """
