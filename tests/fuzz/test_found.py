"""What the fuzzer found once is found no more: each input through its step, and through a whole check."""

from pathlib import Path

import pytest

from tests.fuzz.campaign import TARGETS
from tests.fuzz.line import Line
from tests.fuzz.wrong import STEP, WHOLE, finding

pytestmark = pytest.mark.once

FOUND = Path(__file__).parent / "found"
BY_NAME = {target.name: target for target in TARGETS}
INPUTS = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    return Line(tmp_path_factory.mktemp("found"))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.relative_to(FOUND).as_posix())
def test_an_input_that_was_found_is_answered_soundly(path: Path, line: Line) -> None:
    target, data = BY_NAME[path.parent.name], path.read_bytes()

    assert finding(lambda: target.step(data), STEP)[1] is None
    assert finding(lambda: target.whole(data, line), WHOLE)[1] is None


def test_every_folder_of_inputs_is_a_target_s() -> None:
    assert {path.name for path in FOUND.iterdir()} <= BY_NAME.keys()
