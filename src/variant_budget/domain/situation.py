"""What is asked (options) and where we are (situation): values made from flags and the event."""

from datetime import date
from typing import Literal, NamedTuple

from variant_budget.domain.budget import Mode
from variant_budget.domain.requests import Request
from variant_budget.domain.service import PullRequest

Ruler = Literal["base", "head", "worktree", "file"]
Format = Literal["text", "json", "markdown", "sarif", "codequality"]
BaseKind = Literal[
    "none", "commit", "pull_request", "merge_group", "before", "upstream", "last_release", "head"
]

POLICY_PATH = ".variant-budget/policy.yml"
PULL_REQUEST_EVENTS = ("pull_request", "pull_request_review", "pull_request_review_comment")


class Options(NamedTuple):
    """The flags of `check`, as given; None where a flag is absent."""

    repo: str = "."
    policy: str | None = None
    policy_path: str = POLICY_PATH
    policy_from: Literal["base", "head", "worktree"] | None = None
    base: str | None = None
    head: str | None = None
    staged: bool = False
    release: str | None = None
    mode: Literal["auto", "release"] = "auto"
    junit: tuple[str, ...] = ()
    base_junit: tuple[str, ...] = ()
    release_junit: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    output: str | None = None
    format: Format = "text"
    jobs: int | None = None
    facts: tuple[str, ...] = ()
    cache: str | None = None
    use_cache: bool = True
    fetch: bool = False
    github: bool = False
    comment: Literal["changes", "always", "never"] = "changes"
    today: date | None = None

    @property
    def reports(self) -> tuple[tuple[str, ...], ...]:
        """The patterns for reports of tests at head, base and release, and of coverage."""
        return self.junit, self.base_junit, self.release_junit, self.coverage


class Shard(NamedTuple):
    """Share `number` of `of` shares, from 1: each blob is in one of them, by its id alone."""

    number: int
    of: int

    def holds(self, request: Request) -> bool:
        """Whether the blob is in this share."""
        return int(request[0], 16) % self.of == self.number - 1


class BaseWish(NamedTuple):
    """Which commit to compare with; the repository decides which one that is.

    none          no base is wanted
    commit        `revision`, which must exist
    pull_request  first parent if head is the merge commit of the pull request's head `tip`
                  (or, `tip` unknown, if head is a merge of two), else the merge base of head and
                  the target (`revision`, or branch `branch`)
    merge_group   `revision`
    before        `revision`; unknown: the merge base with the default branch `branch`, where that
                  is not head itself; none: "no base: first commit"; gone: fetch it, else an error
    upstream      the merge base with the upstream branch, where one is set; else none
    last_release  the commit of the last release; none where there is none
    head          HEAD, for a check of the index

    `revision` and `tip` are "" where the event does not know them (absent, or all zeros).
    """

    kind: BaseKind
    revision: str = ""
    branch: str = ""
    tip: str = ""


class Situation(NamedTuple):
    """Where the check runs: the event, how strict it is, and which commits are meant.

    `event` is GitHub's name, "tag" for a push of a tag, or "local". `ruler` says at which commit
    policy, exceptions and attributes are read. `previews` is True where a policy that stands only
    at head is shown and not in force: where a change is judged by its base. `ruler_base` is the
    event's own base, where `--base` compares with another commit and the ruler must not follow it;
    None: the ruler "base" is read at `base`.
    """

    event: str
    mode: Mode
    head: str
    base: BaseWish
    ruler: Ruler
    ruler_base: BaseWish | None = None
    previews: bool = False
    staged: bool = False
    policy_path: str = POLICY_PATH
    policy_file: str | None = None
    release: str | None = None
    notes: tuple[str, ...] = ()
    pull: PullRequest | None = None

    @property
    def is_proposal(self) -> bool:
        """Whether somebody proposes what is judged: until it is taken, no cache is believed."""
        return self.event in (*PULL_REQUEST_EVENTS, "merge_group")


class Commit(NamedTuple):
    """A commit: its full id; `tag` where it is a release; how it was chosen."""

    oid: str
    tag: str | None = None
    chosen_by: str | None = None


class Commits(NamedTuple):
    """The commits of a check. `head` None: the index, judged against HEAD.

    `ruler` is the commit at which policy, exceptions and attributes are read; None where they are
    read from the working tree or a file, or where there is no base to read them at.
    `base_reason` and `release_reason` say why there is none.
    """

    head: Commit | None
    base: Commit | None = None
    ruler: Commit | None = None
    release: Commit | None = None
    base_reason: str = ""
    release_reason: str = ""
    notes: tuple[str, ...] = ()
