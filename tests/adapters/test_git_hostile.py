"""Nothing that a checkout brings along is run, obeyed or written to."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.git_trees import entries, paths_of
from tests.repositories import Repository, lines
from variant_budget.adapters.git.choose import judged_commits, with_release
from variant_budget.adapters.git.repository import open_repository
from variant_budget.domain.situation import Options
from variant_budget.listen.situation import listen

HOOKS = ("post-index-change", "reference-transaction", "pre-auto-gc", "post-checkout")


def trapped(tmp_path: Path) -> tuple[Repository, Path]:
    """A repository in which everything that git can be told to run writes the canary."""
    line = Repository(tmp_path / "line")
    line.commit("base", {"core/a.py": lines("a", 3), "van/b.py": lines("b", 20)})
    line.tag("v1.0")
    line.move("van/b.py", "van/c.py")
    line.commit(
        "traps",
        {
            ".gitattributes": "* filter=trap diff=trap merge=trap\n",
            ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c trap\n',
        },
    )
    canary, trap = tmp_path / "canary", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho run >> {canary}\nexit 0\n")
    trap.chmod(0o755)
    for name in HOOKS:
        (line.root / ".git/hooks" / name).write_bytes(trap.read_bytes())
        (line.root / ".git/hooks" / name).chmod(0o755)
    included = tmp_path / "included"
    included.write_text(f"[core]\n\tfsmonitor = {trap}\n")
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "core.gitProxy",
        "credential.helper",
        "diff.external",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "merge.trap.driver",
        "interactive.diffFilter",
        "gpg.program",
        "uploadpack.packObjectsHook",
    ):
        line.git("config", key, str(trap))
    line.git("config", "diff.orderFile", "/nonexistent")
    line.git("config", "include.path", str(included))
    line.git("config", "alias.ls-tree", f"!{trap}")
    line.git("config", "remote.origin.url", str(line.root))
    line.git("config", "remote.origin.uploadpack", str(trap))
    canary.unlink(missing_ok=True)
    return line, canary


def test_no_program_of_the_checkout_is_run(tmp_path: Path) -> None:
    line, canary = trapped(tmp_path)
    situation = listen(Options(base="v1.0"), {}, None)
    with open_repository(str(line.root)) as git:
        commits = judged_commits(git, situation, fetch=True)
        commits = with_release(git, commits, situation, None, fetch=True)
        assert commits.head is not None
        assert commits.base is not None
        root = git.root(commits.head.oid)
        assert len(list(git.blobs([entry.oid for entry in entries(git, root)]))) == 4
        assert len(git.moves(commits.base.oid, commits.head.oid)[0]) == 1
        assert git.index() == root
    assert not canary.exists()


def test_the_canary_sings_where_git_is_used_in_the_checkout(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    line, canary = trapped(tmp_path)
    with suppress(AssertionError):  # the trap speaks no filter's language, so git may fail
        line.git("status")
    assert canary.exists()


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_CONFIG_PARAMETERS"])
def test_the_environment_does_not_steer_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    line, canary = trapped(tmp_path)
    monkeypatch.setenv(name, f"'core.fsmonitor={tmp_path}/trap'")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(tmp_path / "trap"))
    with open_repository(str(line.root)) as git:
        assert git.resolve("HEAD") == line.head
        git.index()
    assert not canary.exists()


def test_the_configuration_of_the_user_changes_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, canary = trapped(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f"[core]\n\tfsmonitor = {tmp_path}/trap\n\tquotePath = true\n[diff]\n\trenames = false\n"
    )
    monkeypatch.setenv("HOME", str(home))
    with open_repository(str(line.root)) as git:
        assert len(git.moves(git.resolve("HEAD~1"), git.resolve("HEAD"))[0]) == 1
        git.index()
    assert not canary.exists()


def test_the_configuration_of_the_user_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, _ = trapped(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.gitconfig").write_text("[core\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with open_repository(str(line.root)) as git:
        assert git.is_ancestor(git.resolve("HEAD~1"), git.resolve("HEAD"))


@pytest.mark.parametrize("packed", [False, True])
def test_a_replaced_object_is_read_as_it_was_committed(tmp_path: Path, packed: bool) -> None:
    line = Repository(tmp_path / "line")
    honest = line.commit("base", {"van/b.py": lines("b", 20)})
    blob = line.git("rev-parse", "HEAD:van/b.py")
    line.branch("lie")
    liar = line.commit("lie", {"van/b.py": ""})
    line.switch("main")
    line.git("replace", honest, liar)
    line.git("replace", blob, line.git("rev-parse", "lie:van/b.py"))
    line.git("replace", f"{honest}^{{tree}}", f"{liar}^{{tree}}")
    if packed:
        line.git("pack-refs", "--all")
    with open_repository(str(line.root)) as git:
        found = {entry.path: entry.oid for entry in entries(git, git.root(git.resolve("main")))}
        assert found == {"van/b.py": blob}
        assert git.blob(blob) == lines("b", 20).encode()


def test_grafted_history_is_read_as_it_was_committed(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    first = line.commit("one")
    second = line.commit("two")
    (line.root / ".git/info").mkdir(exist_ok=True)
    (line.root / ".git/info/grafts").write_text(f"{second}\n")
    with open_repository(str(line.root)) as git:
        assert git.is_ancestor(first, second)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_folder_of_somebody_else_is_read(tmp_path: Path) -> None:
    """Containers check out as one user and run as another: no question of ownership is asked."""
    line = Repository(tmp_path / "line")
    head = line.commit("base", {"a.py": "a = 1\n"})
    for path in (line.root, *line.root.rglob("*")):
        os.lchown(path, 12345, 12345)
    with pytest.raises(AssertionError, match="dubious ownership"):
        line.git("status")
    with open_repository(str(line.root)) as git:
        assert git.resolve("HEAD") == head
        assert paths_of(git, git.index()) == ["a.py"]


def test_reading_writes_nothing_into_the_checkout(tmp_path: Path) -> None:
    line, _ = trapped(tmp_path)
    before = {path: path.lstat().st_mtime_ns for path in line.root.rglob("*")}
    with open_repository(str(line.root)) as git:
        git.index()
        git.moves(git.resolve("HEAD~1"), git.resolve("HEAD"))
        files = entries(git, git.root(git.resolve("HEAD")))
        list(git.blobs([entry.oid for entry in files]))
    assert {path: path.lstat().st_mtime_ns for path in line.root.rglob("*")} == before
