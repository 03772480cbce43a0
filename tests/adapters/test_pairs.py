"""Both blobs of a pair, through the workers and from real git."""

import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.repositories import Repository, lines
from variant_budget.adapters.cache import stored_keys
from variant_budget.adapters.git.repository import open_repository
from variant_budget.adapters.pairs import pair_blobs
from variant_budget.adapters.workers import FORK_FROM, measure_all
from variant_budget.domain.pair import Pair, pair_id, part_contents, unpack_pair
from variant_budget.errors import MeasureError
from variant_budget.measure.pairs import measure_pairs

CORE = lines("core_", 40)
CHANGED = CORE.replace("core_5 = 5\n", "core_5 = 50\n")
COPY = CHANGED.replace("core_20 = 20\n", "") + "truck_only = 1\n"
CONTENT = {f"{number:040x}": b"%d" % number for number in range(1, 7)}
ONE, TWO, THREE, FOUR, FIVE, SIX = CONTENT


def blob(repo: Repository, path: str) -> str:
    return repo.git("rev-parse", f"HEAD:{path}")


def measured(repo: Repository, ids: Sequence[str], jobs: int = 1) -> list[Pair]:
    requests = [(each, "Python") for each in ids]
    with open_repository(str(repo.root)) as git:
        found = measure_all(requests, pair_blobs(git.blobs), measure_pairs, jobs)
    return [unpack_pair(found[request]) for request in requests]


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_an_edited_copy_is_compared_with_its_base_in_git(
    tmp_path: Path, object_format: str
) -> None:
    repo = Repository(tmp_path / "line", object_format=object_format)
    repo.commit("base", {"core/brake.py": CORE, "truck/brake.py": COPY, "bus/brake.py": CORE})
    core, truck, bus = (blob(repo, f"{folder}/brake.py") for folder in ("core", "truck", "bus"))
    ids = [pair_id(truck, core), pair_id(bus, core)]
    truck_pair, bus_pair = measured(repo, ids)
    assert (truck_pair.copied_lines, truck_pair.added, truck_pair.deleted) == (38, 2, 2)
    assert (bus_pair.copied_lines, bus_pair.added, bus_pair.deleted) == (40, 0, 0)
    keys = [*stored_keys(1, [(each, "Python") for each in ids])]
    assert keys[0] == bytes.fromhex("0001" + truck + core) + b"Python"


def test_a_base_that_moved_is_another_pair(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "line")
    repo.commit("base", {"core/brake.py": CORE, "truck/brake.py": CHANGED, "bus/brake.py": CORE})
    before = pair_id(blob(repo, "truck/brake.py"), blob(repo, "core/brake.py"))
    moved = CORE + lines("fix_", 10)
    repo.commit("fix", {"core/brake.py": moved, "bus/brake.py": moved})
    core = blob(repo, "core/brake.py")
    after, bus = (
        pair_id(blob(repo, "truck/brake.py"), core),
        pair_id(blob(repo, "bus/brake.py"), core),
    )
    found = measured(repo, [before, after, bus])
    assert [(each.added, each.deleted) for each in found] == [(1, 1), (1, 11), (0, 0)]


def test_many_pairs_are_the_same_in_several_processes(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "line")
    number = FORK_FROM + 20
    copies = {f"truck/{each}.py": lines("own_", each) + CORE for each in range(number)}
    repo.commit("base", {"core/brake.py": CORE, **copies})
    core = blob(repo, "core/brake.py")
    told = repo.git("rev-parse", *(f"HEAD:{path}" for path in copies)).split()
    found = measured(repo, [pair_id(copy, core) for copy in told], jobs=2)
    assert [each.added for each in found] == list(range(number))


def opened(pairs: Sequence[str], *, backwards: bool = False) -> dict[str, tuple[bytes, bytes]]:
    def open_blobs(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        assert len(set(oids)) == len(oids)
        return ((oid, CONTENT[oid]) for oid in (reversed(oids) if backwards else oids))

    return {pair: part_contents(both) for pair, both in pair_blobs(open_blobs)(pairs)}


@pytest.mark.parametrize("backwards", [False, True])
def test_the_order_in_which_blobs_come_changes_nothing(backwards: bool) -> None:
    # A base with two copies, a copy of itself, a copy that is a base as well.
    pairs = [ONE + TWO, THREE + TWO, FOUR + FOUR, TWO + FIVE, TWO + SIX]
    assert opened(pairs, backwards=backwards) == {
        ONE + TWO: (b"1", b"2"),
        THREE + TWO: (b"3", b"2"),
        FOUR + FOUR: (b"4", b"4"),
        TWO + FIVE: (b"2", b"5"),
        TWO + SIX: (b"2", b"6"),
    }


def test_a_pair_is_given_as_soon_as_both_its_blobs_were_read() -> None:
    read: list[str] = []

    def open_blobs(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        for oid in oids:
            read.append(oid)
            yield oid, CONTENT[oid]

    given = [
        (pair, len(read))
        for pair, _ in pair_blobs(open_blobs)([FIVE + TWO, ONE + SIX, THREE + TWO])
    ]
    assert given == [(THREE + TWO, 2), (FIVE + TWO, 3), (ONE + SIX, 5)]


def test_blobs_are_let_go_when_no_other_pair_waits_for_them() -> None:
    size = 1_000_000
    pairs = [f"{number:040x}{number % 3:040x}" for number in range(3, 63)]
    tracemalloc.start()
    try:
        for _ in pair_blobs(lambda oids: ((oid, bytes(size)) for oid in oids))(pairs):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # A base, a copy, both joined, and the ones that they take the place of.
    assert peak < 10 * size


def test_a_blob_that_is_missing_ends_the_run() -> None:
    def none(oids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        return ((oid, CONTENT[oid]) for oid in oids if oid != TWO)

    with pytest.raises(MeasureError, match="git gave no content for blob"):
        measure_all([(ONE + TWO, "Python")], pair_blobs(none), measure_pairs, 1)
