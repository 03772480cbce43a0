"""The text that `explain` prints."""

import re

import pytest

from tests.render.test_markdown import HOSTILE
from variant_budget.domain.explanation import Explanation, LineSpan
from variant_budget.render.explanation import render


def explanation(path: str = "src/vehicles/truck/axle.py", **counts: int) -> Explanation:
    return Explanation(
        path=path,
        role="code",
        because="Python",
        excluded_by=("vehicle",),
        lines=1_200,
        counts=counts,
        spans=(
            LineSpan(
                first=3,
                last=3,
                owners={"vehicle": ("truck", "bus"), "sector": (), "platform": ()},
                line_class={"vehicle": "owned", "sector": "owned", "platform": "unattributed"},
                because={"vehicle": path, "sector": "no rule", "platform": "no rule"},
                undecided={},
            ),
        ),
    )


def test_it_reads_from_the_role_to_the_owners() -> None:
    found = explanation(lines_of_code=1_000, cyclomatic_complexity=1, function_count=2)
    assert render(found) == (
        "file src/vehicles/truck/axle.py\n"
        "  role:  code (Python)\n"
        "  costs: 1,000 lines of code, 1 decision, 2 functions (the whole file)\n"
        "  left out by the exclusions of: vehicle\n"
        "  line 3:\n"
        "    vehicle: truck + bus (src/vehicles/truck/axle.py)\n"
        "    sector: shared (no rule)\n"
        "    platform: nobody (no rule)\n"
    )


@pytest.mark.parametrize(("lines", "told"), [(1200, "1,200 lines"), (1, "1 line"), (0, "0 lines")])
def test_a_file_that_is_no_code_costs_nothing(lines: int, told: str) -> None:
    shown = render(explanation()._replace(lines=lines))
    assert f"  costs: nothing in code metrics (the file has {told})\n" in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_starts_with_a_foreign_name(text: str) -> None:
    shown = render(explanation(text))
    assert not re.search(r"(?m)^\s*(::|##\[)", shown)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
