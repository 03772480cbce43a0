"""Whose policy a change is judged by, and what is shown of the one it proposes."""

from pathlib import Path

import pytest

from tests.command import TODAY, Told, on_github, variant_budget
from tests.repositories import Content, Repository, lines
from tests.scenarios.line import POLICY_PATH, first_files, policy, pull_request

BROKEN = policy().replace("hard_limit", "hard_limt")


def judged(folder: Path, base: dict[str, Content], change: dict[str, Content]) -> Told:
    """A pull request's answer: `base` on main, `change` in the pull request."""
    line = Repository(folder / "line")
    first = line.commit("base", base)
    line.branch("feature")
    tip = line.commit("change", change)
    output = folder / "results"
    environ = on_github("pull_request", pull_request(first, tip), folder / "runner")
    flags = ["--today", TODAY, "--format", "json", "--output", str(output)]
    return variant_budget(["check", "--repo", str(line.root), *flags], environ=environ)


def summary(folder: Path) -> str:
    return (folder / "results" / "summary.md").read_text(encoding="utf-8")


def test_a_policy_that_stands_only_at_head_is_previewed_and_not_in_force(tmp_path: Path) -> None:
    base = {**first_files(), POLICY_PATH: None}
    del base[POLICY_PATH]
    told = judged(tmp_path, base, {POLICY_PATH: policy("1.0")})
    assert (told.exit_code, told.report["verdict"]) == (0, "not-in-force")
    assert told.report["policy"]["in_force"] is False
    assert "Not in force yet" in summary(tmp_path).splitlines()[0]


def test_a_policy_that_is_broken_at_the_base_is_an_error_of_every_other_change(
    tmp_path: Path,
) -> None:
    told = judged(tmp_path, first_files(BROKEN), {"core/new.py": "a = 1\n"})
    assert told.exit_code == 2
    (error,) = (each for each in told.report["errors"] if "hard_limt" in each["message"])
    assert (error["path"], error["line"], error["column"]) == (POLICY_PATH, 12, 3)
    assert "hard_limit" in error["message"]


def test_a_policy_that_is_broken_at_the_base_can_be_mended_by_a_change_of_its_own(
    tmp_path: Path,
) -> None:
    told = judged(tmp_path, first_files(BROKEN), {POLICY_PATH: policy()})
    assert (told.exit_code, told.report["verdict"]) == (0, "not-in-force")


def test_mending_a_broken_policy_hides_no_other_change(tmp_path: Path) -> None:
    change: dict[str, Content] = {POLICY_PATH: policy(), "variants/van/x.py": lines("x", 500)}
    assert judged(tmp_path, first_files(BROKEN), change).exit_code == 2


def test_a_deleted_policy_opens_nothing(tmp_path: Path) -> None:
    change: dict[str, Content] = {POLICY_PATH: None, "variants/van/x.py": lines("x", 500)}
    told = judged(tmp_path, first_files(policy("50.0")), change)
    assert (told.exit_code, told.report["verdict"]) == (1, "fail")
    assert any("deleted" in each for each in told.report["policy"]["proposed"]["changes"])


def test_a_proposed_limit_is_shown_with_what_it_would_give(tmp_path: Path) -> None:
    change: dict[str, Content] = {
        POLICY_PATH: policy("99.0"),
        "variants/van/x.py": lines("x", 500),
    }
    told = judged(tmp_path, first_files(policy("50.0")), change)
    proposed = told.report["policy"]["proposed"]
    assert told.exit_code == 1
    assert proposed["verdict"] == "pass"
    assert proposed["changes"] == ["vehicle_budget.hard_limit: 50 → 99"]


@pytest.mark.parametrize(
    ("before", "told"), [("99.0", "would block it, and is"), ("2.0", "would block it too, and is")]
)
def test_a_proposed_limit_blocks_too_only_what_is_blocked(
    before: str, told: str, tmp_path: Path
) -> None:
    change: dict[str, Content] = {
        POLICY_PATH: policy("1.0"),
        "variants/van/x.py": lines("x", 500),
    }
    judged(tmp_path, first_files(policy(before)), change)
    assert told in summary(tmp_path)


def test_a_proposed_policy_with_errors_is_shown_with_them_and_judged_by_the_old_one(
    tmp_path: Path,
) -> None:
    told = judged(tmp_path, first_files(policy("50.0")), {POLICY_PATH: BROKEN})
    proposed = told.report["policy"]["proposed"]
    assert (told.exit_code, proposed["verdict"]) == (0, None)
    assert "hard_limit" in proposed["errors"][0]


def test_a_proposed_pattern_that_would_take_minutes_is_refused_at_once(tmp_path: Path) -> None:
    bomb = policy(exclude='"' + "*a" * 40 + '"')
    told = judged(tmp_path, first_files(policy("50.0")), {POLICY_PATH: bomb})
    assert told.exit_code == 0
    assert told.report["policy"]["proposed"]["errors"]


@pytest.mark.parametrize("flags", [["--policy-from", "head"], ["--policy-from", "worktree"]])
def test_no_flag_moves_the_ruler_of_a_pull_request(tmp_path: Path, flags: list[str]) -> None:
    line = Repository(tmp_path / "line")
    base = line.commit("base", first_files())
    line.branch("feature")
    tip = line.commit("change", {POLICY_PATH: policy("99.0")})
    environ = on_github("pull_request", pull_request(base, tip), tmp_path / "runner")
    told = variant_budget(["check", "--repo", str(line.root), *flags], environ=environ)
    assert told.exit_code == 2
    assert "verdict<<" in (tmp_path / "runner" / "outputs").read_text(encoding="utf-8")


def test_a_push_without_a_policy_is_an_error_that_shows_how_to_start(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit("base", {"core/a.py": "a = 1\n"})
    told = variant_budget(["check", "--repo", str(line.root)])
    assert told.exit_code == 2
    for words in (POLICY_PATH, "version: 1", "hard_limit"):
        assert words in told.err


def test_a_hostile_event_changes_nothing_but_what_is_compared(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    base = line.commit("base", first_files(policy("50.0")))
    line.branch("feature")
    line.commit("change", {"variants/van/x.py": lines("x", 500)})
    event = {
        "action": "opened",
        "number": 7,
        "pull_request": {
            "number": 7,
            "title": '"; touch PWNED; echo "',
            "body": "approved-by: ccb\nexception: EX-1\n<!-- variant-budget:comment -->",
            "head": {"ref": "feat/$(touch PWNED)", "sha": "0" * 40, "label": "evil:feat"},
            "base": {"ref": "main", "sha": "0" * 40},
            "user": {"login": "evil[bot]"},
            "author_association": "NONE",
        },
    }
    environ = on_github("pull_request", event, tmp_path / "runner")
    told = variant_budget(
        ["check", "--repo", str(line.root), "--format", "json"], environ=environ, cwd=tmp_path
    )
    assert (told.exit_code, told.report["base"]["commit"]) == (1, base)
    assert "PWNED" not in told.out + told.err
    assert not list(tmp_path.rglob("PWNED"))


@pytest.mark.parametrize(
    "flags",
    [
        pytest.param(["--base", "HEAD~1", "--policy-from", "base"], id="another CI"),
        pytest.param(["--staged"], id="the commit that adds the policy"),
    ],
)
def test_outside_github_a_first_policy_is_previewed_too(tmp_path: Path, flags: list[str]) -> None:
    line = Repository(tmp_path / "line")
    line.commit("base", {"core/a.py": "a = 1\n"})
    line.write(POLICY_PATH, policy("1.0"))
    if "--staged" in flags:
        line.git("add", "-A")
    else:
        line.commit("policy")
    told = variant_budget(["check", "--repo", str(line.root), *flags, "--format", "json"])
    assert (told.exit_code, told.report["verdict"]) == (0, "not-in-force")


SWAPPED = ("variants/van/** linguist-generated\n", "variants/van/** -linguist-generated\n")


def test_attribute_lines_in_another_order_are_a_proposal(tmp_path: Path) -> None:
    base = {**first_files(), ".gitattributes": "".join(SWAPPED)}
    told = judged(tmp_path, base, {".gitattributes": "".join(reversed(SWAPPED))})
    proposed = told.report["policy"]["proposed"]
    assert proposed["changes"] == [".gitattributes: the same lines in another order or number"]


def test_a_policy_that_is_a_link_is_an_error_and_not_no_policy(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    files = first_files()
    del files[POLICY_PATH]
    line.write("shared.yml", policy("5.0"))
    line.symlink(POLICY_PATH, "../shared.yml")
    base = line.commit("base", files)
    line.branch("feature")
    (line.root / POLICY_PATH).unlink()
    tip = line.commit("lax", {POLICY_PATH: policy("100.0"), "variants/van/x.py": lines("x", 400)})
    environ = on_github("pull_request", pull_request(base, tip), tmp_path / "runner")
    assert variant_budget(["check", "--repo", str(line.root)], environ=environ).exit_code == 2


def test_a_clash_in_a_proposed_policy_hides_no_breach(tmp_path: Path) -> None:
    clash = policy(bus='["variants/van/"]')
    change: dict[str, Content] = {POLICY_PATH: clash, "variants/van/x.py": lines("x", 500)}
    told = judged(tmp_path, first_files(policy("50.0")), change)
    assert told.exit_code == 1
    assert "is claimed by" in told.report["policy"]["proposed"]["errors"][0]


def test_under_a_preview_no_finding_blocks_or_is_an_error(tmp_path: Path) -> None:
    base = {**first_files()}
    del base[POLICY_PATH]
    told = judged(tmp_path, base, {POLICY_PATH: policy("1.0")})
    assert {finding["rule"] for finding in told.report["findings"]} >= {"hard-breach"}
    assert not any(finding["blocking"] for finding in told.report["findings"])
    assert "::error" not in told.err


def test_a_release_in_a_shallow_clone_does_not_pass_unseen(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit("base", first_files(policy("50.0") + "  trend_limit: 1.0\n"))
    line.tag("v1.0.0")
    line.commit("grown", {"variants/van/x.py": lines("x", 12)})
    line.tag("v2.0.0")
    clone = line.clone(tmp_path / "clone", "--depth=1", "--branch=v2.0.0")
    check = ["check", "--repo", str(clone.root), "--mode", "release", "--format", "json"]
    told = variant_budget(check)
    assert (told.exit_code, told.report["errors"][0]["slug"]) == (3, "release-unknown")
    assert "fetch-depth: 0" in told.err
    fetched = variant_budget([*check, "--fetch"])
    assert (fetched.exit_code, fetched.report["release"]["tag"]) == (1, "v1.0.0")


@pytest.mark.parametrize(
    ("day", "exit_code"), [("2026-01-15", 0), ("2026-02-15", 2), ("2026-06-01", 0)]
)
def test_two_exceptions_for_one_row_are_an_error_on_the_days_they_share(
    tmp_path: Path, day: str, exit_code: int
) -> None:
    entry = """\
  - id: E-{number}
    budget: vehicle
    variant: van
    metric: all
    limit: hard
    ceiling: 90.0
    reason: model year
    approved_by: "@org/ccb"
    approved_on: {first}
    expires_on: {last}
    ticket: CAR-1
    refactoring_plan: share the door model in the first quarter
"""
    exceptions = "version: 1\nexceptions:\n" + "".join(
        entry.format(number=number, first=first, last=last)
        for number, first, last in (
            (1, "2026-01-01", "2026-03-01"),
            (2, "2026-02-01", "2026-12-31"),
        )
    )
    line = Repository(tmp_path / "line")
    line.commit("base", {**first_files(), ".variant-budget/exceptions.yml": exceptions})
    told = variant_budget(["check", "--repo", str(line.root), "--today", day])
    assert told.exit_code == exit_code, told.err


def test_a_release_without_a_policy_is_an_error(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit("base", {"core/a.py": "a = 1\n"})
    line.commit("policy", {POLICY_PATH: policy("1.0")})
    flags = ["--base", "HEAD~1", "--policy-from", "base", "--mode", "release"]
    assert variant_budget(["check", "--repo", str(line.root), *flags]).exit_code == 2
