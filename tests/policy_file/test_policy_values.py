"""What a right policy becomes: limits, defaults, order, places."""

from fractions import Fraction

from variant_budget.domain.budget import Budget, Enforce
from variant_budget.domain.location import Location
from variant_budget.domain.policy import Policy
from variant_budget.policy_file import defaults
from variant_budget.policy_file.policy import read_policy

# The three budget blocks of the specification, word for word, with the least that makes a policy.
SPECIFICATION = """\
version: 1
dimensions:
  vehicle: {paths: ["src/vehicles/{variant}/"]}
  sector: {paths: ["src/sectors/{variant}/"]}

vehicle_budget:
  hard_limit: 5.0          # Maximum 5% code delta
  soft_limit: 3.0          # Warning at 3% delta
  trend_limit: 0.5         # Max 0.5% growth per release
  
  exclusions:
    - "configs/vehicles/"   # Vehicle profiles excluded
    - "testing/vehicle/"    # Vehicle-specific tests excluded
    
  metrics:
    - lines_of_code
    - cyclomatic_complexity
    - function_count
    - class_count

sector_budget:
  hard_limit: 5.0          # Maximum 5% code delta
  soft_limit: 3.0          # Warning at 3% delta
  trend_limit: 0.5         # Max 0.5% growth per release
  
  exclusions:
    - "configs/sectors/"    # Sector overlays excluded
    - "ui/sector-themes/"   # Sector UI themes excluded
    
  metrics:
    - policy_rules
    - ui_components
    - workflow_definitions
    - integration_adapters

test_budget:
  hard_limit: 25.0         # Maximum 25% test delta
  soft_limit: 20.0         # Warning at 20% delta
  trend_limit: 2.0         # Max 2% growth per release
  
  metrics:
    - test_execution_time
    - test_case_count
    - test_data_volume
    - infrastructure_cost
"""  # noqa: W293 - the specification has blanks in its empty lines


def read(text: str) -> Policy:
    """The policy of a text."""
    return read_policy(text.encode(), "p")


def limits(budget: Budget) -> tuple[object, ...]:
    """Hard, soft and trend limit as fractions."""
    given = budget.limits
    return tuple(each.value if each else None for each in (given.hard, given.soft, given.trend))


def test_the_blocks_of_the_specification_work_unchanged() -> None:
    policy = read(SPECIFICATION)

    sector, tests, vehicle = policy.budgets
    assert [each.name for each in policy.budgets] == ["sector", "test", "vehicle"]
    assert limits(vehicle) == limits(sector) == (5, 3, Fraction(1, 2))
    assert limits(tests) == (25, 20, 2)
    assert vehicle.enforce.blocks("hard", "default")
    assert not vehicle.enforce.blocks("soft", "default")
    assert not vehicle.enforce.blocks("trend", "default")
    assert vehicle.enforce.blocks("trend", "release")
    assert [each.text for each in vehicle.exclusions] == ["configs/vehicles/", "testing/vehicle/"]
    assert sector.metrics[0] == "policy_rules"
    assert tests.dimensions == ("sector", "vehicle")


def test_what_a_policy_leaves_out_has_a_default() -> None:
    policy = read(
        "version: 1\ndimensions: {v: {variants: {b: , a: {}}}}\nv_budget: {hard_limit: 5}\n"
    )

    (budget,) = policy.budgets
    (dimension,) = policy.dimensions
    assert limits(budget) == (5, None, None)
    assert budget.metrics == (
        "lines_of_code",
        "cyclomatic_complexity",
        "function_count",
        "class_count",
    )
    assert (budget.relative_to, budget.existing_breaches) == ("product", "block")
    assert budget.test_rules is None
    assert [variant.name for variant in dimension.variants] == ["a", "b"]
    assert policy.unattributed_code.limit.value == 0
    assert policy.unattributed_tests.limit.value == 5
    assert policy.undecided == "warn"
    assert policy.files.exclude == ()
    assert {each.text for each in policy.files.tests} >= {"tests/", "*_test.*", "*Test.java"}
    assert all(map(defaults.is_built_in, policy.files.manifests))


def test_a_list_of_files_replaces_its_default_and_no_other() -> None:
    policy = read(
        "version: 1\ndimensions: {v: {paths: ['{variant}/']}}\nv_budget: {hard_limit: 5}\n"
        "files: {tests: [checks/], config: []}\n"
    )

    assert [each.text for each in policy.files.tests] == ["checks/"]
    assert policy.files.config == ()
    assert "testdata/" in {each.text for each in policy.files.test_data}


def test_the_data_of_tests_is_test_data_only_below_tests() -> None:
    assert "**/tests/**/fixtures/" in defaults.TEST_DATA
    assert "**/test/**/data/" in defaults.TEST_DATA
    assert "data/" not in defaults.TEST_DATA


def test_names_are_read_as_written() -> None:
    policy = read(
        "version: 1\ndimensions: {v: {variants: {on: , 1.10: , 0x1F: , 2024: },"
        " groups: {no: {of: [on, 1.10], symbols: [N]}}}}\nv_budget: {hard_limit: 5}\n"
    )

    (dimension,) = policy.dimensions
    assert [variant.name for variant in dimension.variants] == ["0x1F", "1.10", "2024", "on"]
    assert dimension.groups[0].of == ("on", "1.10")


def test_a_release_blocks_all_that_a_change_does_unless_the_policy_says_otherwise() -> None:
    head = "version: 1\ndimensions: {v: {paths: ['{variant}/']}}\n"

    def enforce(value: str) -> Enforce:
        return read(f"{head}v_budget: {{hard_limit: 5, enforce: {value}}}\n").budgets[0].enforce

    assert enforce("{default: [soft]}").release == ("hard", "soft", "trend")
    assert enforce("{default: []}") == Enforce(default=(), release=("hard", "trend"))
    assert enforce("{default: [hard], release: [trend, hard, soft]}").release == (
        "hard",
        "soft",
        "trend",
    )


def test_limits_of_one_variant_replace_those_of_the_budget() -> None:
    policy = read(
        "version: 1\ndimensions: {v: {paths: ['{variant}/']}}\n"
        "v_budget: {hard_limit: 5, soft_limit: 3, variants: {truck: {hard_limit: 8.0}}}\n"
    )

    own = policy.budgets[0].limits_of("truck")

    assert own.hard is not None
    assert own.soft is not None
    assert [own.hard.value, own.soft.value] == [Fraction(8), Fraction(3)]


def test_every_key_has_its_place() -> None:
    policy = read(SPECIFICATION)

    assert policy.place("vehicle_budget.hard_limit") == Location("p", 7, 3)
    assert policy.place("sector_budget.metrics.policy_rules") == Location("p", 31, 7)
    assert policy.place("dimensions.sector") == Location("p", 4, 3)
    assert policy.place("undecided") == Location("p", 0, 0)
