"""Each event, with each flag that may or may not change what it means."""

from collections.abc import Mapping
from typing import Any

import pytest

from variant_budget.domain.situation import BaseWish, Options, Situation
from variant_budget.errors import UsageError
from variant_budget.listen.situation import listen

ZEROS = "0" * 40
BEFORE, BASE, TIP = "b" * 40, "a" * 40, "c" * 40

PULL_REQUEST = {
    "pull_request": {"base": {"sha": BASE, "ref": "main"}, "head": {"sha": TIP, "ref": "feature"}}
}
MERGE_GROUP = {"merge_group": {"base_sha": BASE, "base_ref": "refs/heads/main", "head_sha": TIP}}
PUSH = {"ref": "refs/heads/x", "before": BEFORE, "repository": {"default_branch": "main"}}
TAG_PUSH = PUSH | {"ref": "refs/tags/v1.4.0", "before": ZEROS}
EVENTS: dict[str, tuple[str, Mapping[str, object]]] = {
    "local": ("", {}),
    "pull_request": ("pull_request", PULL_REQUEST),
    "pull_request_review": ("pull_request_review", PULL_REQUEST),
    "merge_group": ("merge_group", MERGE_GROUP),
    "push": ("push", PUSH),
    "tag": ("push", TAG_PUSH),
    "release": ("release", {"action": "published"}),
    "deployment": ("deployment", {}),
    "schedule": ("schedule", {}),
    "workflow_dispatch": ("workflow_dispatch", {"inputs": {}}),
}

OF_PULL_REQUEST = BaseWish(kind="pull_request", revision=BASE, branch="main", tip=TIP)
OF_MERGE_GROUP = BaseWish(kind="merge_group", revision=BASE)
OF_PUSH = BaseWish(kind="before", revision=BEFORE, branch="main")
LAST_RELEASE = BaseWish(kind="last_release")
UPSTREAM = BaseWish(kind="upstream")
NONE = BaseWish(kind="none")
NAMED = BaseWish(kind="commit", revision="v1")
HEAD = BaseWish(kind="head")

BY_BASE: dict[str, Any] = {"ruler": "base", "previews": True}
BY_HEAD: dict[str, Any] = {"ruler": "head"}
BY_WORKTREE: dict[str, Any] = {"ruler": "worktree"}
IN_RELEASE: dict[str, Any] = {"ruler": "head", "mode": "release"}
NOTE = "the policy is the event's base's; --base only says what is compared with"


def heard(name: str, options: Options) -> Situation:
    """The situation for one of EVENTS."""
    event_name, event = EVENTS[name]
    if name == "local":
        return listen(options, {}, None)
    environ = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event_name}
    return listen(options, environ, event)


def row(
    name: str, flags: dict[str, Any], base: BaseWish, also: dict[str, Any], **more: Any
) -> object:
    words = [f"{key}={value}" for key, value in flags.items()]
    return pytest.param(name, flags, base, also | more, id=" ".join([name, *words]))


@pytest.mark.parametrize(
    ("name", "flags", "base", "also"),
    [
        row("local", {}, UPSTREAM, BY_WORKTREE),
        row("local", {"base": "v1"}, NAMED, BY_WORKTREE),
        row("local", {"head": "x"}, UPSTREAM, BY_WORKTREE, head="x"),
        row("local", {"policy": "p.yml"}, UPSTREAM, {"ruler": "file", "policy_file": "p.yml"}),
        row("local", {"policy_from": "base"}, UPSTREAM, BY_BASE),
        row("local", {"policy_from": "head"}, UPSTREAM, BY_HEAD),
        row("local", {"policy_from": "worktree"}, UPSTREAM, BY_WORKTREE),
        row("local", {"mode": "release"}, UPSTREAM, BY_WORKTREE, mode="release"),
        row("local", {"release": "none"}, UPSTREAM, BY_WORKTREE, release="none"),
        row("local", {"staged": True}, HEAD, BY_BASE | {"staged": True}),
        row(
            "local",
            {"staged": True, "policy": "p.yml"},
            HEAD,
            {"ruler": "file", "staged": True, "policy_file": "p.yml"},
        ),
        row("pull_request", {}, OF_PULL_REQUEST, BY_BASE),
        row("pull_request", {"head": "x"}, OF_PULL_REQUEST, BY_BASE, head="x"),
        row("pull_request", {"policy_from": "base"}, OF_PULL_REQUEST, BY_BASE),
        row("pull_request", {"mode": "release"}, OF_PULL_REQUEST, BY_BASE, mode="release"),
        row("pull_request", {"release": "v1"}, OF_PULL_REQUEST, BY_BASE, release="v1"),
        row(
            "pull_request",
            {"base": "v1"},
            NAMED,
            BY_BASE,
            ruler_base=OF_PULL_REQUEST,
            notes=(NOTE,),
        ),
        row("pull_request_review", {}, OF_PULL_REQUEST, BY_BASE),
        row("merge_group", {}, OF_MERGE_GROUP, BY_BASE),
        row(
            "merge_group", {"base": "v1"}, NAMED, BY_BASE, ruler_base=OF_MERGE_GROUP, notes=(NOTE,)
        ),
        row("push", {}, OF_PUSH, BY_HEAD),
        row("push", {"base": "v1"}, NAMED, BY_HEAD),
        row("push", {"policy": "p.yml"}, OF_PUSH, {"ruler": "file", "policy_file": "p.yml"}),
        row("push", {"policy_from": "base"}, OF_PUSH, BY_BASE),
        row("push", {"mode": "release"}, OF_PUSH, IN_RELEASE),
        row("push", {"staged": True}, HEAD, BY_BASE | {"staged": True}),
        row("tag", {}, LAST_RELEASE, IN_RELEASE),
        row("tag", {"base": "v1"}, NAMED, IN_RELEASE),
        row("tag", {"release": "v1"}, LAST_RELEASE, IN_RELEASE, release="v1"),
        row("tag", {"mode": "auto"}, LAST_RELEASE, IN_RELEASE),
        row(
            "tag",
            {"base": "v1", "policy_from": "base"},
            NAMED,
            {"ruler": "base", "mode": "release"},
        ),
        row("release", {}, LAST_RELEASE, IN_RELEASE),
        row("release", {"mode": "auto"}, LAST_RELEASE, IN_RELEASE),
        row("deployment", {}, LAST_RELEASE, IN_RELEASE),
        row("schedule", {}, NONE, BY_HEAD),
        row("schedule", {"base": "v1"}, NAMED, BY_HEAD),
        row("workflow_dispatch", {}, NONE, BY_HEAD),
        row("workflow_dispatch", {"base": "v1"}, NAMED, BY_HEAD),
        row("workflow_dispatch", {"mode": "release"}, NONE, IN_RELEASE),
    ],
)
def test_a_situation_follows_the_event_and_the_flags(
    name: str, flags: dict[str, Any], base: BaseWish, also: dict[str, Any]
) -> None:
    plain = Situation(event=name, mode="default", head="HEAD", base=base, ruler="head")
    expected = plain._replace(**also)
    assert heard(name, Options()._replace(**flags)) == expected


@pytest.mark.parametrize(
    ("name", "flags", "slugs"),
    [
        ("pull_request", {"policy": "p.yml"}, ["policy-flag-refused"]),
        ("pull_request", {"policy_from": "head"}, ["policy-flag-refused"]),
        ("pull_request", {"policy_from": "worktree"}, ["policy-flag-refused"]),
        ("pull_request", {"staged": True}, ["policy-flag-refused"]),
        ("pull_request_review", {"policy_from": "head"}, ["policy-flag-refused"]),
        ("merge_group", {"policy": "p.yml"}, ["policy-flag-refused"]),
        ("merge_group", {"policy_from": "head"}, ["policy-flag-refused"]),
        ("merge_group", {"policy_from": "worktree"}, ["policy-flag-refused"]),
        ("merge_group", {"staged": True}, ["policy-flag-refused"]),
        ("local", {"staged": True, "base": "v1"}, ["flags-contradict"]),
        ("local", {"staged": True, "head": "v1"}, ["flags-contradict"]),
        ("local", {"staged": True, "policy_from": "head"}, ["flags-contradict"]),
        ("local", {"policy": "p.yml", "policy_from": "base"}, ["flags-contradict"]),
        ("tag", {"policy_from": "base"}, ["flags-contradict"]),
        ("local", {"policy_path": "../p.yml"}, ["policy-path-outside"]),
        ("local", {"policy_path": "/p.yml"}, ["policy-path-outside"]),
        ("local", {"policy_path": "a\\p.yml"}, ["policy-path-outside"]),
        ("local", {"policy_path": ""}, ["policy-path-outside"]),
        (
            "merge_group",
            {"policy": "p.yml", "policy_from": "head", "staged": True, "policy_path": "/p"},
            [
                "flags-contradict",
                "flags-contradict",
                "policy-flag-refused",
                "policy-flag-refused",
                "policy-flag-refused",
                "policy-path-outside",
            ],
        ),
    ],
)
def test_flags_that_cannot_hold_are_usage_errors_all_at_once(
    name: str, flags: dict[str, Any], slugs: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        heard(name, Options()._replace(**flags))
    assert [problem.slug for problem in caught.value.problems] == slugs
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["pull_request_target", "workflow_run"])
def test_events_with_the_rights_of_the_repository_are_refused_with_the_recipe(name: str) -> None:
    with pytest.raises(UsageError, match=r"docs/recipes/fork-pull-requests\.md"):
        listen(Options(), {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name}, {})


@pytest.mark.parametrize("name", ["", "pull_request", "merge_group", "push"])
def test_an_event_that_cannot_be_read_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="GITHUB_EVENT_PATH"):
        listen(Options(), {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name}, None)


@pytest.mark.parametrize("actions", ["", "false", "1", "TRUE"])
def test_only_github_actions_true_makes_the_event_count(actions: str) -> None:
    environ = {"GITHUB_ACTIONS": actions, "GITHUB_EVENT_NAME": "pull_request"}
    situation = listen(Options(policy_from="head"), environ, PULL_REQUEST)
    assert (situation.event, situation.base, situation.ruler) == ("local", UPSTREAM, "head")


def on_github(name: str, event: Mapping[str, object], ref: str = "") -> Situation:
    environ = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_REF": ref}
    return listen(Options(), environ, event)


@pytest.mark.parametrize(
    ("name", "event", "base"),
    [
        pytest.param(
            "push", PUSH | {"before": ZEROS}, BaseWish(kind="before", branch="main"), id="zeros"
        ),
        pytest.param(
            "push",
            PUSH | {"before": "0" * 64},
            BaseWish(kind="before", branch="main"),
            id="zeros64",
        ),
        pytest.param("push", {"before": None}, BaseWish(kind="before"), id="nothing told"),
        pytest.param(
            "push",
            PUSH | {"before": "AB" * 32},
            BaseWish(kind="before", revision="ab" * 32, branch="main"),
            id="sha256 in capitals",
        ),
        pytest.param(
            "pull_request",
            {"pull_request": {"base": {"ref": "main"}, "head": {}}},
            BaseWish(kind="pull_request", branch="main"),
            id="no shas",
        ),
    ],
)
def test_shas_that_are_absent_or_zeros_are_unknown(
    name: str, event: Mapping[str, object], base: BaseWish
) -> None:
    assert on_github(name, event).base == base


def test_a_tag_push_is_known_by_the_ref_of_the_environment_too() -> None:
    assert on_github("push", {"before": ZEROS}, "refs/tags/v1").event == "tag"


@pytest.mark.parametrize(
    ("name", "event"),
    [
        pytest.param("push", PUSH | {"before": "HEAD~1"}, id="before is no id"),
        pytest.param("push", PUSH | {"before": "b" * 41}, id="before is too long"),
        pytest.param("push", PUSH | {"before": 7}, id="before is a number"),
        pytest.param(
            "push", PUSH | {"repository": {"default_branch": "--upload-pack=x"}}, id="dash"
        ),
        pytest.param("push", PUSH | {"repository": {"default_branch": "a b"}}, id="space"),
        pytest.param("push", PUSH | {"repository": {"default_branch": ["main"]}}, id="list"),
        pytest.param("pull_request", {"pull_request": "main"}, id="no object"),
        pytest.param("pull_request", {}, id="empty"),
        pytest.param("merge_group", {"merge_group": {"base_sha": ZEROS}}, id="group without base"),
        pytest.param(
            "pull_request", {"pull_request": {"base": {"sha": "$(id)", "ref": "main"}}}, id="shell"
        ),
    ],
)
def test_what_github_would_never_send_is_refused(name: str, event: Mapping[str, object]) -> None:
    with pytest.raises(UsageError) as caught:
        on_github(name, event)
    assert {problem.slug for problem in caught.value.problems} == {"event-malformed"}


def test_all_that_is_malformed_in_an_event_is_told_at_once() -> None:
    event = {"pull_request": {"base": {"sha": "x", "ref": "-x"}, "head": {"sha": "y"}}}
    with pytest.raises(UsageError) as caught:
        on_github("pull_request", event)
    assert len(caught.value.problems) == 3


def test_texts_that_a_contributor_writes_say_nothing() -> None:
    """security/12: title, body and the branch's name are hostile, the shas are zeros."""
    event = {
        "pull_request": {
            "title": '"; touch PWNED; echo "',
            "body": "approved-by: ccb\nexception: EX-1",
            "head": {"ref": "feat/$(touch PWNED)", "sha": ZEROS, "label": "evil:feat"},
            "base": {"ref": "main", "sha": ZEROS},
            "user": {"login": "evil[bot]"},
        }
    }
    situation = on_github("pull_request", event)
    assert situation.base == BaseWish(kind="pull_request", branch="main")
    assert (situation.ruler, situation.previews, situation.head) == ("base", True, "HEAD")


def test_an_empty_flag_is_an_absent_one() -> None:
    assert listen(Options(base="", head="", release="", policy=""), {}, None) == listen(
        Options(), {}, None
    )


def test_a_leading_dot_in_the_policy_path_is_dropped() -> None:
    assert listen(Options(policy_path="./a/p.yml"), {}, None).policy_path == "a/p.yml"
