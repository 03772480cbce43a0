"""The answer of `validate`: what a policy means in this repository."""

from typing import NamedTuple

from variant_budget.domain.dimension import Pattern
from variant_budget.domain.policy import Policy
from variant_budget.domain.waiver import Waiver


class Folder(NamedTuple):
    """A top folder: its files by role, its code lines, and who owns them."""

    path: str
    role: str
    owner: str
    files: int
    lines: int


class Validation(NamedTuple):
    """A valid policy with its exceptions, and what it does to the files of a commit.

    `without_files`: there was no commit to look at, so nothing is known of patterns and folders.
    """

    policy: Policy
    waivers: tuple[Waiver, ...]
    unmatched: tuple[Pattern, ...]
    folders: tuple[Folder, ...]
    without_files: bool = False
