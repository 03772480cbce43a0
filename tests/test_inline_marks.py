"""Marks by the command line: what they may name, what they move, and who is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command import Told, on_github, variant_budget
from tests.repositories import Content, Repository
from tests.scenarios.line import pull_request

POLICY = """\
version: 1
dimensions:
  vehicle:
    paths: ["vehicles/{variant}/"]
    variants: {truck: {symbols: [TRUCK]}, bus: {symbols: [BUS]}}
    groups: {big: {of: [bus, truck], paths: ["big/"]}}
  sector: {variants: {mine: {symbols: [MINE]}}}
vehicle_budget: {hard_limit: 50.0, metrics: [lines_of_code]}
"""
POLICY_PATH = ".variant-budget/policy.yml"
CORE = "".join(f"int core_{number};\n" for number in range(50))


def mark(names: str, *code: str) -> str:
    rows = [f"// variant-budget: begin {names}", *code, "// variant-budget: end"]
    return "".join(f"{row}\n" for row in rows)


def changed(
    folder: Path, change: Mapping[str, Content], files: Mapping[str, Content] | None = None
) -> Repository:
    """A repository whose last commit makes a change."""
    line = Repository(folder / "line")
    line.commit("base", {POLICY_PATH: POLICY, "core/main.c": CORE, **(files or {})})
    line.commit("change", change)
    return line


def check(line: Repository, *flags: str, environ: Mapping[str, str] | None = None) -> Told:
    base = () if environ else ("--base=HEAD~1",)
    arguments = ("check", f"--repo={line.root}", "--format=json", "--no-cache", *base, *flags)
    return variant_budget(arguments, environ=environ)


def problems(told: Told) -> list[tuple[str, str, int]]:
    return [(each["slug"], each["path"], each["line"]) for each in told.report["errors"]]


def owned(told: Told) -> dict[str, int]:
    """Lines of each vehicle that has any."""
    rows = [(each["variant"], each["metrics"][0]) for each in told.report["budgets"][0]["variants"]]
    return {variant: row["owned"] for variant, row in rows if row["owned"]}


def moved(told: Told) -> list[tuple[list[str], list[str], int]]:
    return [(each["from"], each["to"], each["lines"]) for each in told.report["transfers"]]


def test_every_bad_mark_of_head_is_told_at_once(tmp_path: Path) -> None:
    files = {
        "core/a.c": mark("vehicle=tram", "int a;") + mark("vehicle=van", "int b;"),
        "core/b.c": "int b;\n// variant-budget: begin vehicle=truck\n",
        "core/c.c": "// variant-budget: end\n" + mark("boat=van", "int c;"),
        "core/d.c": "// variant-budget: whatever\n",
    }
    told = check(changed(tmp_path, files))
    assert told.exit_code == 3
    assert problems(told) == [
        ("mark-unknown-name", "core/a.c", 1),
        ("mark-unknown-name", "core/a.c", 4),
        ("mark-unclosed", "core/b.c", 2),
        ("mark-not-open", "core/c.c", 1),
        ("mark-unknown-name", "core/c.c", 2),
        ("mark-not-understood", "core/d.c", 1),
    ]


@pytest.mark.parametrize(
    "place",
    [
        "vehicles/van/a.c",
        "vehicles/van/README.md",
        "vehicles/van/tests/test_a.py",
        "vehicles/van/sub/conf/a.yml",
    ],
)
def test_a_mark_may_name_what_any_path_of_head_finds(place: str, tmp_path: Path) -> None:
    told = check(changed(tmp_path, {"core/a.c": mark("vehicle=van", "int a;"), place: "a: 1\n"}))
    assert told.exit_code == 0, told.err
    assert "van" in owned(told)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("core/a.c", mark("vehicle=tram"), id="around no code"),
        pytest.param("vehicles/truck/a.c", mark("vehicle=tram", "int a;"), id="in another's file"),
        pytest.param("big/a.c", mark("vehicle=tram", "int a;"), id="in a group's file"),
        pytest.param("core/a.c", mark("vehicle=truck,tram", "int a;"), id="beside a known one"),
        pytest.param(
            "core/a.c", mark("vehicle=truck", mark("vehicle=tram", "int a;")), id="in another mark"
        ),
    ],
)
def test_a_mark_invents_nothing_wherever_it_stands(path: str, text: str, tmp_path: Path) -> None:
    told = check(changed(tmp_path, {path: text}))
    assert told.exit_code == 3
    assert [slug for slug, _, _ in problems(told)] == ["mark-unknown-name"]


@pytest.mark.parametrize("text", ["// variant-budget: begin boat=van\n", mark("vehicle=tram")])
def test_a_bad_mark_at_the_base_alone_stops_nobody(text: str, tmp_path: Path) -> None:
    told = check(changed(tmp_path, {"core/a.c": "int a;\n"}, {"core/a.c": text + "int a;\n"}))
    assert (told.exit_code, told.report["verdict"]) == (0, "pass")


def test_what_a_proposed_policy_does_not_know_stops_nothing(tmp_path: Path) -> None:
    line = changed(
        tmp_path,
        {POLICY_PATH: POLICY.replace("vehicle", "boat")},
        {"core/a.c": mark("vehicle=truck", "int a;")},
    )
    event = pull_request(line.oid("HEAD~1"), line.head)
    told = check(line, environ=on_github("pull_request", event, tmp_path / "runner"))
    assert told.exit_code == 0, told.err
    (error,) = told.report["policy"]["proposed"]["errors"]
    assert error.startswith("core/a.c:1:")
    assert owned(told) == {"truck": 1}


def test_a_mark_that_goes_gives_its_lines_back(tmp_path: Path) -> None:
    line = changed(tmp_path, {"core/main.c": CORE}, {"core/main.c": mark("vehicle=truck", CORE)})
    told = check(line)
    assert moved(told) == [(["truck"], [], 50)]
    assert owned(told) == {}


def test_a_mark_in_a_groups_file_narrows_it_and_is_a_transfer(tmp_path: Path) -> None:
    plain = "int a;\nint b;\nint c;\n"
    marked = mark("vehicle=bus", "int a;", "int b;") + "int c;\n"
    told = check(changed(tmp_path, {"big/a.c": marked}, {"big/a.c": plain}))
    assert moved(told) == [(["bus", "truck"], ["bus"], 2)]
    assert owned(told) == {"bus": 3, "truck": 1}


def test_explain_tells_each_dimension_what_decides_a_line(tmp_path: Path) -> None:
    text = "".join(
        f"{row}\n"
        for row in (
            "#ifdef TRUCK",
            "// variant-budget: begin sector=mine",
            "#ifdef FEATURE",
            "int both;",
            "#endif",
            "// variant-budget: end",
            "#else",
            "int rest;",
            "#endif",
            "#if defined(BUS) || X",
            "int doubt;",
            "#endif",
        )
    )
    line = changed(tmp_path, {"core/a.c": text})

    def told(number: int) -> dict[str, Any]:
        asked = ("explain", f"core/a.c:{number}", f"--repo={line.root}", "--format=json")
        (span,) = variant_budget(asked).report["spans"]
        return dict(span)

    both = told(4)
    assert both["owners"] == {"sector": ["mine"], "vehicle": ["truck"]}
    assert both["because"] == {
        "sector": "line 2: variant-budget: begin sector=mine",
        "vehicle": "line 1: #ifdef TRUCK",
    }
    assert told(8)["because"]["vehicle"] == "line 7: #else, after line 1: #ifdef TRUCK"
    assert told(11)["undecided"] == {"vehicle": ["bus"]}
    assert told(11)["because"]["vehicle"] == "line 10: #if defined(BUS) || X"


POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{1:064d}\nsize 12345\n"


def test_a_git_lfs_pointer_has_lines_and_nothing_stands_in_them(tmp_path: Path) -> None:
    text = POINTER + "#ifdef TRUCK\n#endif\n// variant-budget: begin vehicle=bus\n"
    line = changed(tmp_path, {"core/a.c": text})
    assert check(line).exit_code == 0
    told = variant_budget(("explain", "core/a.c", f"--repo={line.root}", "--format=json"))
    (span,) = told.report["spans"]
    assert (span["first"], span["last"], span["owners"]["vehicle"]) == (1, 6, [])
