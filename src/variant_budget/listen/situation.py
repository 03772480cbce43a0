"""Environment, event and options -> situation: what is compared with what, and by whose ruler.

Pure: the command line reads the environment and the event file and hands both in. Which commits
the wishes stand for is decided with the repository at hand (adapters/git/choose.py).
The table of docs/design.md §5 is this module; a row of it is a function here.
"""

import re
from collections.abc import Callable, Mapping

from variant_budget.domain.budget import Mode
from variant_budget.domain.situation import (
    PULL_REQUEST_EVENTS,
    BaseWish,
    Options,
    Ruler,
    Situation,
)
from variant_budget.errors import Problem, UsageError
from variant_budget.listen.service import at, pull_request

Event = Mapping[str, object]

_FULL_ID = re.compile(r"[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?")
_REFUSED = ("pull_request_target", "workflow_run")
_RECIPE = "docs/recipes/fork-pull-requests.md"
# Reviews run on the same merge commit, and with the same payload, as the pull request itself.
_RELEASE = ("release", "deployment")


def listen(options: Options, environ: Mapping[str, str], event: Event | None) -> Situation:
    """The situation of a check; `event` is the parsed GITHUB_EVENT_PATH, None if unreadable.

    The event counts only where GITHUB_ACTIONS is "true". Raises UsageError with every problem.
    """
    hearing = _Hearing(_without_blanks(options), event or {})
    hearing.check_flags()
    if environ.get("GITHUB_ACTIONS") == "true":
        name = environ.get("GITHUB_EVENT_NAME", "")
        situation = _on_github(hearing, name, environ.get("GITHUB_REF", ""), event is not None)
    else:
        situation = _local(hearing)
    if hearing.problems:
        raise UsageError(hearing.problems)
    return situation


def _without_blanks(options: Options) -> Options:
    """An empty flag is an absent one: inputs of an action that are not given are empty texts."""
    return options._replace(
        policy=options.policy or None,
        base=options.base or None,
        head=options.head or None,
        release=options.release or None,
    )


class _Hearing:
    """What was said, and the problems heard so far."""

    def __init__(self, options: Options, event: Event) -> None:
        self.options = options
        self.event = event
        self.problems: list[Problem] = []

    def complain(self, slug: str, message: str) -> None:
        self.problems.append(Problem("", 0, 0, slug, message))

    def value(self, *keys: str) -> object:
        """The event's value at these keys, None where there is none."""
        return at(self.event, *keys)

    def commit(self, *keys: str) -> str:
        """The commit id at these keys; "" where it is absent or all zeros (GitHub's "none")."""
        found = self.value(*keys)
        if found is None or found == "":
            return ""
        if not isinstance(found, str) or not _FULL_ID.fullmatch(found):
            self.complain("event-malformed", f"the event's {'.'.join(keys)} is no commit id")
            return ""
        return found.lower() if found.strip("0") else ""

    def branch(self, *keys: str) -> str:
        """The branch name at these keys without `refs/heads/`; "" where it is absent."""
        found = self.value(*keys)
        if found is None:
            return ""
        name = found.removeprefix("refs/heads/") if isinstance(found, str) else ""
        if not _is_branch_name(name):
            self.complain("event-malformed", f"the event's {'.'.join(keys)} is no branch name")
            return ""
        return name

    def check_flags(self) -> None:
        """Complain of flags that contradict each other wherever the check runs."""
        options = self.options
        if options.policy and options.policy_from:
            self.complain(
                "flags-contradict",
                "--policy and --policy-from both say where the policy is read: give one of them",
            )
        if options.staged and (options.head or options.base):
            self.complain(
                "flags-contradict",
                "--staged compares the index with HEAD: leave out --head and --base",
            )
        if options.staged and options.policy_from == "head":
            self.complain(
                "flags-contradict",
                "--staged judges the index by HEAD's policy: leave out --policy-from head",
            )
        path = options.policy_path
        if not path or path.startswith("/") or ".." in path.split("/") or "\\" in path:
            self.complain(
                "policy-path-outside",
                f"the policy's path {path!r} must lie in the repository: write it relative to "
                "the repository's root, with / and without ..",
            )


def _is_branch_name(name: str) -> bool:
    """Whether git could have such a branch; a leading dash could be taken for an option."""
    bad = r"[\x00-\x20~^:?*\[\\\ud800-\udfff]"
    return bool(name) and not name.startswith("-") and not re.search(bad, name)


def _on_github(hearing: _Hearing, name: str, ref: str, readable: bool) -> Situation:
    """The situation of a GitHub event."""
    if name in _REFUSED:
        hearing.complain(
            "event-refused",
            f"check does not run on {name}: there the code of a fork would be judged with the "
            f"rights of this repository. Run it on pull_request; {_RECIPE} shows how to comment",
        )
        return _situation(hearing, name, BaseWish(kind="none"))
    if not name or (not readable and (name in (*PULL_REQUEST_EVENTS, "merge_group", "push"))):
        hearing.complain(
            "event-unreadable",
            "GITHUB_ACTIONS is true, but GITHUB_EVENT_NAME and the JSON file GITHUB_EVENT_PATH do "
            "not tell the event: pass both to this step, as the runner sets them",
        )
        return _situation(hearing, name, BaseWish(kind="none"))
    if name == "push" and _pushed_ref(hearing, ref).startswith("refs/tags/"):
        name = "tag"
    listener = _LISTENERS.get(name, _any_other)
    return listener(hearing, name)


def _pushed_ref(hearing: _Hearing, ref: str) -> str:
    told = hearing.value("ref")
    return told if isinstance(told, str) else ref


def _pull_request(hearing: _Hearing, name: str) -> Situation:
    base = BaseWish(
        kind="pull_request",
        revision=hearing.commit("pull_request", "base", "sha"),
        branch=hearing.branch("pull_request", "base", "ref"),
        tip=hearing.commit("pull_request", "head", "sha"),
    )
    if not base.revision and not base.branch and not hearing.problems:
        hearing.complain(
            "event-malformed",
            "the event names no base of the pull request (pull_request.base.sha or .ref)",
        )
    situation = _judged_by_its_base(hearing, name, base)
    return situation._replace(pull=pull_request(name, hearing.event))


def _merge_group(hearing: _Hearing, name: str) -> Situation:
    base = BaseWish(kind="merge_group", revision=hearing.commit("merge_group", "base_sha"))
    # The branch would not do: other changes of the queue may stand between it and this one.
    if not base.revision and not hearing.problems:
        hearing.complain("event-malformed", "the event names no merge_group.base_sha")
    return _judged_by_its_base(hearing, name, base)


def _judged_by_its_base(hearing: _Hearing, name: str, base: BaseWish) -> Situation:
    """Nothing that a contributor may set can move the ruler away from the event's base."""
    options = hearing.options
    for flag in (
        "--policy" if options.policy else "",
        f"--policy-from {options.policy_from}"
        if options.policy_from in ("head", "worktree")
        else "",
        "--staged" if options.staged else "",
    ):
        if flag:
            hearing.complain(
                "policy-flag-refused",
                f"{flag} is refused on {name}: a change is judged by the policy of its base. "
                "Leave the flag out; a change to the policy is shown as proposed",
            )
    situation = _situation(hearing, name, base, ruler="base", previews=True)
    if options.base:
        note = "the policy is the event's base's; --base only says what is compared with"
        situation = situation._replace(ruler_base=base, notes=(note,))
    return situation


def _push(hearing: _Hearing, name: str) -> Situation:
    base = BaseWish(
        kind="before",
        revision=hearing.commit("before"),
        branch=hearing.branch("repository", "default_branch"),
    )
    return _situation(hearing, name, base)


def _release(hearing: _Hearing, name: str) -> Situation:
    if hearing.options.policy_from == "base" and not hearing.options.base:
        hearing.complain(
            "flags-contradict",
            "--policy-from base: a release is compared with the last one, which the policy itself "
            "picks. Name the commit with --base, or leave the flag out",
        )
    return _situation(hearing, name, BaseWish(kind="last_release"), mode="release")


def _any_other(hearing: _Hearing, name: str) -> Situation:
    return _situation(hearing, name, BaseWish(kind="none"))


def _local(hearing: _Hearing) -> Situation:
    ruler: Ruler = "base" if hearing.options.staged else "worktree"
    return _situation(hearing, "local", BaseWish(kind="upstream"), ruler=ruler)


def _situation(
    hearing: _Hearing,
    name: str,
    base: BaseWish,
    *,
    ruler: Ruler = "head",
    mode: Mode = "default",
    previews: bool = False,
) -> Situation:
    """The event's wishes, with the flags laid over them."""
    options = hearing.options
    if options.staged:
        base, ruler = BaseWish(kind="head"), "base"
    elif options.base:
        base = BaseWish(kind="commit", revision=options.base)
    if options.policy:
        ruler = "file"
    elif options.policy_from:
        ruler = options.policy_from
    mode = "release" if options.mode == "release" else mode
    return Situation(
        event=name,
        mode=mode,
        head=options.head or "HEAD",
        base=base,
        ruler=ruler,
        # Where a change is judged by its base, a first policy cannot be in force yet: a merge
        # request of another CI and the commit that adds the policy are told so. A release is not.
        previews=previews or (ruler == "base" and mode == "default"),
        staged=options.staged,
        policy_path=options.policy_path.removeprefix("./"),
        policy_file=options.policy,
        release=options.release,
    )


_LISTENERS: Mapping[str, Callable[[_Hearing, str], Situation]] = {
    **dict.fromkeys(PULL_REQUEST_EVENTS, _pull_request),
    "merge_group": _merge_group,
    "push": _push,
    **dict.fromkeys(("tag", *_RELEASE), _release),
}
