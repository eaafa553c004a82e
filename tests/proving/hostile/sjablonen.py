"""Templates made at random from the grammar of Jinja, and a process that fills them in under watch.

python -m proving.hostile.sjablonen SEED FROM TO FIELDS FOLDER PORT  writes what happened, as JSON.

Half of the templates is tame: they name fields that exist and do what people do, with numbers that
are large now and then. The other half holds what an attacker would write, a little of it or much.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prestatieafspraken.batch.guarding.bounds import limit_memory
from prestatieafspraken.templates.sandbox.budget import Budget
from prestatieafspraken.templates.sandbox.environment import sandbox
from prestatieafspraken.templates.word import own
from prestatieafspraken.templates.word.fields import EXAMPLE
from prestatieafspraken.templates.word.filled import REFUSED, TemplateError
from proving.kit.eigen_sjabloon import PLACES, template
from proving.kit.package import unpacked

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
"""What one template may cost; the product ends a process that takes as much."""

FILTERS = (
    *("abs", "attr", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e"),
    *("escape", "filesizeformat", "first", "float", "forceescape", "format", "groupby", "indent"),
    *("int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "pprint"),
    *("random", "reject", "rejectattr", "replace", "reverse", "round", "safe", "select"),
    *("selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson", "trim"),
    *("truncate", "unique", "upper", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr"),
)
TESTS = (
    *("boolean", "callable", "defined", "divisibleby(2)", "escaped", "even", "false", "filter"),
    *("float", "in themas", "integer", "iterable", "lower", "mapping", "none", "number", "odd"),
    *("sameas(1)", "sequence", "string", "test", "true", "undefined", "upper", "eq(1)", "lt(3)"),
)
OPERATORS = ("+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", ">=", "in", "and", "or")
TAME_FILTERS = (
    *("upper", "lower", "title", "capitalize", "trim", "string", "length", "e", "wordcount"),
    *("default('x')", "truncate(20)", "replace('a', 'bb')", "center(30)", "list|join(', ')"),
    *("indent(3)", "first", "last", "reverse|list", "batch(3)|list|length", "int + 1"),
)


class Maker:
    """Makes one template; `traps` are places and addresses that nothing may touch."""

    def __init__(self, rng: random.Random, traps: list[str]) -> None:
        self.rng, self.traps = rng, traps
        self.wildness = rng.choice((0.0, 0.0, 0.1, 0.6))
        self.scope: list[tuple[str, Any]] = [*EXAMPLE.items()]
        self.named = 0
        self.left = 30

    @property
    def wild(self) -> bool:
        """Whether what comes next is what an attacker would write."""
        return self.rng.random() < self.wildness

    def make(self) -> list[str]:
        """Give the pieces of a template; each may be a paragraph of its own."""
        return [piece for _ in range(self.rng.randint(1, 4)) for piece in self.statement(3)]

    def one(self, *choices: Any) -> Any:
        """Choose one."""
        return self.rng.choice(choices)

    def name(self) -> str:
        """Give a new name."""
        self.named += 1
        return f"n{self.named}"

    def statement(self, depth: int) -> list[str]:
        """Give a statement as a list of pieces."""
        self.left -= 1
        if depth == 0 or self.left < 0:
            return [f"{{{{ {self.expression(2)} }}}}"]
        kinds = [self.printed, self.choice, self.loop, self.stored, self.macro, self.block]
        if self.wild:
            kinds += [self.loop, self.attack]
        pieces: list[str] = self.rng.choice(kinds)(depth - 1)
        return pieces

    def body(self, depth: int) -> list[str]:
        """Give some statements; what they name is gone after them."""
        before = len(self.scope)
        made = [p for _ in range(self.rng.randint(1, 2)) for p in self.statement(depth)]
        del self.scope[before:]
        return made

    def printed(self, depth: int) -> list[str]:
        return [self.one("tekst ", "", "<b>", "&"), f"{{{{ {self.expression(3)} }}}}"]

    def choice(self, depth: int) -> list[str]:
        made = [f"{{% if {self.expression(2)} %}}", *self.body(depth)]
        if self.rng.random() < 0.4:
            made += [f"{{% elif {self.expression(2)} %}}", *self.body(depth)]
        if self.rng.random() < 0.4:
            made += ["{% else %}", *self.body(depth)]
        return [*made, "{% endif %}"]

    def loop(self, depth: int) -> list[str]:
        lists = [(path, value[0]) for path, value in self.paths() if isinstance(value, list)]
        path, item = self.rng.choice(lists)
        name = self.name()
        if self.rng.random() < 0.2:
            path, item = f"range({self.one(2, 9, 999, 10**9 if self.wild else 900)})", 1
        elif self.rng.random() < 0.2:
            path += self.one("[:2]", "|reverse", "|list", f" if {name}", "[1:]")
        before = len(self.scope)
        self.scope += [(name, item), ("loop.index", 1), ("loop.first", True), ("loop.length", 1)]
        made = [f"{{% for {name} in {path} %}}", *self.body(depth)]
        del self.scope[before:]
        if self.rng.random() < 0.2:
            made += ["{% else %}", *self.body(depth)]
        return [*made, "{% endfor %}"]

    def stored(self, depth: int) -> list[str]:
        name = self.name()
        if self.rng.random() < 0.3:
            made = [f"{{% set {name} %}}", *self.body(depth), "{% endset %}"]
        else:
            made = [f"{{% set {name} = {self.expression(3)} %}}"]
            if self.rng.random() < 0.3:
                more = self.one(f"{name} ~ {name}", f"{name} + {name}", f"[{name}, {name}]")
                made += [f"{{% set {name} = {more} %}}"] * self.rng.randint(1, 40)
        self.scope.append((name, "tekst"))
        return made

    def macro(self, depth: int) -> list[str]:
        name, given = self.name(), self.name()
        before = len(self.scope)
        self.scope.append((given, "tekst"))
        made = [f"{{% macro {name}({given}) %}}", *self.body(depth)]
        if self.rng.random() < (0.3 if self.wild else 0.05):
            made.append(f"{{{{ {name}({given}) }}}}")
        del self.scope[before:]
        return [*made, "{% endmacro %}", f"{{{{ {name}({self.expression(1)}) }}}}"]

    def block(self, depth: int) -> list[str]:
        name = self.name()
        start, end = self.one(
            (f"{{% with {name} = {self.expression(1)} %}}", "{% endwith %}"),
            ("{% filter upper %}", "{% endfilter %}"),
            ("{% raw %}", "{% endraw %}"),
            ("{# ", " #}"),
        )
        return [start, *self.body(depth), end]

    def attack(self, depth: int) -> list[str]:
        """Give what leads out of a sandbox, if anything does."""
        trap = self.rng.choice(self.traps)
        beeld = "grafieken[0].beeld"
        return self.rng.choice([
            [f"{{% include '{trap}' %}}"],
            [f"{{% import '{trap}' as x %}}"],
            [f"{{% from '{trap}' import x %}}"],
            [f"{{% extends '{trap}' %}}"],
            ["{% block a %}", *self.body(depth), "{% endblock %}"],
            ["{% autoescape false %}", *self.body(depth), "{% endautoescape %}"],
            ["{% do themas.append(1) %}"],
            ["{% call " + f"{self.name()}() %}}", *self.body(depth), "{% endcall %}"],
            [f"{{{{ {beeld}.tpl.docx.save('{trap}') }}}}"],
            [f"{{{{ {beeld}.tpl.get_file_crc('{trap}') }}}}"],
            [f"{{{{ {beeld}.tpl.replace_media('{trap}', '{trap}') }}}}"],
            [f"{{{{ {beeld}.tpl.build_url_id('{trap}') }}}}"],
            [f"{{{{ ({beeld}|attr('tpl')).write_xml('{trap}') }}}}"],
            [f"{{{{ {beeld}['tpl']['template_file'].read() }}}}"],
            [f"{{{{ cycler.__init__.__globals__.os.system('touch {trap}') }}}}"],
            [f"{{{{ lipsum.__globals__['os'].popen('cat {trap}').read() }}}}"],
            [f"{{{{ ''.__class__.__mro__[1].__subclasses__()|map('open', '{trap}') }}}}"],
            [f"{{{{ self._TemplateReference__context.environment.loader.load('{trap}') }}}}"],
            [f"{{{{ joiner.__init__.__globals__.__builtins__.open('{trap}', 'w') }}}}"],
            ["{{ namespace(x=1).__init__.__globals__ }}"],
            ["{{ lipsum(n=" + str(self.number()) + ") }}"],
            ["{% for x in themas recursive %}{{ loop(themas) }}{% endfor %}"],
            ["{{ (gemeente.format)(gemeente) }}{{ '{0.__class__}'.format(themas) }}"],
        ])  # fmt: skip

    def paths(self) -> list[tuple[str, Any]]:
        """Give the fields within reach, with what the example has there."""
        found: list[tuple[str, Any]] = []
        todo = list(self.scope)
        while todo:
            path, value = todo.pop()
            found.append((path, value))
            if isinstance(value, Mapping) and path.count(".") < 3:
                todo += [(f"{path}.{key}", item) for key, item in value.items()]
        return found

    def number(self) -> int:
        """Give a number, now and then one that asks for too much."""
        much = (10**4, 10**6, 10**9, 10**18) if self.wild else (100, 1_000)
        return int(self.one(0, 1, 2, 7, -1, 40, self.rng.choice(much)))

    def text(self) -> str:
        """Give a text between quotes."""
        odd = (
            *self.traps,
            "__class__",
            "tpl",
            "{0.tpl}",
            "%(tpl)s",
            "%99d",
            "%s",
            "DDEAUTO",
            "<w:p/>",
        )
        plain = ("", "a", "woord ", "é", "&", "titel", ", ")
        return repr(self.rng.choice(odd if self.wild and self.rng.random() < 0.5 else plain))

    def expression(self, depth: int) -> str:
        """Give an expression."""
        self.left -= 1
        if depth == 0 or self.left < -60:
            return self.atom()
        if not self.wild:
            return self.tame(depth)
        a, b = self.expression(depth - 1), self.atom()
        filtered = f"{a}|{self.rng.choice(FILTERS)}"
        return str(self.rng.choice([
            self.atom(), self.tame(depth), filtered,
            f"{filtered}({self.arguments()})",
            f"({a} {self.rng.choice(OPERATORS)} {b})",
            f"({a}) is {self.one('', 'not ')}{self.rng.choice(TESTS)}",
            f"({a} if {b} else {self.atom()})",
            f"not {b}", f"-{b}", f"[{a}, {b}]", f"({a},)", f"{{{b}: {a}}}",
            f"({a})[{b}]", f"({a})[{self.number()}:]", f"({a}).{self.attribute()}",
            f"({a}).{self.attribute()}({self.arguments()})",
            f"({a})({self.arguments()})", f"({a})|attr({self.text()})",
            f"{b}|map(attribute={self.text()})|list", f"{b}|map({self.text()})|list",
            f"{b}|sort(attribute={self.text()})", f"{b}|selectattr({self.text()})|list",
        ]))  # fmt: skip

    def tame(self, depth: int) -> str:
        """Give an expression as people write them."""
        fields = [path for path, value in self.paths() if isinstance(value, str)]
        groups = [(path, value[0]) for path, value in self.paths() if isinstance(value, list)]
        field, other = self.rng.choice(fields), self.rng.choice(fields)
        rows, row = self.rng.choice(groups)
        keys = (
            [key for key, value in row.items() if isinstance(value, str)]
            if isinstance(row, dict)
            else []
        )
        key = self.rng.choice(keys) if keys else ""
        listed = (
            self.one(
                f"{rows}|map(attribute='{key}')|join(', ')",
                f"{rows}|sort(attribute='{key}')|length",
                f"{rows}|selectattr('{key}')|list|length",
                f"({rows}|groupby('{key}'))[0][0]",
            )
            if key
            else f"{rows}|length"
        )
        return str(self.one(
            field, f"{field}|{self.rng.choice(TAME_FILTERS)}", listed, f"{rows}|length",
            f"{field} ~ ' ' ~ {other}", f"({field} if {rows} else {other})",
            f"({field} == {other})", f"({rows}|length * {self.rng.randint(0, 9)})",
            f"('-' * {self.number()})", f"({field} or {other})", f"{field}[:9]",
            f"'%s %s'|format({field}, {other})", f"{field} is defined", f"{field} in {other}",
        ))  # fmt: skip

    def atom(self) -> str:
        """Give a name, a number or a text."""
        path = self.rng.choice(self.paths())[0]
        return str(self.one(path, path, str(self.number()), self.text(), self.text()))

    def attribute(self) -> str:
        """Give the name of an attribute."""
        return str(self.one(
            "tpl", "docx", "part", "package", "titel", "items", "keys", "append", "upper", "format",
            "join", "encode", "__class__", "__init__", "__globals__", "_environment",
            "image_descriptor", "cycle", "index", "real", "render", "save", "read",
            "environment", "globals",
        ))  # fmt: skip

    def arguments(self) -> str:
        """Give the arguments of a call."""
        return ", ".join(self.atom() for _ in range(self.rng.randint(0, 3)))


def made(seed: str, number: int, traps: list[str]) -> tuple[str, bytes, str]:
    """Give template `number` of a seed: its text, it as a Word document, and where it stands."""
    rng = random.Random(f"{seed} {number}")  # noqa: S311 (tests, not secrets)
    pieces = Maker(rng, traps).make()
    text = "".join(pieces)
    place = rng.choice(PLACES) if rng.random() < 0.5 else "tekst"
    if rng.random() < 0.3:  # tags that take their paragraph with them
        pieces = [re.sub(r"^\{% (if|for|elif|else|endif|endfor)", r"{%p \1", p) for p in pieces]
        return text, template(*pieces, place=place), place
    if rng.random() < 0.3:
        return text, template(*pieces, place=place), place
    return text, template(text, place=place), place


READABLE = (sys.prefix, sys.base_prefix, str(Path(own.__file__).parents[2]))
READABLE += (str(Path(os.__file__).parent), str(Path(pickle.__file__).parent), os.devnull)
READABLE += tuple(path for path in sys.path if path.endswith("site-packages"))
HARMLESS = ("exec", "compile", "import", "marshal.loads", "object.__getattr__", "code.__new__")
HARMLESS += ("object.__setattr__", "sys._getframe", "builtins.id", "cpython.", "gc.", "signal.")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Notes whatever a process does that filling in a template does not need."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self.heard)

    def heard(self, event: str, given: tuple[Any, ...]) -> None:
        """Hear what Python is about to do."""
        if not self.on or event.startswith(HARMLESS):
            return
        if event in ("open", "os.listdir", "os.scandir"):
            path = os.fspath(given[0]) if isinstance(given[0], str | bytes | Path) else given[0]
            writes = event == "open" and bool((given[2] or 0) & WRITING)
            if isinstance(path, str) and path.startswith(READABLE) and not writes:
                return
        self.seen.append(f"{event} {given!r}"[:300])


def _peak() -> int:
    """Give the most MB that this process held: what is kept for it counts its parent as well."""
    if (kept := Path("/proc/self/status")).exists():
        (held,) = re.findall(r"VmHWM:\s+(\d+) kB", kept.read_text(encoding="utf-8"))
        return int(held) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(
    seed: str, start: int, end: int, fields: Mapping[str, Any], traps: list[str]
) -> dict[str, Any]:
    """Fill in templates, in Word and as Markdown and HTML are, and tell what happened."""
    watch, told, slowest, strange = Watch(), Counter[str](), 0.0, []
    limit_memory(MEMORY)
    secret = Path(traps[0]).read_text(encoding="utf-8")
    content = {**fields, "grafieken": [{**g, "beeld": "beeld"} for g in fields["grafieken"]]}
    signal.signal(signal.SIGALRM, _too_slow)

    def word(data: bytes, text: str) -> str:
        made = own.filled(data, fields, "2019-12-31T00:00:00Z")
        return b"".join(unpacked(made).values()).decode("utf-8", "replace")

    def page(escape: bool) -> Any:
        def rendered(data: bytes, text: str) -> str:
            budget = Budget(own.STEPS, own.TEXT)
            return sandbox(escape=escape, budget=budget).from_string(text).render(**content)

        return rendered

    for number in range(start, end):
        text, data, _ = made(seed, number, traps)
        for form, fill in (("word", word), ("html", page(True)), ("md", page(False))):
            began = time.process_time()
            signal.alarm(SECONDS)
            watch.on = True
            try:
                result = fill(data, text)
                outcome = "gevuld"
            except (TemplateError, *REFUSED) as error:
                result, outcome = str(error), "geweigerd"
            except Exception as error:
                result, outcome = "", "anders"
                strange.append(f"{number} {form} {type(error).__name__} {error}: {text}"[:2000])
            finally:
                watch.on = False
                signal.alarm(0)
            told[f"{form} {outcome}"] += 1
            slowest = max(slowest, time.process_time() - began)
            if secret in result or len(result) > own.TEXT + 10**7:
                strange.append(f"{number} {form} tells or makes too much: {text}"[:2000])
            if watch.seen:
                strange += [f"{number} {form} {line}: {text}"[:2000] for line in watch.seen]
                watch.seen.clear()
    peak = _peak()
    return {"told": told, "slowest": round(slowest, 1), "peak": peak, "strange": strange}


def _too_slow(*_: object) -> None:
    raise TimeoutError  # an OSError: nothing of ours catches it


def watched(traps: list[str]) -> bool:
    """Say whether the watch sees what it is there for: a file read, one written, and a call."""
    import socket

    watch = Watch()
    watch.on = True
    Path(traps[0]).read_bytes()
    with Path(traps[1]).open("a"):
        pass
    with socket.socket() as line:
        line.connect_ex(("127.0.0.1", int(traps[2].split(":")[2].split("/")[0])))
    watch.on = False
    return [
        sum(word in line for line in watch.seen) > 0 for word in ("'r'", "'a'", "socket.c")
    ] == [True] * 3


def main() -> None:
    """Do what the command line says."""
    seed, start, end, fields, folder, port = sys.argv[1:]
    traps = [f"{folder}/geheim.txt", f"{folder}/kostbaar.txt", f"http://127.0.0.1:{port}/x"]
    given = pickle.loads(Path(fields).read_bytes())  # noqa: S301 (of the test that started us)
    seen = watched(traps)
    told = run(seed, int(start), int(end), given, traps)
    sys.stdout.write(json.dumps({"watched": seen, **told}))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
