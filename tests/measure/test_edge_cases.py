"""Lines of code in every encoding and line end, and where comments and strings mislead."""

import pytest

from tests.measure.drawn_lines import code_lines
from tests.measure.edge_cases import EDGE_CASES, EdgeCase
from variant_budget.measure.facts import measure_blob


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.language}: {case.name}") for case in EDGE_CASES]
)
def test_no_edge_case_moves_a_line_of_code(case: EdgeCase) -> None:
    assert code_lines(measure_blob(case.data, case.language).code) == case.code
