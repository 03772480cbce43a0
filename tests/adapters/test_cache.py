import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variant_budget.adapters.cache import FILE_NAME, default_cache_folder, open_cache
from variant_budget.domain.facts import Facts, Kind
from variant_budget.domain.requests import Request

ONE: Request = ("11" * 20, "python")
TWO: Request = ("22" * 20, "c")
FACTS = Facts(Kind.FULL, lines=9, code=b"\x05\x01", decisions=(1, 3), functions=(1,)).pack()


def many(count: int, seed: int = 1) -> dict[Request, bytes]:
    noise = hashlib.shake_128(str(seed).encode()).digest(80 * count)
    pieces = [noise[first : first + 80] for first in range(0, len(noise), 80)]
    return {(piece[:20].hex(), "python"): piece[20:] for piece in pieces}


def keep(folder: Path, items: dict[Request, bytes], size_limit: int = 1 << 26) -> None:
    with open_cache(str(folder), 1, size_limit) as cache:
        cache.write(items)
        assert cache.trouble == ""


def known(folder: Path, keys: list[Request], engine: int = 1) -> dict[Request, bytes]:
    with open_cache(str(folder), engine) as cache:
        return cache.read(keys)


def test_what_was_written_is_read_by_the_next_run(tmp_path: Path) -> None:
    keep(tmp_path, {ONE: FACTS, TWO: b""})
    assert known(tmp_path, [ONE, TWO, ("33" * 20, "c")]) == {ONE: FACTS, TWO: b""}


def test_the_same_blob_in_another_language_is_another_entry(tmp_path: Path) -> None:
    keep(tmp_path, {ONE: b"as python", (ONE[0], "text"): b"as text"})
    assert known(tmp_path, [(ONE[0], "text")]) == {(ONE[0], "text"): b"as text"}
    assert known(tmp_path, [(ONE[0], "pythonic")]) == {}


def test_ids_of_both_hash_lengths_are_kept(tmp_path: Path) -> None:
    sha256: Request = ("ab" * 32, "python")
    keep(tmp_path, {sha256: FACTS, ONE: b"x"})
    assert known(tmp_path, [sha256, ONE]) == {sha256: FACTS, ONE: b"x"}


def test_facts_of_another_engine_are_not_given(tmp_path: Path) -> None:
    keep(tmp_path, {ONE: FACTS})
    assert known(tmp_path, [ONE], engine=2) == {}
    assert known(tmp_path, [ONE], engine=1) == {ONE: FACTS}


def test_no_folder_means_no_cache() -> None:
    with open_cache(None, 1) as cache:
        cache.write({ONE: FACTS})
        assert cache.read([ONE]) == {}
        assert cache.trouble == ""


def test_the_folder_is_made_when_first_used_and_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with open_cache(str(folder), 1) as cache:
        assert not folder.exists()
        cache.write({ONE: FACTS})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600
    assert [each.name for each in folder.iterdir()] == [FILE_NAME]


def test_few_keys_of_a_large_file_and_all_keys_of_a_small_one(tmp_path: Path) -> None:
    items = many(5000)
    keep(tmp_path, items)
    few = list(items)[:1200]
    assert known(tmp_path, few) == {key: items[key] for key in few}
    assert known(tmp_path, list(items)) == items


def foreign_text(path: Path) -> None:
    path.write_bytes(b"this is no database at all, but somebody's notes\n" * 100)


def foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE facts (key BLOB, used INTEGER, sealed BLOB)")
    connection.close()


def database_with_a_trigger(path: Path) -> None:
    keep(path.parent, {ONE: FACTS})
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON clock BEGIN DELETE FROM facts; END")
    connection.close()


def lost_clock(path: Path) -> None:
    keep(path.parent, {ONE: FACTS})
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM clock")
    connection.close()


def far_too_large(path: Path) -> None:
    keep(path.parent, {ONE: FACTS})
    os.truncate(path, 300 * 1024 * 1024)


@pytest.mark.parametrize(
    "spoil", [foreign_text, foreign_database, database_with_a_trigger, lost_clock, far_too_large]
)
def test_a_foreign_or_damaged_file_is_replaced_within_the_run(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(tmp_path / FILE_NAME)
    with open_cache(str(tmp_path), 1) as cache:
        assert cache.read([ONE, TWO]) == {}
        assert FILE_NAME in cache.trouble
        cache.write({TWO: FACTS})
    assert known(tmp_path, [ONE, TWO]) == {TWO: FACTS}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE facts SET sealed = sealed || x'00'", id="longer"),
        pytest.param("UPDATE facts SET sealed = x''", id="empty"),
        pytest.param("UPDATE facts SET sealed = zeroblob(length(sealed))", id="zeros"),
        pytest.param(
            "UPDATE facts SET sealed = (SELECT sealed FROM facts ORDER BY key DESC)", id="swapped"
        ),
    ],
)
def test_a_row_that_is_not_what_was_written_is_not_known(tmp_path: Path, change: str) -> None:
    keep(tmp_path, {ONE: FACTS, TWO: FACTS})
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(change)
    connection.close()
    assert known(tmp_path, [ONE]) == {}


def test_text_in_the_place_of_bytes_is_damage(tmp_path: Path) -> None:
    keep(tmp_path, {ONE: FACTS})
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE facts SET sealed = 5")
    connection.close()
    with open_cache(str(tmp_path), 1) as cache:
        assert cache.read([ONE]) == {}
        assert "text where bytes should be" in cache.trouble


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damage_anywhere_gives_right_facts_or_none_and_never_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    items = many(300)
    keep(folder, items)
    path = folder / FILE_NAME
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    with open_cache(str(folder), 1) as cache:
        assert cache.read(items).items() <= items.items()
        cache.write(items)
    with open_cache(str(folder), 1) as cache:
        assert cache.read(items).items() <= items.items()
        cache.write(items)
    assert known(folder, list(items)) == items


def test_a_cache_that_another_process_holds_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variant_budget.adapters.facts_file._BUSY_SECONDS", 0.05)
    keep(tmp_path, {ONE: FACTS})
    holder = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with open_cache(str(tmp_path), 1) as cache:
        assert cache.read([ONE]) == {}
        assert "locked" in cache.trouble
        cache.write({TWO: FACTS})
    holder.execute("ROLLBACK")
    holder.close()
    assert known(tmp_path, [ONE, TWO]) == {ONE: FACTS}


def test_a_file_that_may_only_be_read_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, {ONE: FACTS})
    connect = sqlite3.connect

    def read_only(path: str, **options: object) -> sqlite3.Connection:
        assert options["isolation_level"] is None
        return connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)

    # The tests may run as root, for whom a file mode forbids nothing.
    monkeypatch.setattr(sqlite3, "connect", read_only)
    with open_cache(str(tmp_path), 1) as cache:
        assert cache.read([ONE]) == {ONE: FACTS}
        cache.write({TWO: FACTS})
        assert "readonly" in cache.trouble


@pytest.mark.parametrize("place", ["file/below", "loop", "link"])
def test_a_folder_that_cannot_be_used_is_done_without(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / FILE_NAME).symlink_to(tmp_path / "file")
    with open_cache(str(tmp_path / place), 1) as cache:
        cache.write({ONE: FACTS})
        assert cache.read([ONE]) == {}
        assert cache.trouble
    assert (tmp_path / "file").read_text() == "in the way"


def test_the_file_stays_within_its_limit_and_loses_what_was_unused_for_longest(
    tmp_path: Path,
) -> None:
    limit = 200_000
    first, second, third = (many(800, seed) for seed in (1, 2, 3))
    keep(tmp_path, first, limit)
    keep(tmp_path, second, limit)
    keep(tmp_path, third, limit)
    assert (tmp_path / FILE_NAME).stat().st_size <= limit
    assert known(tmp_path, list(third)) == third
    assert len(known(tmp_path, list(second))) > len(known(tmp_path, list(first)))


def test_what_is_read_now_and_then_outlives_what_is_only_written(tmp_path: Path) -> None:
    limit = 400_000
    used = many(500, 0)
    keep(tmp_path, used, limit)
    for seed in range(1, 120):
        with open_cache(str(tmp_path), 1, limit) as cache:
            cache.read(used)
            cache.write(many(60, seed))
    assert known(tmp_path, list(used)) == used


def test_a_run_that_only_reads_writes_nothing(tmp_path: Path) -> None:
    keep(tmp_path, {ONE: FACTS})
    before = (tmp_path / FILE_NAME).read_bytes()
    known(tmp_path, [ONE, TWO])
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_concurrent_runs_lose_nothing(tmp_path: Path) -> None:
    parts = [many(400, seed) for seed in range(8)]
    threads = [threading.Thread(target=keep, args=(tmp_path, part)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = {key: facts for part in parts for key, facts in part.items()}
    assert known(tmp_path, list(every)) == every


def test_a_run_that_is_killed_while_writing_leaves_a_sound_cache(tmp_path: Path) -> None:
    keep(tmp_path, {ONE: FACTS})
    script = (
        "import os, sys, threading\n"
        "from variant_budget.adapters.cache import open_cache\n"
        "threading.Timer(float(sys.argv[2]), os._exit, (1,)).start()\n"
        "while True:\n"
        "    with open_cache(sys.argv[1], 1) as cache:\n"
        "        cache.write({(os.urandom(20).hex(), 'c'): b'x' * 99 for _ in range(2000)})\n"
    )
    for seconds in ("0.05", "0.08", "0.11"):
        subprocess.run([sys.executable, "-c", script, str(tmp_path), seconds], check=False)
        assert known(tmp_path, [ONE]) == {ONE: FACTS}


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"VARIANT_BUDGET_CACHE": "/c", "HOME": "/h"}, "/c"),
        ("linux", {"VARIANT_BUDGET_CACHE": "", "HOME": "/h"}, "/h/.cache/variant-budget"),
        ("linux", {"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/variant-budget"),
        ("linux", {"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/variant-budget"),
        ("linux", {}, None),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/variant-budget"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/variant-budget/Cache"),
        ("win32", {}, None),
    ],
)
def test_the_default_folder(platform: str, environ: dict[str, str], folder: str | None) -> None:
    assert default_cache_folder(environ, platform) == folder


def test_sqlite_is_loaded_only_when_a_cache_is_used() -> None:
    script = (
        "import sys\n"
        "from variant_budget.adapters.cache import open_cache\n"
        "open_cache(None, 1).read([('11' * 20, 'c')])\n"
        "sys.exit('sqlite3' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
