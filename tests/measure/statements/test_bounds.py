"""Hostile and broken code: nothing raises, time grows with the bytes, and a layer is in order."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variant_budget.measure.lexicon import Lexicon
from variant_budget.measure.statements import statement_layer
from variant_budget.measure.text import text_of

SIZE = 40_000
SECONDS = 2
"""Generous: measured under 0.15 s each; what was quadratic took 4 s and more at this size."""

LEXICON = Lexicon(["A"])
LANGUAGES = [
    "Python",
    "C",
    "C++",
    "Java",
    "C#",
    "Kotlin",
    "TypeScript",
    "Go",
    "Rust",
    "Swift",
    "PHP",
    "Ruby",
    "Vue",
]
PIECES = [
    *("if(A)", "if A ", "if A:", "\nif A:", "\n if A:\n ", "else ", "else if(A)", "\nelif A:"),
    *("elseif(A):", "elsif A\n", "endif;", "end ", "end\n", "unless A\n", "x if A\n", "then "),
    *("switch(A)", "switch(A){", "switch A{", "case A:", "\ncase A:", "case A->", "\nwhen A\n"),
    *("default:", "match A{", "match(A)", "A=>", "A|", "when{", "A->", "\nA ->", "endswitch"),
    *("{", "}", "(", ")", "[", ";", ",", "\n", "<", "a<b,", "'", '"', "`", "/*", "?>", "<script>"),
    *("do ", "do\n", "while(A)", "for(A)", "try ", "catch", "def a\n", "def a =", "begin\n"),
    *("#[cfg(A)]", "#![cfg(A)]", "#[", "\n#if A\n", "\n#else\n", "\n#endif\n", "\n#if A\n{"),
    *("//go:build A\n", "// +build A\n", "a+\n", "a\\\n", "\\\n", "in ", "A", "A.b ", "&& A"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_piece_again_and_again_is_read_in_time(piece: str, language: str) -> None:
    text = text_of((piece * (SIZE // len(piece))).encode())
    started = time.process_time()
    statement_layer(text, language, LEXICON)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("language", LANGUAGES)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_a_layer_is_in_order_whatever_the_text(language: str, pieces: list[str]) -> None:
    layer = statement_layer(text_of("".join(pieces).encode()), language, LEXICON)
    lines = [branch.line for branch in layer.branches]
    assert lines == sorted(lines)
    assert all(one[0] < other[0] for one, other in pairwise(layer.starts))
    for at, branch in enumerate(layer.branches):
        assert -1 <= branch.parent < at
        assert -1 <= branch.previous < at
        assert branch.line >= 1
