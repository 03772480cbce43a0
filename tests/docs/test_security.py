"""docs/security.md names tests and mutants that are there, and every mutant once."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs.blocks import ROOT
from tests.security.patches import missing_tests, mutants

PAGE = (ROOT / "docs/security.md").read_text("utf-8")
MUTANTS = {mutant.slug: mutant for mutant in mutants()}


class Row(NamedTuple):
    """One attack, what stops it, and what proves that."""

    attack: str
    defence: str
    tests: tuple[str, ...]
    mutants: tuple[str, ...]


def rows() -> list[Row]:
    """Every row below the heading of the table of attacks."""
    table = PAGE.partition("## Attack, defence, test")[2]
    cells = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    return [
        Row(attack.strip(), defence.strip(), _quoted(tests), _quoted(names))
        for attack, defence, tests, names in cells
        if attack.strip() != "attack"
    ]


def _quoted(cell: str) -> tuple[str, ...]:
    return tuple(re.findall("`([^`]+)`", cell))


ROWS = rows()


def test_every_attack_has_a_defence_and_a_test() -> None:
    assert len(ROWS) >= 40
    assert [row for row in ROWS if not (row.attack and row.defence and row.tests)] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.attack[:40])
def test_the_tests_that_a_row_names_exist_and_its_mutants_name_them(row: Row) -> None:
    assert missing_tests(row.tests) == []
    for slug in row.mutants:
        assert slug in MUTANTS
        assert set(MUTANTS[slug].tests) <= set(row.tests)


def test_every_mutant_stands_in_one_row() -> None:
    assert sorted(slug for row in ROWS for slug in row.mutants) == sorted(MUTANTS)


def test_the_way_to_report_a_hole_is_linked_and_links_back() -> None:
    policy = Path(ROOT / "SECURITY.md").read_text("utf-8")

    assert "(../SECURITY.md)" in PAGE
    assert "(docs/security.md)" in policy
    assert "private vulnerability reporting" in policy
