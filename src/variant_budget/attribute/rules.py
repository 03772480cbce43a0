"""Many owners' path rules, asked with one path: only those that can match are tried.

With hundreds of variants almost every rule starts with a folder of its own, so the first folder of
a path leaves a handful of rules.
"""

from collections.abc import Iterable
from typing import NamedTuple

from variant_budget.attribute.patterns import Matcher, first_folder
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.ledger import Owner


class Rule(NamedTuple):
    """The patterns of one variant or group, and whom they give a file to."""

    owner: Owner
    name: str
    patterns: tuple[Pattern, ...]


class Found(NamedTuple):
    """A rule that claims a path, and the pattern that decided."""

    owner: Owner
    name: str
    pattern: Pattern


class Rules:
    """The rules of one rank, in the policy's order."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(rule, Matcher(rule.patterns)) for rule in rules if rule.patterns]
        self._in_folder: dict[str, list[int]] = {}
        anywhere: dict[int, list[Pattern]] = {}
        for at, (rule, _) in enumerate(self._rules):
            for pattern in rule.patterns:
                folder = first_folder(pattern)
                if folder is None:
                    anywhere.setdefault(at, []).append(pattern)
                elif at not in self._in_folder.setdefault(folder, []):
                    self._in_folder[folder].append(at)
        self._anywhere = tuple(anywhere)
        # What takes back is no reason to look; what one pattern takes back another may have given.
        gives = [p for patterns in anywhere.values() for p in patterns if p.text[:1] != "!"]
        self._somewhere = Matcher(gives)

    def claiming(self, path: str) -> list[Found]:
        """Every rule that claims the path, in order."""
        candidates = self._in_folder.get(path.partition("/")[0], ())
        if self._anywhere and self._somewhere.match(path):
            candidates = sorted({*candidates, *self._anywhere})
        found = []
        for at in candidates:
            rule, matcher = self._rules[at]
            pattern = matcher.match(path)
            if pattern is not None:
                found.append(Found(rule.owner, rule.name, pattern))
        return found
