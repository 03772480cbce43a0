"""Whatever lines files have, every format gives them back; damage is told and never worse."""

import contextlib
import json
import time
from collections.abc import Callable, Mapping
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.told_coverage import lines_read, source
from variant_budget.domain.evidence import UnreadableError
from variant_budget.evidence.coverage import read_coverage

# A file once or more often, as writers do that have a part for each class or each run.
Part = tuple[str, Mapping[int, int]]

NAMES = st.from_regex(r"\A[a-zé][\w-]{0,6}(/[a-z&'<][\w.]{0,5}){0,3}\Z", fullmatch=False).filter(
    lambda name: not name.endswith(".") and "./" not in name
)
LINES = st.integers(1, 300) | st.integers(1, 100_000)
COUNTS = st.integers(0, 2) | st.integers(0, 2**64)
PARTS = st.lists(st.tuples(NAMES, st.dictionaries(LINES, COUNTS, max_size=12)), max_size=8)


def joined(parts: list[Part]) -> dict[str, dict[int, bool]]:
    found: dict[str, dict[int, bool]] = {}
    for name, lines in parts:
        into = found.setdefault(name, {})
        for line, count in lines.items():
            into[line] = into.get(line, False) or count > 0
    return {name: dict(sorted(lines.items())) for name, lines in found.items()}


def as_cobertura(parts: list[Part]) -> str:
    classes = "".join(
        f"<class filename={quoteattr(name)}><lines>"
        + "".join(f'<line number="{line}" hits="{count}"/>' for line, count in lines.items())
        + "</lines></class>"
        for name, lines in parts
    )
    return f"<coverage><sources/><packages><package><classes>{classes}</classes></package></packages></coverage>"


def as_clover(parts: list[Part]) -> str:
    files = "".join(
        f"<file name={quoteattr(name)}>"
        + "".join(f'<line num="{n}" count="{count}" type="stmt"/>' for n, count in lines.items())
        + "</file>"
        for name, lines in parts
    )
    return f"<coverage><project>{files}</project></coverage>"


def as_jacoco(parts: list[Part]) -> str:
    packages = "".join(
        f"<package name={quoteattr(name.rpartition('/')[0])}>"
        f"<sourcefile name={quoteattr(name.rpartition('/')[2])}>"
        + "".join(f'<line nr="{n}" mi="1" ci="{count}"/>' for n, count in lines.items())
        + "</sourcefile></package>"
        for name, lines in parts
    )
    return f"<report name='r'><sessioninfo/>{packages}</report>"


def as_lcov(parts: list[Part]) -> str:
    records = (
        f"SF:{name}\n" + "".join(f"DA:{n},{c}\n" for n, c in lines.items()) + "end_of_record\n"
        for name, lines in parts
    )
    return "TN:\n" + "".join(records)


def as_json(parts: list[Part]) -> str:
    files = {
        name: {
            "executed_lines": [line for line, ran in lines.items() if ran],
            "missing_lines": [line for line, ran in lines.items() if not ran],
            "excluded_lines": [],
        }
        for name, lines in joined(parts).items()
    }
    return json.dumps({"meta": {}, "files": files})


WRITERS = (as_cobertura, as_clover, as_jacoco, as_lcov, as_json)
Writer = Callable[[list[Part]], str]


@pytest.mark.parametrize("write", WRITERS)
@given(parts=PARTS, piece=st.integers(1, 200))
def test_what_was_written_is_read_in_pieces_of_any_size(
    write: Writer, parts: list[Part], piece: int
) -> None:
    report = write(parts)

    assert lines_read(report, max(piece, len(report) // 100)) == joined(parts)


@pytest.mark.parametrize("write", WRITERS)
@given(parts=PARTS)
def test_a_part_that_comes_again_changes_nothing(write: Writer, parts: list[Part]) -> None:
    assert lines_read(write(parts + parts[::-1])) == joined(parts)


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=150)
@given(data=st.data(), parts=PARTS)
def test_damage_gives_a_value_or_a_reason_in_good_time(
    write: Writer, data: st.DataObject, parts: list[Part]
) -> None:
    report = bytearray(write(parts).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(report)))
        until = data.draw(st.integers(at, min(len(report), at + 8)))
        report[at:until] = data.draw(st.binary(max_size=8))
    start = time.perf_counter()
    with contextlib.suppress(UnreadableError):
        coverage, remarks = read_coverage(source(bytes(report)))
        assert all(file.covered & ~file.coverable == 0 for file in coverage.files)
        assert any(file.coverable for file in coverage.files) or remarks
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("write", WRITERS)
@given(parts=PARTS.filter(bool), data=st.data())
def test_a_report_that_was_cut_off_never_passes_for_whole(
    write: Writer, parts: list[Part], data: st.DataObject
) -> None:
    report = write(parts)
    # A tracefile that ends between two records cannot be told from a whole one.
    cuts = [n for n in range(len(report)) if not report[:n].rstrip("\n").endswith("end_of_record")]
    cut = report[: data.draw(st.sampled_from(cuts))]
    try:
        _, remarks = read_coverage(source(cut))
    except UnreadableError:
        return
    assert remarks
