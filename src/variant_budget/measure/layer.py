"""What one reader of structure found in a text: its branches, and where the innermost one changes."""

from collections.abc import Sequence
from typing import NamedTuple

from variant_budget.domain.regions import Branch, Trouble


class Layer(NamedTuple):
    """Branches by directives, by statements or by marks.

    `starts` are ascending: from this line on the innermost branch is the one at this position, or
    none (-1). Of several with one line the last holds.
    """

    branches: list[Branch]
    starts: list[tuple[int, int]]
    troubles: list[Trouble]


def with_those_around(branches: Sequence[Branch], wanted: Sequence[bool]) -> list[bool]:
    """The wanted branches, and all that their whole conditions are made of."""
    found = list(wanted)
    for at in range(len(branches) - 1, -1, -1):
        if found[at]:
            for other in (branches[at].parent, branches[at].previous):
                if other >= 0:
                    found[other] = True
    return found


def one_line(text: str) -> str:
    """A condition as it stands in the file, for `Branch.text`: one line of at most 200 characters."""
    return " ".join(text[:1000].split())[:200]
