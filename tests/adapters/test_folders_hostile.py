"""Trees that git itself would not make: an error, or as git lists them, and never a crash."""

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.git_trees import Record, entries, listed_by_git, write_blob, write_tree
from tests.repositories import Repository
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import Git, open_repository
from variant_budget.domain.tree import root_key
from variant_budget.errors import MeasureError

FILE, SUB, GONE = "1" * 40, "2" * 40, "9" * 40
LISTED = {
    "file above the root": [Record("100644", b"..", FILE)],
    "folder above the root": [Record("40000", b"..", SUB)],
    "this folder": [Record("40000", b".", SUB)],
    "folder of git": [Record("40000", b".git", SUB)],
    "slash": [Record("100644", b"a/b", FILE)],
    "slash in a folder's name": [Record("40000", b"a/b", SUB)],
    "slash beside a folder": [Record("100644", b"a/b", FILE), Record("40000", b"a", SUB)],
    "absolute": [Record("100644", b"/etc/passwd", FILE)],
    "same file twice": [Record("100644", b"a", FILE), Record("100644", b"a", FILE)],
    "two files of one name": [Record("100644", b"a", FILE), Record("100755", b"a", GONE)],
    "file and folder": [Record("100644", b"a", FILE), Record("40000", b"a", SUB)],
    "unsorted": [Record("100644", b"b", FILE), Record("100644", b"a", FILE)],
    "id of zeros": [Record("100644", b"a", "0" * 40)],
    "file that is a tree": [Record("100644", b"a", SUB)],
    "old mode": [Record("100664", b"a", FILE)],
    "mode of a link with rights": [Record("120777", b"a", FILE)],
    "mode of a folder with rights": [Record("40755", b"a", SUB)],
    "mode of a folder with a zero": [Record("040000", b"a", SUB)],
    "mode of nothing": [Record("000000", b"a", FILE)],
    "mode of everything": [Record("777777", b"a", FILE)],
    "id that looks like a record": [Record("100644", b"a", "31303036343420780a" + "31" * 11)],
}
DAMAGED = {
    "name of no bytes": ([Record("100644", b"", FILE)], b""),
    "name of no bytes beside a file": (
        [Record("100644", b"a", FILE), Record("100644", b"", FILE)],
        b"",
    ),
    "id cut": ([Record("100644", b"a", FILE)], b"100644 b\0123456789"),
    "no id": ([Record("100644", b"a", FILE)], b"100644 b\0"),
    "no record": ([], b"junk"),
    "line end behind": ([Record("100644", b"a", FILE)], b"\n"),
    "letter in a mode": ([Record("10064x", b"a", FILE)], b""),
    "no mode": ([Record("", b"a", FILE)], b""),
    "folder that is missing": ([Record("40000", b"a", GONE)], b""),
    "folder that is a file": ([Record("40000", b"a", FILE)], b""),
}
REFUSED = {
    "short mode": [Record("644", b"a", FILE)],
    "long mode": [Record("1000644", b"a", FILE)],
    "mode with a zero": [Record("0100644", b"a", FILE)],
}


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("trees") / "line")


@pytest.fixture(scope="module")
def git(line: Repository) -> Iterator[Git]:
    with open_repository(str(line.root)) as opened:
        yield opened


def hostile(line: Repository, records: Sequence[Record], end: bytes = b"") -> str:
    """A tree of these records, with objects behind `FILE` and `SUB`."""
    blob = write_blob(line, b"hi\n")
    real = {FILE: blob, SUB: write_tree(line, Record("100644", b"x", blob))}
    return write_tree(line, *(r._replace(oid=real.get(r.oid, r.oid)) for r in records), end=end)


@pytest.mark.parametrize("records", [pytest.param(r, id=name) for name, r in LISTED.items()])
def test_names_and_modes_that_git_lists_are_listed_alike(
    line: Repository, git: Git, records: list[Record]
) -> None:
    root = hostile(line, records)
    listed = [entry for _, entry in listed_by_git(line, root, "-r")]
    assert list(entries(git, root)) == sorted(listed)
    folders = Folders(git)
    for entry in listed:
        folders.entry(root, entry.path)
    assert folders.differing(root, write_tree(line))[1][0].files == ()


@pytest.mark.parametrize(
    ("records", "end"), [pytest.param(*shape, id=name) for name, shape in DAMAGED.items()]
)
def test_a_tree_that_git_cannot_list_is_an_error(
    line: Repository, git: Git, records: list[Record], end: bytes
) -> None:
    root = hostile(line, records, end)
    with pytest.raises(AssertionError, match="ls-tree"):
        listed_by_git(line, root, "-r")
    assert slugs_of(git, root) == ["object-missing"]


@pytest.mark.parametrize("records", [pytest.param(r, id=name) for name, r in REFUSED.items()])
def test_modes_of_odd_length_are_an_error_though_git_lists_them(
    line: Repository, git: Git, records: list[Record]
) -> None:
    root = hostile(line, records)
    assert len(listed_by_git(line, root, "-r")) == 1
    assert slugs_of(git, root) == ["object-missing"]


def slugs_of(git: Git, root: str) -> list[str]:
    with pytest.raises(MeasureError) as caught:
        entries(git, root)
    assert caught.value.exit_code == 3
    return [problem.slug for problem in caught.value.problems]


@pytest.mark.parametrize("end", [b"", b"junk"])
def test_what_is_no_tree_is_an_error(line: Repository, git: Git, end: bytes) -> None:
    assert slugs_of(git, write_blob(line, b"100644 a\0" + b"1" * 20 + end)) == ["object-missing"]


def test_a_folder_that_stands_twice_under_one_name_is_read_once(line: Repository, git: Git) -> None:
    root = hostile(line, [Record("40000", b"a", SUB), Record("40000", b"a", SUB)])
    listed = [entry for _, entry in listed_by_git(line, root, "-r")]
    assert len(listed) == 2
    assert list(entries(git, root)) == sorted(set(listed))


def test_a_folder_stored_under_the_id_of_another_is_read_as_git_lists_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    line = Repository(tmp_path_factory.mktemp("damaged") / "line")
    one, two = (write_tree(line, Record("100644", name, FILE)) for name in (b"one", b"two"))
    root = write_tree(line, Record("40000", b"sub", one))
    stored, other = (line.root / ".git/objects" / oid[:2] / oid[2:] for oid in (one, two))
    stored.chmod(0o644)
    stored.write_bytes(other.read_bytes())
    with open_repository(str(line.root)) as git:
        found = entries(git, root)
    assert [entry.path for entry in found] == ["sub/two"]
    assert list(found) == [entry for _, entry in listed_by_git(line, root, "-r")]


def test_an_answer_that_nobody_took_is_not_the_next_one(line: Repository, git: Git) -> None:
    first, second = write_blob(line, b"first\n"), write_blob(line, b"second\n")
    with pytest.raises(MeasureError):
        list(git.folders([root_key(GONE), root_key(first)]))
    assert git.blob(second) == b"second\n"


def test_a_folder_in_itself_is_an_error(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    oid = "ab" * 20
    content = b"40000 a\0" + bytes.fromhex(oid)
    stored = line.root / ".git/objects" / oid[:2] / oid[2:]
    stored.parent.mkdir()
    stored.write_bytes(zlib.compress(b"tree %d\0%s" % (len(content), content)))
    with open_repository(str(line.root)) as git:
        assert slugs_of(git, oid) == ["too-many-folders"]


def test_few_objects_that_make_a_million_folders_are_an_error(line: Repository, git: Git) -> None:
    tree = write_tree(line)
    for _ in range(4):
        tree = write_tree(line, *(Record("40000", b"%02d" % name, tree) for name in range(100)))
    assert slugs_of(git, tree) == ["too-many-folders"]
    for sides in ((tree, write_tree(line)), (write_tree(line), tree)):
        with pytest.raises(MeasureError) as caught:
            Folders(git).differing(*sides)
        assert [problem.slug for problem in caught.value.problems] == ["too-many-folders"]
