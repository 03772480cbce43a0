"""Flags, exit codes and the small commands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import TODAY, on_github, variant_budget
from tests.repositories import Repository, lines
from tests.scenarios.line import POLICY_PATH, first_files, policy


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    """The small product line, one commit."""
    repository = Repository(tmp_path / "line")
    repository.commit("base", first_files())
    return repository


def test_usage_errors_name_the_flag_and_exit_with_2() -> None:
    told = variant_budget(["check", "--bse", "HEAD"])
    assert told.exit_code == 2
    assert "--bse" in told.err
    assert told.out == ""


def test_with_format_json_an_error_is_json_too(line: Repository) -> None:
    told = variant_budget(
        ["check", "--repo", str(line.root), "--base", "nowhere", "--format", "json"]
    )
    assert told.exit_code == 3
    (error,) = told.report["errors"]
    assert told.report["verdict"] == "error"
    assert "nowhere" in error["message"]


def test_a_folder_that_is_no_repository_is_exit_3(tmp_path: Path) -> None:
    told = variant_budget(["check", "--repo", str(tmp_path)])
    assert told.exit_code == 3
    assert str(tmp_path) in told.err


def test_markdown_and_sarif_go_to_standard_output_alone(line: Repository) -> None:
    for name in ("markdown", "sarif"):
        arguments = ["check", "--repo", str(line.root), "--format", name, "--today", TODAY]
        told = variant_budget(arguments)
        assert (told.exit_code, told.err) == (0, "")
        assert told.out.startswith("## ✅" if name == "markdown" else "{")


def test_output_writes_a_file_of_each_format(line: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    variant_budget(["check", "--repo", str(line.root), "--output", str(folder)])
    assert sorted(path.name for path in folder.iterdir()) == [
        "codequality.json",
        "comment.json",
        "findings.sarif",
        "report.json",
        "summary.md",
    ]
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["verdict"] == "pass"


def test_explain_names_owner_rule_and_cost(line: Repository) -> None:
    told = variant_budget(["explain", "variants/van/doors.py:3", "--repo", str(line.root)])
    assert told.exit_code == 0
    for words in ("code (Python)", "20 lines of code", "line 3", "vehicle: van", "variants/van/"):
        assert words in told.out


def test_explain_as_json_has_every_line_in_one_span(line: Repository) -> None:
    arguments = ["explain", "core/brake.py", "--repo", str(line.root), "--format", "json"]
    found = variant_budget(arguments).report
    (span,) = found["spans"]
    assert (found["path"], found["role"]) == ("core/brake.py", "code")
    assert (span["first"], span["last"], span["owners"]) == (1, 40, {"vehicle": []})
    assert span["class"] == {"vehicle": "owned"}


def test_explain_takes_a_policy_from_disk(line: Repository, tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    path.write_text(policy(van='["core/"]', truck='["variants/"]').replace("core/", "x/", 1))
    flags = ["--repo", str(line.root), "--policy", str(path)]
    assert "vehicle: truck" in variant_budget(["explain", "variants/van/doors.py", *flags]).out


def test_explain_of_a_file_that_is_not_there_offers_the_nearest(line: Repository) -> None:
    told = variant_budget(["explain", "core/brak.py", "--repo", str(line.root)])
    assert told.exit_code == 2
    assert "core/brake.py" in told.err


def test_explain_of_a_line_beyond_the_end_says_how_many_there_are(line: Repository) -> None:
    told = variant_budget(["explain", "core/brake.py:41", "--repo", str(line.root)])
    assert told.exit_code == 2
    assert "40 lines" in told.err


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_name_in_no_encoding_is_the_same_wherever_it_is_told(
    output: str, line: Repository, tmp_path: Path
) -> None:
    environ = on_github("push", {}, tmp_path)
    flags = [f"--repo={line.root}", f"--format={output}", f"--policy={tmp_path}/f\udcfc.yml"]
    told = variant_budget(["check", *flags], environ=environ)
    summary = (tmp_path / "step-summary.md").read_text()
    assert told.exit_code == 2
    for text in (told.out if output == "json" else "f\\xfc.yml", told.err, summary):
        assert "udcfc" not in text
        assert "xfc.yml" in text


def test_validate_shows_effective_limits_and_folders(line: Repository) -> None:
    told = variant_budget(["validate", "--repo", str(line.root)])
    assert told.exit_code == 0
    for words in ("hard 100", "core/", "vehicle: truck", "tests/truck/"):
        assert words in told.out


def test_validate_strict_makes_a_pattern_that_matches_nothing_an_error(line: Repository) -> None:
    told = variant_budget(["validate", "--strict", "--repo", str(line.root)])
    assert told.exit_code == 2
    assert f"{POLICY_PATH}:9:" in told.err


def test_validate_tells_all_problems_at_once(line: Repository, tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    text = policy().replace("hard_limit", "hard_limt").replace("shared:", "shard:")
    path.write_text(text, encoding="utf-8")
    told = variant_budget(["validate", str(path), "--repo", str(line.root)])
    assert told.exit_code == 2
    assert "hard_limt" in told.err
    assert "shard" in told.err


@pytest.mark.parametrize("repo", [True, False])
def test_validate_refuses_an_expression_that_could_not_be_searched_for(
    line: Repository, tmp_path: Path, *, repo: bool
) -> None:
    path = tmp_path / "policy.yml"
    text = policy() + 'artifacts: {rules: {files: ["src/**"], matches: "(?=a)"}}\n'
    path.write_text(text, encoding="utf-8")
    where = ["--repo", str(line.root)] if repo else []
    told = variant_budget(["validate", str(path), *where], cwd=tmp_path)
    assert told.exit_code == 2
    assert 'matches is "(?=a)": invalid perl operator' in told.err
    number = len(text.splitlines())
    assert f"policy.yml:{number}:" in told.err


def test_validate_takes_a_file_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    path.write_text(policy(), encoding="utf-8")
    told = variant_budget(["validate", str(path)], cwd=tmp_path)
    assert told.exit_code == 0
    assert "Here is no commit" in told.out
    path.write_text(policy().replace("hard_limit", "hard_limt"), encoding="utf-8")
    assert variant_budget(["validate", str(path)], cwd=tmp_path).exit_code == 2


@pytest.mark.parametrize("which", ["policy", "exceptions", "report"])
def test_schema_prints_the_published_file(which: str) -> None:
    told = variant_budget(["schema", which])
    published = Path(__file__).parents[1] / "schemas" / f"{which}.schema.json"
    assert told.exit_code == 0
    assert told.out == published.read_text(encoding="utf-8"), "run `make schema`"


def test_staged_judges_the_index_by_the_policy_of_head(line: Repository) -> None:
    line.write("variants/van/more.py", lines("m_", 7))
    line.write(POLICY_PATH, policy("1.0"))
    line.git("add", "-A")
    arguments = ["check", "--staged", "--repo", str(line.root), "--format", "json"]
    told = variant_budget(arguments)
    assert told.exit_code == 0
    (van,) = (
        metric
        for budget in told.report["budgets"]
        for variant in budget["variants"]
        if variant["variant"] == "van"
        for metric in variant["metrics"]
    )
    assert van["owned"] - van["base"]["owned"] == 7


def test_a_finding_on_complexity_names_the_worst_functions(line: Repository) -> None:
    branches = "".join(
        f"    if speed > {number}:\n        return {number}\n" for number in range(7)
    )
    simple = "def simple(speed):\n    return speed\n"
    text = policy("10.0").replace("[lines_of_code]", "[cyclomatic_complexity]")
    line.write(POLICY_PATH, text)
    line.write("core/rule.py", simple)
    line.write("variants/van/steer.py", simple + "\n\ndef steer(speed):\n" + branches)
    line.commit("complex")
    flags = ["--repo", str(line.root), "--base", "HEAD~1", "--format", "json"]
    (found,) = (
        finding
        for finding in variant_budget(["check", *flags]).report["findings"]
        if finding["rule"] == "hard-breach"
    )
    assert "Most complex: steer (variants/van/steer.py:5-19, 8, B)." in found["message"]
    assert "simple" not in found["message"]


@pytest.mark.parametrize(
    ("redirection", "exit_code"),
    [
        pytest.param("2>&-", 0, id="nobody hears errors"),
        pytest.param(">&-", 3, id="standard output is closed"),
        pytest.param(">/dev/full", 3, id="the disk is full"),
    ],
)
def test_a_stream_that_cannot_be_written_is_no_verdict(
    line: Repository, redirection: str, exit_code: int
) -> None:
    command = f"exec {sys.executable} -I -m variant_budget check --repo {line.root} {redirection}"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, timeout=60)
    assert done.returncode == exit_code
    assert b"Traceback" not in done.stderr


def test_code_that_a_nul_byte_takes_out_of_the_count_is_a_finding(line: Repository) -> None:
    line.write("variants/van/doors.py", b"#\0\n" + lines("van_", 20).encode())
    line.commit("nul")
    flags = ["--repo", str(line.root), "--base", "HEAD~1", "--format", "json"]
    (found,) = (
        finding
        for finding in variant_budget(["check", *flags]).report["findings"]
        if finding["rule"] == "left-the-product"
    )
    assert (found["path"], found["figures"]) == ("variants/van/doors.py", {"lines": 20})
