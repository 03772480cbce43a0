"""Laws of the reader of exceptions: it writes what it read, and agrees with its JSON Schema."""

import copy
from decimal import Decimal

import jsonschema
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy_file.drawn import SMALL
from tests.policy_file.policies import Plain, dump
from tests.policy_file.test_policy_laws import KEYS, NOWHERE, WRONG, WRONG_TREES, paths_into
from variant_budget.errors import PolicyError
from variant_budget.policy_file.exceptions import read_waivers
from variant_budget.policy_file.plain import plain_waiver
from variant_budget.policy_file.policy import read_policy
from variant_budget.policy_file.schema import exceptions_schema

POLICY = read_policy(SMALL.encode(), "p")
BETWEEN_KEYS = {
    "days-reversed",
    "exceptions-overlap",
    "id-taken",
    "unknown-budget",
    "unknown-dimension",
    "unknown-metric",
    "unknown-variant",
}
VALIDATOR = jsonschema.Draft202012Validator(
    exceptions_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


@st.composite
def entries(draw: st.DrawFn, number: int) -> Plain:
    """A right exception; those of two numbers never cover one row."""
    entry: Plain = {
        "id": f"EX-{number}",
        "budget": "vehicle",
        "variant": f"truck-{number}",
        "metric": draw(st.sampled_from(["all", "lines_of_code"])),
        "limit": "hard",
        "ceiling": Decimal(draw(st.integers(0, 1_000_000))) / 10_000,
        "reason": draw(st.sampled_from(["x", "two\nlines", 'it\'s: "so"', "TODOS"])),
        "approved_by": draw(st.sampled_from(["ada", "@org/ccb", "1"])),
        "approved_on": draw(st.dates()).isoformat(),
        "expires_on": "9999-12-31",
        "ticket": "CCB-1",
        "refactoring_plan": draw(st.sampled_from(["x" * 20, "https://x", "1 2 3 4 5 6 7 8 9 0 1"])),
    }
    if draw(st.booleans()):
        entry |= {"limit": "trend", "since": draw(st.sampled_from(["1.10", "v2", "on"]))}
    if draw(st.booleans()):
        entry |= {"budget": "test", "dimension": "vehicle", "metric": "all"}
    return entry


@st.composite
def files(draw: st.DrawFn) -> Plain:
    """A right file of exceptions."""
    numbers = range(draw(st.integers(0, 3)))
    return {"version": 1, "exceptions": [draw(entries(number)) for number in numbers]}


@st.composite
def mutants(draw: st.DrawFn) -> Plain:
    """A right file with one to three places changed."""
    plain = copy.deepcopy(draw(files()))
    words = (*WRONG, *WRONG_TREES, "TODO", "a TODO b", "trend", "test", "2026-02-30", "20261231")
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(paths_into(plain)[1:]))
        holder = plain
        for key in above:
            holder = holder[key]
        change = draw(st.sampled_from(["value", "value", "delete", "key"]))
        if change == "value":
            holder[last] = copy.deepcopy(draw(st.sampled_from(words)))
        elif change == "delete":
            del holder[last]
        elif isinstance(holder, dict):
            holder[draw(st.sampled_from([*KEYS, "since", "dimension"]))] = holder.pop(last)
        if not plain:
            break
    return plain


@settings(max_examples=200, deadline=None)
@given(files(), st.booleans())
def test_what_was_read_can_be_written_and_read_again(plain: Plain, flow: bool) -> None:
    waivers = read_waivers(dump(plain, flow=flow), "e", POLICY)

    written = {"version": 1, "exceptions": [plain_waiver(waiver) for waiver in waivers]}
    again = read_waivers(dump(written), "e", POLICY)

    assert written["exceptions"] == plain["exceptions"]
    nowhere = [[w._replace(location=NOWHERE) for w in each] for each in (waivers, again)]
    assert nowhere[0] == nowhere[1]


@settings(max_examples=300, deadline=None)
@given(st.one_of(mutants(), files()))
def test_the_reader_and_the_schema_agree(plain: Plain) -> None:
    data = dump(plain)
    slugs, messages = set(), ""
    try:
        read_waivers(data, "e", POLICY)
    except PolicyError as error:
        slugs, messages = {problem.slug for problem in error.problems}, str(error)
    told = "\n".join(error.message for error in VALIDATOR.iter_errors(yaml.safe_load(data)))

    if told:
        assert slugs, f"only the schema refuses this:\n{told}\n{data.decode()}"
    else:
        assert slugs <= BETWEEN_KEYS, f"only the reader refuses this:\n{messages}\n{data.decode()}"
