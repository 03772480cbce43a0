"""The soak of `make soak`, a slice of it, and that it would notice."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bench.soak import command
from bench.soak.soak import DifferentError, Soak
from bench.soak.tree import PLAIN, File, Tree

pytestmark = pytest.mark.once

SEED = 20_261_125


def test_after_60_random_edits_a_check_with_a_cache_says_what_one_without_says(
    tmp_path: Path,
) -> None:
    tally = Soak(tmp_path, SEED).run(60)

    assert tally.edits == 60
    assert tally.comparisons == tally.commits >= 7
    assert tally.again >= 1
    assert tally.proposals >= 1
    # Policies are drawn, and a few cannot be used; a soak of errors would prove little.
    assert tally.verdicts["error"] < tally.comparisons / 4


def test_one_byte_of_difference_ends_a_soak_and_the_command_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = command.here

    def forgetful(arguments: Sequence[str], event: Mapping[str, str]) -> command.Told:
        told = honest(arguments, event)
        return told._replace(out=told.out + b" ") if "--cache" in arguments else told

    monkeypatch.setattr(command, "here", forgetful)

    with pytest.raises(DifferentError, match=r"(?s)after \d edits.*variant-budget check --repo"):
        Soak(tmp_path, SEED).run(60)


def test_a_seed_makes_the_same_edits_and_commits_again(tmp_path: Path) -> None:
    heads = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        Soak(folder, SEED).run(12)
        heads.append((folder / "line.git" / "refs" / "heads" / "main").read_text())

    assert heads[0] == heads[1]


def test_what_is_put_takes_the_place_of_files_above_and_below_it() -> None:
    file = File(PLAIN, b"")
    tree = Tree({"a": file, "b/c/d": file, "b/e": file})

    tree.put("a/x", file)
    tree.put("b/c", file)

    assert sorted(tree.files) == ["a/x", "b/c", "b/e"]


def test_a_folder_can_move_into_itself() -> None:
    file = File(PLAIN, b"")
    tree = Tree({"a/b": file, "a/c/d": file})

    tree.move("a/", "a/c/")

    assert sorted(tree.files) == ["a/c/b", "a/c/c/d"]
