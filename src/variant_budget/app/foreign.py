"""The comment on a pull request whose own run may write nothing: a fork's, or Dependabot's.

It runs on `workflow_run`, with the rights of the repository, and takes from the judging run a file
that anybody may have made up. So nothing of it is believed but its form; it is rendered like every
foreign text; and which pull request is meant is asked of GitHub, by what the event says of the run.
"""

import re
from collections.abc import Mapping
from typing import Any

from variant_budget.adapters.files import read_foreign
from variant_budget.adapters.github.client import Client
from variant_budget.app.posting import Desk, comment, desk
from variant_budget.app.world import World
from variant_budget.delivery.posts import Wish
from variant_budget.domain.posts import CommentDraft
from variant_budget.domain.service import PullRequest
from variant_budget.domain.service_effects import Posted
from variant_budget.errors import MeasureError, UsageError
from variant_budget.listen.service import judging_run, of_pull_request
from variant_budget.readback import read_back

_PATH = re.compile(r"[^\x00-\x1f\ud800-\udfff]{1,200}")
NOBODY = "there is not one open pull request, and one alone, with the judged commit as its newest"
MOST_BYTES = 2 * 1024 * 1024


def comment_for(path: str, wish: Wish, world: World, templates: Mapping[str, str]) -> list[Posted]:
    """Comment with the file of the run that the event tells of; what became of it.

    Raises UsageError on another event, MeasureError where the file is not what it should be.
    """
    run = judging_run(world.environ, world.event)
    if run is None:
        message = (
            "comment runs on workflow_run, after a run that was started by pull_request: see "
            "docs/recipes/fork-pull-requests.md"
        )
        raise UsageError.one("event-refused", message)
    draft = read_back(CommentDraft, read_foreign(path, MOST_BYTES), "", MOST_BYTES)
    if not _PATH.fullmatch(draft.key):
        raise MeasureError.one("not-read-back", "key is no path of a policy.")
    at = desk(world, templates)
    here = Desk(at.client, at.me, at.here._replace(run=run.id), templates)
    pull = _pull_of(at.client, run.repository, run.branch, run.head)
    if pull is None:
        return [Posted("the comment", "left", NOBODY)]
    return comment(draft, pull, wish, here)


def _pull_of(client: Client, repository: str, branch: str, head: str) -> PullRequest | None:
    """The open pull request from that branch with that newest commit."""
    owner = repository.partition("/")[0]
    told: list[Any] = list(client.pages("pulls", state="open", head=f"{owner}:{branch}"))
    found = [of_pull_request(each, client.repository) for each in told]
    pulls = [pull for pull in found if pull and (pull.head, pull.repository) == (head, repository)]
    # Of two from one branch, to other bases, nothing says which was judged.
    return pulls[0] if len(pulls) == 1 else None
