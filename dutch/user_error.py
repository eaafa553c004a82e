"""What a user can put right, told in Dutch: the one base of our exceptions."""

from __future__ import annotations


class UserError(Exception):
    """Something that the user can put right: a code, what is wrong and how to repair it."""

    def __init__(self, code: str, message: str, repair: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.repair = repair
        self.exit_code = exit_code


class WrongArgumentError(UserError, ValueError):
    """An argument with a value that cannot be; for a caller in Python it is a ValueError."""
