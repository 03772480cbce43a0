"""A policy comes back from its bytes; bytes of somebody else give a ValueError or a policy."""

import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from tests.policy_file.drawn import SMALL
from tests.policy_file.policies import Plain, dump, policies
from variant_budget.policy_file.exceptions import read_waivers
from variant_budget.policy_file.normal_form import pack, unpack
from variant_budget.policy_file.policy import read_policy

POLICY = read_policy(SMALL.encode(), "p")
EXCEPTIONS = b"""\
version: 1
exceptions:
  - {id: EX-1, budget: vehicle, variant: van, metric: all, limit: hard, ceiling: 6.25,
     reason: brakes, approved_by: ada, approved_on: 2026-01-01, expires_on: 2027-01-01,
     ticket: CCB-1, refactoring_plan: "https://example.com/plan"}
"""
WAIVERS = read_waivers(EXCEPTIONS, "e", POLICY)
PACKED = pack((POLICY, WAIVERS))

names = st.sampled_from(["Policy", "Waiver", "Fraction", "date", "tuple", "Location", "Pattern"])
numbers = st.integers() | st.floats()
nodes = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text() | names, inside),
)


@given(policies())
def test_a_policy_comes_back_from_its_bytes(plain: Plain) -> None:
    policy = read_policy(dump(plain), "p")
    assert unpack(pack((policy, ()))) == (policy, ())


def test_exceptions_come_back_from_their_bytes() -> None:
    assert WAIVERS
    assert unpack(PACKED) == (POLICY, WAIVERS)


@given(nodes)
def test_other_json_is_a_value_error(node: object) -> None:
    with suppress(ValueError):
        unpack(json.dumps(node).encode())


@given(st.integers(0, len(PACKED) - 1), st.binary(max_size=3))
def test_changed_bytes_are_a_value_error_or_a_policy(at: int, replacement: bytes) -> None:
    with suppress(ValueError):
        unpack(PACKED[:at] + replacement + PACKED[at + 1 :])
