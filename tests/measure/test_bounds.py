"""Hostile and generated files: time and memory grow with the bytes, never with their square."""

import time
import tracemalloc
from itertools import product

import pytest

from variant_budget.domain.facts import Kind
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.languages import LANGUAGES as ALL

SIZE = 40_000
SECONDS = 3
"""Generous: measured under 0.1 s each; what was quadratic took 7 s and more at this size."""

PIECES = [
    *(b"f(", b") {", b"{", b"}", b'"', b"'", b"`", b"/*", b"\n#if A", b"`${", b"`${ `a` ", b"`${{"),
    *(
        b"class a ",
        b"class A<",
        b"template<",
        b"=/",
        b"=/[",
        b"[[",
        b"--[=[",
        b'R"(',
        b'"""',
        b"'''",
    ),
    *(b'f"{', b"\n else:", b"for x:\n else:\n", b"assert (\n", b"\n case x:", b"def f(", b'\n""'),
    *(b"=>{", b"a(b(){", b"\nfunc f() (", b"\ntype (\n", b"@a(", b"enum a ", b"record a(", b"?>"),
    *(b"operator(", b"a __attribute__((x)) ", b"<<A\n", b"<<<A\n", b"#=", b"{-", b"\\\n", b"'a',"),
    *(
        b"interface a",
        b"a(b){c;}",
        b"a((((((b){",
        b"):a{",
        b"{}:",
        b"M(x)\n",
        b"\nrem",
        b"=begin\n",
    ),
]
# What opens something in one family of languages and is never closed.
KEYWORD_PIECES = [
    *(b"fn f(", b"fun ", b"fun f(", b"fun `a", b"func f() -> (", b"init<", b"def f[", b"def f\n"),
    *(
        b"class A<",
        b"class A private ",
        b"class `",
        b"get()",
        b"case a,\n",
        b"if case ",
        b"case (a",
    ),
    *(
        b"sub f ",
        b"function f() ",
        b"\nf() ",
        b"= function(",
        b"<- function(",
        b"= struct",
        b"\na|b",
    ),
    *(b"a => ", b"a >= ", b" a.b", b"[a]", b"({", b"(int, int) A", b"a? b", b"f<a>(", b"record A("),
    *(
        b"%w[a",
        b'"#{',
        b'"${ "${ ',
        b'"\\("\\(',
        b'$"{',
        b'$@"',
        b" /a",
        b"=/\n",
        b"\na ->",
        b"{a}",
    ),
]
LANGUAGES = ("Python", "C++", "Java", "Go", "TypeScript", "Ruby", "PHP", "Rust", "Lua")
KEYWORD_LANGUAGES = tuple(
    row.name for row in ALL if row.definitions and row.name not in LANGUAGES[:5]
)


@pytest.mark.parametrize(
    ("piece", "language"),
    [
        *product(PIECES, LANGUAGES),
        *product(KEYWORD_PIECES, KEYWORD_LANGUAGES),
        (b"{a}", "TypeScript"),
    ],
    ids=repr,
)
def test_a_piece_again_and_again_is_measured_in_time(piece: bytes, language: str) -> None:
    data = piece * (SIZE // len(piece))
    started = time.process_time()
    facts = measure_blob(data, language)
    assert time.process_time() - started < SECONDS
    assert facts.lines == data.count(b"\n") + (not data.endswith(b"\n"))


LARGE = [
    pytest.param(b"  0x01, 0x02,\n", 1_400_000, "C", id="20 MB table of C"),
    pytest.param(b"    'a': [1, 2, 3],\n", 1_000_000, "Python", id="20 MB table of Python"),
    pytest.param(b"'a',", 3_000_000, "C", id="12 MB of characters on one line"),
    pytest.param(b"f(", 200_000, "C", id="200,000 unclosed parentheses"),
    pytest.param(b"template<a>", 200_000, "C++", id="200,000 headers of a template"),
    pytest.param(b"A {", 400_000, "Java", id="400,000 blocks behind names"),
    pytest.param(b"/*a\n ", 600_000, "C", id="3 MB of a comment that never ends"),
    pytest.param(b'"""a\n', 500_000, "Python", id="2.5 MB of long strings, the last never ends"),
]


@pytest.mark.parametrize(("piece", "count", "language"), LARGE)
def test_large_files_take_seconds(piece: bytes, count: int, language: str) -> None:
    started = time.process_time()
    facts = measure_blob(piece * count, language)
    # Measured: 3 s at most. A machine of CI may be four times slower.
    assert time.process_time() - started < 12
    assert facts.kind in {Kind.FULL, Kind.CAPPED}


@pytest.mark.parametrize(("piece", "count", "language"), LARGE)
def test_memory_is_a_small_multiple_of_the_file(piece: bytes, count: int, language: str) -> None:
    # A quarter of the size, since tracing costs ten times the time.
    data = piece * (count // 4)
    tracemalloc.start()
    measure_blob(data, language)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150_000_000
