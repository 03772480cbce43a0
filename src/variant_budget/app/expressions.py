"""Expressions of a policy that nothing can be searched with: a problem of the policy."""

from variant_budget.domain.policy import Policy
from variant_budget.errors import PolicyError, Problem


def refuse_expressions(policy: Policy) -> None:
    """PolicyError with every `matches` of an artifact that RE2 refuses."""
    given = [(artifact, artifact.matches) for artifact in policy.artifacts if artifact.matches]
    if not given:
        return
    # re2 takes 20 ms to import.
    from variant_budget.measure.units.matches import refusal

    problems = tuple(
        Problem(
            path=artifact.location.path,
            line=artifact.location.line,
            column=artifact.location.column,
            slug="bad-expression",
            message=(
                f"artifacts.{artifact.name}.matches cannot be used: {why}. It is written in the "
                "syntax of RE2, without look-around and back-references."
            ),
        )
        for artifact, matches in given
        if (why := refusal(matches))
    )
    if problems:
        raise PolicyError(problems)
