"""`measure` in shards, and `check` with what they measured."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import TODAY, Told, on_github, variant_budget
from tests.repositories import Repository, lines
from tests.scenarios.line import POLICY_PATH, first_files, policy, pull_request
from variant_budget.adapters.shards import read_facts, write_facts
from variant_budget.domain.facts import Facts, Kind
from variant_budget.domain.situation import Shard
from variant_budget.measure import ENGINE

COMMITS = ("--base=HEAD~1", "--policy-from=base")
REFUSED = {
    "0/4": "no share like",
    "5/4": "no share like",
    "x": "no share like",
    "1": "no share like",
    "-1/4": "no share like",
    "1/4/2": "no share like",
    "²/4": "no share like",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a release, a policy that asks for more, and one blob in three languages."""
    line = Repository(tmp_path_factory.mktemp("shards") / "line")
    files = {f"core/{number}.c": f"int a{number};\n" * number for number in range(1, 40)}
    one = dict.fromkeys(("core/x.c", "core/x.java", "core/x.py"), "x = 1\n")
    line.commit("base", {**first_files(policy(exclude='"core/2.c"')), **files, **one})
    line.tag("v1.0.0")
    line.commit("more", {"variants/van/doors.py": lines("doors_", 5), "core/1.c": "int b;\n"})
    line.commit("policy", {POLICY_PATH: policy()})
    return line.root


def measure(checkout: Path, shard: str, out: Path, *flags: str) -> Told:
    return variant_budget(
        ["measure", *COMMITS, f"--repo={checkout}", "--shard", shard, "--out", str(out), *flags]
    )


def check(checkout: Path, *flags: str) -> Told:
    return variant_budget(
        ["check", *COMMITS, f"--repo={checkout}", "--format=json", f"--today={TODAY}", *flags]
    )


@pytest.fixture(scope="module")
def shards(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The files of four shards."""
    folder = tmp_path_factory.mktemp("facts")
    outs = [folder / f"facts-{number}.sqlite" for number in range(1, 5)]
    for number, out in enumerate(outs, 1):
        told = measure(checkout, f"{number}/4", out)
        assert (told.exit_code, told.err) == (0, "")
    return [str(out) for out in outs]


@given(st.integers(1, 50), st.text("0123456789abcdef", min_size=40, max_size=40))
def test_every_blob_is_in_exactly_one_shard(count: int, blob: str) -> None:
    held = [Shard(number, count).holds((blob, "c")) for number in range(1, count + 1)]
    assert held.count(True) == 1


def test_four_shards_give_the_report_of_one_run(checkout: Path, shards: list[str]) -> None:
    alone = check(checkout, "--no-cache")
    joined = check(checkout, "--no-cache", "--facts", *shards)
    assert joined == alone
    assert alone.exit_code == 0
    assert alone.report["release"]["tag"] == "v1.0.0"


def test_nothing_is_left_to_measure_where_all_shards_are_given(
    checkout: Path, shards: list[str]
) -> None:
    """Said by standard error, which is empty, and by what one file fewer says there."""
    assert check(checkout, "--no-cache", "--facts", *shards).err == ""
    fewer = check(checkout, "--no-cache", "--facts", *shards[:3])
    assert "blobs are in no facts file; they were measured here" in fewer.err
    assert fewer.out == check(checkout, "--no-cache").out


def test_facts_are_kept_in_the_cache(checkout: Path, shards: list[str], tmp_path: Path) -> None:
    cache = ("--cache", str(tmp_path / "cache"))
    first = check(checkout, *cache, "--facts", shards[0], "--facts", *shards[1:])
    assert check(checkout, *cache) == first
    assert check(checkout, *cache, "--facts", *shards) == first


def test_a_shard_is_the_same_bytes_again(checkout: Path, shards: list[str], tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    measure(checkout, "2/4", again, "--jobs", "1")
    assert again.read_bytes() == Path(shards[1]).read_bytes()


def test_more_shards_than_blobs_leave_some_empty(checkout: Path, tmp_path: Path) -> None:
    told = measure(checkout, "7/100000", tmp_path / "facts")
    assert (told.exit_code, told.out[:4]) == (0, "0 of")
    assert check(checkout, "--facts", str(tmp_path / "facts")).exit_code == 0


def test_a_file_that_stands_there_is_replaced(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "facts").write_text("old")
    assert measure(checkout, "1/4", tmp_path / "facts").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["facts"]


@pytest.mark.parametrize("shard", REFUSED)
def test_a_share_that_is_none_is_a_usage_error(shard: str, tmp_path: Path) -> None:
    told = variant_budget(["measure", f"--shard={shard}", f"--out={tmp_path / 'facts'}"])
    assert told.exit_code == 2
    assert REFUSED[shard] in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_exit_3(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("in the way")
    told = measure(checkout, "1/4", tmp_path / "other" / "facts")
    assert told.exit_code == 3
    assert "facts cannot be written to" in told.err
    assert measure(checkout, "1/4", tmp_path / "new" / "facts").exit_code == 0


def test_a_link_in_the_place_of_the_file_is_refused(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "facts").symlink_to(tmp_path / "elsewhere")
    told = measure(checkout, "1/4", tmp_path / "facts")
    assert told.exit_code == 2
    assert not (tmp_path / "elsewhere").exists()


def test_a_facts_file_that_is_not_there_is_exit_3(checkout: Path, tmp_path: Path) -> None:
    told = check(checkout, "--facts", str(tmp_path / "absent"))
    assert told.exit_code == 3
    assert told.report["errors"][0]["slug"] == "facts-unreadable"
    assert list(tmp_path.iterdir()) == []


def test_facts_that_say_nothing_readable_are_measured_here(checkout: Path, tmp_path: Path) -> None:
    """A file made by hand, whose checksums are right."""
    blob = Repository(checkout, init=False).git("rev-parse", "HEAD:core/3.c")
    path, request = tmp_path / "facts", (blob, "c")
    write_facts(str(path), {request: b"\xff"}, ENGINE)
    assert read_facts([str(path)], ENGINE).read([request]) == {request: b"\xff"}
    told = check(checkout, "--no-cache", "--facts", str(path))
    assert told.out == check(checkout, "--no-cache").out
    assert "they were measured here" in told.err


def test_a_facts_file_is_only_read(checkout: Path, shards: list[str], tmp_path: Path) -> None:
    path = tmp_path / "folder" / "facts % ?#.sqlite"
    path.parent.mkdir()
    shutil.copy(shards[0], path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert check(checkout, "--no-cache", "--facts", str(path)).exit_code == 0
        assert [each.name for each in path.parent.iterdir()] == [path.name]
    finally:
        path.parent.chmod(0o755)


@pytest.fixture
def proposal(checkout: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a pull request that brings the last two commits."""
    line = Repository(checkout, init=False)
    return on_github("pull_request", pull_request(line.oid("HEAD~2"), line.head), tmp_path)


def proposed(checkout: Path, environ: dict[str, str], *flags: str) -> Told:
    arguments = ["check", f"--repo={checkout}", "--format=json", f"--today={TODAY}", "--no-cache"]
    return variant_budget([*arguments, *flags], environ=environ)


def lie(checkout: Path, path: str, out: Path) -> str:
    """A facts file by which a Python file holds no code."""
    blob = Repository(checkout, init=False).git("rev-parse", f"HEAD:{path}")
    write_facts(str(out), {(blob, "Python"): Facts(Kind.FULL, 5).pack()}, ENGINE)
    return str(out)


def test_what_a_pull_request_brings_is_measured_whatever_the_facts_say(
    checkout: Path, proposal: dict[str, str], tmp_path: Path
) -> None:
    facts = lie(checkout, "variants/van/doors.py", tmp_path / "lie")
    alone = proposed(checkout, proposal)
    told = proposed(checkout, proposal, "--facts", facts)
    assert (told.exit_code, told.out) == (alone.exit_code, alone.out)
    # Of what nobody proposes, the files that the user names are believed.
    assert check(checkout, "--no-cache", "--facts", facts).out != check(checkout, "--no-cache").out


def test_facts_that_are_wrong_of_what_was_there_end_the_check_of_a_pull_request(
    checkout: Path, proposal: dict[str, str], tmp_path: Path
) -> None:
    facts = lie(checkout, "variants/truck/axle.py", tmp_path / "lie")
    told = proposed(checkout, proposal, "--facts", facts)
    assert told.exit_code == 3
    assert [each["slug"] for each in told.report["errors"]] == ["facts-disagree"]


def test_a_pull_request_with_the_facts_of_its_shards_gives_the_report_of_one_run(
    checkout: Path, proposal: dict[str, str], tmp_path: Path
) -> None:
    outs = [str(tmp_path / f"facts-{number}") for number in (1, 2)]
    for number, out in enumerate(outs, 1):
        arguments = ["measure", f"--repo={checkout}", "--shard", f"{number}/2", "--out", out]
        assert variant_budget(arguments, environ=proposal).exit_code == 0
    told = proposed(checkout, proposal, "--facts", *outs)
    assert told.out == proposed(checkout, proposal).out
    assert "in no facts file" not in told.err
