"""Labels of one repository, as bench/regions/labels/README.md explains them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from variant_budget.domain.policy import Policy
from variant_budget.policy_file.policy import read_policy

LABELS = Path(__file__).parent / "labels"
DECLARED = ("variants", "groups", "ignore_symbols", "complete")

Owners = tuple[str, ...]
"""Variants in their order; empty for shared lines."""


class Range(NamedTuple):
    """Lines `first` to `last`, both included, and whose they are."""

    first: int
    last: int
    owners: Owners


class File(NamedTuple):
    """One labelled file: what variants own, and what they would own but for an unknown."""

    path: str
    owned: tuple[Range, ...]
    undecided: tuple[Range, ...]


class Labels(NamedTuple):
    """One repository at one commit."""

    repository: str
    commit: str
    policy: Policy
    files: tuple[File, ...]


def all_labels() -> Iterator[Labels]:
    """Every repository, by the name of its file."""
    for path in sorted(LABELS.glob("*.yml")):
        yield _labels(yaml.safe_load(path.read_text("utf-8")), str(path))


def _labels(read: Mapping[str, Any], path: str) -> Labels:
    undecided = read.get("undecided", {})
    files = tuple(
        File(name, _ranges(ranges), _ranges(undecided.get(name, ())))
        for name, ranges in read["files"].items()
    )
    return Labels(read["repository"], read["commit"], _policy(read, path), files)


def _ranges(read: Any) -> tuple[Range, ...]:
    return tuple(Range(first, last, tuple(sorted(owners))) for first, last, owners in read)


def _policy(read: Mapping[str, Any], path: str) -> Policy:
    declared = {key: read[key] for key in DECLARED if key in read}
    return policy_of(read["dimension"], declared, path)


def policy_of(dimension: str, declared: Mapping[str, Any], path: str) -> Policy:
    """A dimension as the policy of a repository would declare it."""
    text = yaml.safe_dump(
        {
            "version": 1,
            "dimensions": {dimension: declared},
            f"{dimension}_budget": {"hard_limit": 100},
        }
    )
    return read_policy(text.encode(), path)
