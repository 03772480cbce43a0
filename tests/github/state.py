"""What the stand-in keeps of a repository, in our words; GitHub's are in objects.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

_START = datetime(2026, 11, 25, tzinfo=UTC)


class Clock:
    """Every look is one second later than all before it: a test must not depend on the day."""

    def __init__(self) -> None:
        self._now = _START

    def tick(self, at: str | None = None) -> str:
        """The next second, or the time that is given; what comes after is later than both."""
        time = datetime.fromisoformat(at) if at else self._now + timedelta(seconds=1)
        self._now = max(self._now, time)
        return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Numbers:
    """Numbers that GitHub would give, in order."""

    def __init__(self, last: int) -> None:
        self._last = last

    def next(self) -> int:
        self._last += 1
        return self._last


@dataclass
class Label:
    """A label of the repository; its name is told apart from others' without regard to case."""

    id: int
    name: str
    color: str = "ededed"  # what GitHub gives to a label that is made by using it
    description: str | None = None


@dataclass
class Comment:
    """A comment on an issue or a pull request."""

    id: int
    number: int
    author: str
    body: str
    created: str
    updated: str


@dataclass(frozen=True)
class Event:
    """Something that happened to an issue or a pull request."""

    id: int
    name: str
    actor: str
    at: str
    details: dict[str, Any]


@dataclass
class Pull:
    """What a pull request has that an issue has not."""

    head: str
    head_ref: str
    head_repository: str | None
    base_ref: str
    base: str
    merged: str | None = None


@dataclass
class Issue:
    """An issue, or a pull request where `pull` says so: they share their numbers."""

    number: int
    title: str
    body: str | None
    author: str
    created: str
    updated: str
    pull: Pull | None = None
    state: str = "open"
    state_reason: str | None = None
    closed: str | None = None
    closed_by: str | None = None
    labels: list[str] = field(default_factory=list)
    assignees: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """A run of a workflow."""

    id: int
    number: int
    head: str
    branch: str
    repository: str
    event: str
    actor: str
    created: str
    status: str = "completed"
    conclusion: str | None = "success"


class State:
    """A repository, and the teams of its organisation."""

    def __init__(self, repository: str) -> None:
        self.repository = repository
        self.clock = Clock()
        # Beyond 32 bits, as GitHub's are.
        self.ids = Numbers(4_300_000_000)
        self.issues: dict[int, Issue] = {}
        self.comments: dict[int, Comment] = {}
        self.labels: dict[str, Label] = {}
        self.runs: list[Run] = []
        self.teams: dict[str, dict[str, str]] = {}
        self.issues_disabled = False
        self.collaborators: set[str] = {"ada", "dev"}

    def add_issue(self, issue: Issue) -> Issue:
        if issue.number in self.issues:
            raise AssertionError(f"there is a #{issue.number} already")
        self.issues[issue.number] = issue
        return issue

    def next_number(self) -> int:
        return max(self.issues, default=0) + 1

    def happened(
        self, issue: Issue, name: str, by: str, at: str | None = None, **details: Any
    ) -> str:
        """Note an event, and say when it was."""
        time = self.clock.tick(at)
        issue.events.append(Event(self.ids.next(), name, by, time, details))
        issue.updated = max(issue.updated, time)
        return time

    def set_state(
        self, issue: Issue, state: str, by: str, reason: str | None = None, at: str | None = None
    ) -> None:
        """Close or reopen, if it is not so already."""
        if issue.state == state:
            return
        issue.state = state
        if state == "closed":
            issue.state_reason = None if issue.pull else (reason or "completed")
            issue.closed = self.happened(issue, "closed", by, at, state_reason=issue.state_reason)
            issue.closed_by = by
        else:
            issue.state_reason = None if issue.pull else "reopened"
            issue.closed = issue.closed_by = None
            self.happened(issue, "reopened", by, at, state_reason=issue.state_reason)

    def add_label(self, issue: Issue, name: str, by: str, at: str | None = None) -> None:
        """Set a label, making it where the repository has none of this name."""
        label = self.label(name)
        if label.name not in issue.labels:
            issue.labels.append(label.name)
            self.happened(
                issue, "labeled", by, at, label={"name": label.name, "color": label.color}
            )

    def remove_label(self, issue: Issue, name: str, by: str, at: str | None = None) -> None:
        """Take a label away, if it is there."""
        label = self.labels.get(name.casefold())
        if label and label.name in issue.labels:
            issue.labels.remove(label.name)
            self.happened(
                issue, "unlabeled", by, at, label={"name": label.name, "color": label.color}
            )

    def label(self, name: str) -> Label:
        """The label of this name, made if there is none."""
        if name.casefold() not in self.labels:
            self.labels[name.casefold()] = Label(self.ids.next(), name)
        return self.labels[name.casefold()]

    def set_labels(self, issue: Issue, names: Sequence[str], by: str) -> None:
        wanted = [self.label(name).name for name in names]
        for name in [name for name in issue.labels if name not in wanted]:
            self.remove_label(issue, name, by)
        for name in wanted:
            self.add_label(issue, name, by)

    def rename(self, issue: Issue, title: str, by: str) -> None:
        if title != issue.title:
            self.happened(issue, "renamed", by, rename={"from": issue.title, "to": title})
            issue.title = title

    def set_assignees(self, issue: Issue, logins: Sequence[str], by: str) -> None:
        for login in [login for login in issue.assignees if login not in logins]:
            self.happened(issue, "unassigned", by, assignee=login)
        for login in [login for login in logins if login not in issue.assignees]:
            self.happened(issue, "assigned", by, assignee=login)
        issue.assignees = list(logins)

    def add_comment(self, issue: Issue, body: str, by: str, at: str | None = None) -> Comment:
        time = self.clock.tick(at)
        comment = Comment(self.ids.next(), issue.number, by, body, time, time)
        self.comments[comment.id] = comment
        issue.updated = max(issue.updated, time)
        return comment

    def comments_on(self, number: int) -> list[Comment]:
        return [comment for comment in self.comments.values() if comment.number == number]

    def team_members(self) -> set[str]:
        """Whoever is in a team, and has not only been asked to be."""
        return {
            login
            for members in self.teams.values()
            for login, state in members.items()
            if state == "active"
        }

    def strangers(self, logins: Iterable[str]) -> list[str]:
        """Whom no issue can be assigned to."""
        known = {login.casefold() for login in self.collaborators} | self.team_members()
        return [login for login in logins if login.casefold() not in known]
