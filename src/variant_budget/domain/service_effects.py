"""What a check wants done on GitHub: values that state the wanted end, and what became of each.

Nothing of it decides: where it cannot be done, that is told. `delivery` makes them; adapters/github/ brings them about.
"""

from typing import Literal, NamedTuple


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


class Posted(NamedTuple):
    """What became of a post: `problem` says why it is not there, "" where all is well.

    `hopeless`: others of its kind would end the same way.
    """

    what: str
    done: Literal["created", "updated", "unchanged", "closed", "left", "refused"]
    problem: str = ""
    hopeless: bool = False
