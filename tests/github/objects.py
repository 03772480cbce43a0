"""What the stand-in keeps, told in GitHub's objects."""

from urllib.parse import quote

from tests.github.accounts import REPOSITORY_ID, WEB, Accounts
from tests.github.description import Json
from tests.github.filled import filled
from tests.github.state import Comment, Event, Issue, Label, Pull, Run, State


class Objects(Accounts):
    """GitHub's words for a state."""

    def __init__(self, state: State, url: str) -> None:
        super().__init__(state, url)
        self._here = f"{url}/repos/{state.repository}"
        self._web = f"{WEB}/{state.repository}"

    def label(self, label: Label) -> Json:
        return {
            "id": label.id,
            "node_id": f"LA_{label.id}",
            "url": f"{self._here}/labels/{quote(label.name)}",
            "name": label.name,
            "color": label.color,
            "default": False,
            "description": label.description,
        }

    def comment(self, comment: Comment) -> Json:
        page = "pull" if self._state.issues[comment.number].pull else "issues"
        known = {
            "id": comment.id,
            "node_id": f"IC_{comment.id}",
            "url": f"{self._here}/issues/comments/{comment.id}",
            "html_url": f"{self._web}/{page}/{comment.number}#issuecomment-{comment.id}",
            "issue_url": f"{self._here}/issues/{comment.number}",
            "user": self.user(comment.author),
            "body": comment.body,
            "created_at": comment.created,
            "updated_at": comment.updated,
            "author_association": self.association(comment.author),
            "performed_via_github_app": self.app(comment.author),
        }
        return filled("issue-comment", known)

    def issue(self, issue: Issue) -> Json:
        """An issue, or a pull request as the endpoints of issues show it."""
        page = "pull" if issue.pull else "issues"
        url = f"{self._here}/issues/{issue.number}"
        known = {
            **self._common(issue),
            "url": url,
            "html_url": f"{self._web}/{page}/{issue.number}",
            "repository_url": self._here,
            "labels_url": f"{url}/labels{{/name}}",
            "timeline_url": f"{url}/timeline",
            "state_reason": issue.state_reason,
            "comments": len(self._state.comments_on(issue.number)),
            "closed_by": self.user(issue.closed_by) if issue.closed_by else None,
            "performed_via_github_app": self.app(issue.author),
        }
        if issue.pull:
            known["draft"] = False
            known["pull_request"] = self._pull_addresses(issue.number, issue.pull)
        return filled("issue", known, url)

    def pull(self, issue: Issue, pull: Pull, schema: str = "pull-request-simple") -> Json:
        """A pull request as its own endpoints show it."""
        url = f"{self._here}/pulls/{issue.number}"
        issue_url = f"{self._here}/issues/{issue.number}"
        known = {
            **self._common(issue),
            **self._pull_addresses(issue.number, pull),
            "issue_url": issue_url,
            "draft": False,
            "base": self._end(self._state.repository, pull.base_ref, pull.base),
            "head": self._end(pull.head_repository, pull.head_ref, pull.head),
            "merge_commit_sha": None,
        }
        addresses = {
            "commits": f"{url}/commits",
            "review_comments": f"{url}/comments",
            "review_comment": f"{self._here}/pulls/comments{{/number}}",
            "comments": f"{issue_url}/comments",
            "statuses": f"{self._here}/statuses/{pull.head}",
        }
        known |= {f"{name}_url": address for name, address in addresses.items()}
        addresses |= {"self": url, "html": known["html_url"], "issue": issue_url}
        known["_links"] = {name: {"href": address} for name, address in addresses.items()}
        if schema == "pull-request":
            known["merged"] = pull.merged is not None
            known["comments"] = len(self._state.comments_on(issue.number))
        return filled(schema, known, url)

    def event(self, event: Event) -> Json:
        commit = event.details.get("commit_id")
        said = {
            "id": event.id,
            "node_id": f"EV_{event.id}",
            "url": f"{self._here}/issues/events/{event.id}",
            "event": event.name,
            "actor": self.user(event.actor),
            "commit_id": None,
            "commit_url": f"{self._here}/commits/{commit}" if commit else None,
            "created_at": event.at,
            "performed_via_github_app": self.app(event.actor),
            **event.details,
        }
        if "assignee" in event.details:
            said["assignee"] = self.user(event.details["assignee"])
        return said

    def assignment(self, event: Event) -> Json:
        """An event, with what a list of events says and a timeline does not."""
        said = self.event(event)
        return {**said, "assigner": said["actor"]} if "assignee" in said else said

    def commented(self, comment: Comment) -> Json:
        """A comment as a timeline shows it."""
        said = self.comment(comment)
        return {**said, "event": "commented", "actor": said["user"]}

    def run(self, run: Run, *, pulls: bool = True) -> Json:
        url = f"{self._here}/actions/runs/{run.id}"
        commit = {
            "id": run.head,
            "tree_id": run.head,
            "message": "change",
            "timestamp": run.created,
        }
        known = {
            "id": run.id,
            "node_id": f"WFR_{run.id}",
            "name": "ci",
            "path": ".github/workflows/ci.yml",
            "display_title": "change",
            "run_number": run.number,
            "run_attempt": 1,
            "head_branch": run.branch,
            "head_sha": run.head,
            "head_commit": filled("nullable-simple-commit", commit),
            "event": run.event,
            "status": run.status,
            "conclusion": run.conclusion,
            "url": url,
            "html_url": f"{self._web}/actions/runs/{run.id}",
            "created_at": run.created,
            "run_started_at": run.created,
            "updated_at": run.created,
            "actor": self.user(run.actor),
            "triggering_actor": self.user(run.actor),
            "repository": self.repository(self._state.repository),
            "head_repository": self.repository(run.repository),
            "pull_requests": self._pulls_of(run) if pulls else [],
        }
        return filled("workflow-run", known, url)

    def _common(self, issue: Issue) -> Json:
        """What an issue and a pull request have in common."""
        assignees = [self.user(login) for login in issue.assignees]
        return {
            "id": 2_600_000_000 + issue.number,
            "node_id": f"I_{issue.number}",
            "number": issue.number,
            "title": issue.title,
            "body": issue.body,
            "user": self.user(issue.author),
            "state": issue.state,
            "labels": [self.label(self._state.label(name)) for name in issue.labels],
            "assignee": assignees[0] if assignees else None,
            "assignees": assignees,
            "created_at": issue.created,
            "updated_at": issue.updated,
            "closed_at": issue.closed,
            "author_association": self.association(issue.author),
        }

    def _pull_addresses(self, number: int, pull: Pull) -> Json:
        page = f"{self._web}/pull/{number}"
        return {
            "url": f"{self._here}/pulls/{number}",
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            "merged_at": pull.merged,
        }

    def _end(self, repository: str | None, ref: str, sha: str) -> Json:
        """A branch that a pull request comes from or goes to; forks may be gone."""
        owner = repository.partition("/")[0] if repository else "unknown repository"
        return {
            "label": f"{owner}:{ref}",
            "ref": ref,
            "sha": sha,
            "repo": self.repository(repository, "repository") if repository else None,
            "user": self.user(owner) if repository else None,
        }

    def _pulls_of(self, run: Run) -> list[Json]:
        """GitHub names no pull request with a run whose branch is in a fork."""
        return [
            self._minimal(issue, issue.pull)
            for issue in self._state.issues.values()
            if issue.pull
            and issue.state == "open"
            and run.repository == self._state.repository
            and (issue.pull.head_repository, issue.pull.head_ref) == (run.repository, run.branch)
        ]

    def _minimal(self, issue: Issue, pull: Pull) -> Json:
        name = self._state.repository.partition("/")[2]
        repository = {"id": REPOSITORY_ID, "url": self._here, "name": name}
        return {
            "id": 2_600_000_000 + issue.number,
            "number": issue.number,
            "url": f"{self._here}/pulls/{issue.number}",
            "head": {"ref": pull.head_ref, "sha": pull.head, "repo": repository},
            "base": {"ref": pull.base_ref, "sha": pull.base, "repo": repository},
        }
