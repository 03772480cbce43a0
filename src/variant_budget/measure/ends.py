"""Ruby's `if`, `unless` and `case` up to their `end`, and `if` and `unless` behind a statement."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from variant_budget.domain.regions import TRUE
from variant_budget.measure.chains import Arm, Chain
from variant_budget.measure.connectives import negated
from variant_budget.measure.labels import Group, chain_of
from variant_budget.measure.lines import first_line
from variant_budget.measure.outline import Heading, Outline

_TURNS = {
    **dict.fromkeys(("if", "unless"), frozenset({"elsif", "else"})),
    "case": frozenset({"when", "in", "else"}),
}
_LOOPS = frozenset({"while", "until", "for"})
_MODIFIERS = frozenset({"if", "unless", "while", "until"})
_BLOCKS = frozenset({*_TURNS, *_LOOPS, "class", "module", "begin", "def", "do"})
_WORDS = [
    # A pattern for each word: one that starts with a literal is searched fastest.
    (word, re.compile(rf"{word}(?![\w?!=:])(?<![\w.:@$]{word})".encode()))
    for word in sorted({*_BLOCKS, "end", *(word for words in _TURNS.values() for word in words)})
]
_NAME = re.compile(rb"def\s++(?>(?:\w++\s*+\.\s*+)?)\w++[?!=]?")
_ENDLESS = re.compile(rb"def\s++[\w.]++[?!]?(?:\([^()\n]*+\))?[ \t]++=[ \t]")
# In front of a word that opens a block, not behind a statement.
_OPENS = re.compile(
    rb"(?:[=(\[{,|&;:<>+\-*~^%/]|(?<!\w)[?!]|(?<![\w.:@$])(?:then|else|do|and|or|not|begin|ensure))\Z"
)
_HEADING_END = re.compile(
    rb"[\n;(\[{)\]}]|(?<![\w.:@$])(?:then|do|if|unless|while|until)(?![\w?!=:])"
)
_LINE_GOES_ON = re.compile(rb"(?:[,|&+\-*/\\=<>(!]|(?<![\w.:@$])(?:and|or|not))\Z")
_OPERATOR_AS_NAME = re.compile(rb"(?<!:):[+\-*/<>=!%&|^~\[\]]+\Z")
_NEXT_LINE_GOES_ON = re.compile(rb"\s*+(?:\.\w|&&|\|\|)")
_STATEMENT_GOES_ON = (b",", b"\\", b"&&", b"||")
_BRACKETS = frozenset(b"([{")
_SPACES = re.compile(rb"\s*+")
_LINE_END = 10
_LOOK_BACK = 256


def _ends_with(pattern: re.Pattern[bytes], text: bytes) -> bool:
    """Of a pattern of at most six bytes, and the one before them."""
    return pattern.search(text, max(0, len(text) - 6)) is not None


class _Turn(NamedTuple):
    word: str
    start: int


class _Block:
    """What is open up to its `end`: the word that opened it, and those that turn it."""

    __slots__ = ("awaits_do", "condition_of", "turns")

    def __init__(self, word: str, start: int, condition_of: Arm | None) -> None:
        self.turns = [_Turn(word, start)]
        self.awaits_do = word in _LOOPS
        self.condition_of = condition_of
        """The branch, `a if b.any? do |c|`, in whose condition it stands last."""


def ended_chains(outline: Outline) -> Iterator[Chain]:
    """Each chain from its first branch with a symbol on."""
    reader = _Reader(outline)
    words = sorted(
        (match.start(), word) for word, each in _WORDS for match in each.finditer(outline.code)
    )
    for at, word in words:
        yield from reader.take(word, at)


class _Reader:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.code = outline.code
        self.open: list[_Block] = []
        self.named = 0
        self.last = -1, -1
        self.modifier = -1
        self.modified: Arm | None = None

    def take(self, word: str, at: int) -> Iterator[Chain]:
        """The chains that a word closes; it may be the name of a method, `def end`."""
        if at < self.named:
            return
        if word == "end":
            if self.open:
                block = self.open.pop()
                end = at + len(word)
                self.last = block.turns[0].start, end
                yield self._chain(block.turns, at)
                if block.condition_of:
                    yield [block.condition_of._replace(end=end)]
        elif word in _MODIFIERS and not self._opens(at):
            if word in _TURNS and not self._is_guard(at):
                yield self._modified(word, at)
        elif word in _BLOCKS:
            self._push(word, at)
        elif self.open and word in _TURNS.get(self.open[-1].turns[0].word, ()):
            self.open[-1].turns.append(_Turn(word, at))

    def _push(self, word: str, at: int) -> None:
        if word == "do" and self.open and self.open[-1].awaits_do:
            self.open[-1].awaits_do = False
            if self.outline.on_one_line(self.open[-1].turns[0].start, at):
                return
        if word == "def":
            name = _NAME.match(self.code, at)
            self.named = name.end() if name else at
            if _ENDLESS.match(self.code, at):
                return
        is_last = self.modified is not None and self.modified.end == at
        self.open.append(_Block(word, at, self.modified if is_last else None))

    def _opens(self, at: int) -> bool:
        """Whether a word such as `if` opens a block: no statement stands before it."""
        line = self._line_before(at)
        if not line.strip():
            before = self.code[max(0, at - _LOOK_BACK) : at].rstrip()
            if not before.endswith(b"\\"):
                return True
            line = before[:-1].rpartition(b"\n")[2]
        return not line.strip() or _ends_with(_OPENS, line.rstrip())

    def _is_guard(self, at: int) -> bool:
        """Whether it stands behind a pattern, `in a if b`."""
        return self._line_before(at).split(None, 1)[:1] == [b"in"]

    def _line_before(self, at: int) -> bytes:
        return self.code[max(0, at - _LOOK_BACK) : at].rpartition(b"\n")[2]

    def _heading(self, turn: _Turn, end: int) -> Heading:
        """The condition behind a word, to `then`, `;` or the end of its line."""
        spaces = _SPACES.match(self.code, turn.start + len(turn.word), end)
        start = at = spaces.end() if spaces else end
        while sign := _HEADING_END.search(self.code, at, end):
            at = sign.start()
            byte = self.code[at]
            if byte in _BRACKETS and at in self.outline.closes:
                at = self.outline.closes[at] + 1
            elif byte == _LINE_END and self._goes_on(at):
                at += 1
            else:
                return Heading((start, at), at)
        return Heading((start, end), end)

    def _goes_on(self, at: int) -> bool:
        before = self.code[max(0, at - _LOOK_BACK) : at].rstrip()
        if _ends_with(_OPERATOR_AS_NAME, before):
            return False
        return _ends_with(_LINE_GOES_ON, before) or bool(_NEXT_LINE_GOES_ON.match(self.code, at))

    def _chain(self, turns: Sequence[_Turn], end: int) -> Chain:
        opened = turns[0]
        if opened.word not in _TURNS or not self.outline.holds(opened.start, end):
            return []
        if self.outline.on_one_line(opened.start, end) and self._line_before(opened.start).strip():
            return []
        return self._cases(turns, end) if opened.word == "case" else self._ifs(turns, end)

    def _ifs(self, turns: Sequence[_Turn], end: int) -> Chain:
        found: list[Arm] = []
        for turn, after in pairwise([*turns, _Turn("end", end)]):
            heading = self._heading(turn, after.start)
            if not found and (turn.word == "else" or not self.outline.holds(*heading.condition)):
                continue
            closed = after.start + 3 if after.word == "end" else after.start
            found.append(self._arm(turn, closed, heading, len(found) - 1))
        return found

    def _arm(self, turn: _Turn, end: int, heading: Heading, follows: int) -> Arm:
        end = self.outline.behind(end, turn.start)
        if turn.word == "else":
            return Arm(turn.start, end, TRUE, "else", follows)
        arm = self.outline.when(turn.start, end, heading, follows)
        return arm._replace(condition=negated(arm.condition)) if turn.word == "unless" else arm

    def _cases(self, turns: Sequence[_Turn], end: int) -> Chain:
        nexts = [*(turn.start for turn in turns[1:]), end]
        subject = self._heading(turns[0], nexts[0]).condition
        groups = []
        for turn, after in zip(turns[1:], nexts[1:], strict=True):
            label = (turn.start, turn.start + len(turn.word))
            if turn.word != "else":
                label = self._heading(turn, after).condition
            groups.append(Group(turn.start, self.outline.behind(after, turn.start), [label]))
        return chain_of(self.outline, groups, has_subject=bool(self.outline.plain(*subject)))

    def _statement_start(self, at: int) -> int:
        """Where the statement starts that a word at `at` modifies.

        Behind another one on the same line, which has that line already, it is the word itself.
        """
        before, self.modifier = self.modifier, at
        if before >= 0 and self.outline.on_one_line(before, at):
            return at
        first = self.open[-1].turns[-1].start + 1 if self.open else 0
        return first_line(self.outline, first, at, _STATEMENT_GOES_ON)

    def _modified(self, word: str, at: int) -> Chain:
        """The statement in front of the word, with the block that ends there, if one does."""
        heading = self._heading(_Turn(word, at), len(self.code))
        if not self.outline.holds(*heading.condition):
            return []
        start = self._statement_start(at)
        if self.code[start:at].strip() == b"end" and self.last[1] == start + 3:
            start = self.last[0]
        end = heading.condition[1]
        arm = self._arm(_Turn(word, at), end, heading, -1)._replace(start=start)
        if not self.code.startswith(b"do", end):
            return [arm]
        self.modified = arm._replace(end=end)
        return []
