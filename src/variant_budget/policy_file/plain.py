"""A policy or waiver as plain data in the shape of its YAML, places left out.

`read_policy` of the YAML of `plain_policy(p)` gives p again (a law in the tests). Two policies that
differ in places, comments, order of keys or written-out defaults alone give the same data.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from variant_budget.domain.budget import Budget, Limit, Limits
from variant_budget.domain.dimension import Dimension, PathRule, Pattern, Variant
from variant_budget.domain.policy import Artifact, Policy, ReportRule, UnattributedRule
from variant_budget.domain.waiver import Waiver

Plain = dict[str, Any]


def plain_policy(policy: Policy) -> Plain:
    """The policy with every default written out; absent keys are those that mean nothing."""
    files = policy.files
    return _filled(
        version=1,
        files=_filled(
            exclude=_texts(files.exclude),
            product=_texts(files.product) or None,
            tests=_texts(files.tests),
            test_data=_texts(files.test_data),
            config=_texts(files.config),
            manifests=_texts(files.manifests),
        ),
        unattributed={
            "code": _unattributed(policy.unattributed_code),
            "tests": _unattributed(policy.unattributed_tests),
        },
        undecided=policy.undecided,
        releases={"tags": policy.release_tags} if policy.release_tags else None,
        dimensions={dimension.name: _dimension(dimension) for dimension in policy.dimensions},
        tests=_tests(policy) or None,
        artifacts={each.name: _artifact(each) for each in policy.artifacts} or None,
        cost=_cost(policy),
        ccb=_board(policy),
    ) | {f"{budget.name}_budget": _budget(budget) for budget in policy.budgets}


def plain_waiver(waiver: Waiver) -> Plain:
    """One entry of exceptions.yml."""
    return _filled(
        id=waiver.id,
        budget=waiver.budget,
        dimension=waiver.dimension,
        variant=waiver.variant,
        metric=waiver.metric,
        limit=waiver.limit,
        ceiling=number(waiver.ceiling),
        since=waiver.since,
        owned=waiver.owned,
        reason=waiver.reason,
        approved_by=waiver.approved_by,
        approved_on=waiver.approved_on.isoformat(),
        expires_on=waiver.expires_on.isoformat(),
        ticket=waiver.ticket,
        refactoring_plan=waiver.refactoring_plan,
    )


def number(value: Fraction) -> Decimal:
    """A limit or rate as the decimal that was written; both have few decimals, so it is exact."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _filled(**keys: object) -> Plain:
    return {key: value for key, value in keys.items() if value is not None}


def _texts(patterns: Iterable[Pattern]) -> list[str]:
    return [pattern.text for pattern in patterns]


def _limit(limit: Limit | None) -> Decimal | None:
    return number(limit.value) if limit else None


def _limits(limits: Limits) -> Plain:
    return _filled(
        hard_limit=_limit(limits.hard),
        soft_limit=_limit(limits.soft),
        trend_limit=_limit(limits.trend),
    )


def _unattributed(rule: UnattributedRule) -> Plain:
    return {"limit": number(rule.limit.value), "then": rule.then}


def _dimension(dimension: Dimension) -> Plain:
    groups = {
        group.name: _filled(
            of=list(group.of),
            paths=_texts(group.paths) or None,
            symbols=list(group.symbols) or None,
        )
        for group in dimension.groups
    }
    return _filled(
        paths=_texts(dimension.captures) or None,
        not_variants=list(dimension.not_variants) or None,
        shared=_texts(dimension.shared) or None,
        variants={each.name: _variant(each) for each in dimension.variants} or None,
        groups=groups or None,
        ignore_symbols=list(dimension.ignore_symbols) or None,
        complete=dimension.complete or None,
    )


def _variant(variant: Variant) -> Plain:
    return _filled(
        paths=[_path(rule) for rule in variant.paths] or None,
        symbols=list(variant.symbols) or None,
        aliases=list(variant.aliases) or None,
        implies=list(variant.implies) or None,
    )


def _path(rule: PathRule) -> str | Plain:
    if rule.overlay_of is None:
        return rule.pattern.text
    return {"path": rule.pattern.text, "overlay_of": rule.overlay_of.text}


def _budget(budget: Budget) -> Plain:
    floor = budget.coverage_floor
    rules = budget.test_rules
    plain = _limits(budget.limits) | _filled(
        exclusions=_texts(budget.exclusions),
        metrics=list(budget.metrics),
        relative_to=budget.relative_to,
        total_limit=_limit(budget.total_limit),
        existing_breaches=budget.existing_breaches,
        enforce={"default": list(budget.enforce.default), "release": list(budget.enforce.release)},
        coverage_floor=_limit(floor) if isinstance(floor, Limit) else floor,
        variants={each.variant: _limits(each.limits) for each in budget.variants} or None,
    )
    if rules is not None:
        plain |= {
            "dimensions": list(budget.dimensions),
            "time_tolerance": rules.time_tolerance,
            "min_seconds": rules.min_seconds,
            "require_evidence": rules.require_evidence,
            "attribute_by": rules.attribute_by,
        }
    return plain


def _tests(policy: Policy) -> Plain:
    names: dict[str, dict[str, list[str]]] = {}
    for rule in policy.test_names:
        names.setdefault(rule.dimension, {})[rule.variant] = list(rule.globs)
    reports = [_report(rule) for rule in policy.reports]
    return _filled(reports=reports or None, names=names or None)


def _report(rule: ReportRule) -> Plain:
    return _filled(
        glob=rule.glob, dimension=rule.dimension, variant=rule.variant, runner=rule.runner
    )


def _artifact(artifact: Artifact) -> Plain:
    return _filled(
        files=_texts(artifact.files),
        entries=artifact.entries,
        matches=artifact.matches,
        classes=artifact.classes,
        functions=artifact.functions,
    )


def _cost(policy: Policy) -> Plain | None:
    if policy.cost is None:
        return None
    rates = {runner: number(rate) for runner, rate in policy.cost.per_minute}
    return {"currency": policy.cost.currency, "per_minute": rates}


def _board(policy: Policy) -> Plain | None:
    board = policy.board
    if board is None:
        return None
    return _filled(
        label=board.label,
        assignees=list(board.assignees),
        approval_label=board.approval_label,
        approvers=list(board.approvers),
        review_every=f"{board.review_every_days}d" if board.review_every_days else None,
    )
