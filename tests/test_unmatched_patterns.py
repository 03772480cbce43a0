"""Patterns that match nothing are found from what changed, and are those that a full look finds."""

from pathlib import Path

from tests.command import TODAY, variant_budget
from tests.repositories import Content, Repository, lines
from tests.scenarios.line import policy, started

POLICY = policy(van='["variants/van/", "gone/*.py", "new/", "!new/old/", "never/"]')


def unmatched(line: Repository, *flags: str) -> set[str]:
    """The patterns that the check from HEAD~1 warns of."""
    arguments = ["check", "--repo", str(line.root), "--base", "HEAD~1", "--policy-from", "head"]
    told = variant_budget([*arguments, "--format", "json", "--today", TODAY, *flags])
    assert told.exit_code == 0, told.err
    return {
        finding["message"].split()[2]
        for finding in told.report["findings"]
        if finding["rule"] == "pattern-matches-nothing"
    }


def test_what_changes_tells_what_matches_nothing(tmp_path: Path) -> None:
    cache = ("--cache", str(tmp_path / "cache"))
    line, _ = started(tmp_path, POLICY)
    others = {"tests/truck/", "tests/bus/"}
    steps: list[tuple[dict[str, Content], set[str]]] = [
        ({"core/more.py": lines("m_", 2)}, {"gone/*.py", "new/", "!new/old/", "never/"}),
        ({"gone/a.py": lines("a_", 2), "gone/b.py": ""}, {"new/", "!new/old/", "never/"}),
        ({"gone/a.py": None, "new/c.py": lines("c_", 2)}, {"!new/old/", "never/"}),
        ({"gone/b.py": None, "new/old/d.py": lines("d_", 2)}, {"never/"}),
        ({"core/more.py": lines("m_", 3)}, {"gone/*.py", "never/"}),
    ]
    for files, expected in steps:
        line.commit("step", files)
        assert unmatched(line, "--no-cache") == expected | others
        assert unmatched(line, *cache) == expected | others
        assert unmatched(line, *cache) == expected | others
