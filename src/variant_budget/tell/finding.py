"""One finding, with an id that is the same for the same finding in every run."""

import hashlib
from collections.abc import Mapping

from variant_budget.domain.report import Finding
from variant_budget.domain.verdict import Level
from variant_budget.tell.words import shown_path

LEVELS: tuple[Level, ...] = ("error", "warning", "note")


def finding(  # noqa: PLR0913 - one keyword for each column of a finding
    rule: str,
    level: Level,
    message: str,
    *,
    subject: tuple[str, str, str, str] = ("", "", "", ""),
    about: str = "",
    path: str | None = None,
    line: int | None = None,
    figures: Mapping[str, float | int | None] | None = None,
    blocking: bool = False,
) -> Finding:
    """A finding; `subject` is budget, dimension, variant and metric, "" where not meant.

    `about` is the path that the finding is about and part of its id; `path` and `line` are only
    where it is shown, which may differ from run to run: "" is nowhere in the repository.
    """
    budget, _, variant, metric = subject
    identity = "\0".join((rule, *subject, about))
    return Finding(
        id=hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:16],
        rule=rule,
        level=level,
        budget=budget or None,
        variant=variant or None,
        metric=metric or None,
        path=shown_path(about if path is None else path) or None,
        line=line,
        end_line=line,
        message=message,
        figures=figures or {},
        blocking=blocking,
    )


def order(each: Finding) -> tuple[bool, int, tuple[str, ...]]:
    """Blocking findings first, then by level, then by names."""
    names = (each.rule, each.budget, each.variant, each.metric, each.path, each.message)
    return (
        not each.blocking,
        LEVELS.index(each.level),
        tuple(name or "" for name in names),
    )
