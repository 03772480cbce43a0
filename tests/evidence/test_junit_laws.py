"""Whatever tree of suites is written comes back; whatever becomes of its bytes, it is told."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.drawn_reports import SUITES, DrawnSuite, cases_of, written
from tests.evidence.pieces import junit, slugs
from variant_budget.domain.evidence import UnreadableError

ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "ascii"])


def held(data: bytes, size: int) -> tuple[int, list[str]]:
    """How many tests a report accounts for, and what is odd about it; none where it is refused."""
    try:
        report, remarks = junit(data, size)
    except UnreadableError as error:
        return 0, [error.remark.slug]
    runs = sum(max(1, case.runs) for case in report.cases)
    return runs + len(report.setups), slugs(remarks)


@given(SUITES, st.integers(1, 50), ENCODINGS)
def test_a_report_comes_back_whatever_the_pieces_and_the_encoding(
    suite: DrawnSuite, size: int, encoding: str
) -> None:
    data = written(suite).encode(encoding, "xmlcharrefreplace")
    report, _ = junit(data, size)
    drawn = cases_of(suite)
    told = [(c.clues.files, c.clues.classname, c.name, c.time, c.runs) for c in report.cases]
    assert [(*each[1:],) for each in told] == [
        (each.classname, each.name, each.time, each.reruns + 1) for each in drawn
    ]
    assert [each[0][:1] for each in told] == [(each.file,) if each.file else () for each in drawn]
    assert not report.setups


@given(SUITES)
def test_names_of_suites_are_clues_nearest_first(suite: DrawnSuite) -> None:
    def around(each: DrawnSuite, names: tuple[str, ...]) -> list[tuple[str, ...]]:
        names = tuple(dict.fromkeys(filter(None, (each.name, *names))))
        return [
            clue
            for inside in each.inside
            for clue in (around(inside, names) if isinstance(inside, DrawnSuite) else [names])
        ]

    told = [case.clues.suites for case in junit(written(suite))[0].cases]
    assert [Counter(each) for each in told] == [Counter(each) for each in around(suite, ())]
    assert [each[:1] for each in told] == [each[:1] for each in around(suite, ())]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[int, bytes]:
    """How many tests a report held, and its bytes after some were changed, lost or doubled."""
    suite = draw(SUITES.filter(lambda each: bool(cases_of(each))))
    data = bytearray(written(suite, declare=True).encode())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(["change", "cut", "lose", "double", "insert"]))
        if kind == "change":
            data[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del data[max(at, 1) :]
        elif kind == "lose":
            del data[at : at + draw(st.integers(1, 30))]
        elif kind == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 30))]
        else:
            data[at:at] = draw(st.binary(min_size=1, max_size=4))
        if not data:
            break
    return len(cases_of(suite)), bytes(data)


def _declares(data: bytes, number: int) -> bool:
    return data.partition(b">")[0].endswith(b' tests="%d"' % number)


@given(damaged(), st.integers(1, 100))
def test_damage_is_refused_or_told_and_never_a_crash(damage: tuple[int, bytes], size: int) -> None:
    number, data = damage
    listed, remarks = held(data, size)
    # Damage that changes what the root declares cannot be told from another report.
    if _declares(data, number):
        assert listed >= number or remarks


@given(st.binary(max_size=200))
def test_any_bytes_are_no_crash(data: bytes) -> None:
    listed, remarks = held(data, 7)
    assert listed or remarks


@given(st.text(max_size=12))
def test_any_text_as_a_declared_encoding_is_no_crash(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><testsuite name="s"/>'
    assert held(text.encode("utf-8", "replace"), 9)[1]
