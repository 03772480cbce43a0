"""JUnit reports of any shape, drawn by hypothesis, with what they hold."""

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from hypothesis import strategies as st

SECOND = 1_000_000_000


class DrawnCase(NamedTuple):
    """A case: what identifies it, its time as it is written, and that time in nanoseconds."""

    file: str
    classname: str
    name: str
    text: str | None
    time: int | None
    reruns: int


class DrawnSuite(NamedTuple):
    """A suite, and what stands in it, in its order."""

    name: str
    inside: "tuple[DrawnSuite | DrawnCase, ...]"


# What XML allows, but for what an attribute cannot keep: a line end or tab is read as a blank.
NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8
)
MILLISECONDS = st.integers(0, 10**9)


def _written(thousandths: int) -> str:
    return f"{thousandths // 1000}.{thousandths % 1000:03}"


TIMES = st.one_of(
    MILLISECONDS.map(lambda ms: (_written(ms), ms * 1_000_000)),
    st.integers(0, 10**6).map(lambda s: (f"{s}", s * SECOND)),
    st.integers(0, 10**6).map(lambda ms: (f"{ms}ms", ms * 1_000_000)),
    st.integers(0, 86_399).map(
        lambda s: (f"{s // 3600}:{s // 60 % 60:02}:{s % 60:02}.5", s * SECOND + SECOND // 2)
    ),
    st.integers(1, 10**6).map(lambda ns: (f"{ns}e-9", ns)),
    st.integers(1000, 10**6).map(lambda s: (f"{s:,}.0", s * SECOND)),
    st.sampled_from(["", "-1", "NaN", "soon", None]).map(lambda text: (text, None)),
)
CASES = st.tuples(NAMES, NAMES, NAMES, TIMES, st.integers(0, 2)).map(
    lambda drawn: DrawnCase(drawn[0], drawn[1], drawn[2], drawn[3][0], drawn[3][1], drawn[4])
)
SUITES = st.recursive(
    st.builds(DrawnSuite, NAMES, st.lists(CASES, max_size=4).map(tuple)),
    lambda inner: st.builds(DrawnSuite, NAMES, st.lists(inner | CASES, max_size=4).map(tuple)),
    max_leaves=8,
)


def cases_of(suite: DrawnSuite) -> list[DrawnCase]:
    """All cases, in the order of the report."""
    return [
        case
        for each in suite.inside
        for case in (cases_of(each) if isinstance(each, DrawnSuite) else [each])
    ]


def written(suite: DrawnSuite, *, declare: bool = False) -> str:
    """The suite as XML; with `declare`, saying how many tests stand in it."""
    tests = f' tests="{len(cases_of(suite))}"' if declare else ""
    inside = "".join(
        written(each, declare=declare) if isinstance(each, DrawnSuite) else _case(each)
        for each in suite.inside
    )
    return f"<testsuite name={quoteattr(suite.name)}{tests}>{inside}</testsuite>"


def _case(case: DrawnCase) -> str:
    given = {"file": case.file, "classname": case.classname, "name": case.name, "time": case.text}
    attributes = " ".join(f"{k}={quoteattr(v)}" for k, v in given.items() if v is not None)
    return f"<testcase {attributes}>{'<rerunFailure/>' * case.reruns}</testcase>"
