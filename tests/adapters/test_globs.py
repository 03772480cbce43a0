import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from variant_budget.adapters import globs
from variant_budget.adapters.globs import TooWideError, walk

NAMES = st.text("ab.*[", min_size=1, max_size=3).filter(lambda name: name not in (".", ".."))
SEGMENTS = st.one_of(
    st.just("**"), st.text("ab.*?", min_size=1, max_size=4), st.sampled_from(["[ab]", "[!a]*", "["])
).filter(lambda segment: segment not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


def plant(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()


def name_matches(glob: str, name: str) -> bool:
    """By trying every length for every `*`."""
    if not glob:
        return not name
    if glob[0] == "*":
        return any(name_matches(glob[1:], name[at:]) for at in range(len(name) + 1))
    for brackets, signs in (("[ab]", "ab"), ("[!a]", "b.*[")):
        if glob.startswith(brackets):
            return name[:1] in tuple(signs) and name_matches(glob[4:], name[1:])
    return bool(name) and glob[0] in ("?", name[0]) and name_matches(glob[1:], name[1:])


def path_matches(segments: Sequence[str], names: Sequence[str]) -> bool:
    """By trying every number of folders for every `**`."""
    if not segments or not names:
        return not segments and not names
    if segments[0] != "**":
        return name_matches(segments[0], names[0]) and path_matches(segments[1:], names[1:])
    if len(segments) == 1:
        return True
    return any(path_matches(segments[1:], names[at:]) for at in range(len(names)))


def without_clashes(paths: Iterable[str]) -> list[str]:
    """Those of the paths that can stand beside each other: none is a folder of another."""
    kept: list[str] = []
    for path in sorted(paths, key=len, reverse=True):
        if not any(f"{other}/".startswith(f"{path}/") for other in kept):
            kept.append(path)
    return kept


@given(st.lists(SEGMENTS, min_size=1, max_size=5), st.lists(PATHS, min_size=1, max_size=8))
@example(["**", "**", "a"], ["a", "b/a", "b/b/a", "a/b"])
@example(["a", "**"], ["a/b", "a/b/b", "b/a"])
@example(["[", "**", "*"], ["[/a", "a/a"])
def test_a_glob_matches_what_trying_everything_says(segments: list[str], paths: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = without_clashes(paths)
        plant(Path(folder), *files)
        expected = sorted(path for path in files if path_matches(segments, path.split("/")))
        assert list(walk(folder, segments).files) == expected


def test_hidden_folders_are_searched_and_gits_own_never(tmp_path: Path) -> None:
    plant(tmp_path, ".cache/a.xml", ".git/a.xml", "sub/.git/a.xml", "x.git/a.xml", "sub/.GIT/b.xml")
    assert walk(str(tmp_path), ["**", "*.xml"]).files == (".cache/a.xml", "x.git/a.xml")
    assert walk(str(tmp_path), ["*", ".git", "*.xml"]).files == ()


def test_a_link_to_a_folder_is_not_entered(tmp_path: Path) -> None:
    plant(tmp_path, "real/a.xml")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "round").symlink_to("..")
    assert walk(str(tmp_path), ["**", "a.xml"]).files == ("real/a.xml",)
    assert walk(str(tmp_path), ["l*", "a.xml"]).files == ()


def test_names_match_with_upper_and_lower_case_apart_and_line_breaks_in_them(
    tmp_path: Path,
) -> None:
    plant(tmp_path, "TEST-a.xml", "test-a.xml", "test-\n.xml")
    assert walk(str(tmp_path), ["test-?.xml"]).files == ("test-\n.xml", "test-a.xml")


def test_where_there_is_no_folder_nothing_matches(tmp_path: Path) -> None:
    plant(tmp_path, "file")
    assert walk(str(tmp_path / "absent"), ["*"]) == ((), ())
    assert walk(str(tmp_path / "file"), ["*"]) == ((), ())


def test_a_folder_that_may_not_be_listed_is_named_and_the_others_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, "open/a.xml", "shut/b.xml")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("shut/"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert walk(str(tmp_path), ["**", "*.xml"]) == (
        ("open/a.xml",),
        (("shut", "Permission denied"),),
    )


def test_at_the_limits_a_glob_is_answered_and_one_past_them_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, "a/1.xml", "b/2.xml", "c/3.txt")
    monkeypatch.setattr(globs, "MOST_FILES", 2)
    monkeypatch.setattr(globs, "MOST_FOLDERS", 3)
    assert walk(str(tmp_path), ["**", "*.xml"]).files == ("a/1.xml", "b/2.xml")
    with pytest.raises(TooWideError, match="more than 2 files"):
        walk(str(tmp_path), ["**", "*"])
    plant(tmp_path, "d/4.txt")
    with pytest.raises(TooWideError, match="more than 3 folders"):
        walk(str(tmp_path), ["**", "*.xml"])
    assert walk(str(tmp_path), ["a", "*.xml"]).files == ("a/1.xml",)


def test_folders_within_each_other_count_towards_the_limit_like_those_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, "a/b/c/1.xml")
    monkeypatch.setattr(globs, "MOST_FOLDERS", 3)
    assert walk(str(tmp_path), ["**", "*.xml"]).files == ("a/b/c/1.xml",)
    monkeypatch.setattr(globs, "MOST_FOLDERS", 2)
    with pytest.raises(TooWideError, match="more than 2 folders"):
        walk(str(tmp_path), ["**", "*.xml"])


def test_folders_that_a_glob_passes_by_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, "node_modules/deep/a.xml", "reports/a.xml", "reports/deep/a.xml")
    opened: list[str] = []
    scandir = os.scandir

    def noting(path: str) -> object:
        opened.append(os.path.relpath(path, tmp_path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", noting)
    assert walk(str(tmp_path), ["r*", "*.xml"]).files == ("reports/a.xml",)
    assert opened == [".", "reports"]


def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, glob: Sequence[str]) -> int:
    """How many folders a glob has listed."""
    count = 0
    scandir = os.scandir

    def counting(path: str) -> object:
        nonlocal count
        count += 1
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", counting)
        walk(str(tmp_path), glob)
    return count


def test_however_often_any_folders_stand_in_a_glob_each_folder_is_listed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, "a/a/a/a/a/a/a/a/x.xml", "a/a/b/x.xml")
    assert looks(tmp_path, monkeypatch, ["**"] * 6 + ["*.xml"]) == 10
    assert looks(tmp_path, monkeypatch, ["**", "a"] * 6 + ["*.xml"]) == 10


def test_a_name_that_makes_backtracking_explode_is_answered(tmp_path: Path) -> None:
    # With a matcher that tries every length of every `*`, this takes longer than a life.
    plant(tmp_path, "a" * 250)
    assert walk(str(tmp_path), ["*a" * 100 + "*b"]).files == ()
    assert walk(str(tmp_path), ["*a" * 100 + "*"]).files == ("a" * 250,)
