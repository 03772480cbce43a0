"""Gemfile: gems outside of the groups that only develop and test."""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.text import decoded

_GEM = re.compile(r"gem\s*\(?\s*[\"']([^\"'\s]+)[\"'](.*)", re.DOTALL)
_OPENS = re.compile(r"(?:if|unless|case|begin|while|until|def)\b|.*\bdo\b(?:\s*\|[^|]*\|)?\s*\Z")
_GROUP = re.compile(r"group\b(.*)\bdo\b")
_PATH = re.compile(r"path\b.*\bdo\b")
_OWN = re.compile(r"(?:\bpath:|:path\s*=>)")
_INLINE_GROUP = re.compile(r"(?:\bgroups?:|:groups?\s*=>)\s*(\[[^\]]*\]|:\w+|[\"']\w+[\"'])")
_WORD = re.compile(r"\w+")
_DEVELOPING = frozenset(
    ["development", "dev", "test", "ci", "doc", "docs", "lint", "cucumber", "benchmark"]
)
_COMMENT = re.compile(r"(?:^|\s)#(?!\{).*")
_LONGEST = 1_000
"""Characters of a statement that are read: expressions take the square of its length."""


def gemfile(data: bytes) -> Iterator[Unit]:
    """The gems by their name; not those that lie in the repository."""
    # Whether each open block, or one around it, leaves its gems out.
    left_out = [False]
    for line, text in _statements(decoded(data)):
        if found := _GEM.match(text):
            if not left_out[-1] and not _is_left_out(found[2]):
                yield Unit(line, f"gem:{found[1]}")
        elif text == "end" or text.startswith("end "):
            if len(left_out) > 1:
                left_out.pop()
        elif _OPENS.match(text):
            left_out.append(left_out[-1] or _leaves_out(text))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement without its comment; one whose line ends with a comma goes on."""
    start = 0
    parts: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        code = _COMMENT.sub("", line).strip()
        if code == "__END__":
            break
        if not code:
            continue
        start = start if parts else number
        parts.append(code)
        if not code.endswith(","):
            yield start, " ".join(parts)[:_LONGEST]
            parts.clear()
    if parts:
        yield start, " ".join(parts)[:_LONGEST]


def _leaves_out(block: str) -> bool:
    """Whether the gems of a block do not ship, or are the repository's own."""
    group = _GROUP.match(block)
    return bool(_PATH.match(block) or (group and _only_develops(group[1])))


def _is_left_out(options: str) -> bool:
    group = _INLINE_GROUP.search(options)
    return bool(_OWN.search(options) or (group and _only_develops(group[1])))


def _only_develops(groups: str) -> bool:
    words = _WORD.findall(groups)
    return bool(words) and _DEVELOPING.issuperset(words)
