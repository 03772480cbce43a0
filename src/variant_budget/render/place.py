"""The place of a finding in formats that ask for one: a file of the repository and lines of it."""

from typing import NamedTuple

from variant_budget.domain.report import Finding
from variant_budget.domain.situation import POLICY_PATH


class Place(NamedTuple):
    """A path relative to the repository, and lines from 1, both included."""

    path: str
    line: int
    end_line: int


def place_of(finding: Finding, policy: str) -> Place:
    """Where a finding stands: at the policy, where nothing nearer is known.

    A policy that was read from elsewhere has no place here; its finding stands where it would be.
    """
    path = finding.path or policy
    while path.startswith("./"):
        path = path[2:]
    if path.startswith("../"):
        return Place(POLICY_PATH, 1, 1)
    line = finding.line or 1
    return Place(path, line, finding.end_line or line)
