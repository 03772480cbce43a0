"""Ways to hide a variant's code from its budget, in a pull request: each is counted, blocked, or told."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.command import TODAY, Told, on_github, variant_budget
from tests.repositories import Content, Repository, lines
from tests.scenarios.line import POLICY_PATH, first_files, policy, pull_request

CLOSED = policy("50.0") + "unattributed: {code: {limit: 0, then: fail}}\n"
HIDDEN = lines("hidden_", 50)
MARKED = "core/brake.py"
LFS = """\
version https://git-lfs.github.com/spec/v1
oid sha256:{}
size 123456
""".format("a" * 64)


def proposed(folder: Path, change: Mapping[str, Content], base: Mapping[str, Content] = {}) -> Told:
    """The answer to a pull request that makes this change; all code must have an owner."""
    line = Repository(folder / "line")
    first = line.commit("base", {**first_files(CLOSED), **base})
    line.branch("feature")
    tip = line.commit("change", change)
    environ = on_github("pull_request", pull_request(first, tip), folder / "runner")
    arguments = ["check", "--repo", str(line.root), "--today", TODAY, "--format", "json"]
    return variant_budget(arguments, environ=environ)


def rules(told: Told) -> set[str]:
    return {finding["rule"] for finding in told.report["findings"]}


def owned(told: Told, variant: str, metric: str = "lines_of_code") -> int:
    """What a variant owns."""
    return sum(
        row.get(metric, 0)
        for row in told.report["ledger"]["rows"]
        if row["owners"]["vehicle"] == [variant]
    )


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("vans/doors.py", id="a folder that no rule names"),
        pytest.param("variants/v\u0430n/doors.py", id="a Cyrillic letter"),
        pytest.param("variants/Van/doors.py", id="a capital letter"),
        pytest.param("variants/van\u200b/doors.py", id="a letter that is not seen"),
    ],
)
def test_code_where_no_rule_looks_is_nobody_s_and_blocks(path: str, tmp_path: Path) -> None:
    told = proposed(tmp_path, {path: HIDDEN})

    assert (told.exit_code, told.report["verdict"]) == (1, "fail")
    assert "unattributed" in rules(told)
    assert [(row["path"], row["lines"]) for row in told.report["unattributed"]] == [(path, 50)]


def test_code_that_moves_out_of_every_rule_blocks_and_is_no_improvement(tmp_path: Path) -> None:
    change = {"variants/van/doors.py": None, "vans/doors.py": lines("van_", 20)}
    told = proposed(tmp_path, change)

    assert told.exit_code == 1
    assert {"unattributed", "became-unattributed"} <= rules(told)
    (transfer,) = told.report["transfers"]
    assert (transfer["from_path"], transfer["path"]) == ("variants/van/doors.py", "vans/doors.py")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_code_in_another_encoding_is_counted(encoding: str, tmp_path: Path) -> None:
    told = proposed(tmp_path, {"variants/van/more.py": HIDDEN.encode(encoding)})

    assert (told.exit_code, owned(told, "van")) == (1, 70)


def test_code_under_another_name_leaves_the_product_as_a_finding(tmp_path: Path) -> None:
    change = {"variants/van/doors.py": None, "variants/van/doors.txt": lines("van_", 20)}
    told = proposed(tmp_path, change)

    assert "left-the-product" in rules(told)
    (transfer,) = told.report["transfers"]
    assert (transfer["from_role"], transfer["to_role"]) == ("code", "other")


def test_a_mark_that_is_taken_away_is_listed_as_a_transfer(tmp_path: Path) -> None:
    begin, end = "# variant-budget: begin vehicle=van\n", "# variant-budget: end\n"
    code = lines("core_", 40)
    base = {MARKED: begin + lines("van_", 5) + end + code}
    told = proposed(tmp_path, {MARKED: lines("van_", 5) + code}, base)

    (transfer,) = told.report["transfers"]
    assert (transfer["from"], transfer["to"], transfer["lines"]) == (["van"], [], 5)


def test_code_on_one_line_keeps_its_functions_and_their_complexity(tmp_path: Path) -> None:
    many = "int f(int a)\n{\n  if (a)\n    return 1;\n  if (a > 1)\n    return 2;\n  return 0;\n}\n"
    metrics = ("function_count", "cyclomatic_complexity")
    text = CLOSED.replace("[lines_of_code]", f"[lines_of_code, {', '.join(metrics)}]")
    found = []
    for name, code in (("lines", many), ("line", many.replace("\n", " ") + "\n")):
        told = proposed(
            tmp_path / name, {"variants/van/door.c": code}, {POLICY_PATH: text, "core/a.c": many}
        )
        found.append([owned(told, "van", metric) for metric in ("lines_of_code", *metrics)])

    assert found == [[28, 1, 3], [21, 1, 3]]


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        pytest.param(b"a = 1\n\0" * 50, "binary", id="binary"),
        pytest.param(LFS, "lfs-pointer", id="in Git LFS"),
    ],
)
def test_code_that_cannot_be_read_is_told_by_its_path(
    content: Content, slug: str, tmp_path: Path
) -> None:
    told = proposed(tmp_path, {"variants/van/more.py": content})

    assert owned(told, "van") == 20
    assert (slug, "variants/van/more.py") in {
        (note["slug"], note["path"]) for note in told.report["notes"]
    }


def test_a_link_to_code_is_told_and_its_target_not_read(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    first = line.commit("base", first_files(CLOSED))
    line.branch("feature")
    secret = tmp_path / "secret.py"
    secret.write_text(HIDDEN)
    line.symlink("variants/van/more.py", str(secret))
    tip = line.commit("link")
    environ = on_github("pull_request", pull_request(first, tip), tmp_path / "runner")
    told = variant_budget(["check", "--repo", str(line.root), "--format", "json"], environ=environ)

    assert (told.exit_code, owned(told, "van")) == (0, 20)
    assert "symbolic-link" in {note["slug"] for note in told.report["notes"]}


@pytest.mark.parametrize("attribute", ["linguist-vendored", "linguist-generated"])
def test_an_attribute_of_the_change_itself_hides_nothing(attribute: str, tmp_path: Path) -> None:
    for folder in ("", "variants/van/"):
        change = {
            f"{folder}.gitattributes": f"*.py {attribute}\n",
            "variants/van/more.py": HIDDEN,
        }
        told = proposed(tmp_path / (folder or "top"), change)

        assert (told.exit_code, owned(told, "van")) == (1, 70)
        assert told.report["policy"]["proposed"]["changes"]


def of_an_old_branch(folder: Path, change: Mapping[str, Content], *, merged: bool) -> Told:
    """The answer to a pull request whose branch forked before there was a policy."""
    line = Repository(folder / "line")
    line.commit("before", {"core/brake.py": lines("core_", 40)})
    line.branch("feature")
    tip = line.commit("change", {"variants/van/more.py": HIDDEN, **change})
    line.switch("main")
    target = line.commit("policy", {POLICY_PATH: CLOSED})
    if merged:
        line.merge("feature")
    else:
        line.switch("feature")
    environ = on_github("pull_request", pull_request(target, tip), folder / "runner")
    return variant_budget(["check", "--repo", str(line.root), "--format", "json"], environ=environ)


def test_an_old_branch_is_judged_by_the_policy_of_its_target(tmp_path: Path) -> None:
    told = of_an_old_branch(tmp_path, {}, merged=True)

    assert (told.exit_code, told.report["verdict"]) == (1, "fail")


def test_an_old_branch_whose_own_head_is_checked_out_is_judged_by_where_it_forked(
    tmp_path: Path,
) -> None:
    """docs/security.md says so: where there was no policy yet, its own is shown, not in force."""
    told = of_an_old_branch(tmp_path / "own", {POLICY_PATH: policy("100.0")}, merged=False)
    none = of_an_old_branch(tmp_path / "none", {}, merged=False)

    assert (told.exit_code, told.report["verdict"]) == (0, "not-in-force")
    assert none.exit_code == 2
