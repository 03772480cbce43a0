"""Small policies drawn in tests, and the problems a reader finds in a text."""

from textwrap import dedent

from variant_budget.errors import PolicyError
from variant_budget.policy_file.exceptions import read_waivers
from variant_budget.policy_file.policy import read_policy

SMALL = """\
version: 1
dimensions:
  vehicle: {paths: ["src/vehicles/{variant}/"]}
  platform:
    variants:
      linux: {paths: ["src/linux/"]}
      windows: {paths: ["src/windows/"]}
vehicle_budget: {hard_limit: 5.0, soft_limit: 3.0}
test_budget: {hard_limit: 25.0}
"""


def problems_of(text: str | bytes) -> list[str]:
    """`line:column: message` for every problem of a policy, in order."""
    data = text if isinstance(text, bytes) else dedent(text).encode()
    try:
        read_policy(data, "p")
    except PolicyError as error:
        return [str(problem).removeprefix("p:") for problem in error.problems]
    return []


def slugs_of(text: str | bytes) -> list[str]:
    """The slug of every problem of a policy, in order."""
    data = text if isinstance(text, bytes) else dedent(text).encode()
    try:
        read_policy(data, "p")
    except PolicyError as error:
        return [problem.slug for problem in error.problems]
    return []


def exception_problems_of(text: str, policy: str = SMALL) -> list[str]:
    """`line:column: message` for every problem of exceptions, in order."""
    try:
        read_waivers(dedent(text).encode(), "e", read_policy(policy.encode(), "p"))
    except PolicyError as error:
        return [str(problem).removeprefix("e:") for problem in error.problems]
    return []
