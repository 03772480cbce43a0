"""Where a statement of a language with braces ends: behind its block, its `;`, or its line."""

import re

from variant_budget.measure.outline import Outline

_LEAD = re.compile(
    rb"\s*+(?>(?:\[\[[^\[\]]*+\]\]\s*+)*)(?:(?:(if)(?!\w)(?:\s*+constexpr)?"
    rb"|(?:for|while|switch|foreach|catch|synchronized|using|lock|fixed|with|when)(?!\w)"
    rb"(?:\s*+await)?)\s*+(?=\()"
    rb"|(else|do|try|finally|catch)(?![\w$])|(?=\{))"
)
_FOLLOW = re.compile(rb"\s*+(?:(else)|(catch|finally)|(while))(?![\w$])")
_SIGN = rb"[;{(\[}\])%s]|(?<![\w$.])(?:if|else|elseif)(?![\w$])"
_SPACES = re.compile(rb"\s*+")
# A line ends no statement behind these, and before those.
_GOES_ON = re.compile(rb"(?:[,*/%&|=<:.~^(\[{]|(?<!\+)\+|(?<!-)-|[=-]>|\?:)\Z")
_COMES = re.compile(rb"\s*+(?:[.,?:*/%&|=<>^+\-]|(?:as|instanceof)(?!\w))")
# Behind the block of a macro that is a loop, `LIST_FOREACH(a, b) { ... }`, stands no `;`.
_GOES_ON_BEHIND_BRACE = re.compile(rb"\s*+[;,.()\[\]+\-*/?:&|=]")
_BRACE, _SEMICOLON, _LINE_END, _I, _CLOSE = b"{;\ni)"
_OPEN = frozenset(b"{([")
_LOOK_BACK = 256


class Bodies:
    """Ends of statements. `ends` are those already known, by the offset of an `if`.

    Statements are asked for from the last to the first, so none is read twice. `by_line`: one may
    end with its line. `by_comma`: it may be an argument.
    """

    def __init__(self, outline: Outline, *, by_line: bool, by_comma: bool) -> None:
        self.code = outline.code
        self.closes = outline.closes
        self.by_line = by_line
        self.sign = re.compile(_SIGN % (rb"\n" * by_line + b"," * by_comma))
        self.ends: dict[int, int] = {}

    def end_of(self, at: int) -> int:
        """The offset behind the statement that starts at `at` or behind the space there."""
        ifs = loops = 0
        while True:
            at, word, whole = self._part(at)
            ifs += word == b"if"
            loops += word == b"do"
            if not whole:
                continue
            follow = _FOLLOW.match(self.code, at)
            if follow and follow[1] and ifs:
                ifs -= 1
            elif follow and (follow[2] or (follow[3] and loops)):
                loops -= bool(follow[3])
            else:
                return at
            at = follow.start(follow.lastindex or 0)

    def _part(self, at: int) -> tuple[int, bytes, bool]:
        """The end of a word with its parentheses or of a statement, that word, and which it is."""
        lead = _LEAD.match(self.code, at)
        if lead is None:
            return self._simple(at)
        if lead[2]:
            return lead.end(), lead[2], False
        if lead[1] and (known := self.ends.get(lead.start(1))) is not None:
            return known, b"", True
        opened = lead.end()
        closed = self.closes.get(opened)
        if closed is None:
            return opened, b"", True
        return closed + 1, lead[1] or b"", self.code[opened] == _BRACE

    def _simple(self, at: int) -> tuple[int, bytes, bool]:
        """The end of a statement that no word leads, or an `if` in it."""
        spaces = _SPACES.match(self.code, at)
        start = at = spaces.end() if spaces else at
        while sign := self.sign.search(self.code, at):
            at = sign.start()
            byte = self.code[at]
            if byte in _OPEN:
                closed = self.closes.get(at)
                if closed is None or (byte == _BRACE and self._is_block(at, closed)):
                    return (at if closed is None else closed + 1), b"", True
                at = closed + 1
            elif byte == _LINE_END:
                if self._ends_line(at):
                    return at, b"", True
                at += 1
            elif byte == _I and at == start:
                at += 1
            else:
                return at + (byte == _SEMICOLON), b"", byte != _I or not self.by_line
        return len(self.code), b"", True

    def _is_block(self, opened: int, closed: int) -> bool:
        before = self.code[max(0, opened - _LOOK_BACK) : opened].rstrip()[-1:]
        return before == b")" and not _GOES_ON_BEHIND_BRACE.match(self.code, closed + 1)

    def _ends_line(self, at: int) -> bool:
        before = self.code[max(0, at - _LOOK_BACK) : at].rstrip()
        return not _GOES_ON.search(before, max(0, len(before) - 2)) and not _COMES.match(
            self.code, at
        )
