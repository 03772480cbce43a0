"""The bytes of policy.yml -> Policy, or every problem at once."""

from collections.abc import Callable, Iterator

from variant_budget.domain.budget import Budget
from variant_budget.domain.location import Location
from variant_budget.domain.policy import Policy
from variant_budget.policy_file import budget_rows as b
from variant_budget.policy_file import defaults, nodes
from variant_budget.policy_file import dimension_rows as d
from variant_budget.policy_file import evidence_rows as e
from variant_budget.policy_file import file_rows as f
from variant_budget.policy_file import policy_rows as p
from variant_budget.policy_file.checks import check, check_expressions
from variant_budget.policy_file.reading import Reading
from variant_budget.policy_file.rows import Fields

SMALLEST = (
    'version: 1, dimensions: {vehicle: {paths: ["src/vehicles/{variant}/"]}} '
    "and vehicle_budget: {hard_limit: 5.0}"
)


def read_policy(data: bytes, path: str, refusal: Callable[[str], str] | None = None) -> Policy:
    """The policy that `data` describes; `path` is named in problems.

    `refusal` says why a regular expression cannot be used, "" where it can; without it none is
    looked at. Raises PolicyError with all problems, sorted by place.
    """
    from variant_budget.policy_file.yaml_nodes import compose  # yaml takes 30 ms to import

    reading = Reading(path, p.home_of)
    root = compose(data, reading)
    if root is None:
        message = f"the policy is empty; it needs at least {SMALLEST}"
        reading.problem("empty-file", Location(path, 1, 1), message)
        reading.finish()
    fields = p.ROOT.read(root or nodes.Broken(Location(path, 1, 1)), "the policy", reading)
    # A newer file may be right in ways that this version calls wrong.
    reading.finish_with("newer-version")
    if fields is None:
        reading.finish()
        raise AssertionError("a refused policy always has a problem")
    check(fields, reading)
    if refusal:
        check_expressions(fields, refusal, reading)
    reading.finish()
    return _build(fields, path)


def _build(root: Fields, path: str) -> Policy:
    given = root.get(p.DIMENSIONS) or ()
    dimensions = [d.build_dimension(each.name, each.location, each.value) for each in given]
    releases = root.get(p.RELEASES_ROW)
    tags = releases.get(f.TAGS) if releases else None
    unattributed = root.get(p.UNATTRIBUTED_ROW)
    names = tuple(sorted(dimension.name for dimension in dimensions))
    return Policy(
        path=path,
        files=f.build_files(root.get(p.FILES_ROW)),
        dimensions=tuple(sorted(dimensions, key=lambda dimension: dimension.name)),
        budgets=tuple(sorted(_budgets(root, names), key=lambda budget: budget.name)),
        unattributed_code=f.build_unattributed(unattributed, f.CODE, defaults.UNATTRIBUTED_CODE),
        unattributed_tests=f.build_unattributed(
            unattributed, f.TEST_CASES, defaults.UNATTRIBUTED_TESTS
        ),
        undecided=root.get(p.UNDECIDED) or "warn",
        release_tags=tags.text if tags else None,
        reports=e.build_reports(root.get(p.TESTS_ROW)),
        test_names=e.build_names(root.get(p.TESTS_ROW)),
        artifacts=e.build_artifacts(root.get(p.ARTIFACTS_ROW)),
        cost=e.build_cost(root.get(p.COST_ROW)),
        board=e.build_board(root.get(p.CCB_ROW)),
        places=tuple(sorted(root.places())),
    )


def _budgets(root: Fields, dimensions: tuple[str, ...]) -> Iterator[Budget]:
    for each in root.family:
        dimension = each.name.removesuffix(p.BUDGET.key)
        yield b.build_budget(dimension, each.location, each.value, (dimension,))
    tests = root.get(p.TEST_BUDGET_ROW)
    if tests is not None:
        judged = tests.get(b.DIMENSIONS_JUDGED)
        chosen = tuple(sorted(word.text for word in judged)) if judged else dimensions
        yield b.build_budget("test", root.place(p.TEST_BUDGET_ROW), tests, chosen)
