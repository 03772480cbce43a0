"""The reusable workflow: several jobs measure, one judges, and the report is that of a single run.

Artifacts are kept by a stand-in (stubs/), and the jobs find Python and what it needs in place; for
that and nothing else the workflow's text is changed here.
"""

import sqlite3
import sys
from pathlib import Path

import pytest

from tests.act.consumer import HARD, PASS, Consumer, push_payload, uncached
from tests.act.harness import CONSUMED_AS, ROOT
from tests.repositories import lines

pytestmark = pytest.mark.once

SHARDS = 4
WORKFLOW = (ROOT / ".github/workflows/sharded.yml").read_text(encoding="utf-8")
CALL = f"""\
  sharded:
    uses: ./.github/workflows/sharded.yml
    with:
      shards: {SHARDS}
"""


def files(consumer: Consumer, van: int) -> dict[str, str]:
    """The product line, with a workflow that checks it both ways."""
    seed = next(line for line in consumer.workflow.splitlines() if "cp -r" in line)
    ours = WORKFLOW
    for old, new, times in (
        ("org/variant-budget@v1", CONSUMED_AS, 2),
        ("      - id: measure\n", f"{seed}\n      - id: measure\n", 1),
        ("      - id: budget\n", f"{seed}\n      - id: budget\n", 1),
        ("          policy:", f'          python: "{sys.executable}"\n          policy:', 2),
        ("          facts:", f'          output: "{consumer.folder}/joined"\n          facts:', 1),
        # One of the two checks would give its cache to the other.
        ("          facts:", '          cache: "false"\n          facts:', 1),
    ):
        assert ours.count(old) == times, old
        ours = ours.replace(old, new)
    core = {f"core/part{number}.py": lines(f"p{number}_", number + 1) for number in range(40)}
    return {
        **consumer.files(van),
        **core,
        ".github/workflows/ci.yml": uncached(consumer.workflow) + CALL,
        ".github/workflows/sharded.yml": ours,
    }


@pytest.fixture
def service(consumer: Consumer) -> Path:
    """The artifacts, by name."""
    folder = consumer.folder / "service"
    folder.mkdir()
    return folder


def blobs(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        (number,) = connection.execute("SELECT count(*) FROM facts").fetchone()
    connection.close()
    return int(number)


def test_four_shards_give_the_same_bytes_as_one_run(consumer: Consumer, service: Path) -> None:
    before = consumer.origin.commit("base", files(consumer, PASS))
    after = consumer.origin.commit("change", files(consumer, HARD))
    run = consumer.run("push", push_payload(before, after))
    shares = sorted(service.glob("variant-budget-facts-*/*.sqlite"))
    assert [path.name for path in shares] == [f"facts-{n}-of-{SHARDS}.sqlite" for n in (1, 2, 3, 4)]
    # 40 parts, the engine, the van before and after.
    assert sum(map(blobs, shares)) == 43
    assert "blobs are in no facts file" not in run.log
    for name in ("report.json", "summary.md", "findings.sarif"):
        alone = (consumer.results / name).read_bytes()
        assert (consumer.folder / "joined" / name).read_bytes() == alone, run.log
    assert consumer.report()["base"]["commit"] == before


def test_a_shard_that_is_lost_is_measured_by_the_one_that_judges(
    consumer: Consumer, service: Path
) -> None:
    # Its artifact cannot be kept: the name is taken.
    (service / "variant-budget-facts-2").mkdir()
    head = consumer.origin.commit("base", files(consumer, PASS))
    run = consumer.run("push", push_payload("0" * 40, head))
    assert "blobs are in no facts file; they were measured here" in run.log
    joined = (consumer.folder / "joined" / "report.json").read_bytes()
    assert joined == (consumer.results / "report.json").read_bytes()
