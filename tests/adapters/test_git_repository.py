"""Reading a repository: where it lies, how it is stored, and what is missing from it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.git_trees import entries, paths_of
from tests.repositories import Repository, lines
from variant_budget.adapters.git.repository import Git, open_repository
from variant_budget.domain.tree import Move
from variant_budget.errors import MeasureError


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "line")
    repository.commit("base", {"core/a.py": lines("a", 3), "van/b.py": lines("b", 20)})
    return repository


def paths_at_head(path: Path) -> list[str]:
    with open_repository(str(path)) as git:
        return paths_of(git, git.root(git.resolve("HEAD")))


def problem_of(path: Path, revision: str = "HEAD") -> tuple[str, str]:
    """Slug and message of what goes wrong when a commit is looked up."""
    with pytest.raises(MeasureError) as caught, open_repository(str(path)) as git:
        git.resolve(revision)
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    return problem.slug, problem.message


# Where repositories are


def test_a_folder_below_the_root_finds_the_whole_repository(line: Repository) -> None:
    assert paths_at_head(line.root / "core") == ["core/a.py", "van/b.py"]


def test_a_bare_repository_is_read_where_it_is_named(line: Repository, tmp_path: Path) -> None:
    line.git("clone", "-q", "--bare", str(line.root), str(tmp_path / "bare.git"))
    assert paths_at_head(tmp_path / "bare.git") == ["core/a.py", "van/b.py"]


def test_a_bare_repository_that_somebody_committed_is_not_taken_for_the_checkout(
    line: Repository,
) -> None:
    line.commit("trap", {"HEAD": "ref: refs/heads/x\n", "objects/x": "x", "refs/x": "x"})
    assert "HEAD" in paths_at_head(line.root)


def test_a_linked_worktree_has_its_own_head(line: Repository, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    line.git("worktree", "add", "-q", "-b", "other", str(linked))
    worktree = Repository(linked, init=False)
    head = worktree.commit("only here", {"van/c.py": "c = 1\n"})
    with open_repository(str(linked)) as git:
        assert (git.resolve("HEAD"), git.branch()) == (head, "other")
        assert git.worktree_file("van/c.py") == b"c = 1\n"
    with open_repository(str(line.root)) as git:
        assert git.branch() == "main"
        assert git.worktree_file("van/c.py") is None


def test_a_repository_of_sha256_is_read_alike(tmp_path: Path) -> None:
    line = Repository(tmp_path / "long", object_format="sha256")
    head = line.commit("base", {"a.py": "a = 1\n"})
    assert len(head) == 64
    assert paths_at_head(line.root) == ["a.py"]


def test_objects_that_a_clone_borrows_are_found(line: Repository, tmp_path: Path) -> None:
    line.git("clone", "-q", "--shared", str(line.root), str(tmp_path / "borrower"))
    assert paths_at_head(tmp_path / "borrower") == ["core/a.py", "van/b.py"]


@pytest.mark.parametrize("name", ["#line", '"quoted"', "two\nlines", "\u00fcmlaut", "back\\slash"])
def test_a_repository_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    line = Repository(tmp_path / name)
    line.commit("base", {"a.py": "a = 1\n"})
    assert paths_at_head(line.root) == ["a.py"]


def test_packed_and_loose_refs_are_found(line: Repository) -> None:
    packed = line.head
    line.tag("v1.0", annotated=True)
    line.git("pack-refs", "--all")
    loose = line.commit("more", {"a.py": "a = 1\n"})
    line.git("update-ref", "refs/pull/7/merge", loose)
    with open_repository(str(line.root)) as git:
        assert (git.resolve("v1.0"), git.resolve("refs/pull/7/merge")) == (packed, loose)


def test_a_folder_without_repository_is_an_error_that_names_the_flag(tmp_path: Path) -> None:
    slug, message = problem_of(tmp_path)
    assert slug == "not-a-repository"
    assert "--repo" in message


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "nowhere")[0] == "not-a-repository"


def test_a_machine_without_git_is_told_so(
    line: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert problem_of(line.root)[0] == "git-missing"


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(Git.index, id="index"),
        pytest.param(lambda git: git.moves("a" * 40, "b" * 40), id="moves"),
        pytest.param(lambda git: git.merge_base("a" * 40, "b" * 40), id="merge base"),
        pytest.param(lambda git: git.settings, id="settings"),
    ],
)
def test_a_git_that_is_too_old_is_told_so(
    line: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[Git], object],
) -> None:
    """At the first command that an old git could answer otherwise; objects it reads all alike."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        'case "$*" in *" version") echo git version 2.29.9; exit;; esac\n'
        f'exec {shutil.which("git")} "$@"\n'
    )
    program.chmod(0o755)
    head = line.head
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with open_repository(str(line.root)) as git:
        assert git.resolve("HEAD") == head
        with pytest.raises(MeasureError) as caught:
            ask(git)
    assert caught.value.exit_code == 3
    assert [problem.slug for problem in caught.value.problems] == ["git-too-old"]
    assert "2.30" in str(caught.value)


def test_the_private_folder_goes_away(
    line: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    with open_repository(str(line.root)) as git:
        git.index()
        assert len(list(place.iterdir())) == 1
    assert list(place.iterdir()) == []


# Commits


def test_a_branch_without_commit_is_an_error_of_its_own(tmp_path: Path) -> None:
    assert problem_of(Repository(tmp_path / "new").root) == (
        "no-commit",
        "this repository has no commit yet: commit something, then check again",
    )


@pytest.mark.parametrize(
    "revision", ["nowhere", "", "-x", "--all", "a b", "HEAD\nHEAD", "HEAD:core/a.py", "\udcff"]
)
def test_a_name_that_means_no_commit_is_an_error(line: Repository, revision: str) -> None:
    slug, message = problem_of(line.root, revision)
    assert slug == "commit-missing"
    assert "fetch-depth: 0" in message


def test_revisions_are_those_of_git(line: Repository) -> None:
    first = line.head
    line.branch("feature/x")
    second = line.commit("more")
    line.tag("v1", annotated=True)
    with open_repository(str(line.root)) as git:
        assert [git.find(name) for name in ("main", "HEAD~1", "v1", "feature/x", second[:10])] == [
            first,
            first,
            second,
            second,
            second,
        ]


def test_the_parents_of_a_commit_are_known_where_history_is_cut(
    line: Repository, tmp_path: Path
) -> None:
    first = line.head
    line.commit("second")
    clone = line.clone(tmp_path / "clone", "--depth=1")
    with open_repository(str(clone.root)) as git:
        assert git.is_shallow
        assert git.parents(git.resolve("HEAD")) == (first,)
        assert git.find(first) is None


def test_a_commit_message_cannot_name_parents(line: Repository) -> None:
    line.git("commit", "-q", "--allow-empty", "-m", f"x\n\nparent {'a' * 40}\ntree x")
    with open_repository(str(line.root)) as git:
        assert git.parents(git.resolve("HEAD")) == (line.oid("HEAD~1"),)


def test_ancestors_and_merge_bases(line: Repository) -> None:
    base = line.head
    line.branch("feature")
    tip = line.commit("feature", {"van/c.py": "c = 1\n"})
    line.switch("main")
    main = line.commit("main", {"core/d.py": "d = 1\n"})
    line.git("checkout", "-q", "--orphan", "alone")
    alone = line.commit("alone")
    with open_repository(str(line.root)) as git:
        assert git.merge_base(tip, main) == base
        assert git.merge_base(tip, alone) is None
        assert (git.is_ancestor(base, tip), git.is_ancestor(tip, main)) == (True, False)


def test_a_merge_base_beyond_the_cut_of_a_shallow_clone_is_an_error(
    line: Repository, tmp_path: Path
) -> None:
    line.branch("feature")
    line.commit("one")
    line.commit("two")
    line.switch("main")
    line.commit("main", {"a.py": "a = 1\n"})
    clone = line.clone(tmp_path / "clone", "--depth=2", "--no-single-branch")
    with open_repository(str(clone.root)) as git, pytest.raises(MeasureError) as caught:
        git.merge_base(git.resolve("origin/feature"), git.resolve("origin/main"))
    assert caught.value.problems[0].slug == "history-cut"
    assert "fetch-depth: 0" in caught.value.problems[0].message


def test_a_merge_base_within_a_shallow_clone_is_given_where_none_can_be_later(
    line: Repository, tmp_path: Path
) -> None:
    line.commit("before")
    line.branch("feature")
    fork = line.head
    line.commit("one")
    line.switch("main")
    line.commit("main", {"a.py": "a = 1\n"})
    clone = line.clone(tmp_path / "clone", "--depth=2", "--no-single-branch")
    with open_repository(str(clone.root)) as git:
        assert git.merge_base(git.resolve("origin/feature"), git.resolve("origin/main")) == fork


def test_an_older_common_commit_does_not_stand_in_for_the_one_that_is_cut_off(
    line: Repository, tmp_path: Path
) -> None:
    """Feature forked late from main and merged an old branch: the way to the fork is cut, the way
    to the old commit is not."""
    line.branch("old")
    line.commit("old", {"old.py": "o = 1\n"})
    line.switch("main")
    line.commit("fork", {"fork.py": "f = 1\n"})
    line.branch("feature")
    for number in range(6):
        line.commit(f"feature {number}", {"van/b.py": f"b = {number}\n"})
    line.merge("old")
    line.switch("main")
    line.merge("old")
    clone = line.clone(tmp_path / "clone", "--depth=3", "--no-single-branch")
    with open_repository(str(clone.root)) as git, pytest.raises(MeasureError, match="fetch-depth"):
        git.merge_base(git.resolve("origin/feature"), git.resolve("origin/main"))


# Trees and blobs


def test_a_path_that_is_no_utf8_comes_back_byte_for_byte(line: Repository) -> None:
    name = os.fsdecode(b"van/caf\xe9.py")
    (line.root / name).write_bytes(b"x = 1\n")
    line.git("add", "--all")
    line.git("commit", "-q", "-m", "latin")
    with open_repository(str(line.root)) as git:
        paths = paths_of(git, git.root(line.head))
    assert b"van/caf\xe9.py" in [os.fsencode(path) for path in paths]
    assert paths == sorted(paths)


def test_entries_keep_their_modes(line: Repository) -> None:
    (line.root / "van/b.py").chmod(0o755)
    line.symlink("link", "core/a.py")
    line.commit("kinds")
    with open_repository(str(line.root)) as git:
        modes = {entry.path: oct(entry.mode) for entry in entries(git, git.root(line.head))}
    assert modes == {
        "core/a.py": "0o100644",
        "link": "0o120000",
        "van/b.py": "0o100755",
    }


def test_blobs_come_in_the_order_asked_with_their_bytes(line: Repository) -> None:
    contents = {f"f{number:03}.bin": bytes([number]) * (number * 997) for number in range(200)}
    line.commit("many", dict(contents))
    with open_repository(str(line.root)) as git:
        found = {entry.path: entry.oid for entry in entries(git, git.root(line.head))}
        asked = [found[path] for path in reversed(contents)]
        asked += asked[:3]
        got = list(git.blobs(asked))
        assert [oid for oid, _ in got] == asked
        assert [data for _, data in got][:200] == list(reversed(contents.values()))
        assert list(git.sizes(asked)) == [(oid, len(data)) for oid, data in got]
        assert git.blob(asked[0]) == contents["f199.bin"]
        assert list(git.blobs([])) == []


def test_reading_may_stop_in_the_middle(line: Repository) -> None:
    line.commit("many", {f"f{number}": f"{number}\n" * 9999 for number in range(99)})
    with open_repository(str(line.root)) as git:
        oids = [entry.oid for entry in entries(git, git.root(line.head))] * 500
        stream = git.blobs(oids)
        assert next(iter(stream))[0] == oids[0]
        del stream
        assert git.resolve("HEAD") == line.head


def test_an_object_that_a_partial_clone_left_out_is_an_error_at_once(
    line: Repository, tmp_path: Path
) -> None:
    line.git("config", "uploadpack.allowFilter", "true")
    clone = line.clone(tmp_path / "clone", "--filter=blob:none", "--no-checkout")
    with open_repository(str(clone.root)) as git:
        oids = [entry.oid for entry in entries(git, git.root(git.resolve("HEAD")))]
        for read in (lambda: git.blob(oids[0]), lambda: list(git.blobs(oids))):
            with pytest.raises(MeasureError) as caught:
                read()
            assert caught.value.problems[0].slug == "object-missing"
            assert "--filter" in caught.value.problems[0].message


def test_trees_that_a_partial_clone_left_out_are_an_error_at_once(
    line: Repository, tmp_path: Path
) -> None:
    line.git("config", "uploadpack.allowFilter", "true")
    clone = line.clone(tmp_path / "clone", "--filter=tree:0", "--no-checkout")
    with open_repository(str(clone.root)) as git, pytest.raises(MeasureError) as caught:
        entries(git, git.root(git.resolve("HEAD")))
    assert caught.value.problems[0].slug == "object-missing"


# Moves


def test_a_moved_file_is_paired_though_it_was_edited(line: Repository) -> None:
    base = line.head
    line.move("van/b.py", "truck/b.py")
    line.append("truck/b.py", "edited = 1\n")
    line.commit("move")
    with open_repository(str(line.root)) as git:
        moves, cut = git.moves(base, line.head)
    assert [(move.from_path, move.to_path) for move in moves] == [("van/b.py", "truck/b.py")]
    assert 50 < moves[0].score < 100
    assert not cut


def test_moves_carry_any_name(line: Repository) -> None:
    base = line.head
    line.move("van/b.py", "van/new\nline\t.py")
    line.commit("move")
    with open_repository(str(line.root)) as git:
        assert git.moves(base, line.head)[0] == (Move("van/b.py", "van/new\nline\t.py", 100),)


def test_a_search_for_moves_that_was_cut_says_so(line: Repository) -> None:
    base = line.commit("many", {f"van/{n}.txt": f"one {n}\nsame\n" * 5 for n in range(2001)})
    for number in range(2001):
        line.move(f"van/{number}.txt", f"bus/x{number}.py")
        line.append(f"bus/x{number}.py", "edited\n")
    line.commit("all moved")
    with open_repository(str(line.root)) as git:
        assert git.moves(base, line.head)[1]


# The work tree


@pytest.mark.parametrize(
    ("path", "content"),
    [("core/a.py", b"a1 = 1\na2 = 2\na3 = 3\n"), ("nowhere.yml", None), ("core/none/x", None)],
)
def test_a_file_of_the_work_tree_is_read(
    line: Repository, path: str, content: bytes | None
) -> None:
    with open_repository(str(line.root)) as git:
        assert git.worktree_file(path) == content


def test_the_work_tree_is_read_whatever_is_committed(line: Repository) -> None:
    line.write("core/a.py", "not committed\n")
    with open_repository(str(line.root / "core")) as git:
        assert git.worktree_file("core/a.py") == b"not committed\n"


def test_links_fifos_folders_and_large_files_are_not_read(line: Repository, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "policy.yml").write_text("secret\n")
    line.symlink("link.yml", "../secret")
    line.symlink("folder", "../outside")
    os.mkfifo(line.root / "fifo")
    line.write("large", "x" * (1024 * 1024 + 1))
    with open_repository(str(line.root)) as git:
        for path in ("link.yml", "folder/policy.yml", "fifo", "large", "core", "../secret"):
            with pytest.raises(MeasureError) as caught:
                git.worktree_file(path)
            assert caught.value.problems[0].slug == "file-refused"
            assert "secret\n" not in str(caught.value)
