"""The laws of the ledger for files with conditions, marks and edited copies in them."""

from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.written import Written, written
from variant_budget.attribute.packing import pack_rows, pack_sum, unpack_rows, unpack_sum
from variant_budget.compare import compare
from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Ledgers, LineClass, Row, add

POLICY = """
version: 1
undecided: {undecided}
dimensions:
  vehicle:
    {shared}
    variants:
      bus: {{paths: ["bus/", {{path: "copies/bus/", overlay_of: "core/"}}], symbols: [BUS]}}
      car: {{symbols: [CAR, "Kind.CAR"], implies: [bus]}}
      truck: {{paths: ["truck/"], symbols: [TRUCK]}}
    groups: {{big: {{of: [bus, truck], paths: ["big/"], symbols: [BIG]}}}}
    ignore_symbols: [OLD]
  sector:
    complete: {complete}
    variants:
      farm: {{paths: ["farm/"], symbols: [FARM]}}
      mine: {{paths: [{{path: "mine.c", overlay_of: "core/a.c"}}], symbols: [MINE]}}
artifacts:
  sources: {{files: ["*.c"]}}
  shorts: {{files: ["*"], matches: "int .;"}}
  kinds: {{files: ["*"], functions: "f*"}}
vehicle_budget: {{hard_limit: 5, metrics: [lines_of_code, function_count, sources, shorts, kinds]}}
sector_budget: {{hard_limit: 5, relative_to: common}}
"""
POLICIES = [
    POLICY.format(shared=shared, complete=complete, undecided=undecided)
    for shared in ("", 'shared: ["core/"]')
    for complete in ("false", "true")
    for undecided in ("warn", "fail")
]
PATHS = [
    f"{folder}/{name}"
    for folder in ("core", "truck", "big", "farm", "copies/bus", "lost")
    for name in ("a.c", "b.py")
]
SYMBOLS = ("BUS", "CAR", "TRUCK", "BIG", "OLD", "FARM", "MINE", "X", "Y")
MARKS = ("vehicle=bus", "vehicle=bus,truck", "sector=mine", "vehicle=car sector=farm")

atoms = st.sampled_from(
    [*SYMBOLS, *(f"defined({each})" for each in SYMBOLS), "BUS == 0", "CAR > 2", "0", "1"]
)
conditions = st.recursive(
    atoms,
    lambda inner: (
        st.builds("!({})".format, inner)
        | st.builds("({}) && ({})".format, inner, inner)
        | st.builds("({}) || ({})".format, inner, inner)
    ),
    max_leaves=4,
)
statements = st.sampled_from(
    ["int a;", "int b;", "int f(int a) { return a ? 1 : 2; }", "struct s { int a; };", "// c", ""]
)
plain = st.lists(statements, min_size=1, max_size=3)


def _chain(branches: list[tuple[str, list[str]]], otherwise: list[str] | None) -> list[str]:
    words = iter(("#if", *(["#elif"] * len(branches))))
    found = [row for told, body in branches for row in (f"{next(words)} {told}", *body)]
    return [*found, *(() if otherwise is None else ("#else", *otherwise)), "#endif"]


def _marked(mark: str, body: list[str]) -> list[str]:
    return [f"// variant-budget: begin {mark}", *body, "// variant-budget: end"]


def _blocks(bodies: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    branches = st.lists(st.tuples(conditions, bodies), min_size=1, max_size=3)
    one = (
        st.builds(_chain, branches, st.none() | bodies)
        | st.builds(_marked, st.sampled_from(MARKS), bodies)
        | bodies
    )
    return st.lists(one, min_size=1, max_size=3).map(
        lambda parts: [row for p in parts for row in p]
    )


c_lines = st.recursive(plain, _blocks, max_leaves=6)
crossing = st.lists(
    st.sampled_from(
        [
            *("#if TRUCK", "#ifdef FARM", "#elif BUS || X", "#else", "#endif"),
            *(f"// variant-budget: begin {mark}" for mark in MARKS),
            *(
                "// variant-budget: end",
                "int a;",
                "int f(void) { return 1; }",
                "/*",
                "*/",
                "\f",
                "",
            ),
        ]
    ),
    max_size=14,
)
"""Structure that need not close."""
python_lines = st.lists(
    st.sampled_from(
        [
            *("if kind == Kind.CAR:", "    a = 1", "elif TRUCK and x:", "else:", "a = 2", ""),
            *("    if FARM:", "        b = 1", "def f(a):", "    return a or 1"),
            *("# variant-budget: begin vehicle=truck", "# variant-budget: end", '"""', "#"),
        ]
    ),
    max_size=12,
)


def _text(rows: list[str], ends: str, last: str) -> str:
    return ends.join(rows) + last


ends = st.sampled_from(["\n", "\n", "\r\n", "\r"])
texts = {
    "c": st.builds(_text, c_lines | crossing, ends, st.sampled_from(["", "\n"])),
    "py": st.builds(_text, python_lines, ends, st.sampled_from(["", "\n"])),
}


@st.composite
def trees(draw: st.DrawFn) -> dict[str, str]:
    """Some files; those of copies often resemble what they are copies of."""
    paths = draw(st.lists(st.sampled_from(PATHS), unique=True, min_size=1, max_size=4))
    found = {path: draw(texts[path.rpartition(".")[2]]) for path in paths}
    if "core/a.c" in found and draw(st.booleans()):
        rows = found["core/a.c"].splitlines()
        del rows[draw(st.integers(0, len(rows))) :][:1]
        rows.insert(draw(st.integers(0, len(rows))), draw(statements))
        for path in ("copies/bus/a.c", "mine.c"):
            if draw(st.booleans()):
                found[path] = "\n".join(rows)
    return found


NOTHING = (0,) * 7
"""Four metrics of code, and three artifacts."""
policies = st.sampled_from(POLICIES)
surveys = st.builds(written, policies, trees())


@given(surveys)
@example(written(POLICIES[0], {"core/a.c": "int a;\n", "copies/bus/a.c": ""}))
def test_the_lines_of_a_file_add_up_to_its_facts_in_every_metric(survey: Written) -> None:
    wholes = []
    for path, reading in survey.readings.items():
        row = survey.rows[path]
        wholes.append(reading.facts.counts + row.units)
        assert add(NOTHING, *(counts for _, counts in row.pieces)) == wholes[-1]
    assert survey.ledger.totals == add(NOTHING, *wholes)
    assert survey.ledger.decided.totals == add(NOTHING, *wholes)


@given(surveys)
def test_every_line_stands_in_exactly_one_span(survey: Written) -> None:
    for reading in survey.readings.values():
        ends = [0, *(span.last for span in reading.spans)]
        assert [span.first for span in reading.spans] == [last + 1 for last in ends[:-1]]
        assert all(span.first <= span.last for span in reading.spans)
        assert ends[-1] == reading.facts.lines


@given(surveys)
def test_what_a_path_gives_to_one_stays_its_own_and_what_it_gives_to_a_group_stays_in_it(
    survey: Written,
) -> None:
    for row in survey.rows.values():
        for place, _ in row.pieces:
            for at, owner in enumerate(row.place.owners):
                copied = place.classes[at] is LineClass.COPY
                if len(owner) == 1:
                    assert place.owners[at] == owner or (copied and not place.owners[at])
                elif owner:
                    assert place.owners[at]
                    assert set(place.owners[at]) <= set(owner)
                else:
                    assert not copied


@given(surveys)
def test_a_line_in_doubt_is_shared_and_nobody_owns_less_once_it_is_decided(survey: Written) -> None:
    plain, decided = survey.ledger, survey.ledger.decided
    for row in plain.rows:
        for kind, at, variants in row.place.asides:
            if kind == "undecided":
                assert variants
                assert not row.place.owners[at]
    for dimension in plain.dimensions:
        before, after = (
            owned_lines(each.rows, dimension, plain.dimensions) for each in (plain, decided)
        )
        assert all(lines <= after.get(name, 0) for name, lines in before.items())


def owned_lines(rows: Iterable[Row], dimension: str, dimensions: tuple[str, ...]) -> dict[str, int]:
    at, found = dimensions.index(dimension), dict[str, int]()
    for row in rows:
        for name in row.place.owners[at]:
            found[name] = found.get(name, 0) + row.counts[0]
    return found


@given(surveys)
def test_rows_and_sums_come_back_from_their_bytes(survey: Written) -> None:
    for folder in survey.folders:
        rows = survey.rows_of[folder.key]
        assert unpack_rows(pack_rows(rows), folder) == rows
    assert unpack_sum(pack_sum(survey.sum)) == survey.sum


OTHERS = {
    "a condition": ["#ifdef BUS", "int other(int a) { return a ? 1 : 2; }", "#endif"],
    "two conditions": ["#if BUS", "#ifdef MINE", "int other;", "#endif", "#endif"],
    "a group's condition": ["#if CAR || BUS && X", "struct other { int a; };", "#endif"],
    "a mark": _marked("vehicle=bus sector=mine", ["int other;"]),
}
"""Code that belongs to bus or car, and perhaps to mine, wherever it stands."""


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
@given(policy=policies, tree=trees(), rows=st.lists(c_lines, min_size=2, max_size=2))
def test_code_that_only_others_own_changes_no_share(
    policy: str, tree: dict[str, str], rows: list[list[str]], other: list[str]
) -> None:
    head, tail = rows
    without = written(policy, tree | {"core/c.c": "\n".join([*head, *tail])})
    beside = written(policy, tree | {"core/c.c": "\n".join([*head, *other, *tail])})
    mine = {key: each for key, each in figures(without).items() if key[0] in ("truck", "farm")}
    assert {key: each for key, each in figures(beside).items() if key in mine} == mine


def figures(survey: Written) -> dict[tuple[str, str], Figures | None]:
    """(variant, metric) -> what is judged."""
    rows = compare(survey.policy, Ledgers(survey.ledger, None, None)).rows
    # How many places a variant's files have is no share.
    return {
        (row.variant, row.metric): row.head and row.head._replace(files=0, lines_only=0)
        for row in rows
    }
