"""A text as the readers of statements see it: code, brackets, and where symbols may stand."""

import re
from bisect import bisect_left
from functools import cache, cached_property, partial
from typing import NamedTuple

from variant_budget.domain.regions import Condition
from variant_budget.measure.brackets import closes, without_directives
from variant_budget.measure.chains import Arm
from variant_budget.measure.conditions import case_condition, condition
from variant_budget.measure.grammar import STATEMENTS, Grammar
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.layer import one_line
from variant_budget.measure.lexicon import Lexicon

TIMES, SHORT = 4, 200
"""How many times all conditions together may be as long as the text; then each is cut to 200 bytes.

Only conditions inside each other, which nobody writes, could take more, and the square of the time.
"""

SHOWN = 1_000
"""Bytes of a branch's head that may be shown."""

_SPACES = re.compile(rb"\s*+")
_STEP = 256
_SPACE = 32


class Heading(NamedTuple):
    """Where a condition, subject or label starts and ends, and where the body starts."""

    condition: tuple[int, int]
    body: int


class Outline:
    """All offsets are those of `text`; `code` is blanked, its directives too."""

    def __init__(self, text: bytes, code: bytes, language: str, lexicon: Lexicon) -> None:
        self.text = text
        self.language = language
        self.lexicon = lexicon
        self.grammar = STATEMENTS[language]
        self.code, self._turns = without_directives(code, LANGUAGE[language].definitions)
        self.places = [at for at in lexicon.places(text) if self.code[at] > _SPACE]
        self._left = TIMES * len(text)
        # One condition is often written many times.
        self._condition = cache(partial(condition, lexicon=lexicon))
        self._label = cache(partial(case_condition, lexicon=lexicon))
        self._plain = cache(_without_comments)

    @cached_property
    def closes(self) -> dict[int, int]:
        """Offset of each opening bracket that is closed -> that of the closing one."""
        return closes(self.code, self._turns)

    @cached_property
    def opens(self) -> dict[int, int]:
        """Offset of each closing bracket -> that of the bracket it closes."""
        return {closed: opened for opened, closed in self.closes.items()}

    @cached_property
    def _choices(self) -> list[tuple[int, int]]:
        """Where each conditional directive with an `else` or the like starts and ends."""
        opened: list[tuple[int, bool]] = []
        found = []
        for at, word in self._turns.items():
            if word == b"if":
                opened.append((at, False))
            elif opened:
                start, chooses = opened.pop()
                if word != b"endif":
                    opened.append((start, True))
                elif chooses:
                    found.append((start, at))
        return sorted(found)

    def choice_end(self, at: int) -> int:
        """Where such a directive ends that stands between `at` and the next code; -1 for none."""
        if not self._turns:
            return -1
        number = bisect_left(self._choices, (at, at))
        start, end = self._choices[number] if number < len(self._choices) else (-1, -1)
        return end if start >= 0 and _SPACES.fullmatch(self.code, at, start) else -1

    def holds(self, start: int, end: int) -> bool:
        """Whether a symbol may stand between two offsets."""
        at = bisect_left(self.places, start)
        return at < len(self.places) and self.places[at] < end

    def plain(self, start: int, end: int) -> str:
        """What stands between two offsets, without comments."""
        self._left -= end - start
        if self._left < 0:
            end = min(end, start + SHORT)
        return self._plain(self.text[start:end], self.code[start:end])

    def says(self, text: str, grammar: Grammar | None = None) -> Condition:
        """What a condition says, by the grammar of the language if no other is given."""
        return self._condition(text, grammar or self.grammar)

    def label_says(self, text: str) -> Condition:
        """What the patterns of a label say."""
        return self._label(text, self.grammar)

    def when(self, start: int, end: int, heading: Heading, follows: int) -> Arm:
        """The branch of an `if`."""
        text, grammar = self.plain(*heading.condition), self.grammar
        # Rust's `cfg_if! { if #[cfg(a)] { ... } }`
        if text.startswith("#[cfg(") and grammar.within:
            text, grammar = text[6:-2], grammar.within
        said = self.says(text, grammar)
        return Arm(
            start, end, said, one_line(self.plain(start, min(heading.body, start + SHOWN))), follows
        )

    def on_one_line(self, start: int, end: int) -> bool:
        return self.code.find(b"\n", start, end) < 0

    def behind(self, end: int, start: int) -> int:
        """The offset behind the last code before `end`, at least `start`."""
        while end > start:
            piece = self.code[max(start, end - _STEP) : end]
            kept = piece.rstrip()
            if kept:
                return end - len(piece) + len(kept)
            end -= len(piece)
        return start


def _without_comments(text: bytes, code: bytes) -> str:
    kept = bytes(byte if shown > _SPACE else _SPACE for byte, shown in zip(text, code, strict=True))
    return kept.decode("utf-8", "replace").strip()
