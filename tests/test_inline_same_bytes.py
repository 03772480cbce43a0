"""With symbols, marks and edited copies too, a report is the same bytes however it is made."""

import sqlite3
import zlib
from pathlib import Path

import pytest

from tests.command import TODAY, Told, on_github, variant_budget
from tests.repositories import Content, Repository
from tests.scenarios.line import POLICY_PATH, pull_request
from variant_budget.adapters.cache import FILE_NAME
from variant_budget.domain.pair import Pair
from variant_budget.domain.regions import Branch, Condition, Regions, Sort, Stretch

POLICY = """\
version: 1
dimensions:
  vehicle:
    paths: ["vehicles/{variant}/"]
    variants:
      bus: {paths: [{path: "copies/", overlay_of: "core/"}]SYMBOLS}
      truck: {MORE}
vehicle_budget: {hard_limit: 100, metrics: [lines_of_code, function_count]}
"""
SYMBOLS = POLICY.replace("SYMBOLS", ", symbols: [BUS]").replace("MORE", "symbols: [TRUCK]")
NO_SYMBOLS = POLICY.replace("SYMBOLS", "").replace("MORE", "")


def code(number: int, *more: str) -> str:
    """A file with a condition, a doubt and a mark."""
    rows = (
        f"int a{number};",
        "#ifdef TRUCK",
        f"int f{number}(int a) {{ return a; }}",
        "#elif defined(BUS) || X",
        "int b;",
        "#endif",
        "// variant-budget: begin vehicle=van",
        "int van;",
        "// variant-budget: end",
        *more,
    )
    return "".join(f"{row}\n" for row in rows)


def files(more: str = "int more;") -> dict[str, Content]:
    """So many files of the core, nearly all of them copied, that workers share in all of it."""
    core = {f"core/{at}.c": code(at) for at in range(220)}
    copies = {f"copies/{at}.c": code(at, *[more] * (at % 3)) for at in range(210)}
    return {**core, **copies, "vehicles/van/a.c": "int a;\n"}


@pytest.fixture(scope="module", params=[SYMBOLS, NO_SYMBOLS], ids=["symbols", "no symbols"])
def checkout(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose last commit edits bases, copies, conditions and marks."""
    line = Repository(tmp_path_factory.mktemp("inline") / "line")
    line.commit("base", {POLICY_PATH: request.param, **files()})
    line.tag("v1.0.0")
    edits = {
        "core/1.c": code(1, "int new;", "#if TRUCK || Y", "int doubt;", "#endif"),
        "core/2.c": None,
        "core/3.c": code(3).replace("vehicle=van", "vehicle=truck"),
        "copies/4.c": code(5),
        "copies/sub/6.c": code(6),
        "core/sub/6.c": code(6, "int six;"),
    }
    line.commit("edits", edits)
    return line.root


def check(checkout: Path, *flags: str) -> Told:
    arguments = (
        "check",
        f"--repo={checkout}",
        "--base=HEAD~1",
        "--format=json",
        f"--today={TODAY}",
    )
    return variant_budget((*arguments, *flags))


@pytest.fixture(scope="module")
def first(checkout: Path) -> str:
    """The report of a run without a cache."""
    told = check(checkout, "--no-cache")
    assert (told.exit_code, told.err) == (0, "")
    assert len(told.report["overlays"]) > 200
    return told.out


def test_cold_and_warm_runs_agree(checkout: Path, first: str, tmp_path: Path) -> None:
    for _ in range(2):
        assert check(checkout, f"--cache={tmp_path / 'cache'}").out == first


def test_a_run_that_finds_only_some_in_its_cache_agrees(
    checkout: Path, first: str, tmp_path: Path
) -> None:
    cache = f"--cache={tmp_path / 'cache'}"
    variant_budget(("check", f"--repo={checkout}", "--head=HEAD~1", cache))
    assert check(checkout, cache).out == first


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
def test_any_number_of_jobs_agrees(checkout: Path, first: str, jobs: str) -> None:
    assert check(checkout, "--no-cache", "--jobs", jobs).out == first


def test_shards_agree_and_leave_nothing_to_measure(
    checkout: Path, first: str, tmp_path: Path
) -> None:
    outs = [str(tmp_path / f"facts-{number}") for number in (1, 2, 3)]
    for number, out in enumerate(outs, 1):
        arguments = ("measure", f"--repo={checkout}", "--base=HEAD~1", f"--shard={number}/3")
        assert variant_budget((*arguments, f"--out={out}")).exit_code == 0
    told = check(checkout, "--no-cache", "--facts", *outs)
    assert (told.out, told.err) == (first, "")


def forge(cache: Path, kind: bytes, answer: bytes) -> int:
    """Answers of one kind replaced, their checksums right; folders and sums forgotten."""
    with sqlite3.connect(cache / FILE_NAME) as file:
        rows = [(key,) for (key,) in file.execute("SELECT key FROM facts").fetchall()]
        kinds = [key for key in rows if kind in key[0]]
        for (key,) in kinds:
            sealed = answer + zlib.crc32(answer, zlib.crc32(key)).to_bytes(4, "little")
            file.execute("UPDATE facts SET sealed = ? WHERE key = ?", (sealed, key))
        gone = [key for key in rows if b"rows " in key[0] or b"sum " in key[0]]
        file.executemany("DELETE FROM facts WHERE key = ?", gone)
    file.close()
    return len(kinds)


ALL_THE_VANS = Regions(
    (Branch(1, "#if", Condition(Sort.MARK, ("vehicle", "van"))),), (Stretch(1, 9, (0,)),)
).pack()
LIES = {
    "regions: nothing stands under a condition": (b"regions ", b""),
    "regions: all is the van's": (b"regions ", ALL_THE_VANS),
    "pairs: nothing is copied": (b"pair ", Pair(added=99).pack()),
}


@pytest.mark.parametrize(("kind", "answer"), LIES.values(), ids=LIES.keys())
def test_a_cache_that_lies_of_conditions_or_copies_is_believed_of_nothing_proposed(
    checkout: Path, tmp_path: Path, kind: bytes, answer: bytes
) -> None:
    cache = tmp_path / "cache"
    line = Repository(checkout, init=False)
    event = pull_request(line.oid("HEAD~1"), line.head)
    environ = on_github("pull_request", event, tmp_path / "runner")
    arguments = ("check", f"--repo={checkout}", "--format=json", f"--today={TODAY}")
    honest = variant_budget((*arguments, "--no-cache"), environ=environ).out
    pushed = check(checkout, f"--cache={cache}").out
    assert forge(cache, kind, answer) > 200
    assert check(checkout, f"--cache={cache}").out != pushed
    assert forge(cache, kind, answer) > 200
    told = variant_budget((*arguments, f"--cache={cache}"), environ=environ)
    assert told.out == honest
    assert "it holds other facts than the blobs; all is measured again" in told.err
    assert not (cache / FILE_NAME).exists()
