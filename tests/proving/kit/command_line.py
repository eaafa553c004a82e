"""How a program on Windows takes its command line apart (the rules of CommandLineToArgvW)."""

from __future__ import annotations


def taken_apart(line: str) -> list[str]:
    """Give the program and its arguments.

    The program goes up to the next quote, or to a space. After it a quote opens or closes; 2n
    backslashes before a quote are n backslashes, and one more makes the quote a plain character.
    """
    if line.startswith('"'):
        program, _, rest = line[1:].partition('"')
    else:
        program, _, rest = line.partition(" ")
    found, word, quoted, place = [program], None, False, 0
    while place < len(rest):
        slashes = len(rest) - place - len(rest[place:].lstrip("\\"))
        place += slashes
        sign = rest[place : place + 1]
        if sign == '"':
            word = (word or "") + "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
        elif sign in (" ", "\t") and not quoted:
            word = (word or "") + "\\" * slashes if slashes else word
            if word is not None:
                found.append(word)
            word = None
        else:
            word = (word or "") + "\\" * slashes + sign
        place += 1
    return found if word is None else [*found, word]
