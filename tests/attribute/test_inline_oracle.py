"""Who owns a line, by running a small preprocessor of the test's own in every world.

No unknown stands twice, so that three values say what trying all values says.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count, product
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.written import written
from variant_budget.domain.ledger import AsideKind

POLICY = """
version: 1
dimensions:
  vehicle:
    variants:
      bus: {symbols: [BUS]}
      car: {symbols: [CAR], implies: [bus]}
      truck: {symbols: [TRUCK]}
    groups: {big: {of: [bus, truck], symbols: [BIG]}}
vehicle_budget: {hard_limit: 5}
"""
WORLDS = {
    "": frozenset[str](),
    "bus": frozenset({"BUS", "BIG"}),
    "car": frozenset({"CAR", "BUS", "BIG"}),
    "truck": frozenset({"TRUCK", "BIG"}),
}
MOST = 6
"""Unknowns of a file, all of whose values are tried."""


class Chain(NamedTuple):
    """`#if` … `#elif` … `#else`; a body holds chains, and None for a line of code."""

    branches: tuple[tuple[str, tuple["Chain | None", ...]], ...]
    otherwise: tuple["Chain | None", ...] | None


conditions = st.recursive(
    st.sampled_from(["BUS", "CAR", "TRUCK", "BIG", "?", "?"]),
    lambda inner: (
        st.builds("!({})".format, inner)
        | st.builds("({} && {})".format, inner, inner)
        | st.builds("({} || {})".format, inner, inner)
    ),
    max_leaves=4,
)


def _chains(bodies: st.SearchStrategy[tuple[Chain | None, ...]]) -> st.SearchStrategy[Chain]:
    branches = st.lists(st.tuples(conditions, bodies), min_size=1, max_size=3).map(tuple)
    return st.builds(Chain, branches, st.none() | bodies)


bodies = st.recursive(
    st.just((None,)),
    lambda inner: st.lists(st.none() | _chains(inner), min_size=1, max_size=3).map(tuple),
    max_leaves=5,
)


class Line(NamedTuple):
    """A line of the file, and under which conditions it is compiled: all of `needs`, none of `not`."""

    text: str
    needs: tuple[str, ...]
    never: tuple[str, ...]


def lines_of(body: tuple[Chain | None, ...], names: Iterator[int]) -> list[Line]:
    """The lines of a file, every `?` in a condition with a name of its own."""
    found: list[Line] = []
    for each in body:
        found += [Line("int a;", (), ())] if each is None else _of_chain(each, names)
    return found


def _of_chain(chain: Chain, names: Iterator[int]) -> list[Line]:
    found, before, first = [], tuple[str, ...](), None
    for drawn, body in chain.branches:
        told = re.sub(r"\?", lambda _: f"X{next(names)}", drawn)
        word = "#if" if first is None else "#elif"
        branch = [Line(f"{word} {told}", (), ()), *lines_of(body, names)]
        found += [_under(line, (told,), before) for line in branch]
        first, before = first or told, (*before, told)
    if chain.otherwise is not None:
        branch = [Line("#else", (), ()), *lines_of(chain.otherwise, names)]
        found += [_under(line, (), before) for line in branch]
    return [*found, Line("#endif", (first or "",), ())]


def _under(line: Line, needs: tuple[str, ...], never: tuple[str, ...]) -> Line:
    return Line(line.text, (*needs, *line.needs), (*never, *line.never))


def holds(condition: str, true: frozenset[str]) -> bool:
    python = condition.replace("&&", " and ").replace("||", " or ").replace("!", " not ")
    names = {word: word in true for word in python.replace("(", " ").replace(")", " ").split()}
    return bool(eval(python, {"__builtins__": {}}, names))  # noqa: S307 - a condition of our own


def compiled(line: Line, unknowns: tuple[str, ...]) -> Mapping[str, set[frozenset[str]]]:
    """World -> the values of the unknowns (those that are true) that compile the line in it."""
    values = [
        frozenset(name for name, value in zip(unknowns, each, strict=True) if value)
        for each in product((False, True), repeat=len(unknowns))
    ]
    return {
        world: {
            value
            for value in values
            if all(holds(each, symbols | value) for each in line.needs)
            and not any(holds(each, symbols | value) for each in line.never)
        }
        for world, symbols in WORLDS.items()
    }


@given(bodies)
def test_a_line_belongs_to_those_for_whom_some_values_compile_it_and_for_nobody_none_does(
    body: tuple[Chain | None, ...],
) -> None:
    names = count()
    lines = lines_of(body, names)
    number = next(names)
    assume(number <= MOST)
    unknowns = tuple(f"X{at}" for at in range(number))
    survey = written(POLICY, {"core/a.c": "".join(f"{line.text}\n" for line in lines)})
    spans = survey.readings["core/a.c"].spans
    places = {n: span.grounds.place for span in spans for n in range(span.first, span.last + 1)}
    for at, line in enumerate(lines, 1):
        when = compiled(line, unknowns)
        (owner,) = places[at].owners
        if not any(when.values()):
            continue  # dead code belongs to those whom its conditions affirm
        possible = tuple(name for name in when if name and when[name])
        assert owner == (() if when[""] else possible)
        doubtful = [each.variants for each in places[at].asides if each.kind is AsideKind.UNDECIDED]
        expected = tuple(name for name in when if when[name] - when[""])
        assert doubtful == ([expected] if when[""] and expected else [])
