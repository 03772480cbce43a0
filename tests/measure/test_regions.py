"""Whole files: which lines stand under which conditions, and what is left out."""

import json

import pytest

from tests.measure.region_sources import (
    CALLED,
    CARRIAGE_RETURNS,
    CHAIN,
    CONSTANT,
    IN_STRINGS,
    NESTED,
    UNBALANCED,
)
from tests.measure.told import lexicon, rows
from variant_budget.domain.regions import NO_REGIONS, Regions, unpack_regions
from variant_budget.measure.regions import regions_of

SYMBOLS = lexicon("VAN", "BUS", "TRUCK")


def regions(source: str | bytes, language: str = "C", *symbols: str) -> Regions:
    data = source.encode() if isinstance(source, str) else source
    return regions_of(data, language, lexicon(*symbols) if symbols else SYMBOLS)


def stretches(found: Regions) -> list[tuple[int, ...]]:
    """First line, last line, and the branches."""
    return [(first, last, *held) for first, last, held in found.stretches]


CASES = [
    pytest.param(
        NESTED,
        ["2 VAN", "4 TRUCK in 0", "6 1 in 0 after 1", "10 1 after 0"],
        [(2, 3, 0), (4, 5, 1), (6, 7, 2), (8, 8, 1), (9, 9, 0), (10, 11, 3), (12, 12, 0)],
        id="01 nested",
    ),
    pytest.param(
        CHAIN,
        [
            "1 VAN",
            "4 (TRUCK | BUS) after 0",
            "6 (?defined SEDAN & !?defined SPORT) after 1",
            "8 1 after 2",
        ],
        [(1, 3, 0), (4, 5, 1), (6, 7, 2), (8, 9, 3), (10, 10, 0)],
        id="02 elif",
    ),
    pytest.param(
        UNBALANCED,
        ["3 VAN", "5 1 after 0"],
        [(3, 4, 0), (5, 6, 1), (7, 7, 0)],
        id="03 unbalanced braces",
    ),
    pytest.param(CONSTANT, [], [], id="04 if 0"),
    pytest.param(IN_STRINGS, ["10 VAN"], [(10, 12, 0)], id="05 strings and comments"),
    pytest.param(
        CARRIAGE_RETURNS,
        ["1 VAN", "3 1 after 0"],
        [(1, 2, 0), (3, 4, 1), (5, 5, 0)],
        id="09 carriage returns",
    ),
    pytest.param(
        CALLED,
        ["2 !VAN", "5 !TRUCK", "8 VAN", "10 TRUCK after 2", "12 1 after 3"],
        [(2, 4, 0), (5, 7, 1), (8, 9, 2), (10, 11, 3), (12, 13, 4), (14, 14, 2)],
        id="10 function-like macro",
    ),
]


@pytest.mark.parametrize(("source", "branches", "lines"), CASES)
def test_lines_stand_in_their_innermost_branch(
    source: str, branches: list[str], lines: list[tuple[int, ...]]
) -> None:
    found = regions(source)
    assert rows(found.branches) == branches
    assert stretches(found) == lines
    assert found.troubles == ()


def test_marks_of_a_file_are_regions_of_their_own() -> None:
    source = (
        "int a;\n// variant-budget: begin vehicle=van\nint v1;\nint v2;\n// variant-budget: end\nint b;\n"
        "// variant-budget: begin vehicle=truck\nint t1;\n// variant-budget: end vehicle=truck\n"
    )
    found = regions(source)
    assert rows(found.branches) == ["2 (vehicle=van)", "7 (vehicle=truck)"]
    assert stretches(found) == [(2, 5, 0), (7, 9, 1)]


def test_a_mark_that_is_never_closed_is_told_and_runs_to_the_end() -> None:
    found = regions("a = 1\n# variant-budget: begin vehicle=van\nb = 2\nc = 3\n", "Python")
    assert [each[:2] for each in found.troubles] == [("mark-unclosed", 2)]
    assert stretches(found) == [(2, 4, 0)]


def test_directives_statements_and_marks_may_cross() -> None:
    source = (
        "void f() {\n"
        "#ifdef VAN\n"
        "  if (kind == BUS) {\n"
        "    a();\n"
        "#endif\n"
        "    // variant-budget: begin sector=mining\n"
        "    b();\n"
        "  }\n"
        "  c(); // variant-budget: end\n"
        "}\n"
    )
    found = regions(source)
    assert rows(found.branches) == ["2 VAN", "3 BUS", "6 (sector=mining)"]
    assert stretches(found) == [
        (2, 2, 0),
        (3, 5, 0, 1),
        (6, 8, 1, 2),
        (9, 9, 2),
    ]


def test_chains_that_say_nothing_of_a_symbol_stay_only_around_one_that_does() -> None:
    source = (
        "#if X\na\n#elif Y\nb\n# ifdef VAN\nc\n#  if Z\nd\n#  endif\n# endif\ne\n#else\nf\n#endif\n"
        "#if W\n#endif\n"
    )
    found = regions(source)
    assert rows(found.branches) == ["1 ?X", "3 ?Y after 0", "5 VAN in 1"]
    assert stretches(found) == [(5, 10, 2)]


def test_what_is_not_closed_is_told_only_where_directives_say_something() -> None:
    assert [each[:2] for each in regions("#if X\n#if VAN\n#endif\n").troubles] == [
        ("conditional-unclosed", 1)
    ]
    assert regions("#if X\nVAN\n") == NO_REGIONS


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"#if OTHER\n#endif\n",
        b"int VAN;\n",
        b"\0#if VAN\n#endif\n",
        b"#if VANS\n#endif\n",
    ],
)
def test_a_file_that_says_nothing_has_no_regions_and_packs_to_nothing(source: bytes) -> None:
    assert regions(source) == NO_REGIONS
    assert regions(source).pack() == b""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_neither_encoding_nor_line_ends_change_the_regions(encoding: str, end: str) -> None:
    source = "a\n#if VAN && \\\n  !BUS\nb\n#endif\n// variant-budget: begin d=v\n// variant-budget: end\n"
    found = regions(source.replace("\n", end).encode(encoding))
    assert found == regions(source)
    assert stretches(found) == [(2, 5, 0), (6, 7, 1)]


def test_a_last_line_without_a_line_end_is_a_line() -> None:
    assert stretches(regions("#if VAN\na")) == [(1, 2, 0)]
    assert stretches(regions("#if VAN\n#endif")) == [(1, 2, 0)]


def test_regions_come_back_from_bytes() -> None:
    for case in CASES:
        found = regions(str(case.values[0]))
        packed = found.pack()
        assert unpack_regions(packed) == found
        assert not packed or json.loads(packed)
