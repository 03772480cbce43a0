import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import action
from variant_budget.cli.arguments import options, parse
from variant_budget.errors import MeasureError, UsageError

RUNNER = {"GITHUB_WORKSPACE": "/ws", "RUNNER_TEMP": "/tmp x"}  # noqa: S108 - nothing is opened

# Security case: what an input may name. Where results may be read from is decided by the reader.
GLOBS = {
    "../../**/*.xml": "/ws/../../**/*.xml",
    "/etc/passwd": "/etc/passwd",
    "~/.ssh/*": "/ws/~/.ssh/*",
    "file:///etc/passwd": "/ws/file:/etc/passwd",
    "-": "/ws/-",
    "--help": "/ws/--help",
    "C:\\Windows\\*": "/ws/C:\\Windows\\*",
    "a b/*.xml": "/ws/a b/*.xml",
}


def argv(**inputs: str) -> list[str]:
    return action.arguments(
        {**RUNNER, **{f"VB_{name.upper()}": text for name, text in inputs.items()}}
    )


def test_without_inputs_the_event_decides() -> None:
    assert argv() == [
        "check",
        "--fetch",
        "--repo=/ws",
        "--github",
        "--output=/tmp x/variant-budget",
        "--cache=/tmp x/variant-budget/cache",
    ]


def test_every_input_has_its_flag() -> None:
    given = argv(
        repo="line",
        policy="budgets.yml",
        base="v1.0",
        head="abc",
        release="none",
        mode="release",
        junit="a/*.xml\n\n  b.xml  \r\n",
        base_junit="base/*.xml",
        release_junit="/runner/release.xml\nrelease/*.xml",
        coverage="cov.xml",
        output="out",
        cache="false",
    )
    read = options(parse(given))
    assert (read.repo, read.policy_path) == ("/ws/line", "budgets.yml")
    assert (read.base, read.head, read.release, read.mode) == ("v1.0", "abc", "none", "release")
    assert read.junit == ("/ws/a/*.xml", "/ws/b.xml")
    assert read.base_junit == ("/ws/base/*.xml",)
    assert read.release_junit == ("/runner/release.xml", "/ws/release/*.xml")
    assert read.coverage == ("/ws/cov.xml",)
    assert (read.output, read.use_cache, read.fetch) == ("/ws/out", False, True)


def test_a_shard_measures_and_judges_nothing() -> None:
    words = argv(shard="2/4", base="v1", mode="release", junit="a.xml", output="out")
    assert words == [
        "measure",
        "--fetch",
        "--repo=/ws",
        "--base=v1",
        "--shard=2/4",
        "--out=/tmp x/variant-budget/facts-2-of-4.sqlite",
    ]


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    """RUNNER_TEMP with two facts files, and one beside it."""
    folder = tmp_path / "temp [x]"
    (folder / "facts").mkdir(parents=True)
    for name in ("b.sqlite", "a.sqlite"):
        (folder / "facts" / name).touch()
    (tmp_path / "outside.sqlite").touch()
    return folder


def facts(temp: Path, pattern: str) -> tuple[str, ...]:
    environ = {**RUNNER, "RUNNER_TEMP": str(temp), "VB_FACTS": pattern}
    return options(parse(action.arguments(environ))).facts


def test_facts_are_the_files_of_the_globs_below_runner_temp(temp: Path) -> None:
    places = [str(temp / "facts" / name) for name in ("a.sqlite", "b.sqlite")]
    assert facts(temp, "facts/*.sqlite") == tuple(places)
    assert facts(temp, "\n facts/b.* \r\nfacts/a.sqlite\n") == (places[1], places[0])


@pytest.mark.parametrize(
    "pattern", ["facts/*.db", "../outside.sqlite", "link.sqlite", "/etc/passwd"]
)
def test_facts_that_are_not_there_or_stand_elsewhere_are_refused(temp: Path, pattern: str) -> None:
    (temp / "link.sqlite").symlink_to(temp.parent / "outside.sqlite")
    with pytest.raises(MeasureError) as caught:
        facts(temp, pattern)
    assert [each.slug for each in caught.value.problems] == ["facts-unreadable"]
    assert pattern in str(caught.value)


@pytest.mark.parametrize("name", ["policy", "base", "head", "release"])
@pytest.mark.parametrize("value", ["--no-cache", "-", "--policy-from=head", "a --fetch", "=x"])
def test_no_value_becomes_a_flag(name: str, value: str) -> None:
    read = options(parse(argv(**{name: value})))
    assert getattr(read, "policy_path" if name == "policy" else name) == value
    assert (read.use_cache, read.policy_from) == (True, None)


@pytest.mark.parametrize(("glob", "path"), GLOBS.items())
def test_a_glob_is_one_value_seen_from_the_workspace(glob: str, path: str) -> None:
    assert options(parse(argv(junit=glob))).junit == (path,)


def test_a_cache_folder_that_the_workflow_chose_is_left_to_the_command_line() -> None:
    given = action.arguments({**RUNNER, "VARIANT_BUDGET_CACHE": "/c"})
    assert not any("cache" in word for word in given)


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"mode": "off"}, 'The input "mode" is "off"; it can be auto or release.'),
        ({"cache": "1"}, 'The input "cache" is "1"; it can be true or false.'),
        ({"comment": "yes"}, 'The input "comment" is "yes"; it can be changes or always or never.'),
    ],
)
def test_an_unknown_choice_is_refused(inputs: Mapping[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        argv(**inputs)
    assert [(each.slug, each.message) for each in caught.value.problems] == [
        ("input-unknown", message)
    ]


def test_outside_a_runner_the_action_says_so() -> None:
    with pytest.raises(UsageError, match="GITHUB_WORKSPACE is not set"):
        action.arguments({})


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("/usr/bin/python3: No module named pip\n", "has no pip. Add actions/setup-python"),
        ("error: externally-managed-environment\n\nThis environment", "(PEP 668)"),
        (
            "WARNING: slow\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n",
            "dependencies.\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES",
        ),
        ("Killed\n", "dependencies.\nKilled"),
    ],
)
def test_what_pip_told_becomes_a_next_step(told: str, words: str) -> None:
    error: MeasureError = action.why_not_installed(told)
    assert error.exit_code == 3
    assert words in error.problems[0].message


def test_dependencies_are_installed_once_for_a_lock_and_a_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[Path] = []

    def pip(folder: Path, lock: Path, environ: Mapping[str, str]) -> None:
        assert lock.exists()
        assert environ == RUNNER
        folder.mkdir()
        installed.append(folder)

    monkeypatch.setattr(action, "_pip", pip)
    lock, library = tmp_path / "lock", tmp_path / "lib"
    lock.write_text("rich==1\n")
    action.install(library, lock, RUNNER)
    action.install(library, lock, RUNNER)
    assert len(installed) == 1
    lock.write_text("rich==2\n")
    action.install(library, lock, RUNNER)
    assert len(installed) == 2
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    action.install(library, lock, RUNNER)
    assert len(installed) == 3
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["lib"]


def test_half_an_installation_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(folder: Path, lock: Path, environ: Mapping[str, str]) -> None:
        folder.mkdir()
        raise MeasureError.one("dependencies-not-installed", f"{lock} {len(environ)}")

    monkeypatch.setattr(action, "_pip", killed)
    (tmp_path / "lock").write_text("rich==1\n")
    for _ in range(2):
        with pytest.raises(MeasureError):
            action.install(tmp_path / "lib", tmp_path / "lock", RUNNER)
    assert not (tmp_path / "lib").exists()


def test_the_token_is_not_pips(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: dict[str, str] = {}

    class Done:
        returncode, stderr = 0, ""

    def run(command: list[str], *, env: dict[str, str], **_: object) -> Done:
        assert command[1:4] == ["-I", "-m", "pip"]
        seen.update(env)
        return Done()

    monkeypatch.setattr(subprocess, "run", run)
    action._pip(tmp_path, tmp_path / "lock", {"VARIANT_BUDGET_TOKEN": "secret", "PIP_USER": "1"})
    assert seen == {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}


def test_the_wish_for_comments_is_passed_on() -> None:
    assert "--comment=never" in argv(comment="never")


def test_the_comment_of_another_run_is_a_file_of_the_runner() -> None:
    words = argv(command="comment", file="vb/comment.json", comment="always")
    assert words == [
        "comment",
        "--comment=always",
        "--",
        f"{RUNNER['RUNNER_TEMP']}/vb/comment.json",
    ]


@pytest.mark.parametrize("file", ["../ws/comment.json", "/ws/comment.json", "a/../../comment.json"])
def test_the_comment_of_another_run_is_not_taken_from_elsewhere(file: str) -> None:
    with pytest.raises(UsageError) as caught:
        argv(command="comment", file=file)
    assert caught.value.problems[0].slug == "file-outside"
