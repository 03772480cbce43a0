"""What advice calls a part of a variant."""

import pytest

from variant_budget.domain.metrics import METRIC_BY_NAME
from variant_budget.tell.numbers import SPACE
from variant_budget.tell.words import part_of


@pytest.mark.parametrize(
    ("metric", "part"),
    [
        ("lines_of_code", "3 lines of van code"),
        ("cyclomatic_complexity", "3 decisions of van complexity"),
        ("function_count", "3 of van's functions"),
        ("class_count", "3 of van's classes"),
        ("test_case_count", "3 of van's test cases"),
        ("test_data_volume", f"3{SPACE}bytes of van test data"),
    ],
)
def test_a_part_is_named_once(metric: str, part: str) -> None:
    assert metric in METRIC_BY_NAME
    assert part_of("van", metric, 3) == part
