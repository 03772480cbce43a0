"""Where the run is at home on GitHub, and what the board said there: values only."""

from datetime import datetime
from typing import Literal, NamedTuple


class Service(NamedTuple):
    """The run's own place: the API and the pages of GitHub, the repository, the id of the run.

    `is_default_branch`: what is judged stands on the default branch.
    """

    api: str
    server: str
    repository: str
    run: int
    is_default_branch: bool = False

    @property
    def run_page(self) -> str:
        """The page of this run."""
        return f"{self.server}/{self.repository}/actions/runs/{self.run}"


class PullRequest(NamedTuple):
    """A pull request as the event tells of it.

    `head` is its newest commit when the event happened, `repository` where that commit was pushed
    to ("" where that is gone), `branch` the name there. `labels` are those it had then.
    """

    number: int
    head: str
    branch: str
    repository: str
    labels: tuple[str, ...] = ()
    is_foreign: bool = False
    is_open: bool = True


class LabelSet(NamedTuple):
    """A label that a pull request has now: who set it last, and when; "" where that is unknown."""

    label: str
    by: str
    at: datetime | None


class BoardFacts(NamedTuple):
    """What GitHub tells of a pull request that the board may have spoken about.

    `head` is its newest commit now. `pushed` is when the first workflow ran on that commit for this
    branch: a commit's own date is its author's to choose. `forced` is when the branch was last set
    to another commit by force, deleted or restored, or the pull request closed, reopened or given
    another base. `listed` are those of the people who set labels whom the policy names, by
    themselves or by a team; `unknown` says what could not be asked.
    """

    head: str
    labels: tuple[LabelSet, ...] = ()
    pushed: datetime | None = None
    forced: datetime | None = None
    listed: tuple[str, ...] = ()
    unknown: str = ""


class Approval(NamedTuple):
    """What the labels of the board mean on a pull request, asked of GitHub.

    approved  `by` set the label after the last push, and may
    rejected  `by` set the label that rejects, and may
    none      no such label is set
    void      the label is set and counts for nothing; `why`
    unknown   GitHub did not tell; `why`
    """

    state: Literal["approved", "rejected", "none", "void", "unknown"]
    label: str = ""
    by: str = ""
    at: datetime | None = None
    why: str = ""
