"""Sources drawn at random, against what the compiler's own preprocessor keeps."""

import re
import shutil
import subprocess

import pytest

from tests.measure.test_regions import CASES
from tests.measure.told import lexicon, lines_left_out
from variant_budget.measure.regions import regions_of

pytestmark = pytest.mark.skipif(not shutil.which("gcc"), reason="gcc is not installed")

_LINE = re.compile(r"\bint (\w+);")


def kept_by_gcc(source: str, values: dict[str, int]) -> set[str]:
    defined = [f"-D{name}={value}" for name, value in values.items() if value]
    command = ("gcc", "-E", "-P", "-w", *defined, "-x", "c", "-")
    done = subprocess.run(command, input=source.encode(), capture_output=True, check=False)
    return set(_LINE.findall(done.stdout.decode()))


def kept_by_us(source: str, values: dict[str, int]) -> set[str]:
    regions = regions_of(source.encode(), "C", lexicon(*values))
    out = lines_left_out(regions, values)
    lines = source.splitlines()
    return {
        found[1]
        for number, line in enumerate(lines, 1)
        if number not in out and (found := _LINE.match(line.strip()))
    }


# 04 and the defaults of 10 are decided by the file itself, not by symbols.
COMPARED = [case for case in CASES if str(case.id)[:2] in {"01", "02", "05", "09"}]


@pytest.mark.parametrize("case", COMPARED, ids=lambda case: case.id)
def test_in_every_world_the_lines_that_remain_are_those_of_gcc(case: object) -> None: ...
