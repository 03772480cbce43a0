"""`.gitattributes` files -> which paths are generated or vendored.

Git's own rules (gitattributes(5)): the file nearest to the path wins, in a file the last line that
matches; `-name`, `name=false` unset, `!name` forgets. Read at the ruler's commit, so a change
cannot exclude itself.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from variant_budget.attribute.patterns import attribute_expression
from variant_budget.domain.ruler import AttributeFile

ATTRIBUTES = ("linguist-generated", "linguist-vendored")
LINE_LIMIT = 2_000
DOUBLE_STARS, STARS = 2, 2


class _Rule(NamedTuple):
    matches: "re.Pattern[str]"
    states: tuple[tuple[str, bool | None], ...]


class Attributes:
    """All attribute files of a commit, asked with one path at a time."""

    def __init__(self, files: Iterable[AttributeFile]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        for file in files:
            rules = [rule for line in file.text.split("\n")[:LINE_LIMIT] if (rule := _rule(line))]
            if rules:
                self._rules[file.folder] = rules[::-1]

    def __bool__(self) -> bool:
        return bool(self._rules)

    def excluded_by(self, path: str) -> str | None:
        """The attribute that takes the path out of the product, or None."""
        if not self._rules:
            return None
        return next((name for name in ATTRIBUTES if self._state(path, name)), None)

    def _state(self, path: str, name: str) -> bool | None:
        folder = path[: path.rfind("/") + 1]
        while True:
            below = path[len(folder) :]
            for rule in self._rules.get(folder, ()):
                for attribute, state in rule.states:
                    if attribute == name and rule.matches.match(below):
                        return state
            if not folder:
                return None
            folder = folder[: folder.rstrip("/").rfind("/") + 1]


def _rule(line: str) -> _Rule | None:
    """The rule of one line, where it is about the attributes that count here."""
    text = line.strip(" \t\r")
    if not text or text.startswith(("#", "[attr]")) or "linguist-" not in text:
        return None
    pattern, rest = _pattern(text)
    # pathspec's expressions are exponential in stars, and this text may be a fork's.
    if not _bounded(pattern):
        return None
    expression = attribute_expression(pattern)
    # Later words on a line win, as in git.
    states = tuple(
        state for word in reversed(rest.split()) if (state := _word(word))[0] in ATTRIBUTES
    )
    return _Rule(expression, states) if expression and states else None


def _bounded(pattern: str) -> bool:
    """The bounds of a policy's patterns: `**` alone and twice, `*` twice in one name, else once."""
    stars = [name.count("*") for name in pattern.split("/") if name != "**"]
    doubles = pattern.split("/").count("**")
    few = doubles <= DOUBLE_STARS and stars.count(2) <= 1 and max(stars, default=0) <= STARS
    return (
        len(pattern) <= 200 and few and not any("**" in n for n in pattern.split("/") if n != "**")
    )


def _pattern(text: str) -> tuple[str, str]:
    if not text.startswith('"'):
        pattern, _, rest = text.partition(" ")
        return (pattern, rest) if "\t" not in pattern else _split_at_tab(text)
    found = re.match(r'"((?:[^"\\]|\\.)*)"', text)
    if not found:
        return "", ""
    return re.sub(r'\\(["\\])', r"\1", found[1]), text[found.end() :]


def _split_at_tab(text: str) -> tuple[str, str]:
    pattern, rest = text.split(None, 1)
    return pattern, rest


def _word(word: str) -> tuple[str, bool | None]:
    if word.startswith("-"):
        return word[1:], False
    if word.startswith("!"):
        return word[1:], None
    name, equals, value = word.partition("=")
    return name, not equals or value.lower() not in ("false", "0", "no", "off", "")
