"""Laws of the reader: what it reads it can write, and it agrees with its own JSON Schema."""

import copy
from decimal import Decimal
from typing import Any

import jsonschema
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy_file.policies import Plain, dump, policies
from variant_budget.domain.location import Location
from variant_budget.domain.policy import Policy
from variant_budget.errors import PolicyError
from variant_budget.policy_file.plain import plain_policy
from variant_budget.policy_file.policy import read_policy
from variant_budget.policy_file.proposal import differences
from variant_budget.policy_file.schema import policy_schema

NOWHERE = Location("", 0, 0)

# What a JSON Schema cannot say: what one key means for another.
BETWEEN_KEYS = {
    "bad-overlay",
    "implies-circle",
    "named-twice",
    "needs-captures",
    "release-weaker",
    "soft-above-hard",
    "symbol-twice",
    "unknown-dimension",
    "unknown-metric",
    "unknown-runner",
    "unknown-variant",
}
VALIDATOR = jsonschema.Draft202012Validator(policy_schema())


def without_places(value: Any) -> Any:
    """The same value, every location the same."""
    if isinstance(value, Location):
        return NOWHERE
    if isinstance(value, Policy):
        value = value._replace(places=())
    if hasattr(value, "_fields"):
        return value._replace(
            **{name: without_places(getattr(value, name)) for name in value._fields}
        )
    return tuple(map(without_places, value)) if isinstance(value, tuple) else value


def problems(data: bytes) -> tuple[set[str], str]:
    """The slugs of what is wrong with a policy, and all messages."""
    try:
        read_policy(data, "policy.yml")
    except PolicyError as error:
        return {problem.slug for problem in error.problems}, str(error)
    return set(), ""


@settings(max_examples=100, deadline=None)
@given(policies(), st.booleans())
def test_what_was_read_can_be_written_and_read_again(plain: Plain, flow: bool) -> None:
    policy = read_policy(dump(plain, flow=flow), "policy.yml")

    again = read_policy(dump(plain_policy(policy), flow=flow), "policy.yml")

    assert without_places(again) == without_places(policy)
    assert differences(policy, again) == ()


@settings(max_examples=50, deadline=None)
@given(policies())
def test_nothing_that_was_written_is_lost(plain: Plain) -> None:
    written = plain_policy(read_policy(dump(plain), "policy.yml"))

    assert lost("", plain, written) == []


def lost(path: str, given_value: Any, kept: Any) -> list[str]:
    """The keys of `given_value` that `kept` does not hold with the same meaning."""
    if isinstance(given_value, dict):
        return [
            each
            for key, value in given_value.items()
            for each in lost(f"{path}.{key}", value, (kept or {}).get(key))
        ]
    if given_value == kept or (not given_value and not kept):
        return []
    # Kinds of limits have one order, and so have dimensions.
    same = isinstance(given_value, list) and sorted(map(str, given_value)) == sorted(map(str, kept))
    return [] if same else [f"{path}: {given_value} became {kept}"]


WRONG = (None, True, 5, -1, 101, "", "x", "a b", "5.0", "./src", "src/***", "#x", "a\\b", "{a,b}")
WRONG_TREES: tuple[Any, ...] = (
    [],
    ["x"],
    ["x", "x"],
    [5, "y"],
    [None],
    ["!x"],
    ["{variant}"],
    {},
    {"x": 1},
    {"x": {}},
)
KEYS = (
    "hard_limit",
    "metrics",
    "paths",
    "of",
    "x",
    "",
    "a b",
    "truck_budget",
    "reports",
    "variants",
)


def paths_into(plain: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data, by the keys and positions that lead to it."""
    items: Any = ()
    if isinstance(plain, dict):
        items = plain.items()
    elif isinstance(plain, list):
        items = enumerate(plain)
    return [path, *(each for key, value in items for each in paths_into(value, (*path, key)))]


@st.composite
def mutants(draw: st.DrawFn) -> Plain:
    """A right policy with one to three places changed, more often than not wrong."""
    plain = copy.deepcopy(draw(policies()))
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(paths_into(plain)[1:]))
        holder = plain
        for key in above:
            holder = holder[key]
        change = draw(st.sampled_from(["value", "value", "delete", "key"]))
        if change == "value":
            holder[last] = copy.deepcopy(draw(st.sampled_from(WRONG + WRONG_TREES)))
        elif change == "delete":
            del holder[last]
        elif isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS))] = holder.pop(last)
        if not plain:
            break
    return plain


@settings(max_examples=250, deadline=None)
@given(st.one_of(mutants(), policies()))
def test_the_reader_and_the_schema_agree(plain: Plain) -> None:
    data = dump(plain)
    slugs, messages = problems(data)
    told = "\n".join(error.message for error in VALIDATOR.iter_errors(yaml.safe_load(data)))

    if told:
        assert slugs, f"only the schema refuses this:\n{told}\n{data.decode()}"
    else:
        assert slugs <= BETWEEN_KEYS, f"only the reader refuses this:\n{messages}\n{data.decode()}"


def test_the_mutants_are_wrong_often_enough_to_prove_something() -> None:
    counts = {"right": 0, "wrong": 0}

    @settings(max_examples=60, database=None, deadline=None)
    @given(mutants())
    def count(plain: Plain) -> None:
        counts["wrong" if problems(dump(plain))[0] else "right"] += 1

    count()
    assert counts["right"] > 3
    assert counts["wrong"] > 30


def test_limits_are_exact() -> None:
    data = dump(
        {
            "version": 1,
            "dimensions": {"vehicle": {"paths": ["src/{variant}/"]}},
            "vehicle_budget": {"hard_limit": Decimal("0.3"), "soft_limit": Decimal("0.1")},
        }
    )

    limits = read_policy(data, "policy.yml").budgets[0].limits

    assert limits.hard is not None
    assert limits.soft is not None
    assert str(limits.hard.value) == "3/10"
    assert str(limits.soft.value) == "1/10"
