"""Which lines a variant with one macro as its only symbol owns, by what `unifdef -U` removes.

unifdef says which code is removed. Directives have a rule of their own (docs/design.md, "Owner by
region"): one that opens a branch belongs to it, an `#endif` to the first branch of its chain. A line
put behind every opening tells whether unifdef removes that branch. Comments are taken out first, and
directives over several lines made one, since unifdef refuses to remove those.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

TOKENS = re.compile(
    r'R"([^()\\\s]{0,16})\(.*?\)\1"'
    r"|//(?:[^\n\\]|\\\r?\n|\\.|\\\Z)*"
    r"|/\*.*?(?:\*/|\Z)"
    r'|"(?:[^"\\\n]|\\\r?\n|\\.)*"?'
    r"|(?<!\w)'(?:[^'\\\n]|\\\r?\n|\\.)*'?",
    re.DOTALL,
)
DIRECTIVE = re.compile(
    r"(?<!\\)(?<!\\\r)\n[ \t\f]*#[ \t]*(if|ifdef|ifndef|elif|else|endif)\b((?:[^\n\\]|\\\r?\n|\\.)*)"
)
NAME = re.compile(r"[A-Za-z_]\w*")
UNUSED = "a_macro_of_no_file"
PROBE = "a_line_of_this_branch"


class Directive(NamedTuple):
    """A conditional directive and its lines, both included, from 1."""

    word: str
    condition: str
    first: int
    last: int

    @property
    def lines(self) -> set[int]:
        """The numbers of its lines."""
        return set(range(self.first, self.last + 1))

    @property
    def names(self) -> frozenset[str]:
        """The macros that the condition names."""
        return frozenset(NAME.findall(self.condition)) - {"defined"}

    def is_apart(self, macro: str, left: str) -> bool:
        """Whether it names the macro and is left in, or is decided without it: `A != A`."""
        itself = rf"\b{macro}\b[\s)]*[!=]=[\s(]*{macro}\b"
        return bool(re.search(rf"\b{macro}\b", left) or re.search(itself, self.condition))


class Chain(NamedTuple):
    """Positions of the directives from `#if` to `#endif`."""

    members: list[int]


class Expected(NamedTuple):
    """Lines of code that a variant owns, and those in chains that the macro does not decide for unifdef."""

    code: frozenset[int]
    owned: frozenset[int]
    apart: frozenset[int]
    undecided: tuple[Directive, ...]
    """The conditions for which lines are apart."""


class Refused(Exception):
    """unifdef does not read the file, for this reason."""


class Unit:
    """One file as unifdef gets it."""

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        self._text = TOKENS.sub(_without_comment, text)
        self._lines = self._text.split("\n")
        self.directives = list(directives(self._text))
        self._chains = chains(self.directives)

    def expected(self, macro: str) -> Expected:
        """What is removed when the macro is not defined. Refused if unifdef refuses the file."""
        stays, probed = self._left(macro)
        owned = {n for n, line in enumerate(self._lines, 1) if line.strip() and n not in stays}
        apart: set[int] = set()
        undecided = []
        for chain in self._chains:
            members = [self.directives[at] for at in chain.members]
            for at, each in zip(chain.members, members, strict=True):
                decides = chain.members[0] if each.word == "endif" else at
                owned = owned - each.lines if decides in probed else owned | each.lines
            left = [each for each in members if each.is_apart(macro, stays.get(each.first, ""))]
            left += [self.directives[at] for at in chain.members if at in self._dead]
            undecided += left
            if left:
                apart.update(range(members[0].first, members[-1].last + 1))
        code = frozenset(n for n, line in enumerate(self._lines, 1) if line.strip())
        return Expected(code, frozenset(owned & code), frozenset(apart & code), tuple(undecided))

    @cached_property
    def _dead(self) -> set[int]:
        """The directives whose branch is removed whatever the macro: `#if 0 && A`."""
        openings = {at for at, each in enumerate(self.directives) if each.word != "endif"}
        return openings - self._left(UNUSED)[1]

    def _left(self, macro: str) -> tuple[dict[int, str], set[int]]:
        """The lines that stay and what they are then, and the directives whose branch stays."""
        written, places = self._with_probes()
        done = subprocess.run(
            ["unifdef", "-b", f"-U{macro}"],
            check=False,
            input="\n".join(written).encode("utf-8", "surrogateescape"),
            capture_output=True,
        )
        if done.returncode > 1:
            raise Refused(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
        output = done.stdout.decode("utf-8", "surrogateescape").split("\n")[: len(places)]
        left = [(place, line) for place, line in zip(places, output, strict=True) if line.strip()]
        stays = {place: line for place, line in left if place > 0}
        return stays, {-place - 1 for place, _ in left if place < 0}

    def _with_probes(self) -> tuple[list[str], list[int]]:
        """Lines, and for each its number, or -1 - position of the directive that it is to probe."""
        starts = {each.first: at for at, each in enumerate(self.directives)}
        written, places = [], []
        n = 1
        while n <= len(self._lines):
            at = starts.get(n)
            if at is None:
                written.append(self._lines[n - 1])
                places.append(n)
                n += 1
                continue
            each = self.directives[at]
            written.append(f"#{each.word} {each.condition}")
            places.append(n)
            if each.word != "endif":
                written.append(PROBE)
                places.append(-1 - at)
            n = each.last + 1
        return written, places


def _without_comment(match: re.Match[str]) -> str:
    token = match[0]
    return " " + "\n" * token.count("\n") if token[0] == "/" else token


def directives(text: str) -> Iterator[Directive]:
    """The conditional directives of a text without comments."""
    begun = "\n" + text
    line = at = 0
    for match in DIRECTIVE.finditer(begun):
        line, at = line + begun.count("\n", at, match.start() + 1), match.start() + 1
        rest = re.sub(r"\\\r?\n", " ", match[2]).strip()
        yield Directive(match[1], rest, line, line + match[2].count("\n"))


def chains(found: Iterable[Directive]) -> list[Chain]:
    """The closed chains of these directives. Refused if one is not closed or not open."""
    waiting: list[Chain] = []
    done = []
    for at, each in enumerate(found):
        if each.word in ("if", "ifdef", "ifndef"):
            waiting.append(Chain([]))
        if not waiting:
            raise Refused(f"{each.first}: #{each.word} without an #if")
        waiting[-1].members.append(at)
        if each.word == "endif":
            done.append(waiting.pop())
    if waiting:
        raise Refused("an #if without an #endif")
    return done
