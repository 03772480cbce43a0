"""Conditional directives of the C family, of C# and of Swift -> their branches."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from variant_budget.domain.regions import TRUE, Branch, Condition, Sort, Trouble, chains_of
from variant_budget.measure.conditions import condition
from variant_budget.measure.connectives import negated
from variant_budget.measure.grammar import (
    C_PREPROCESSOR,
    CSHARP_DIRECTIVE,
    SWIFT_DIRECTIVE,
    Grammar,
)
from variant_budget.measure.layer import Layer, one_line, with_those_around
from variant_budget.measure.lexicon import Lexicon
from variant_budget.measure.lexing import SPACE, blank, joined, uncommented

# A directive runs on behind a `\` at the end of a line, and through comments of several lines, whose
# line ends are vertical tabs. One that a `\` joins to the line before is none.
_C = re.compile(
    rb"\n(?<!\\\n)[ \t\f\v]*+(#|%:)(?>(?:[ \t\f\v]|\\[ \t]*\n)*)"
    rb"(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)(?!\w)"
    rb"[^\n\\]*+(?>(?:\\(?:[ \t]*\n|.)[^\n\\]*+)*)"
)
# In assembly a `#` with a space behind it starts a comment.
_ASSEMBLY = re.compile(_C.pattern.replace(rb"(?>(?:[ \t\f\v]|\\[ \t]*\n)*)", b"", 1))
_CSHARP = re.compile(rb"\n[ \t]*+(#)[ \t]*+(if|elif|else|endif)(?!\w)[^\n]*+")
_SWIFT = re.compile(
    rb"\n[ \t]*+(#)(if|elseif|else|endif)(?!\w)[^\n]*+(?>(?:(?<=&&|\|\|)[ \t]*+\n[^\n]*+)*)"
)
_DEFINED = {b"ifdef": False, b"ifndef": True, b"elifdef": False, b"elifndef": True}
_OPENING = frozenset({b"if", b"ifdef", b"ifndef"})
_UNREAD = Condition(Sort.UNKNOWN, ("",))
_SPLICE = re.compile(rb"\\[ \t]*\n")
_BACKSLASH = 92
_SHORT = 200
_NAME = re.compile(r"\w+")


class _Spelling(NamedTuple):
    pattern: re.Pattern[bytes]
    grammar: Grammar


_IN_C = _Spelling(_C, C_PREPROCESSOR)
SPELLINGS = {
    **dict.fromkeys(
        ("C", "C header", "C++", "Objective-C", "CUDA", "Arduino", "OpenCL", "GLSL"), _IN_C
    ),
    "Assembly": _Spelling(_ASSEMBLY, C_PREPROCESSOR),
    "C#": _Spelling(_CSHARP, CSHARP_DIRECTIVE),
    "Swift": _Spelling(_SWIFT, SWIFT_DIRECTIVE),
}
"""Language -> how its directives are written."""


class _Directive(NamedTuple):
    word: bytes
    line: int
    end: int
    """The first line behind it."""
    rest: bytes
    """What follows the word in the file, with its comments."""


class _Chain:
    """One `#if` … `#endif` that is open."""

    __slots__ = ("ended", "first", "last", "line", "parent")

    def __init__(self, branch: int, parent: int, line: int) -> None:
        self.first = self.last = branch
        self.parent = parent
        self.line = line
        self.ended = False


def directive_layer(text: bytes, language: str, lexicon: Lexicon) -> Layer:
    """The branches of a text's conditional directives; none in a language that has none.

    What can hold no symbol, and encloses nothing that can, is not read: its conditions are unknown.
    """
    chains = _Chains()
    if language in SPELLINGS and (b"#" in text or b"%:" in text):
        for directive in _directives(text, language):
            chains.take(directive)
        chains.close()
    layer, directives = chains.layer, chains.directives
    firsts = chains_of(layer.branches)
    telling = {firsts[at] for at, each in enumerate(directives) if lexicon.occurs(each.rest)}
    needed = with_those_around(layer.branches, [first in telling for first in firsts])
    for at in compress(range(len(needed)), needed):
        word, rest = directives[at].word, directives[at].rest
        read = _read_once if len(rest) <= _SHORT else _read
        shown, said = read(language, lexicon, word, rest)
        layer.branches[at] = layer.branches[at]._replace(text=shown, condition=said)
    return layer


def _directives(text: bytes, language: str) -> Iterator[_Directive]:
    spelling = SPELLINGS[language]
    blanked = (joined if spelling.grammar.preprocessor else blank)(text, language)
    line = at = 0
    for match in spelling.pattern.finditer(blanked):
        if blanked[match.start() - 1] in SPACE and _is_continued(blanked, match.start()):
            continue
        line += text.count(b"\n", at, match.start(1))
        end = line + 1 + text.count(b"\n", match.start(1), match.end())
        yield _Directive(match[2], line, end, text[match.end(2) : match.end()])
        line, at = end - 1, match.end()


def _is_continued(blanked: bytes, line_end: int) -> bool:
    """Whether blanks alone stand between a `\\` and the line end: compilers read on."""
    at = line_end - 1
    while at > 0 and blanked[at] in SPACE:
        at -= 1
    return blanked[at] == _BACKSLASH


class _Chains:
    """Follows the directives of one text."""

    def __init__(self) -> None:
        self.layer = Layer([], [], [])
        self.directives: list[_Directive] = []
        """By branch, the one that opens it."""
        self._open: list[_Chain] = []

    def take(self, found: _Directive) -> None:
        if found.word in _OPENING:
            parent = self._open[-1].last if self._open else -1
            self._open.append(_Chain(self._branch(found, parent, -1), parent, found.line))
        elif not self._open or (self._open[-1].ended and found.word != b"endif"):
            self._misplaced(found)
        elif found.word == b"endif":
            chain = self._open.pop()
            self.layer.starts.extend(((found.line, chain.first), (found.end, chain.parent)))
        else:
            chain = self._open[-1]
            chain.last = self._branch(found, chain.parent, chain.last)
            chain.ended = found.word == b"else"

    def close(self) -> None:
        """What is still open runs to the end of the file."""
        for chain in self._open:
            message = "this conditional directive has no #endif"
            self.layer.troubles.append(Trouble("conditional-unclosed", chain.line, message))

    def _misplaced(self, found: _Directive) -> None:
        after = "behind an #else" if self._open else "without an #if"
        message = f"#{found.word.decode()} {after}"
        self.layer.troubles.append(Trouble("conditional-not-open", found.line, message))

    def _branch(self, found: _Directive, parent: int, previous: int) -> int:
        at = len(self.directives)
        self.directives.append(found)
        self.layer.branches.append(Branch(found.line, "", _UNREAD, parent, previous))
        self.layer.starts.append((found.line, at))
        return at


def _read(language: str, lexicon: Lexicon, word: bytes, rest: bytes) -> tuple[str, Condition]:
    """A directive in one line, and what it says."""
    if word == b"else":
        return "#else", TRUE
    # Lines that a `\\` joins are one.
    plain = uncommented(rest, language) if b"/" in rest else rest
    text = _SPLICE.sub(b"", plain).decode("utf-8", "replace")
    grammar = SPELLINGS[language].grammar
    shown = one_line(f"#{word.decode()} {text}")
    if word not in _DEFINED:
        return shown, condition(text, grammar, lexicon)
    name = _NAME.search(text)
    said = condition(f"defined {name[0] if name else ''}", grammar, lexicon)
    return shown, negated(said) if _DEFINED[word] else said


_read_once = lru_cache(maxsize=4096)(_read)
"""Most directives of a repository are written in many of its files."""
