"""What a check wants done in the world: values that state the wanted end, never how.

`delivery` makes them from a report; adapters/actions.py and adapters/files.py carry them out.
"""

from typing import Literal, NamedTuple

AnnotationLevel = Literal["error", "warning", "notice"]


class Annotation(NamedTuple):
    """A message that GitHub shows at a place of the change.

    `path` is relative to the repository and uses "/" ("" where no file is meant). `line` and
    `end_line` count from 1 and are both included; None means the file as a whole.
    """

    level: AnnotationLevel
    message: str
    path: str = ""
    line: int | None = None
    end_line: int | None = None
    title: str = ""


class Outputs(NamedTuple):
    """The outputs of the step: pairs of a name of ours and a value, which may be foreign text."""

    values: tuple[tuple[str, str], ...]


class StepSummary(NamedTuple):
    """Markdown to append to the summary of the step.

    `whole_text_at` names the place of the full text, for a reader of one that had to be cut.
    """

    text: str
    whole_text_at: str = ""


class WriteFile(NamedTuple):
    """A result file: `name` is a plain file name in the output folder."""

    name: str
    text: str


class Comment(NamedTuple):
    """The one comment of a policy (`key`) on a pull request, about its commit `head`.

    `run` is the id of the run that says so; of two on one commit the later counts. `wanted` False:
    only a comment that is there already is brought up to date. `digest` tells texts apart by all but
    the run that they come from.
    """

    number: int
    head: str
    key: str
    run: int
    text: str
    wanted: bool
    digest: str


class BoardIssue(NamedTuple):
    """The one issue of the board about `key`, open or closed.

    `digest` tells whether its figures changed; then `news` is said in a comment. `text_digest` tells
    texts apart by all but the run that they come from. `text` is "" where it is to be closed.
    """

    key: str
    is_open: bool
    title: str
    text: str
    news: str
    digest: str
    text_digest: str


class BoardState(NamedTuple):
    """What the board has to know by one policy, the worst first.

    `about` is whose state it is: "main" (the default branch), "release", or a pull request such as
    "#7". `keys` are all that was judged: with `is_whole`, an issue about anything else is over, for
    the reason `gone`.
    """

    policy: str
    run: int
    about: str
    label: str
    assignees: tuple[str, ...]
    issues: tuple[BoardIssue, ...]
    keys: frozenset[str] = frozenset()
    is_whole: bool = False
    gone: str = ""


class ReviewIssue(NamedTuple):
    """An issue that asks for a review of one policy, about what stands at `commit`."""

    policy: str
    commit: str
    run: int
    title: str
    text: str
    label: str
    assignees: tuple[str, ...] = ()


Effect = Annotation | Outputs | StepSummary | WriteFile
"""What a runner and a disk are asked for."""

Post = Comment | BoardState | ReviewIssue
"""What GitHub is asked for. Nothing of it decides: where it cannot be done, that is told."""


class Posted(NamedTuple):
    """What became of a post: `problem` says why it is not there, "" where all is well.

    `hopeless`: others of its kind would end the same way.
    """

    what: str
    done: Literal["created", "updated", "unchanged", "closed", "left", "refused"]
    problem: str = ""
    hopeless: bool = False
