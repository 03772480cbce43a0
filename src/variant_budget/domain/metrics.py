"""The table of metrics: what each counts, from which role of file, and in which unit.

Definitions and their sources are in docs/metrics.md, which is made from this table.
"""

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a tracked file is for; the first that matches wins, in this order (docs/metrics.md)."""

    EXCLUDED = "excluded"
    TEST_DATA = "test_data"
    TEST = "test"
    CONFIG = "config"
    MANIFEST = "manifest"
    CODE = "code"
    TOOLING = "tooling"
    OTHER = "other"


class Metric(NamedTuple):
    """One row: `unit` and `units` are its words for one and for several.

    `counted` metrics allow one unit always (docs/design.md, verdict).
    """

    name: str
    title: str
    unit: str
    units: str
    role: Role
    counted: bool = True


METRICS = (
    Metric("lines_of_code", "lines of code", "line", "lines", Role.CODE),
    Metric("cyclomatic_complexity", "cyclomatic complexity", "decision", "decisions", Role.CODE),
    Metric("function_count", "functions", "function", "functions", Role.CODE),
    Metric("class_count", "classes", "class", "classes", Role.CODE),
    Metric("policy_rules", "policy rules", "rule", "rules", Role.CODE),
    Metric("ui_components", "UI components", "component", "components", Role.CODE),
    Metric("workflow_definitions", "workflow definitions", "workflow", "workflows", Role.CODE),
    Metric("integration_adapters", "integration adapters", "adapter", "adapters", Role.CODE),
    Metric("config_files", "configuration files", "file", "files", Role.CONFIG),
    Metric("config_entries", "configuration entries", "entry", "entries", Role.CONFIG),
    Metric("service_dependency_count", "service dependencies", "service", "services", Role.CONFIG),
    Metric("dependency_count", "dependencies", "dependency", "dependencies", Role.MANIFEST),
    Metric("test_case_count", "test cases", "test", "tests", Role.TEST),
    Metric("test_execution_time", "test time", "ms", "ms", Role.TEST, counted=False),
    Metric("test_function_count", "test functions", "function", "functions", Role.TEST),
    Metric("test_data_volume", "test data", "byte", "bytes", Role.TEST_DATA, counted=False),
    Metric("infrastructure_cost", "infrastructure cost", "µ", "µ", Role.TEST, counted=False),
)

METRIC_BY_NAME = {metric.name: metric for metric in METRICS}

CODE_METRICS = ("lines_of_code", "cyclomatic_complexity", "function_count", "class_count")
"""The metrics of `Facts.counts`, in its order; every ledger's counts start with them."""

LINES = CODE_METRICS.index("lines_of_code")
"""Where lines of code stand in all counts."""

TEST_METRICS = ("test_case_count", "test_execution_time", "infrastructure_cost")
"""What only reports of test runs tell, in the order of `tested.Amount`."""

NOISY_METRICS = frozenset({"test_execution_time", "infrastructure_cost"})
"""What two runs of the same code on one machine measure differently."""

UNKNOWN_TIMES = "unknown_times"
"""Runs of tests whose time no report tells; stands beside the metrics of tests. No metric."""

COVERAGE_COUNTS = ("coverable_lines", "covered_lines", "unmentioned_lines")
"""What reports of coverage tell: lines that could run, and those of them that did; and the code lines
of files that no report mentions, where a budget has a floor. No metrics."""

REPORTED = (*TEST_METRICS, UNKNOWN_TIMES, *COVERAGE_COUNTS)
"""What is known of a commit only where reports were given."""

DEFAULT_CODE_METRICS = CODE_METRICS
DEFAULT_TEST_METRICS = (
    "test_case_count",
    "test_execution_time",
    "test_data_volume",
    "infrastructure_cost",
)
