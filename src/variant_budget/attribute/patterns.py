"""gitignore patterns, compiled once for many paths. The only importer of pathspec.

pathspec turns one pattern into one regular expression; here many of them become one alternation, so
that a path is asked once, and `{variant}` becomes a capture. In a list the last pattern that
matches decides, and `!` takes back, as in a .gitignore file.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from variant_budget.domain.dimension import Pattern

VARIANT = r"[A-Za-z0-9][\w.-]*"
_PLACEHOLDER = re.escape("{variant}")
_FOLDER = "(?P<ps_d>/)"
_ANYWHERE = "^(?:.+/)?"
_END = f"(?:{_FOLDER}|$)"


@lru_cache(maxsize=4096)
def _regex(text: str) -> tuple[str, bool] | None:
    """The expression of one pattern and whether it includes; None where it matches nothing."""
    expression, include = GitIgnoreSpecPattern.pattern_to_regex(text)
    if expression is None or include is None:
        return None
    # pathspec searches, here it is matched from the start: `*/` is a bare slash there.
    tied = expression if expression.startswith("^") else f"^.*?{expression}"
    # "$" would also match before a newline at the end of a file's name.
    return tied.replace("$)", r"\Z)"), include


class Matcher:
    """A list of patterns, asked with one path at a time."""

    __slots__ = ("_negates", "_one_by_one", "_order", "_patterns", "_union")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        compiled = {
            at: each for at, pattern in enumerate(patterns) if (each := _regex(pattern.text))
        }
        self._negates = any(not include for _, include in compiled.values())
        expressions = {at: each[0].replace(_FOLDER, "/") for at, each in compiled.items()}
        self._order, union = _union(expressions)
        self._union = re.compile(union, re.DOTALL).match if compiled else None
        self._one_by_one = [
            (at, re.compile(expressions[at], re.DOTALL).match, compiled[at][1])
            for at in (reversed(compiled) if self._negates else ())
        ]

    def match(self, path: str) -> Pattern | None:
        """The pattern that decides that the path is meant, or None."""
        found = self._union(path) if self._union else None
        if found is None:
            return None
        if not self._negates:
            return self._patterns[self._order[(found.lastindex or 1) - 1]]
        for at, match, include in self._one_by_one:
            if match(path):
                return self._patterns[at] if include else None
        return None


def _union(expressions: Mapping[int, str]) -> tuple[tuple[int, ...], str]:
    """One expression for all, and which pattern each of its groups stands for.

    Every alternative starts with a literal where it can, so that `re` skips it at once: an empty
    group behind it tells which it was, and what may stand below any folder shares one search.
    """
    floating = [at for at, each in expressions.items() if each.startswith(_ANYWHERE)]
    tied = [at for at, each in expressions.items() if not each.startswith(_ANYWHERE)]
    parts = [f"{expressions[at].removeprefix('^')}()" for at in tied]
    if floating:
        names = "|".join(f"{expressions[at].removeprefix(_ANYWHERE)}()" for at in floating)
        parts.append(f"(?:.+/)?(?:{names})")
    return (*tied, *floating), "|".join(parts)


def first_folder(pattern: Pattern) -> str | None:
    """The name that every path which the pattern matches begins with; None where it is open.

    As in a .gitignore file, a slash that is not the last character ties a pattern to the top.
    """
    text = pattern.text.removeprefix("!")
    if "/" not in text[:-1]:
        return None
    first = text.removeprefix("/").partition("/")[0]
    return None if any(sign in first for sign in "*?[\\{") else first


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
    """A .gitattributes pattern: like gitignore's, but a folder does not stand for its files.

    None for one that is none, as git passes over it.
    """
    try:
        compiled = _regex(text)
        if compiled is None or text.endswith("/") or text.startswith("!"):
            return None
        whole = compiled[0].replace(_END.replace("$)", r"\Z)"), r"\Z")
        return re.compile(whole, re.DOTALL)
    except (ValueError, re.error):
        return None


@lru_cache(maxsize=4096)
def name_expression(glob: str) -> "re.Pattern[str]":
    """A glob on a name: `*` is any text, `?` any character, everything else is literal."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in glob)
    return re.compile("".join(parts) + r"\Z", re.DOTALL)
