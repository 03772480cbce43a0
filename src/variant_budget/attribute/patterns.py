"""gitignore patterns, compiled once for many paths. The only importer of pathspec.

pathspec turns one pattern into one regular expression; here many of them become one alternation, so
that a path is asked once, and `{variant}` becomes a capture. In a list the last pattern that
matches decides, and `!` takes back, as in a .gitignore file.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from variant_budget.domain.policy import Pattern

VARIANT = r"[A-Za-z0-9][\w.-]*"
_PLACEHOLDER = re.escape("{variant}")
_FOLDER = "(?P<ps_d>/)"
_END = f"(?:{_FOLDER}|$)"


@lru_cache(maxsize=4096)
def _regex(text: str) -> tuple[str, bool] | None:
    """The expression of one pattern and whether it includes; None where it matches nothing."""
    expression, include = GitIgnoreSpecPattern.pattern_to_regex(text)
    if expression is None or include is None:
        return None
    # "$" would also match before a newline at the end of a file's name.
    return str(expression).replace("$)", r"\Z)"), include


class Matcher:
    """A list of patterns, asked with one path at a time."""

    __slots__ = ("_expressions", "_negates", "_patterns", "_union")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        compiled = [_regex(pattern.text) for pattern in patterns]
        self._negates = any(each is not None and not each[1] for each in compiled)
        parts = [
            f"(?P<p{at}>{each[0].replace(_FOLDER, '/')})"
            for at, each in enumerate(compiled)
            if each is not None
        ]
        self._union = re.compile("|".join(parts), re.DOTALL).match if parts else None
        self._expressions = (
            [
                (at, re.compile(each[0], re.DOTALL).match, each[1])
                for at, each in reversed(list(enumerate(compiled)))
                if each is not None
            ]
            if self._negates
            else []
        )

    def match(self, path: str) -> Pattern | None:
        """The pattern that decides that the path is meant, or None."""
        if self._union is None:
            return None
        found = self._union(path)
        if found is None:
            return None
        if not self._negates:
            return self._patterns[int(str(found.lastgroup)[1:])]
        for at, match, include in self._expressions:
            if match(path):
                return self._patterns[at] if include else None
        return None


class Capture:
    """One pattern with `{variant}`."""

    __slots__ = ("_match", "pattern")

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        compiled = _regex(pattern.text)
        expression = r"(?!)" if compiled is None else compiled[0]
        named = expression.replace(_PLACEHOLDER, f"(?P<variant>{VARIANT})", 1)
        self._match = re.compile(named, re.DOTALL).match

    def variant(self, path: str) -> str | None:
        """The name that the path holds in the place of `{variant}`, or None."""
        found = self._match(path)
        return found["variant"] if found else None


def attribute_expression(text: str) -> "re.Pattern[str] | None":
    """A .gitattributes pattern: like gitignore's, but a folder does not stand for its files."""
    compiled = _regex(text)
    if compiled is None or text.endswith("/") or text.startswith("!"):
        return None
    return re.compile(compiled[0].replace(_END.replace("$)", r"\Z)"), r"\Z"), re.DOTALL)


@lru_cache(maxsize=4096)
def name_expression(glob: str) -> "re.Pattern[str]":
    """A glob on a name: `*` is any text, `?` any character, everything else is literal."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in glob)
    return re.compile("".join(parts) + r"\Z", re.DOTALL)
