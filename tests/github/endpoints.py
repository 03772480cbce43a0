"""All endpoints; those that only tell something are here."""

from tests.github import issue_endpoints, label_endpoints
from tests.github.call import REPOSITORY, Call, Endpoints
from tests.github.exchange import Answer, RefusedError


def _repository(call: Call) -> Answer:
    return Answer(200, call.objects.repository(call.state.repository, "full-repository"))


def _pulls(call: Call) -> Answer:
    query = call.query
    if query.get("sort", "created") not in ("created", "updated"):
        raise RefusedError(501, "The stand-in does not model this order")
    found = [
        (issue, issue.pull)
        for issue in call.state.issues.values()
        if issue.pull
        and query.get("state", "open") in ("all", issue.state)
        and query.get("base", issue.pull.base_ref) == issue.pull.base_ref
        and _has_head(issue.pull.head_repository, issue.pull.head_ref, query.get("head", ""))
    ]
    # The newest first by the time of creation, the oldest first by any other order.
    by_creation = query.get("sort", "created") == "created"
    descending = query.get("direction", "desc" if by_creation else "asc") == "desc"
    found.sort(
        key=lambda both: (both[0].created if by_creation else both[0].updated, both[0].number),
        reverse=descending,
    )
    return Answer(200, [call.objects.pull(issue, pull) for issue, pull in found])


def _pull(call: Call) -> Answer:
    issue = call.state.issues.get(int(call.path["pull_number"]))
    if issue is None or issue.pull is None:
        raise RefusedError(404)
    return Answer(200, call.objects.pull(issue, issue.pull, "pull-request"))


def _runs(call: Call) -> Answer:
    known = ("actor", "branch", "event", "head_sha", "status", "exclude_pull_requests")
    call.refuse_unmodelled(*known)
    found = [
        run
        for run in call.state.runs
        if call.query.get("actor", run.actor) == run.actor
        and call.query.get("branch", run.branch) == run.branch
        and call.query.get("event", run.event) == run.event
        and call.query.get("head_sha", run.head) == run.head
        and call.query.get("status", run.status) in (run.status, run.conclusion)
    ]
    found.sort(key=lambda run: (run.created, run.id), reverse=True)
    pulls = not call.query.get("exclude_pull_requests", False)
    return Answer(200, [call.objects.run(run, pulls=pulls) for run in found])


def _run(call: Call) -> Answer:
    for run in call.state.runs:
        if run.id == int(call.path["run_id"]):
            pulls = not call.query.get("exclude_pull_requests", False)
            return Answer(200, call.objects.run(run, pulls=pulls))
    raise RefusedError(404)


def _membership(call: Call) -> Answer:
    team = f"{call.path['org']}/{call.path['team_slug']}".casefold()
    login = call.path["username"].casefold()
    state = call.state.teams.get(team, {}).get(login)
    if state is None:
        raise RefusedError(404)
    return Answer(200, call.objects.membership(team, login, state))


def _team(call: Call) -> Answer:
    name = f"{call.path['org']}/{call.path['team_slug']}".casefold()
    if name not in call.state.teams:
        raise RefusedError(404)
    return Answer(200, call.objects.team(name))


def _has_head(repository: str | None, ref: str, wanted: str) -> bool:
    """GitHub takes no notice of a head that is not written as `owner:branch`."""
    owner = repository.partition("/")[0] if repository else ""
    return ":" not in wanted or wanted == f"{owner}:{ref}"


ENDPOINTS: Endpoints = {
    **issue_endpoints.ENDPOINTS,
    **label_endpoints.ENDPOINTS,
    ("GET", REPOSITORY): _repository,
    ("GET", f"{REPOSITORY}/pulls"): _pulls,
    ("GET", f"{REPOSITORY}/pulls/{{pull_number}}"): _pull,
    ("GET", f"{REPOSITORY}/actions/runs"): _runs,
    ("GET", f"{REPOSITORY}/actions/runs/{{run_id}}"): _run,
    ("GET", "/orgs/{org}/teams/{team_slug}"): _team,
    ("GET", "/orgs/{org}/teams/{team_slug}/memberships/{username}"): _membership,
}
