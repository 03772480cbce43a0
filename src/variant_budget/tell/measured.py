"""How the figures came about: commits, policy, files and definitions, for the last fold."""

from collections.abc import Iterator

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import Role
from variant_budget.domain.situation import Commit
from variant_budget.domain.summary import Sentence, Span
from variant_budget.tell.numbers import count
from variant_budget.tell.words import shown_path

SHORT = 7
"""Digits of a commit id that readers see."""


def measured(judgement: Judgement) -> tuple[Sentence, ...]:
    """Commits and policy; files by role; what a share is; which version judged on which day."""
    return tuple(_commits(judgement)), _files(judgement), _judged(judgement)


def _commits(judgement: Judgement) -> Iterator[Span]:
    commits, fixed = judgement.commits, judgement.fixed
    yield Span("head ")
    yield from _commit(commits.head, "the index")
    yield Span(" · base ") if commits.base else Span(" · ")
    yield from _commit(commits.base, "no base")
    yield Span(" · release ") if commits.release else Span(" · ")
    yield from _commit(commits.release, "no release")
    yield Span(" · policy ")
    yield Span(shown_path(fixed.ruler.policy.path), code=True)
    yield Span(" from ")
    ruler = fixed.ruler.commit
    yield Span(ruler[:SHORT], code=True) if ruler else Span("the work tree")
    if not fixed.in_force:
        yield Span(", proposed here")
    else:
        yield Span(", changed here" if fixed.changes else ", unchanged here")


def _commit(commit: Commit | None, none: str) -> Iterator[Span]:
    if commit is None:
        yield Span(none)
        return
    yield Span(commit.tag or commit.oid[:SHORT], code=True)
    if commit.chosen_by and not commit.tag:
        yield Span(f" ({commit.chosen_by})")


def _files(judgement: Judgement) -> Sentence:
    roles = [
        f"{count(number)} {role.replace('_', ' ')}"
        for role, number in judgement.ledger.files
        if number or role is Role.CODE
    ]
    unclaimed = len({file.path for file in judgement.unclaimed})
    return (Span(f"Files: {', '.join(roles)}; {count(unclaimed)} unattributed."),)


def share_definition(judgement: Judgement) -> str:
    """What a share is here, in one sentence."""
    relative = {budget.relative_to for budget in judgement.fixed.ruler.policy.budgets}
    whole = " or ".join(
        "(common + its own)" if each == "product" else "common code" for each in sorted(relative)
    )
    return f"Share = owned by the variant ÷ {whole}."


def _judged(judgement: Judgement) -> Sentence:
    return (
        Span(
            f"{share_definition(judgement)} Judged on {judgement.today}, mode "
            f"{judgement.situation.mode}, by variant-budget {judgement.version} (engine "
            f"{judgement.engine})."
        ),
    )
