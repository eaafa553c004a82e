"""Stub."""


class TemplateError(Exception):
    """X."""
