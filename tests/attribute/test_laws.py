"""The three laws of the ledger (docs/design.md, "Who owns a line"), for random trees and policies."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import draw, ledger_of, planner_of, policy_of, rows_of, sum_of
from variant_budget.attribute.packing import pack_rows, pack_sum, unpack_rows, unpack_sum
from variant_budget.compare import compare
from variant_budget.domain.ledger import NO_CODE, Ledger, Ledgers, add
from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.survey import Sum

FOLDERS = ("core", "src/van", "src/truck", "src/common", "sectors/mining", "sectors/retail", "lost")
POLICIES = tuple(
    f"""
version: 1
files: {{exclude: [{exclude}]}}
dimensions:
  vehicle:
    paths: ["src/{{variant}}/"]
    not_variants: [common]
    {shared}
    variants: {{van: {{}}, truck: {{}}}}
    groups: {{both: {{of: [van, truck], paths: ["src/*/g*.py"]}}}}
  sector: {{paths: ["sectors/{{variant}}/"]}}
vehicle_budget: {{hard_limit: 5, relative_to: {relative}, exclusions: [{exclude}]}}
sector_budget: {{hard_limit: 5}}
"""
    for exclude in ("", '"src/*/f1.py"')
    for shared in ("", 'shared: ["core/"]')
    for relative in ("product", "common")
)

BY_FOLDER = """
version: 1
dimensions:
  vehicle:
    paths: ["{variant}/"]
    variants: {van: {paths: ["van/", "!src/truck/", "core/"]}, truck: {paths: ["src/", "core/"]}}
vehicle_budget: {hard_limit: 5}
"""
"""No pattern names a file, and two owners claim all of `core/` and `src/van/`."""

numbers = st.integers(0, 50)
files = st.dictionaries(
    st.builds(
        "{}/{}{}.py".format, st.sampled_from(FOLDERS), st.sampled_from("fg"), st.integers(0, 3)
    ),
    st.tuples(numbers, numbers, numbers, numbers),
    max_size=14,
)
policies = st.sampled_from(POLICIES)


def text_of(tree: dict[str, tuple[int, int, int, int]]) -> str:
    """The drawn form of a random tree."""
    return "\n".join(f"{path} {' '.join(map(str, counts))}" for path, counts in tree.items())


def ledger(policy: str, tree: dict[str, tuple[int, int, int, int]]) -> Ledger:
    """The ledger of a random tree."""
    return ledger_of(policy, text_of(tree))


@given(policies, files)
def test_rows_add_up_to_the_commit_in_every_dimension(
    policy: str, tree: dict[str, tuple[int, int, int, int]]
) -> None:
    found = ledger(policy, tree)
    excluded = "src/" if "files: {exclude: []}" not in policy else None
    kept = [
        (lines, decisions + functions, functions, classes)
        for path, (lines, decisions, functions, classes) in tree.items()
        if not (excluded and path.startswith("src/") and path.endswith("/f1.py"))
    ]
    assert found.totals == add(NO_CODE, *kept)
    for position in range(len(found.dimensions)):
        owners = {(row.place.owners[position], row.place.classes[position]) for row in found.rows}
        by_owner = [
            add(
                NO_CODE,
                *(
                    row.counts
                    for row in found.rows
                    if (row.place.owners[position], row.place.classes[position]) == owner
                ),
            )
            for owner in owners
        ]
        assert add(NO_CODE, *by_owner) == found.totals


@given(policies, files, files)
def test_changes_of_rows_add_up_to_the_change_of_the_total(
    policy: str,
    before: dict[str, tuple[int, int, int, int]],
    after: dict[str, tuple[int, int, int, int]],
) -> None:
    base, head = ledger(policy, before), ledger(policy, after)
    places = {row.place for row in (*base.rows, *head.rows)}
    at_base = {row.place: row.counts for row in base.rows}
    at_head = {row.place: row.counts for row in head.rows}
    zero = (0,) * len(CODE_METRICS)
    for metric in range(len(CODE_METRICS)):
        moved = sum(
            at_head.get(place, zero)[metric] - at_base.get(place, zero)[metric] for place in places
        )
        assert moved == head.totals[metric] - base.totals[metric]


@given(policies, files, st.integers(1, 500))
def test_code_that_only_others_own_changes_no_share(
    policy: str, tree: dict[str, tuple[int, int, int, int]], lines: int
) -> None:
    others = {"src/bus/new.py": (lines, lines, 2, 1), "sectors/farm/new.py": (lines, 1, 1, 1)}
    before, after = ledger(policy, tree), ledger(policy, {**tree, **others})
    rules = policy_of(policy)
    mine = {
        (row.budget.name, row.variant, row.metric): row.head
        for row in compare(rules, Ledgers(before, None, None)).rows
    }
    now = {
        (row.budget.name, row.variant, row.metric): row.head
        for row in compare(rules, Ledgers(after, None, None)).rows
        if row.variant not in ("bus", "farm")
    }
    assert {key: figures for key, figures in now.items() if key in mine} == mine


@given(policies, files, st.randoms(use_true_random=False))
def test_the_order_of_files_and_rules_changes_nothing(
    policy: str, tree: dict[str, tuple[int, int, int, int]], random: Random
) -> None:
    drawn = text_of(tree)
    lines = drawn.splitlines()
    random.shuffle(lines)
    reordered = policy.replace("van: {}, truck: {}", "truck: {}, van: {}").replace(
        "of: [van, truck]", "of: [truck, van]"
    )
    assert ledger_of(policy, drawn) == ledger_of(reordered, "\n".join(lines))


@given(policies, files)
def test_the_sum_of_folders_is_the_sum_of_all_files_in_one(
    policy: str, tree: dict[str, tuple[int, int, int, int]]
) -> None:
    rules, drawing = policy_of(policy), draw(text_of(tree))
    entries = tuple(entry for folder in drawing.folders for entry in folder.files)
    root = drawing.folders[-1]._replace(files=entries, folders=())
    flat = drawing._replace(folders=(root,))
    assert by_place(sum_of(rules, drawing)) == by_place(sum_of(rules, flat))


@given(st.sampled_from((*POLICIES, BY_FOLDER)), files)
def test_a_file_is_decided_the_same_alone_and_beside_others(
    policy: str, tree: dict[str, tuple[int, int, int, int]]
) -> None:
    together = planner_of(policy_of(policy))
    for folder in draw(text_of(tree)).folders:
        alone = tuple(planner_of(policy_of(policy)).planned(entry) for entry in folder.files)
        assert together.plan(folder) == alone


def by_place(total: Sum) -> Sum:
    """The same sum, its rows in no particular order."""
    return total._replace(rows=dict(total.rows), excluded=dict(total.excluded))


@given(policies, files)
def test_rows_and_sums_of_folders_come_back_from_their_bytes(
    policy: str, tree: dict[str, tuple[int, int, int, int]]
) -> None:
    rules, drawing = policy_of(policy), draw(text_of(tree))
    rows = rows_of(rules, drawing)
    for folder in drawing.folders:
        assert unpack_rows(pack_rows(rows[folder.key]), folder) == rows[folder.key]
    total = sum_of(rules, drawing)
    assert unpack_sum(pack_sum(total)) == total
