"""One finding, with an id that is the same for the same finding in every run."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from variant_budget.domain.metrics import NOISY_METRICS
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
        id=_digest(identity),
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


def distinct(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of one id told apart by their number: who keeps alerts keeps one of each id."""
    times: dict[str, int] = {}
    for each in found:
        times[each.id] = number = times.get(each.id, 0) + 1
        yield each if number == 1 else each._replace(id=_digest(f"{each.id}\0{number}"))


def _digest(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def order(each: Finding) -> tuple[bool, int, tuple[bool, bool], float, tuple[str, ...]]:
    """The worst first, since every format shows some number of them and no more: what blocks, then by
    level, shares before growth, then by how far over the limit, as the headline ranks them; then by names.
    """
    names = (each.rule, each.budget, each.variant, each.metric, each.path, each.message)
    return (
        not each.blocking,
        LEVELS.index(each.level),
        (each.metric in NOISY_METRICS, each.rule.startswith("trend-")),
        -_of_limit(each),
        tuple(name or "" for name in names),
    )


def _of_limit(each: Finding) -> float:
    """The figure as a part of its limit, one over a limit of 0 by itself; 0 where there is none."""
    limit = each.figures.get("limit")
    figure = each.figures.get("growth" if each.rule.startswith("trend-") else "share")
    if limit is None or figure is None:
        return 0.0
    return figure / limit if limit else figure
