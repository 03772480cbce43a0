"""`if`, `else if` and `else` of languages with braces."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.domain.regions import TRUE
from variant_budget.measure.bodies import Bodies
from variant_budget.measure.chains import Arm, Chain
from variant_budget.measure.endifs import body_of, turn_behind
from variant_budget.measure.headings import braced, parenthesised
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.outline import Heading, Outline

_IF = re.compile(rb"if(?<![\w.$#]if)(?![\w$])")
_IF_OF_PHP = re.compile(
    rb"if(?:(?<![\w.$#]if)(?<!->if)(?<!::if)|(?<=elseif)(?<![\w$>:\\]elseif))(?![\w$])"
)
_ELSE = re.compile(rb"\s*+else(?:(if)(?=[\s(])|(?![\w$])(?:\s++(if)(?![\w$]))?)")
_BEFORE = re.compile(rb"(?<![\w$])else\s*+\Z")
_LOOK_BACK = 64
_VALUE = re.compile(rb"(?:[=(\[,?>&|+\-*/<]|(?<![\w$])(?:return|yield|in|throw))\s*+\Z")


class _Style(NamedTuple):
    """How a language writes `if`: its condition in parentheses, else up to a brace.

    `by_line`: a statement may end with its line. `is_value`: an `if` may stand in an expression.
    `has_endif`: a body may stand between `:` and `endif`.
    """

    parentheses: bool = True
    by_line: bool = False
    is_value: bool = False
    has_endif: bool = False


_STYLES = {
    **dict.fromkeys(("c", "java", "csharp"), _Style()),
    "php": _Style(has_endif=True),
    "script": _Style(by_line=True),
    "kotlin": _Style(by_line=True, is_value=True),
    "go": _Style(parentheses=False),
    **dict.fromkeys(("rust", "swift"), _Style(parentheses=False, is_value=True)),
}


class _If(NamedTuple):
    """One `if` with the offset behind its body; the `if` of the `else if` behind it, or -1; where
    the `else` behind it starts and ends."""

    start: int
    heading: Heading
    end: int
    next: int = -1
    otherwise: tuple[int, int] | None = None


def if_chains(outline: Outline) -> Iterator[Chain]:
    """Each chain from its first branch with a symbol on."""
    reader = _Reader(outline, _STYLES[LANGUAGE[outline.language].definitions])
    heads = reader.heads_with_symbols()
    # From the last to the first: what a chain leads to is known then, so nothing is read twice.
    for head in reversed(heads):
        reader.read(head)
    followed = {found.next for found in reader.found.values()}
    for head in heads:
        if head in reader.found and head not in followed and not reader.is_value(head):
            yield reader.chain(head)


class _Reader:
    def __init__(self, outline: Outline, style: _Style) -> None:
        self.outline = outline
        self.code = outline.code
        self.style = style
        self.bodies = Bodies(outline, by_line=style.by_line, by_comma=style.is_value)
        self.found: dict[int, _If] = {}

    def heads_with_symbols(self) -> list[int]:
        """Each `if` behind which, before the next one, a symbol may stand in its condition."""
        word = _IF_OF_PHP if self.style.has_endif else _IF
        heads = [match.start() for match in word.finditer(self.code)]
        near = {bisect_right(heads, place) - 1 for place in self.outline.places}
        return [
            heads[at]
            for at in sorted(near - {-1})
            if (heading := self._heading(heads[at])) and self.outline.holds(*heading.condition)
        ]

    def _heading(self, head: int) -> Heading | None:
        if self.style.parentheses:
            return parenthesised(self.outline, head + 2)
        return braced(self.outline, head + 2, b"if")

    def read(self, head: int) -> None:
        """Find this `if`, and those behind it in its chain that are not known yet."""
        walked = []
        end = -1
        while head >= 0 and head not in self.found:
            heading = self._heading(head)
            if heading is None:
                break
            walked.append(head)
            found = self.found[head] = self._if(head, heading)
            end = found.otherwise[1] if found.otherwise else found.end
            head = found.next
        end = self.bodies.ends.get(head, end)
        for each in walked:
            self.bodies.ends[each] = end

    def _if(self, head: int, heading: Heading) -> _If:
        before = _BEFORE.search(self.code, max(0, head - _LOOK_BACK), head)
        start = before.start() if before else head
        if self.style.has_endif and (body := body_of(self.outline, heading.body)) is not None:
            return self._with_endif(start, heading, body)
        end = self._end(heading.body)
        behind = _ELSE.match(self.code, end)
        if behind is None or self._is_of_another(behind):
            return _If(start, heading, end)
        if behind.lastindex:
            return _If(start, heading, end, behind.start(behind.lastindex))
        opened = self.code.index(b"else", end)
        otherwise = opened, self._end(behind.end())
        return _If(start, heading, end, otherwise=otherwise)

    def _is_of_another(self, behind: re.Match[bytes]) -> bool:
        """Whether what follows a body without a colon has one, and so belongs to an `if` around."""
        if not self.style.has_endif:
            return False
        heading = parenthesised(self.outline, behind.end()) if behind.lastindex else None
        at = heading.body if heading else behind.end()
        return body_of(self.outline, at) is not None

    def _end(self, at: int) -> int:
        """The offset behind a body; of those that a directive chooses from, the last one."""
        end = max(self.bodies.end_of(at), self.outline.choice_end(at))
        return self.outline.behind(end, at)

    def _with_endif(self, start: int, heading: Heading, body: int) -> _If:
        turn = turn_behind(self.outline, body, self.bodies.ends)
        if not turn.is_else:
            closed = turn.next < 0
            end = turn.end if closed else self.outline.behind(turn.start, start)
            return _If(start, heading, end, turn.next)
        closing = turn_behind(self.outline, turn.end, self.bodies.ends)
        end = self.outline.behind(turn.start, start)
        return _If(start, heading, end, otherwise=(turn.start, closing.end))

    def chain(self, head: int) -> list[Arm]:
        """The branches from this `if` on."""
        arms: list[Arm] = []
        while found := self.found.get(head):
            arms.append(self.outline.when(found.start, found.end, found.heading, len(arms) - 1))
            if found.otherwise:
                arms.append(Arm(*found.otherwise, TRUE, "else", len(arms) - 1))
            head = found.next
        return arms

    def is_value(self, head: int) -> bool:
        """Whether it is a choice within a line, which is no branch."""
        found = self.found[head]
        if not self.style.is_value or not (found.otherwise or found.next >= 0):
            return False
        if self.code.find(b"\n", found.start, self.bodies.ends[head]) >= 0:
            return False
        window = max(0, found.start - _LOOK_BACK)
        line = max(window, self.code.rfind(b"\n", window, found.start))
        return bool(_VALUE.search(self.code, line, found.start))
