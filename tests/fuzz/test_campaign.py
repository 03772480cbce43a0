"""20 seconds of the fuzzer, and that it would find what it looks for."""

import contextlib
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from tests.fuzz.campaign import TARGETS, Campaign, for_inputs, for_seconds
from tests.fuzz.line import Line
from tests.fuzz.target import Target
from tests.fuzz.wrong import MOST_MEMORY, WrongError

pytestmark = pytest.mark.once

SEED = 20_261_125
SECONDS = 20.0
JUNIT = next(target for target in TARGETS if target.name == "junit")


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    return Line(tmp_path_factory.mktemp("fuzz"))


def test_20_seconds_of_drawn_inputs_break_nothing(line: Line, tmp_path: Path) -> None:
    campaign = Campaign(SEED, line, tmp_path)
    campaign.run(for_seconds(SECONDS))

    assert [wrong for _, wrong in campaign.findings] == []
    assert {target.name for target in TARGETS} <= campaign.runs.keys()
    # Every way a check can end is tried.
    assert {"exit 0", "exit 1", "exit 2", "exit 3"} <= campaign.outcomes.keys()


def test_the_same_seed_draws_the_same_inputs(line: Line, tmp_path: Path) -> None:
    seen: list[list[bytes]] = []
    for _ in range(2):
        inputs: list[bytes] = []

        def step(data: bytes, inputs: list[bytes] = inputs) -> str:
            inputs.append(data)
            return f"outcome {len(data) % 5}"

        targets = [target._replace(step=step, whole=lambda *_: "ok") for target in TARGETS]
        Campaign(SEED, line, tmp_path, targets).run(for_inputs(300))
        seen.append(inputs)

    assert len(seen[0]) == 300
    assert seen[0] == seen[1]


def crash(_: bytes) -> NoReturn:
    raise KeyError("planted")


def spin(_: bytes) -> str:
    """Takes whatever is raised in it for its own."""
    while True:
        with contextlib.suppress(Exception):
            sum(range(1_000))


def wait(_: bytes) -> str:
    while True:
        time.sleep(0.01)


def pass_it(_: bytes) -> NoReturn:
    raise WrongError("what is broken passed")


def hoard(_: bytes) -> str:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return str(len(b"x" * ((most + MOST_MEMORY + 10_000) * 1024)))


@pytest.mark.parametrize(
    ("step", "kind", "seconds"),
    [
        (crash, "crash", 5),
        (spin, "hang", 0.5),
        (wait, "hang", 0.1),
        (pass_it, "wrong", 5),
        (hoard, "memory", 30),
    ],
)
def test_what_is_planted_is_found_and_kept(
    step: Callable[[bytes], str], kind: str, seconds: float, line: Line, tmp_path: Path
) -> None:
    target = JUNIT._replace(step=step)
    campaign = Campaign(SEED, line, tmp_path, [target], seconds)
    campaign.run(for_inputs(1))

    ((name, wrong),) = campaign.findings
    assert (name, wrong.kind) == ("junit", kind)
    (kept,) = (tmp_path / "junit").iterdir()
    assert kept.read_bytes() == JUNIT.seeds[0]


def test_an_exit_code_that_passes_a_refused_report_is_found(line: Line) -> None:
    """By a reader that refuses what a check takes."""
    target: Target = JUNIT
    refusing = target.whole.func  # type: ignore[attr-defined]
    with pytest.raises(WrongError, match="exit code 0 where the report is refused"):
        refusing("--junit", lambda _: "refused", target.seeds[0], line)
