"""What a proposed policy changes, in lines; and what a policy asks for that is not built yet."""

from tests.policy_file.drawn import SMALL
from tests.policy_file.test_exceptions import HEAD, entry, read
from variant_budget.policy_file.policy import read_policy
from variant_budget.policy_file.proposal import differences, waiver_differences


def changes(old: str, new: str) -> tuple[str, ...]:
    """The lines for a change of the text of the policy."""
    return differences(read_policy(old.encode(), "p"), read_policy(new.encode(), "p"))


def test_a_raised_limit_and_a_new_exclusion_are_lines() -> None:
    raised = SMALL.replace("hard_limit: 5.0", "hard_limit: 99.5")
    excluded = raised + 'files: {exclude: ["src/vehicles/truck/"]}\n'

    assert changes(SMALL, excluded) == (
        "files.exclude: + src/vehicles/truck/",
        "vehicle_budget.hard_limit: 5 → 99.5",
    )


def test_a_default_written_out_and_keys_in_another_order_are_no_change() -> None:
    same = SMALL.replace(
        "{hard_limit: 5.0, soft_limit: 3.0}",
        "{soft_limit: 3, relative_to: product, hard_limit: 5, enforce: {default: [hard]}}",
    )

    assert changes(SMALL, "# a comment\n" + same) == ()


def test_what_is_new_is_listed_by_key_and_what_is_gone_once() -> None:
    more = SMALL.replace(
        "windows: {", "bsd: {paths: [src/bsd/, a/], symbols: [BSD]}\n      windows: {"
    )
    more = more.replace("test_budget: {hard_limit: 25.0}\n", "undecided: fail\n")

    assert changes(SMALL, more) == (
        "dimensions.platform.variants.bsd.paths: + a/",
        "dimensions.platform.variants.bsd.paths: + src/bsd/",
        "dimensions.platform.variants.bsd.symbols: + BSD",
        "test_budget: removed",
        "undecided: warn → fail",
    )
    assert changes(more, SMALL)[0] == "dimensions.platform.variants.bsd: removed"


def test_the_order_of_patterns_matters() -> None:
    one = SMALL + 'files: {exclude: [a, "!b"]}\n'
    other = SMALL + 'files: {exclude: [c, a, "!b"]}\n'
    turned = SMALL + 'files: {exclude: [a, c, "!b"]}\n'

    assert changes(one, other) == ("files.exclude: + c",)
    assert changes(other, turned) == ("files.exclude: in another order: a, c, !b",)


def test_a_new_variant_without_keys_is_a_line() -> None:
    more = SMALL.replace("windows: {", "bsd:\n      windows: {")

    assert changes(SMALL, more) == ("dimensions.platform.variants.bsd: + {}",)


def test_lines_are_short() -> None:
    long = SMALL + f"files: {{exclude: [{'x' * 200}]}}\n"

    (line,) = changes(SMALL, long)

    assert len(line) == 200
    assert line.endswith("…")


def test_exceptions_that_change_are_lines() -> None:
    old = read(HEAD + entry(id="A") + entry(id="B", variant="van"))
    new = read(
        HEAD + entry(id="A", ceiling="9", expires_on="2027-12-31") + entry(id="C", variant="x")
    )

    lines = waiver_differences(old, new)

    assert lines[:3] == (
        "exceptions.A.ceiling: 6.5 → 9",
        "exceptions.A.expires_on: 2026-12-31 → 2027-12-31",
        "exceptions.B: removed",
    )
    (added,) = lines[3:]
    assert added.startswith("exceptions.C: + vehicle x ")
    assert "up to 6.5 % from 2026-11-01 to 2026-12-31" in added
    assert waiver_differences(old, old) == ()
