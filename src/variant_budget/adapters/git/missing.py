"""What to tell people about commits and objects that a clone does not hold."""

from variant_budget.errors import MeasureError

_WHOLE_HISTORY = 'set "fetch-depth: 0" on actions/checkout, or run `git fetch --unshallow`'

RELEASE_UNKNOWN = (
    "the last release is not known: this clone is shallow and has no earlier release tag. "
    'Run with --fetch, or set "fetch-depth: 0" on actions/checkout'
)


def no_commit() -> MeasureError:
    """HEAD stands on a branch without a commit."""
    return MeasureError.one(
        "no-commit", "this repository has no commit yet: commit something, then check again"
    )


def commit_missing(revision: str, *, shallow: bool) -> MeasureError:
    """A commit that is asked for is not here."""
    if shallow:
        return MeasureError.one(
            "commit-missing",
            f"commit {revision} is not in this clone, which is shallow: {_WHOLE_HISTORY}, "
            "or run with --fetch to get a single commit",
        )
    return MeasureError.one(
        "commit-missing",
        f"no commit {revision} in this clone: check the name, or fetch it "
        '("fetch-depth: 0" on actions/checkout brings every branch and tag)',
    )


def history_cut(one: str, other: str) -> MeasureError:
    """The commits between two and their common ancestor are not all here."""
    return MeasureError.one(
        "history-cut",
        f"the common ancestor of {one[:12]} and {other[:12]} cannot be known: this clone is "
        f"shallow and its history is cut before it. To compare with the right base, "
        f"{_WHOLE_HISTORY}",
    )


def no_merge_base(one: str, other: str) -> MeasureError:
    """Two commits have nothing in common."""
    return MeasureError.one(
        "no-merge-base",
        f"{one[:12]} and {other[:12]} have no common ancestor, so nothing tells what changed: "
        "name the commit to compare with by --base",
    )


def object_missing(oid: str, git_says: str = "") -> MeasureError:
    """An object of a commit that is here is not here itself."""
    told = f" (git: {git_says})" if git_says else ""
    return MeasureError.one(
        "object-missing",
        f"{oid} cannot be read whole from this clone{told}. A partial clone leaves objects out: "
        'clone without --filter (on actions/checkout without "filter", with "fetch-depth: 0")',
    )
