"""What people do in the repository, and what then is there."""

from collections.abc import Iterable
from threading import RLock

from tests.github.description import Json
from tests.github.objects import Objects
from tests.github.state import Issue, Pull, Run, State


class Story:
    """The side of a stand-in that a test tells what happened. `at` is a time in UTC."""

    def __init__(self, state: State, objects: Objects, lock: RLock) -> None:
        self._state = state
        self._objects = objects
        self._lock = lock

    def open_pull(
        self,
        number: int,
        *,
        head: str,
        head_ref: str = "feature",
        head_repository: str | None = None,
        base_ref: str = "main",
        author: str = "dev",
        labels: Iterable[str] = (),
        base: str = "0" * 40,
        title: str = "A change",
        body: str | None = None,
    ) -> None:
        """A pull request, from this repository or from a fork."""
        with self._lock:
            pull = Pull(head, head_ref, head_repository or self._state.repository, base_ref, base)
            time = self._state.clock.tick()
            issue = Issue(number, title, body, author, time, time, pull)
            self._state.add_issue(issue)
            for name in labels:
                self._state.add_label(issue, name, author)

    def push(self, number: int, head: str, at: str | None = None) -> None:
        """The head of a pull request moves. GitHub notes no event of it."""
        with self._lock:
            issue, pull = self._pull(number)
            pull.head = head
            issue.updated = max(issue.updated, self._state.clock.tick(at))

    def force_push(self, number: int, head: str, at: str | None = None) -> None:
        """The head of a pull request is replaced, and an event says so."""
        with self._lock:
            issue, pull = self._pull(number)
            pull.head = head
            # Whether GitHub's `commit_id` is the head before or after is read either way by those
            # who use it, and documented nowhere: nobody should.
            self._state.happened(issue, "head_ref_force_pushed", issue.author, at, commit_id=head)

    def delete_fork(self, number: int) -> None:
        """The repository that a pull request comes from goes away; the pull request stays."""
        with self._lock:
            self._pull(number)[1].head_repository = None

    def run(
        self,
        head: str,
        at: str | None = None,
        branch: str = "feature",
        repository: str | None = None,
        event: str = "pull_request",
        *,
        by: str = "dev",
        status: str = "completed",
        conclusion: str | None = "success",
    ) -> int:
        """A run of a workflow on a commit; `repository` is where its branch is. Returns its id."""
        with self._lock:
            run = Run(
                id=self._state.ids.next(),
                number=len(self._state.runs) + 1,
                head=head,
                branch=branch,
                repository=repository or self._state.repository,
                event=event,
                actor=by,
                created=self._state.clock.tick(at),
                status=status,
                conclusion=conclusion,
            )
            self._state.runs.append(run)
            return run.id

    def label(self, number: int, name: str, by: str = "dev", at: str | None = None) -> None:
        with self._lock:
            self._state.add_label(self._state.issues[number], name, by, at)

    def unlabel(self, number: int, name: str, by: str = "dev", at: str | None = None) -> None:
        with self._lock:
            self._state.remove_label(self._state.issues[number], name, by, at)

    def close_pull(
        self, number: int, by: str = "dev", at: str | None = None, *, merged: bool = False
    ) -> None:
        with self._lock:
            issue, pull = self._pull(number)
            self._state.set_state(issue, "closed", by, at=at)
            if merged:
                pull.merged = issue.closed

    def team(self, name: str, members: Iterable[str] = (), pending: Iterable[str] = ()) -> None:
        """A team, `acme/ccb`, with its members and those who have not accepted yet."""
        with self._lock:
            states = {login.casefold(): "active" for login in members}
            states |= {login.casefold(): "pending" for login in pending}
            self._state.teams[name.casefold()] = states

    def comment(self, number: int, body: str, by: str = "dev", at: str | None = None) -> int:
        """A comment on an issue or a pull request. Returns its id."""
        with self._lock:
            return self._state.add_comment(self._state.issues[number], body, by, at).id

    def issue(
        self,
        title: str,
        body: str | None = None,
        by: str = "dev",
        labels: Iterable[str] = (),
        state: str = "open",
        *,
        at: str | None = None,
    ) -> int:
        """An issue. Returns its number."""
        with self._lock:
            time = self._state.clock.tick(at)
            number = self._state.next_number()
            issue = self._state.add_issue(Issue(number, title, body, by, time, time))
            for name in labels:
                self._state.add_label(issue, name, by)
            self._state.set_state(issue, state, by)
            return number

    def comments(self, number: int) -> list[Json]:
        """The comments on an issue or a pull request, the oldest first."""
        with self._lock:
            return [self._objects.comment(one) for one in self._state.comments_on(number)]

    @property
    def issues(self) -> list[Json]:
        """All issues that are no pull requests, in the order of their numbers."""
        with self._lock:
            issues = sorted(self._state.issues.values(), key=lambda issue: issue.number)
            return [self._objects.issue(issue) for issue in issues if not issue.pull]

    def _pull(self, number: int) -> tuple[Issue, Pull]:
        issue = self._state.issues[number]
        if issue.pull is None:
            raise AssertionError(f"#{number} is no pull request")
        return issue, issue.pull
