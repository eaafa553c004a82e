"""Style sheets made at random from the grammar of CSS, good, broken and hostile."""

from __future__ import annotations

from random import Random


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TOKENS = _listed("""
--accent --inkt --zacht --vlak --lijn --utrecht-document-color --utrecht-link-color --onbekend
--utrecht-document-font-family --utrecht-heading-1-font-size --utrecht-document-line-height
--utrecht-button-color --utrecht-document-background-color
""")
PROPERTIES = _listed("""
color background background-image content display position visibility filter mask cursor src
behavior list-style-image border-image shape-outside string-set bookmark-label font-size opacity
transform text-indent clip-path quotes attachment -moz-binding font-family
""")
SELECTORS = _listed("""
:root html body .utrecht-theme .haarlem-theme h1 h2::before td:nth-child(2) a[href] * svg|a
:is(h1,h2) :root:has(a) body>main ::after p:not(.x) @ #samenvatting ,
""")
AT_RULES = _listed("""
import font-face page media namespace layer supports charset color-profile property keyframes
font-palette-values counter-style scope
""")
FUNCTIONS = _listed("""
url image image-set src attr var calc element paint env expression counter target-text cross-fade
rgb hsl lab color-mix
""")
COLOURS = ("#154273", "#0a3", "navy", "rgb(0,60,0)", "hsl(200 90% 20%)", "rgb(0 60 0)", "black")
SIZES = ("2rem", "18px", "22pt", "6mm", "1.5em")
FAMILIES = ("Arial, sans-serif", '"Fira Sans"', "Open Sans, 'IJ & Co.', serif", "system-ui")
PLAIN = (*COLOURS, *SIZES, *FAMILIES, "1.5", "var(--accent)", "white")
WORDS = (
    *_listed("none red transparent currentcolor inherit 0 1e308px -3em 99999% NaN 100% 1 #fff #12"),
    *_listed("""U+26 !important 'a "b </style> <!-- --> <script> /* */ { } ( ) [ ] ; : @"""),
    *("\u202e", "🏠", "\\", "\0", "9" * 40),
)
REFERENCES = ("{f}({t})", "{f}('{t}')", '{f}("{t}" 1x)', "'{t}'", "{f}( {t} )")


class Sheets:
    """Makes style sheets; `targets` are addresses that nothing may ever ask for."""

    def __init__(self, seed: int, targets: list[str]) -> None:
        self.chance = Random(seed)  # noqa: S311
        self.targets = targets

    def sheet(self) -> str:
        """Give one style sheet: mostly as a person writes it, or of everything at once."""
        if self.chance.random() < 0.35:
            return self._theme()
        parts = [self._rule(0) for _ in range(self.chance.randrange(1, 5))]
        text = self.chance.choice(("", "\n", "/* thema */")).join(parts)
        return self._damaged(text) if self.chance.random() < 0.3 else text

    def _theme(self) -> str:
        chosen = self.chance.sample(TOKENS, self.chance.randrange(1, 5))
        lines = [f"{self._name(name)}: {self._fitting(name)};" for name in chosen]
        if self.chance.random() < 0.3:
            lines.append(f"--eigen: {self._reference()};")
        return f"{self.chance.choice(SELECTORS[:5])} {{ {' '.join(lines)} }}"

    def _fitting(self, name: str) -> str:
        if self.chance.random() < 0.1:
            return self.chance.choice(PLAIN)
        kinds = {"family": FAMILIES, "size": SIZES, "height": ("1.5", "2", "1.25")}
        return self.chance.choice(kinds.get(name.rpartition("-")[2], COLOURS))

    def _rule(self, depth: int) -> str:
        if self.chance.random() < 0.3:
            head = "@" + self._name(self.chance.choice(AT_RULES))
            head += " " + self._value(depth) if self.chance.random() < 0.7 else ""
            return head + (";" if self.chance.random() < 0.4 else f" {{ {self._inside(depth)} }}")
        names = self.chance.sample(SELECTORS, self.chance.randrange(1, 3))
        return f"{', '.join(map(self._name, names))} {{ {self._inside(depth)} }}"

    def _inside(self, depth: int) -> str:
        if depth < 4 and self.chance.random() < 0.15:
            return self._rule(depth + 1)
        names = [
            self.chance.choice((*TOKENS, *PROPERTIES)) for _ in range(self.chance.randrange(4))
        ]
        return " ".join(f"{self._name(name)}: {self._value(depth)};" for name in names)

    def _value(self, depth: int) -> str:
        return " ".join(self._word(depth) for _ in range(self.chance.randrange(1, 4)))

    def _word(self, depth: int) -> str:
        roll = self.chance.random()
        if roll < 0.35:
            return self._reference()
        if roll < 0.55:
            return self.chance.choice(PLAIN)
        if roll < 0.75 and depth < 6:
            name = self._name(self.chance.choice(FUNCTIONS))
            return f"{name}({self._value(depth + 1)}{self.chance.choice((')', ')', ''))}"
        return self.chance.choice(WORDS)

    def _reference(self) -> str:
        target = self.chance.choice(self.targets)
        form = self.chance.choice(
            ("{f}({t})", "{f}('{t}')", '{f}("{t}" 1x)', "'{t}'", "{f}( {t} )")
        )
        return form.format(f=self._name(self.chance.choice(("url", "src", "image-set"))), t=target)

    def _name(self, name: str) -> str:
        """Write some letters as an escape, and some in capitals."""
        if self.chance.random() < 0.6:
            return name
        return "".join(self._letter(one) for one in name)

    def _letter(self, one: str) -> str:
        if one.isalpha() and self.chance.random() < 0.3:
            form = self.chance.choice(("\\{:x} ", "\\{:06x}", "\\{:X}\t"))
            return form.format(ord(one))
        return one.upper() if self.chance.random() < 0.1 else one

    def _damaged(self, text: str) -> str:
        at = self.chance.randrange(len(text) + 1)
        return text[:at] + self.chance.choice(WORDS) + text[at + self.chance.randrange(3) :]
