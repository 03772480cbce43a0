"""What a cache says is believed of what was taken, and doubted of what is proposed."""

import sqlite3
import zlib
from pathlib import Path

import pytest

from tests.command import Told, on_github, variant_budget
from tests.repositories import Repository, lines
from tests.scenarios.line import pull_request, push, started
from variant_budget.adapters.cache import FILE_NAME, open_cache
from variant_budget.attribute.packing import pack_sum, unpack_sum
from variant_budget.domain.facts import Facts, Kind
from variant_budget.domain.situation import PULL_REQUEST_EVENTS
from variant_budget.measure import ENGINE

NOTHING = Facts(Kind.FULL, 20).pack()
"""Facts of 20 lines without any code."""


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    """A change that doubles the van, on a branch of the product line."""
    repository, _ = started(tmp_path)
    repository.commit("van", {"variants/van/more.py": lines("more_", 20)})
    return repository


@pytest.fixture
def cache(line: Repository, tmp_path: Path) -> Path:
    """The cache that a check of the change left."""
    folder = tmp_path / "cache"
    check(line, folder)
    return folder


def check(line: Repository, cache: Path, *flags: str, event: str = "push") -> Told:
    base, head = line.git("rev-parse", "HEAD~1").strip(), line.head
    happened = push(base) if event == "push" else pull_request(base, head)
    environ = on_github(event, happened, cache.parent / event)
    told = variant_budget(
        ["check", "--repo", str(line.root), "--format", "json", "--cache", str(cache), *flags],
        environ=environ,
    )
    assert told.exit_code == 0, told.err
    return told


def van(told: Told) -> int:
    """The lines of code that the van owns."""
    (budget,) = told.report["budgets"]
    (owned,) = (
        each["metrics"][0]["owned"] for each in budget["variants"] if each["variant"] == "van"
    )
    return int(owned)


def lie(line: Repository, cache: Path, *paths: str) -> None:
    """Facts of the files' blobs that hide all of their code."""
    with open_cache(str(cache), ENGINE) as facts:
        for path in paths:
            facts.write({(line.git("rev-parse", f"HEAD:{path}").strip(), "Python"): NOTHING})


def double_sums(cache: Path) -> None:
    """Sums of folders with all counts doubled, their checksums right."""
    with sqlite3.connect(cache / FILE_NAME) as file:
        rows = file.execute("SELECT key, sealed FROM facts").fetchall()
        for key, sealed in rows:
            if b"sum " in key:
                total = unpack_sum(sealed[:-4])
                doubled = {
                    place: tuple(2 * count for count in row) for place, row in total.rows.items()
                }
                packed = pack_sum(total._replace(rows=doubled))
                seal = zlib.crc32(packed, zlib.crc32(key)).to_bytes(4, "little")
                file.execute("UPDATE facts SET sealed = ? WHERE key = ?", (packed + seal, key))
    file.close()


@pytest.mark.parametrize("event", PULL_REQUEST_EVENTS)
def test_a_sum_of_the_cache_is_believed_of_a_push_and_not_of_a_pull_request(
    line: Repository, cache: Path, event: str
) -> None:
    double_sums(cache)
    assert van(check(line, cache)) == 80
    assert van(check(line, cache, event=event)) == 40


def test_what_a_pull_request_brings_is_measured_whatever_the_cache_says(
    line: Repository, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    lie(line, cache, "variants/van/more.py")
    told = check(line, cache, event="pull_request")
    assert van(told) == 40
    assert "facts cache" not in told.err
    lie(line, cache, "variants/van/more.py")
    assert van(check(line, cache)) == 20


def test_a_cache_that_is_wrong_of_an_old_blob_is_thrown_away(
    line: Repository, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    lie(line, cache, "variants/van/doors.py")
    told = check(line, cache, event="pull_request")
    assert van(told) == 40
    assert "it holds other facts than the blobs; all is measured again" in told.err
    assert not (cache / FILE_NAME).exists()


@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_a_check_with_a_right_cache_is_the_check_without_one(
    line: Repository, cache: Path, event: str
) -> None:
    assert check(line, cache, event=event).out == check(line, cache, "--no-cache", event=event).out


@pytest.mark.parametrize("content", [b"", b"7", b"[[1, 2, 3]]", b'{"a": [9]}', b"\xff"])
def test_a_cache_of_other_things_changes_nothing(
    line: Repository, cache: Path, content: bytes
) -> None:
    right = check(line, cache, "--no-cache").out
    with sqlite3.connect(cache / FILE_NAME) as file:
        for (key,) in file.execute("SELECT key FROM facts").fetchall():
            seal = zlib.crc32(content, zlib.crc32(key)).to_bytes(4, "little")
            file.execute("UPDATE facts SET sealed = ? WHERE key = ?", (content + seal, key))
    file.close()
    assert check(line, cache).out == right
    assert check(line, cache).out == right
