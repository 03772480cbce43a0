"""`--fetch`: single commits from the checkout's remote into the private directory."""

import base64
from pathlib import Path
from typing import Any

import pytest

from tests.git_trees import entries
from tests.repositories import Repository, lines
from tests.scenarios.line import pull_request, push
from variant_budget.adapters.git import fetch
from variant_budget.adapters.git.choose import judged_commits
from variant_budget.adapters.git.fetch import fetch_commit, remote_tags
from variant_budget.adapters.git.repository import open_repository
from variant_budget.domain.situation import Commits, Options
from variant_budget.errors import MeasureError
from variant_budget.listen.situation import listen

TOKEN = "ghs_secret"


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "line")
    for number in range(4):
        repository.commit(f"{number}", {"van/a.py": lines("a", number + 1)})
    return repository


def chosen(clone: Repository, event_name: str, event: dict[str, Any], *, fetch: bool) -> Commits:
    environ = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event_name}
    situation = listen(Options(), environ, event)
    with open_repository(str(clone.root)) as git:
        return judged_commits(git, situation, fetch)


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_the_first_parent_of_a_shallow_merge_commit_is_fetched(
    tmp_path: Path, object_format: str
) -> None:
    line = Repository(tmp_path / "line", object_format=object_format)
    stale = line.commit("base", {"van/a.py": lines("a", 1)})
    line.branch("feature")
    tip = line.commit("change", {"van/b.py": lines("b", 5)})
    line.switch("main")
    target = line.commit("other", {"truck/c.py": lines("c", 9)})
    line.git("checkout", "-q", "--detach", "main")
    line.merge("feature")
    line.branch("merged")
    clone = line.clone(tmp_path / "clone", "--depth=1", "--branch=merged")
    situation = listen(
        Options(),
        {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request"},
        pull_request(stale, tip),
    )
    with open_repository(str(clone.root)) as git:
        with pytest.raises(MeasureError, match="fetch-depth: 0"):
            judged_commits(git, situation, fetch=False)
        commits = judged_commits(git, situation, fetch=True)
        assert commits.base is not None
        assert commits.base.oid == target
        files = entries(git, git.root(target))
        assert [entry.path for entry in files] == ["truck/c.py", "van/a.py"]
        assert [len(data) for _, data in git.blobs([entry.oid for entry in files])] == [
            63,
            7,
        ]


def test_the_commit_before_a_push_is_fetched_into_a_shallow_clone(
    line: Repository, tmp_path: Path
) -> None:
    clone = line.clone(tmp_path / "clone", "--depth=1")
    before = line.oid("HEAD~2")
    commits = chosen(clone, "push", dict(push(before)), fetch=True)
    assert commits.base is not None
    assert commits.base.oid == before


def test_the_checkout_stays_as_it_was(line: Repository, tmp_path: Path) -> None:
    clone = line.clone(tmp_path / "clone", "--depth=1")
    before = {path: path.lstat().st_mtime_ns for path in clone.root.rglob("*")}
    with open_repository(str(clone.root)) as git:
        fetch_commit(git, line.oid("HEAD~1"))
        assert remote_tags(git) == {}
    assert {path: path.lstat().st_mtime_ns for path in clone.root.rglob("*")} == before


def test_a_fetch_brings_one_commit_and_not_its_history(line: Repository, tmp_path: Path) -> None:
    clone = line.clone(tmp_path / "clone", "--depth=1")
    with open_repository(str(clone.root)) as git:
        fetch_commit(git, line.oid("HEAD~2"))
        assert git.find(line.oid("HEAD~2"))
        assert git.find(line.oid("HEAD~3")) is None


def test_the_fork_of_a_branch_cannot_be_told_by_single_commits(
    line: Repository, tmp_path: Path
) -> None:
    """The head of a pull request, checked out shallow: only its whole history knows the fork."""
    line.branch("feature", "HEAD~2")
    tip = line.commit("change", {"van/b.py": lines("b", 5)})
    clone = line.clone(tmp_path / "clone", "--depth=1", "--branch=feature")
    with pytest.raises(MeasureError) as caught:
        chosen(clone, "pull_request", pull_request(line.oid("main"), tip), fetch=True)
    assert caught.value.problems[0].slug == "history-cut"
    assert "fetch-depth: 0" in caught.value.problems[0].message


def test_a_commit_that_the_remote_does_not_have_is_an_error_that_names_it(
    line: Repository, tmp_path: Path
) -> None:
    clone = line.clone(tmp_path / "clone", "--depth=1")
    with pytest.raises(MeasureError) as caught:
        chosen(clone, "push", dict(push("a" * 40)), fetch=True)
    assert caught.value.problems[0].slug == "base-gone"
    assert "a" * 40 in caught.value.problems[0].message


def test_the_tags_of_the_remote_are_those_of_commits_behind_them(
    line: Repository, tmp_path: Path
) -> None:
    line.tag("v1.0", "HEAD~1")
    line.tag("v1.1", annotated=True)
    clone = line.clone(tmp_path / "clone", "--depth=1", "--no-tags")
    with open_repository(str(clone.root)) as git:
        assert remote_tags(git) == {"v1.0": line.oid("HEAD~1"), "v1.1": line.head}


# Where from


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/acme/line.git",
        "https://user:pass@ghe.acme.example:8443/acme/line",
        "ssh://git@github.com/acme/line.git",
        "git@github.com:acme/line.git",
        "file:///srv/line.git",
        "/srv/line.git",
    ],
)
def test_https_ssh_and_file_may_be_used(line: Repository, url: str) -> None:
    line.git("config", "remote.origin.url", url)
    with open_repository(str(line.root)) as git:
        assert fetch.usable_url(git) == url


@pytest.mark.parametrize(
    "url",
    [
        "ext::sh -c touch% /tmp/x",
        "http://github.com/acme/line.git",
        "git://github.com/acme/line.git",
        "ftp://x/y",
        "fd::17",
        "--upload-pack=touch x",
        "-oProxyCommand=x",
        "../line",
        "",
        "https",
    ],
)
def test_every_other_way_is_refused(line: Repository, url: str) -> None:
    line.git("config", "remote.origin.url", url)
    with open_repository(str(line.root)) as git, pytest.raises(MeasureError) as caught:
        fetch_commit(git, "a" * 40)
    assert caught.value.problems[0].slug in ("remote-refused", "remote-missing")
    assert "fetch-depth: 0" in caught.value.problems[0].message


def test_a_remote_in_an_included_file_is_not_one_of_the_checkout(
    line: Repository, tmp_path: Path
) -> None:
    (tmp_path / "included").write_text('[remote "origin"]\n\turl = /srv/other\n')
    line.git("config", "include.path", str(tmp_path / "included"))
    with open_repository(str(line.root)) as git, pytest.raises(MeasureError) as caught:
        fetch_commit(git, "a" * 40)
    assert caught.value.problems[0].slug == "remote-missing"


# The token


def commands_and_environment(
    url: str, line: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str, str]:
    """What a git sees on its command line and in its environment; and the error of the fetch."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    seen, environment = tmp_path / "seen", tmp_path / "environment"
    program.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *fetch*) echo "$@" >> {seen}; env >> {environment}; exit 1;; esac\n'
        'PATH=/usr/bin:/bin exec git "$@"\n'
    )
    program.chmod(0o755)
    line.git("config", "remote.origin.url", url)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with open_repository(str(line.root), TOKEN) as git, pytest.raises(MeasureError) as caught:
        fetch_commit(git, "a" * 40)
    return seen.read_text(), environment.read_text(), str(caught.value)


def test_the_token_goes_through_the_environment_and_to_its_host_only(
    line: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://someone:hidden@github.com/acme/line.git"
    commands, environment, error = commands_and_environment(url, line, tmp_path, monkeypatch)
    login = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
    assert f"=AUTHORIZATION: basic {login}" in environment
    assert "=http.https://github.com/.extraheader" in environment
    for secret in (TOKEN, login, "hidden"):
        assert secret not in commands
        assert secret not in error
    assert "https://github.com/acme/line.git" in error


@pytest.mark.parametrize("url", ["git@github.com:acme/line.git", "file:///srv/line.git"])
def test_the_token_is_for_https_only(
    line: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    commands, environment, _ = commands_and_environment(url, line, tmp_path, monkeypatch)
    assert "AUTHORIZATION" not in environment
    assert TOKEN not in environment + commands


@pytest.mark.parametrize(
    ("server", "shown"), [("https://github.com", True), ("https://ghe.acme.example", False)]
)
def test_in_a_workflow_the_token_is_for_the_server_that_gave_it(
    line: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    server: str,
    shown: bool,
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_SERVER_URL", server)
    url = "https://github.com/acme/line.git"
    _, environment, _ = commands_and_environment(url, line, tmp_path, monkeypatch)
    assert ("AUTHORIZATION" in environment) == shown


def test_without_fetch_no_git_command_could_use_a_network(line: Repository) -> None:
    with open_repository(str(line.root)) as git:
        done = git.runner.run("ls-remote", f"file://{line.root}", fine=(0, 128))
    assert b"not allowed" in done.stderr
