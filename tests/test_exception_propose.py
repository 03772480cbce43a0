"""`exception propose`: the entry it writes lifts the breach once people filled in the rest."""

from pathlib import Path

import pytest
import yaml

from tests.command import Told, variant_budget
from tests.repositories import Repository, lines

POLICY = """\
version: 1
dimensions:
  vehicle: {paths: ["vehicles/{variant}/"]}
vehicle_budget: {hard_limit: 5.0, soft_limit: 3.0, trend_limit: 0.5}
"""
EXCEPTIONS = ".variant-budget/exceptions.yml"
REST = {
    "--reason": 'the trailer: a # and "quotes", \\ on two\nlines, 🚚 and ü',
    "--ticket": "null",
    "--plan": "The trailer's code moves into configuration by March.",
    "--approved-by": "@acme/ccb",
    "--from": "2026-01-01",
    "--until": "2999-12-31",
}


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "line")
    repository.commit(
        "base",
        {
            ".variant-budget/policy.yml": POLICY,
            "core/a.py": lines("core_", 90),
            "vehicles/truck/a.py": lines("truck_", 8),
            "vehicles/van/a.py": lines("van_", 2),
        },
    )
    return repository


def ask(line: Repository, *words: str) -> Told:
    return variant_budget(["exception", "propose", *words, "--repo", str(line.root)])


def check(line: Repository) -> Told:
    return variant_budget(["check", "--repo", str(line.root), "--today", "2026-11-25"])


def written(line: Repository) -> str:
    return (line.root / EXCEPTIONS).read_text(encoding="utf-8")


def rest() -> list[str]:
    return [f"{flag}={value}" for flag, value in REST.items()]


def test_what_is_not_given_says_todo_and_is_refused_by_name(line: Repository) -> None:
    told = ask(line, "vehicle", "truck", "--until", "2027-03-31")

    assert told.exit_code == 0, told.err
    (entry,) = yaml.safe_load(written(line))["exceptions"]
    assert entry == {
        "id": "vehicle-truck-1",
        "budget": "vehicle",
        "variant": "truck",
        "metric": "lines_of_code",
        "limit": "hard",
        "ceiling": 8.2,
        "owned": 8,
        "reason": "TODO",
        "approved_by": "TODO",
        "approved_on": "TODO",
        "expires_on": entry["expires_on"],
        "ticket": "TODO",
        "refactoring_plan": "TODO",
    }
    refused = check(line)
    assert refused.exit_code == 2
    for field in ("reason", "approved_by", "approved_on", "ticket", "refactoring_plan"):
        assert f"{field} still says TODO" in refused.err


def test_an_entry_with_everything_given_lifts_the_breach(line: Repository) -> None:
    assert check(line).exit_code == 1

    assert ask(line, "vehicle", "truck", *rest()).exit_code == 0
    told = check(line)

    assert told.exit_code == 0, told.err
    assert "vehicle-truck-1" in told.out


def test_texts_of_any_kind_come_back_as_they_were_given(line: Repository) -> None:
    ask(line, "vehicle", "truck", *rest())

    (entry,) = yaml.safe_load(written(line))["exceptions"]
    assert entry["reason"] == REST["--reason"]
    assert entry["ticket"] == "null"


@pytest.mark.parametrize(
    "before",
    [
        "# the board's\nversion: 1\nexceptions: []\n",
        "version: 1\nexceptions: []  # none yet\n",
    ],
)
def test_a_list_without_entries_takes_one(line: Repository, before: str) -> None:
    line.write(EXCEPTIONS, before)

    assert ask(line, "vehicle", "truck", *rest()).exit_code == 0
    assert check(line).exit_code == 0


@pytest.mark.parametrize("indent", ["", "  ", "      "])
def test_what_stands_there_stays_as_it_was_written(line: Repository, indent: str) -> None:
    ask(line, "vehicle", "truck", *rest())
    entry = written(line).partition("exceptions:\n")[2]
    entry = "".join(f"{indent}{each[2:]}" for each in entry.splitlines(keepends=True))
    before = f"version: 1\nexceptions:\n{indent}# a word of the board\n{entry}"
    before = before.replace("truck", "van").replace("8.2", "9")
    line.write(EXCEPTIONS, before)

    assert ask(line, "vehicle", "truck", *rest()).exit_code == 0

    assert written(line).startswith(before)
    assert check(line).exit_code == 0


def test_a_second_entry_has_another_name(line: Repository) -> None:
    ask(line, "vehicle", "truck", *rest())
    line.write(EXCEPTIONS, written(line).replace("truck\n", "van\n"))

    assert ask(line, "vehicle", "truck").exit_code == 0
    assert "id: vehicle-truck-2" in written(line)


def test_a_list_that_is_written_otherwise_is_left_alone_and_the_entry_is_shown(
    line: Repository,
) -> None:
    before = "exceptions: []\nversion: 1\n"
    line.write(EXCEPTIONS, before)

    told = ask(line, "vehicle", "truck", *rest())

    assert told.exit_code == 2
    assert "Add this by hand" in told.err
    assert "id: vehicle-truck-1" in told.err
    assert written(line) == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["vehicle", "van"], "breaches no hard limit"),
        (["vehicle", "bus"], "it has truck, van"),
        (["vehicles", "truck"], "there is vehicle"),
        (["vehicle", "truck", "--metric", "class_count"], "does not judge class_count"),
        (["vehicle", "truck", "--until", "soon"], "soon is no date"),
        (["vehicle", "truck", "--ceiling", "much"], "much is no number"),
    ],
)
def test_what_cannot_be_proposed_is_said(line: Repository, words: list[str], named: str) -> None:
    told = ask(line, *words)

    assert told.exit_code == 2
    assert named in told.err
    assert not (line.root / EXCEPTIONS).exists()


def test_a_breach_to_come_is_named_by_its_metric(line: Repository) -> None:
    told = ask(line, "vehicle", "van", "--metric", "lines_of_code", "--ceiling", "6.5")

    assert told.exit_code == 0, told.err
    assert "ceiling: 6.5" in written(line)


def test_growth_is_excepted_since_a_release(line: Repository) -> None:
    line.git("tag", "v1.0.0")
    line.commit("more", {"vehicles/van/a.py": lines("van_", 4)})

    told = ask(line, "vehicle", "van", "--limit", "trend", *rest())

    assert told.exit_code == 0, told.err
    assert "limit: trend" in written(line)
    assert "since: v1.0.0" in written(line)


def test_a_link_in_the_place_of_the_file_is_not_written_through(
    line: Repository, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere.yml"
    target.write_text("version: 1\nexceptions: []\n", encoding="utf-8")
    (line.root / EXCEPTIONS).symlink_to(target)

    assert ask(line, "vehicle", "truck").exit_code in (2, 3)
    assert target.read_text(encoding="utf-8") == "version: 1\nexceptions: []\n"
