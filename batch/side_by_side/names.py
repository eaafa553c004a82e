"""What the files of a run are called in sentences: as short as it can be, and no two alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping


def told_apart(paths: Iterable[str]) -> Mapping[str, str]:
    """Give each path its file name, with the folders that it takes to be another than the rest.

    >>> told_apart(["in/a.xlsx", "in/b.xlsx", "uit/a.xlsx"])
    {'in/a.xlsx': 'in/a.xlsx', 'in/b.xlsx': 'b.xlsx', 'uit/a.xlsx': 'uit/a.xlsx'}
    """
    parts = {path: re.split(r"[/\\]", path) for path in paths}
    names: dict[str, str] = {}
    left, depth = [*parts], 1
    while left:
        tails = {path: "/".join(parts[path][-depth:]) for path in left}
        times = Counter(tails.values())
        names |= {
            path: tail
            for path, tail in tails.items()
            if times[tail] == 1 or depth >= len(parts[path])
        }
        left, depth = [path for path in left if path not in names], depth + 1
    return {path: names[path] for path in parts}
