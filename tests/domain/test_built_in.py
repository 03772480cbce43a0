"""The table of what the domain metrics count by default."""

import pytest

from variant_budget.attribute.patterns import Matcher
from variant_budget.domain.built_in import BUILT_IN, Count
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.location import Location
from variant_budget.domain.metrics import METRIC_BY_NAME, Role

PATHS = {
    "policies/truck.rego": ["policy_rules rego"],
    "services/gate/policies/truck/load.yaml": ["policy_rules entries"],
    "load.policy.json": ["policy_rules entries"],
    "policy.yml": [],
    "ui/Truck.vue": ["ui_components components"],
    "ui/truck.module.ts": ["ui_components components"],
    "flows/load.bpmn20.xml": ["workflow_definitions workflow"],
    "flows/load.asl.json": ["workflow_definitions files"],
    ".github/workflows/truck.yml": ["workflow_definitions files"],
    "sub/.github/workflows/truck.yml": [],
    ".github/dependabot.yml": [],
    ".gitlab-ci.yml": ["workflow_definitions files"],
    "ci/truck.gitlab-ci.yml": ["workflow_definitions files"],
    ".gitlab/ci/truck/build.yml": ["workflow_definitions files"],
    "dags/load.py": ["workflow_definitions workflow"],
    "CMakeLists.txt": ["dependency_count dependencies"],
    "cmake/Find.cmake": ["dependency_count dependencies"],
    "conanfile.py": ["workflow_definitions workflow", "dependency_count dependencies"],
    "deploy/compose.yaml": ["service_dependency_count services"],
    "docker-compose.truck.yml": ["service_dependency_count services"],
    "docker-compose-truck.yml": ["service_dependency_count services"],
    "composer.json": [],
    "k8s/truck.yml": [],
}
KUBERNETES = "service_dependency_count services kubernetes"
ARGO = "workflow_definitions workflow argo"


def named_by(count: Count, path: str) -> bool:
    here = Location("", 0, 0)
    return Matcher([Pattern(text, here) for text in count.patterns]).match(path) is not None


def counts_of(path: str) -> list[Count]:
    return [count for count in BUILT_IN if count.patterns != ("*",) and named_by(count, path)]


@pytest.mark.parametrize("path", PATHS)
def test_a_file_is_looked_into_by_what_its_name_says(path: str) -> None:
    rules = [rule for count in counts_of(path) for rule in count.rules[:1]]
    of_any_yaml = (ARGO, KUBERNETES)
    found = [
        f"{rule.name} {rule.kind}"
        for rule in rules
        if f"{rule.name} {rule.kind} {rule.argument}" not in of_any_yaml
    ]
    assert found == PATHS[path]


def test_any_yaml_may_hold_workflows_of_argo_and_objects_of_kubernetes() -> None:
    rules = [rule for count in counts_of("k8s/truck.yml") for rule in count.rules]
    assert [f"{rule.name} {rule.kind} {rule.argument}" for rule in rules] == [ARGO, KUBERNETES]


def test_a_star_is_every_file() -> None:
    every = [count for count in BUILT_IN if count.patterns == ("*",)]
    assert every
    assert all(named_by(count, "a/b/.c d") for count in every)


def test_a_rule_bears_the_name_of_its_metric() -> None:
    assert all(rule.name == count.metric for count in BUILT_IN for rule in count.rules)


def test_some_row_of_a_metric_looks_into_the_role_that_the_table_of_metrics_says() -> None:
    roles = {count.metric: set[Role]() for count in BUILT_IN}
    for count in BUILT_IN:
        roles[count.metric] |= count.roles
    assert all(METRIC_BY_NAME[metric].role in found for metric, found in roles.items())


def test_no_row_looks_into_tooling_or_what_is_excluded_and_of_tests_only_their_own() -> None:
    of_tests = {"test_function_count": {Role.TEST}, "test_data_volume": {Role.TEST_DATA}}
    for count in BUILT_IN:
        product = {Role.CODE, Role.CONFIG, Role.OTHER, Role.MANIFEST}
        assert count.roles <= of_tests.get(count.metric, product)


def test_each_metric_that_a_rule_can_find_has_a_row() -> None:
    assert {count.metric for count in BUILT_IN} == {
        "policy_rules",
        "ui_components",
        "workflow_definitions",
        "integration_adapters",
        "config_files",
        "config_entries",
        "dependency_count",
        "service_dependency_count",
        "test_function_count",
        "test_data_volume",
    }
