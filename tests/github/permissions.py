"""Which permission of a token each endpoint wants, as "Permissions required for GitHub Apps" of
GitHub's documentation has it, for a public repository, whose issues anybody may read.

With pull requests GitHub is said to be stricter than it writes: the token of a job with `issues:
write` and `pull-requests: read` was refused comments and labels there, for all that the header of
the refusal named either. A workflow has to grant `pull-requests: write`; a test cannot show it.
"""

from collections.abc import Mapping

from tests.github.exchange import RefusedError

_LEVELS = {"none": 0, "read": 1, "write": 2}
_ISSUES, _PULLS = ("issues", "write"), ("pull_requests", "write")
_REPOSITORY = "/repos/{owner}/{repo}"
_FIXED = {
    ("GET", "/orgs/{org}/teams/{team_slug}"): (("members", "read"),),
    ("GET", "/orgs/{org}/teams/{team_slug}/memberships/{username}"): (("members", "read"),),
    ("GET", f"{_REPOSITORY}/actions/runs"): (("actions", "read"),),
    ("GET", f"{_REPOSITORY}/actions/runs/{{run_id}}"): (("actions", "read"),),
    ("POST", f"{_REPOSITORY}/issues"): (_ISSUES,),
    ("POST", f"{_REPOSITORY}/labels"): (_ISSUES, _PULLS),
}


def demand(method: str, template: str, permissions: Mapping[str, str], *, on_pull: bool) -> None:
    """Refuse what the token may not do. `pull-requests` is written as in a workflow, or with _."""
    accepted = _FIXED.get((method, template), ())
    if not accepted and method != "GET":
        # What is done to a pull request through the endpoints of issues needs either of the two.
        accepted = (_ISSUES, _PULLS) if on_pull else (_ISSUES,)
    held = {name.replace("-", "_"): _LEVELS[level] for name, level in permissions.items()}
    if accepted and not any(held.get(name, 0) >= _LEVELS[level] for name, level in accepted):
        named = "; ".join(f"{name}={level}" for name, level in accepted)
        raise RefusedError(
            403,
            "Resource not accessible by integration",
            headers={"X-Accepted-GitHub-Permissions": named},
        )
