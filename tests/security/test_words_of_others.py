"""Words that others choose, where they could be an option of git or a command to a runner."""

from pathlib import Path

import pytest

from tests.command import variant_budget
from tests.repositories import Repository, lines
from tests.runner import commands_of
from tests.scenarios.line import started
from variant_budget.adapters.git.repository import open_repository

OPTIONS = ("--output=planted", "-Oplanted", "HEAD", "--help", "a" * 39, "")
COMMAND = "x\n::error file=core/brake.py::boo\r##[warning]boo\n  ::add-mask::van"


@pytest.mark.parametrize("word", OPTIONS)
def test_nothing_but_a_whole_id_reaches_the_command_line_of_git(word: str, tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    head = line.commit("base", {"core/a.py": lines("a", 3)})
    with open_repository(str(line.root)) as git:
        for ask in (
            lambda: git.merge_base(word, head),
            lambda: git.merge_base(head, word),
            lambda: git.is_ancestor(head, word),
            lambda: git.moves(word, head),
            lambda: git.blob(word),
            lambda: list(git.blobs([word])),
        ):
            with pytest.raises(ValueError, match="not a whole object id"):
                ask()
    assert not list(tmp_path.rglob("planted"))


@pytest.mark.parametrize(
    "flag", ["--base", "--head", "--release", "--repo", "--policy", "--policy-path", "--output"]
)
def test_no_word_of_the_command_line_is_a_command_to_a_runner(flag: str, tmp_path: Path) -> None:
    repository, _ = started(tmp_path)
    places = [] if flag == "--repo" else ["--repo", str(repository.root)]
    value = f"{COMMAND}/x" if flag == "--output" else COMMAND
    told = variant_budget(["check", *places, f"{flag}={value}", "--no-cache"], cwd=tmp_path)

    assert commands_of(told.out + told.err) == []
    assert told.err or flag == "--output"


def test_no_word_of_an_unknown_flag_is_a_command_to_a_runner(tmp_path: Path) -> None:
    told = variant_budget(["check", COMMAND], cwd=tmp_path)

    assert (told.exit_code, commands_of(told.err)) == (2, [])
    assert "::error" in told.err
