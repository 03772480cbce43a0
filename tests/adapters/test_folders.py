"""Trees read folder by folder: the same as git lists, whatever their names and shapes."""

import os
from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.git_trees import Record, differing_by_git, entries, listed_by_git, write_blob, write_tree
from tests.repositories import Repository
from variant_budget.adapters.attribute_files import attribute_entries
from variant_budget.adapters.cache import open_cache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import Git, open_repository
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry, Folder, FolderKey, root_key

# How git sorts is told by what stands behind a common beginning: "." < "/" < "0".
_SORTED_ODDLY = (b"a", b"a.b", b"a-b", b"a0", b"a b", b"A", b"a\x01", b"a\xff")
_ODD = (b"\xff\xfe", b"\xc3\xa9", b"\xef\xbf\xbf", b"\xf0\x9f\x9a\x90", b'"', b"\\", b"\n\t", b"-x")
_ANY = st.binary(min_size=1, max_size=4).filter(
    lambda name: not set(name) & {0, ord("/")} and name not in (b".", b"..")
)
_NAMES = st.sampled_from((*_SORTED_ODDLY, *_ODD)) | _ANY
_MODES = st.sampled_from((0o100644, 0o100755, SYMLINK, SUBMODULE))
_FILES = st.tuples(_MODES, st.sampled_from(("1" * 40, "2" * 40, "ab" * 20)))
_INSIDE = st.recursive(
    _FILES, lambda inside: st.dictionaries(_NAMES, inside, min_size=1, max_size=4), max_leaves=16
)
_TREES = st.dictionaries(_NAMES, _INSIDE, max_size=5)

Drawn = dict[bytes, object]
Opened = tuple[Repository, Git]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = Repository(tmp_path_factory.mktemp("trees") / "line")
    # Names that another system could not write are fine in a tree.
    repository.git("config", "core.protectNTFS", "false")
    return repository


@pytest.fixture(scope="module")
def git(line: Repository) -> Iterator[Git]:
    with open_repository(str(line.root)) as opened:
        yield opened


def records_of(drawn: Drawn, folder: bytes = b"") -> Iterator[bytes]:
    """The files of a drawn tree as `update-index --index-info` takes them."""
    for name, inside in drawn.items():
        if isinstance(inside, dict):
            yield from records_of(inside, folder + name + b"/")
        elif isinstance(inside, tuple):
            mode, oid = inside
            yield f"{mode:o} {oid}\t".encode() + folder + name + b"\0"


def build(line: Repository, records: Iterable[bytes]) -> str:
    """The tree of these files, made by git through an index."""
    line.git("read-tree", "--empty")
    line.git("update-index", "-z", "--index-info", stdin=b"".join(records))
    return line.git("write-tree", "--missing-ok")


def nothing_closed(_keys: object) -> tuple[FolderKey, ...]:
    return ()


def opened_below(git: Git, root: str) -> list[Folder]:
    return Folders(git).descend([root_key(root)], nothing_closed)


def keys_by_git(line: Repository, root: str) -> list[FolderKey]:
    listed = listed_by_git(line, root, "-r", "-t")
    below = [FolderKey(f"{entry.path}/", entry.oid) for kind, entry in listed if kind == "tree"]
    return [root_key(root), *below]


_of_trees = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@_of_trees
@given(drawn=_TREES)
def test_all_files_of_a_tree_are_those_that_git_lists(
    line: Repository, git: Git, drawn: Drawn
) -> None:
    root = build(line, records_of(drawn))
    listed = [entry for _, entry in listed_by_git(line, root, "-r")]
    files = Folders(git).files(root)
    assert list(files) == sorted(listed)
    assert len(files) == len(list(records_of(drawn)))


@_of_trees
@given(drawn=_TREES)
def test_a_folder_holds_what_git_lists_in_it_in_the_order_of_git(
    line: Repository, git: Git, drawn: Drawn
) -> None:
    root = build(line, records_of(drawn))
    for folder in opened_below(git, root):
        listed = [
            (kind, entry._replace(path=folder.key.path + entry.path))
            for kind, entry in listed_by_git(line, folder.key.oid)
        ]
        files = [entry for kind, entry in listed if kind != "tree"]
        keys = [FolderKey(f"{each.path}/", each.oid) for kind, each in listed if kind == "tree"]
        assert (list(folder.files), list(folder.folders)) == (files, keys)


@_of_trees
@given(drawn=_TREES)
def test_all_folders_are_opened_once_and_from_the_top_down(
    line: Repository, git: Git, drawn: Drawn
) -> None:
    root = build(line, records_of(drawn))
    keys = [folder.key for folder in opened_below(git, root)]
    assert sorted(keys) == sorted(keys_by_git(line, root))
    depths = [key.path.count("/") for key in keys]
    assert depths == sorted(depths)


@_of_trees
@given(one=_TREES, other=_TREES, both=_TREES)
def test_what_differs_is_what_git_says(
    line: Repository, git: Git, one: Drawn, other: Drawn, both: Drawn
) -> None:
    head, base = (build(line, records_of({**side, **both})) for side in (one, other))
    here, there = Folders(git).differing(head, base)
    ours, theirs = (set(keys_by_git(line, root)) for root in (head, base))
    assert sorted(folder.key for folder in here) == sorted(ours - theirs)
    assert sorted(folder.key for folder in there) == sorted(theirs - ours)
    after, before = ({e for folder in side for e in folder.files} for side in (here, there))
    assert (before - after, after - before) == differing_by_git(line, base, head)


@_of_trees
@given(drawn=_TREES)
def test_a_file_is_found_by_its_path_and_a_folder_is_no_file(
    line: Repository, git: Git, drawn: Drawn
) -> None:
    root = build(line, records_of(drawn))
    folders = Folders(git)
    for entry in entries(git, root):
        assert folders.entry(root, entry.path) == entry
        assert folders.entry(root, f"{entry.path}/below") is None
        assert folders.entry(root, f"{entry.path}~") is None
    for key in keys_by_git(line, root):
        assert folders.entry(root, key.path) is None
        assert folders.entry(root, key.path.removesuffix("/")) is None


# What is read, and how often


def test_files_beside_a_folder_of_nearly_their_name(line: Repository, git: Git) -> None:
    names = (b"a/b", b"a.b", b"a0", b"a-b", b"\xff", b"\xc3\xa9")
    root = build(line, (b"100644 " + b"1" * 40 + b"\t" + name + b"\0" for name in names))
    paths = [os.fsencode(entry.path) for entry in entries(git, root)]
    assert paths == [b"a-b", b"a.b", b"a/b", b"a0", b"\xc3\xa9", b"\xff"]


def test_a_tree_without_files_has_none(line: Repository, git: Git) -> None:
    empty = write_tree(line)
    nested = write_tree(line, Record("40000", b"a", empty))
    for root in (empty, nested):
        assert Folders(git).files(root) == ()
        assert listed_by_git(line, root, "-r") == []
    assert [folder.key.path for folder in opened_below(git, nested)] == ["", "a/"]


def test_long_ids_are_read_alike(tmp_path_factory: pytest.TempPathFactory) -> None:
    line = Repository(tmp_path_factory.mktemp("long") / "line", object_format="sha256")
    line.commit("base", {"a/b/c.py": "c = 1\n", "a.py": "a = 1\n"})
    with open_repository(str(line.root)) as git:
        root = git.root(line.head)
        assert list(entries(git, root)) == sorted(e for _, e in listed_by_git(line, root, "-r"))


def test_many_large_folders_are_asked_for_at_once(line: Repository, git: Git) -> None:
    """More questions and more answers than pipes hold: who only writes would wait for ever."""
    root = build(
        line,
        (
            f"100644 {folder:040x}\tf{folder}/file{number}\0".encode()
            for folder in range(1, 3001)
            for number in range(20)
        ),
    )
    assert len(opened_below(git, root)) == 3001
    assert list(entries(git, root)) == sorted(e for _, e in listed_by_git(line, root, "-r"))


def test_a_tree_of_a_thousand_levels_is_read(line: Repository, git: Git) -> None:
    oid = write_tree(line, Record("100644", b"f", "1" * 40))
    for _ in range(1000):
        oid = write_tree(line, Record("40000", b"d", oid))
    assert [entry.path for entry in entries(git, oid)] == ["d/" * 1000 + "f"]


def test_no_folder_is_read_twice(
    line: Repository, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build(line, (b"100644 " + b"1" * 40 + b"\t" + p + b"\0" for p in (b"a/b/c", b"d/e")))
    asked: list[FolderKey] = []
    read = git.folders

    def counted(keys: Sequence[FolderKey]) -> Iterator[Folder]:
        asked.extend(keys)
        return read(keys)

    monkeypatch.setattr(git, "folders", counted)
    folders = Folders(git)
    folders.open([root_key(root), root_key(root)])
    folders.entry(root, "a/b/c")
    folders.files(root)
    folders.differing(root, root)
    assert sorted(key.path for key in asked) == ["", "a/", "a/b/", "d/"]


def test_what_is_closed_is_not_opened_nor_anything_below(line: Repository, git: Git) -> None:
    root = build(line, (b"100644 " + b"1" * 40 + b"\t" + p + b"\0" for p in (b"a/b/c", b"d/e")))
    found = Folders(git).descend(
        [root_key(root)], lambda keys: [key for key in keys if key.path == "a/"]
    )
    assert [folder.key.path for folder in found] == ["", "d/"]


def test_a_link_or_a_submodule_is_no_file_of_attributes(line: Repository, git: Git) -> None:
    blob = write_blob(line, b"*.py linguist-generated\n")
    inside = [
        write_tree(line, Record(mode, b".gitattributes", blob))
        for mode in ("100644", "120000", "160000")
    ]
    root = write_tree(line, *(Record("40000", b"%d" % at, oid) for at, oid in enumerate(inside)))
    with open_cache(None, 1) as cache:
        found = attribute_entries(Folders(git), cache, root)
    assert found == (Entry("0/.gitattributes", 0o100644, blob),)
