"""The answer of `validate`: what a policy means in this repository."""

from typing import NamedTuple

from variant_budget.domain.dimension import Pattern
from variant_budget.domain.policy import Policy
from variant_budget.domain.waiver import Waiver
from variant_budget.errors import Problem


class Folder(NamedTuple):
    """A top folder: its files by role, its code lines, and who owns them."""

    path: str
    role: str
    owner: str
    files: int
    lines: int


class Validation(NamedTuple):
    """A valid policy with its exceptions, and what it does to the files of a commit.

    `not_yet` lists keys that are accepted and not measured by this version. `without_files`: there
    was no commit to look at, so nothing is known of patterns and folders.
    """

    policy: Policy
    waivers: tuple[Waiver, ...]
    not_yet: tuple[Problem, ...]
    unmatched: tuple[Pattern, ...]
    folders: tuple[Folder, ...]
    without_files: bool = False
