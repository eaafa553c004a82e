"""The file itself: a zip with XML, opened under limits, every part of it known."""
