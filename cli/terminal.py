"""The terminal: whatever is printed, no text of a sender steers it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from prestatieafspraken.dutch.legible import legible


class Terminal(Console):
    """A console on which every piece of text is made legible, in whatever table it stands."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Render to segments, as rich does; its own codes are no text and pass."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable():
                yield segment
            else:
                yield Segment(legible(segment.text), segment.style)
