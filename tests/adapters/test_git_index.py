"""The index as the commit it would become."""

from pathlib import Path

import pytest

from tests.git_trees import entries, paths_of
from tests.repositories import Repository, lines
from variant_budget.adapters.git.choose import judged_commits, with_release
from variant_budget.adapters.git.repository import open_repository
from variant_budget.domain.situation import Options
from variant_budget.errors import MeasureError
from variant_budget.listen.situation import listen


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "line")
    repository.commit("base", {"core/a.py": lines("a", 3), "van/b.py": lines("b", 20)})
    return repository


def staged_paths(line: Repository) -> list[str]:
    with open_repository(str(line.root)) as git:
        return paths_of(git, git.index())


def test_what_is_staged_counts_and_what_is_not_does_not(line: Repository) -> None:
    line.write("van/staged.py", "s = 1\n")
    line.git("add", "van/staged.py")
    line.write("van/not_staged.py", "n = 1\n")
    line.git("rm", "-q", "--cached", "core/a.py")
    assert staged_paths(line) == ["van/b.py", "van/staged.py"]


def test_the_index_is_the_tree_of_the_commit_it_becomes(line: Repository) -> None:
    line.write("van/c.py", "c = 1\n")
    line.git("add", "--all")
    with open_repository(str(line.root)) as git:
        staged = git.index()
        files = entries(git, staged)
    line.commit("as staged")
    assert staged == line.git("rev-parse", "HEAD^{tree}")
    with open_repository(str(line.root)) as git:
        assert git.root(line.head) == staged
        assert entries(git, staged) == files


def test_a_file_that_is_only_intended_to_be_added_is_left_out(line: Repository) -> None:
    line.write("van/later.py", "l = 1\n")
    line.git("add", "--intent-to-add", "van/later.py")
    assert staged_paths(line) == ["core/a.py", "van/b.py"]


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param([("update-index", "--split-index")], id="split"),
        pytest.param([("update-index", "--index-version", "4")], id="version 4"),
        pytest.param([("update-index", "--untracked-cache")], id="untracked cache"),
        pytest.param([("sparse-checkout", "set", "--cone", "--sparse-index", "van")], id="sparse"),
    ],
)
def test_every_form_of_index_is_read(line: Repository, settings: list[tuple[str, ...]]) -> None:
    for arguments in settings:
        line.git(*arguments)
    line.write("van/c.py", "c = 1\n")
    line.git("add", "van/c.py")
    assert staged_paths(line) == ["core/a.py", "van/b.py", "van/c.py"]


def test_reading_leaves_the_index_of_the_user_as_it_is(line: Repository) -> None:
    line.write("van/c.py", "c = 1\n")
    line.git("add", "--all")
    index = line.root / ".git/index"
    before = index.read_bytes(), index.stat().st_mtime_ns, sorted((line.root / ".git").rglob("*"))
    staged_paths(line)
    after = index.read_bytes(), index.stat().st_mtime_ns, sorted((line.root / ".git").rglob("*"))
    assert after == before


def test_the_index_that_a_hook_is_run_with_is_the_one_that_counts(
    line: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`git commit FILE` runs its hooks with another index than the usual one."""
    line.write("van/c.py", "c = 1\n")
    line.git("add", "van/c.py")
    other = line.root / ".git" / "next-index-1.lock"
    other.write_bytes((line.root / ".git/index").read_bytes())
    line.git("reset", "-q")
    monkeypatch.chdir(line.root)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    assert "van/c.py" in staged_paths(line)


def test_the_index_of_another_repository_never_counts(
    line: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit("x", {"x.py": "x = 1\n"})
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    assert staged_paths(line) == ["core/a.py", "van/b.py"]


def test_every_path_of_an_unfinished_merge_is_named(line: Repository) -> None:
    line.branch("feature")
    line.commit("feature", {"core/a.py": "a = 1\n", "van/b.py": "b = 1\n"})
    line.switch("main")
    line.commit("main", {"core/a.py": "a = 2\n", "van/b.py": "b = 2\n"})
    with pytest.raises(AssertionError):
        line.merge("feature")
    with pytest.raises(MeasureError) as caught:
        staged_paths(line)
    assert [(problem.slug, problem.path) for problem in caught.value.problems] == [
        ("unmerged-index", "core/a.py"),
        ("unmerged-index", "van/b.py"),
    ]


def test_a_bare_repository_has_no_index(line: Repository, tmp_path: Path) -> None:
    line.git("clone", "-q", "--bare", str(line.root), str(tmp_path / "bare.git"))
    with open_repository(str(tmp_path / "bare.git")) as git, pytest.raises(MeasureError) as caught:
        git.index()
    assert caught.value.problems[0].slug == "no-index"


def test_moves_that_are_staged_are_found(line: Repository) -> None:
    line.git("mv", "van/b.py", "core/b.py")
    with open_repository(str(line.root)) as git:
        moves, _ = git.moves(git.resolve("HEAD"), git.index())
    assert [(move.from_path, move.to_path) for move in moves] == [("van/b.py", "core/b.py")]


def test_the_index_is_judged_against_head_and_by_its_ruler(line: Repository) -> None:
    situation = listen(Options(staged=True), {}, None)
    with open_repository(str(line.root)) as git:
        commits = judged_commits(git, situation, fetch=False)
    assert commits.head is None
    assert commits.base is not None
    assert commits.base.oid == line.head
    assert commits.ruler == commits.base


def test_the_release_at_head_is_the_last_one_for_what_is_staged_on_it(line: Repository) -> None:
    line.tag("v1.0")
    situation = listen(Options(staged=True), {}, None)
    with open_repository(str(line.root)) as git:
        commits = judged_commits(git, situation, fetch=False)
        commits = with_release(git, commits, situation, None, fetch=False)
    assert commits.release is not None
    assert commits.release.tag == "v1.0"


def test_staged_without_any_commit_is_an_error(tmp_path: Path) -> None:
    line = Repository(tmp_path / "new")
    line.write("a.py", "a = 1\n")
    line.git("add", "--all")
    situation = listen(Options(staged=True), {}, None)
    with open_repository(str(line.root)) as git, pytest.raises(MeasureError, match="no commit"):
        judged_commits(git, situation, fetch=False)
