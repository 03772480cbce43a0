"""What the text of a condition says of symbols."""

import pytest

from tests.measure.told import lexicon, told
from variant_budget.domain.regions import Condition
from variant_budget.measure.conditions import case_condition, condition
from variant_budget.measure.grammar import (
    C_PREPROCESSOR,
    CSHARP,
    CSHARP_DIRECTIVE,
    GO,
    GO_BUILD,
    JAVA,
    KOTLIN,
    OBJECTIVE_C,
    PHP,
    PYTHON,
    RUBY,
    RUST,
    RUST_CFG,
    SCRIPT,
    SWIFT,
    SWIFT_DIRECTIVE,
    C,
    Grammar,
)

SYMBOLS = lexicon("A", "B", "C", "Kind.Van", "IS(Van)", "linux-gnu", "linux")

IN_C = """
    A                              A
    defined A                      A
    defined(A)                     A
    defined ( A ) && !defined B    (A & !B)
    A && B || !C                   ((A & B) | !C)
    A || B && C                    (A | (B & C))
    !(A || B)                      !(A | B)
    !!A                            A
    A and not B or C               ((A & !B) | C)
    A == 0                         [A == 0]
    0 == A                         [A == 0]
    (A) == (0)                     [A == 0]
    A != 0x1F                      [A != 31]
    A > 010UL                      [A > 8]
    3 <= A                         [A >= 3]
    3 < A                          [A > 3]
    A == -1                        [A == -1]
    A >= (1 << 4) - 2              [A >= 14]
    A > 1'000'000 && B             ([A > 1000000] & B)
    A == 'x'                       [A == 120]
    A == true                      [A == 1]
    !A == 0                        A
    !A == 1                        !A
    !A != 0                        !A
    defined(A) == 0                !A
    defined A != 1                 !A
    0 == defined(A)                !A
    defined(A) > 5                 0
    defined(A) < 2                 1
    (A || B) == 0                  !(A | B)
    (A && B) != 1                  !(A & B)
    (A > 2) == 0                   ![A > 2]
    A == FALSE                     !A
    NULL != A                      A
    A == OTHER                     A
    A != OTHER                     !A
    !A == OTHER                    !A
    A > OTHER                      A
    A + 1 > 2                      A
    A & 4 == 0                     A
    (A & 4) == 0                   !A
    A | OTHER                      (A | ?OTHER)
    defined(A) | defined(B) && !x  ((A | B) & !?x)
    !(A | B)                       !(A | B)
    !A | B == 0                    (!A | [B == 0])
    A | 4 == 0                     A
    A |                            A
    A == A                         1
    (A) != A                       0
    A < A                          A
    A ? 1 : 0                      A
    A == B                         (A | B)
    A != B                         !(A | B)
    BUILD_FOR(A)                   A
    BUILD_FOR(A) == 0              !A
    !BUILD_FOR(A, B)               !(A | B)
    IS(Van)                        IS ( Van )
    IS( Van ) && !A                (IS ( Van ) & !A)
    IS(Bus)                        ?IS ( Bus )
    Van                            ?Van
    Kind.Van == kind               Kind . Van
    0                              0
    1                              1
    0x0 || A                       A
    2 > 1 && A                     A
    1 ? 0 : 5                      0
    ~0 + 1                         0
    7 / 0                          ?7 / 0
    -7 / 2 == -3 && -7 % 2 == -1   1
    1 << 64 - 1 < 0                1
    08                             ?08
    defined OTHER                  ?defined OTHER
    defined(OTHER)                 ?defined OTHER
    OTHER > 2 && A                 (?OTHER > 2 & A)
    __has_include(<linux/if.h>)    ?__has_include ( < linux / if . h > )
    __has_include("A") || A        (?__has_include ( A ) | A)
    __has_attribute(A)             A
    linux                          linux
    "linux-gnu" == os              linux - gnu
    (A && (B                       (A & B)
    A) && B                        (A & B)
    1 || A                         (1 | A)
    0 && A                         (0 & A)
    A &&                           (A & ?)
    &&                             (? & ?)
    !                              !?
"""


def cases(table: str) -> list[tuple[str, str]]:
    """Two columns, parted by two spaces or more."""
    parted = [row.strip().split("  ", 1) for row in table.strip().splitlines()]
    return [(text, said.strip()) for text, said in parted]


@pytest.mark.parametrize(("text", "said"), cases(IN_C))
def test_the_preprocessor_relates_symbols_to_numbers_and_affirms_the_rest(
    text: str, said: str
) -> None:
    assert told(condition(text, C_PREPROCESSOR, SYMBOLS)) == said


IN_STATEMENTS = [
    (C, "kind == Kind.Van && x", "(Kind . Van & ?x)"),
    (C, "A > 2", "A"),
    (C, "A == 0", "!A"),
    (C, "0u != A", "A"),
    (C, "A == nullptr or B not_eq x", "(!A | !B)"),
    (C, "int n = f(); n == A", "A"),
    (C, "f(A); n", "?n"),
    (C, "0", "?0"),
    (C, "true", "1"),
    (C, "x == '\\0' || A == '\\0'", "(?x == '\\0' | !A)"),
    (OBJECTIVE_C, "A == NO", "!A"),
    (OBJECTIVE_C, "[self is:A]", "A"),
    (JAVA, '!kind.equals("A")', "!A"),
    (JAVA, "kind instanceof A a && a.on()", "(A & ?a . on ( ))"),
    (JAVA, "List<A> == x ? y : z", "A"),
    (CSHARP, "kind is A or B", "(A | B)"),
    (CSHARP, "kind is not A and not B", "!(A | B)"),
    (CSHARP, "A is not null", "A"),
    (CSHARP, "A is null", "!A"),
    (CSHARP_DIRECTIVE, "A && !B", "(A & !B)"),
    (CSHARP_DIRECTIVE, "A == true", "A"),
    (CSHARP_DIRECTIVE, "A != true", "!A"),
    (CSHARP_DIRECTIVE, "A == false", "!A"),
    (CSHARP_DIRECTIVE, "A != false", "A"),
    (CSHARP_DIRECTIVE, "true || A", "(1 | A)"),
    (CSHARP_DIRECTIVE, "false", "0"),
    (KOTLIN, "kind !in setOf(A, B)", "!(A | B)"),
    (KOTLIN, "kind !is A && kind in x", "(!A & ?kind in x)"),
    (KOTLIN, "kind?.name === A", "A"),
    (GO, "k := kind(); k != A", "!A"),
    (GO, 'kind == "A" && !ok', "(A & !?ok)"),
    (GO_BUILD, "linux && !(A || go1.18)", "(linux & !(A | ?go1 . 18))"),
    (RUST, "matches!(kind, A | B)", "(A | B)"),
    (RUST, "let Some(A) = kind && x", "(A & ?x)"),
    (RUST, 'cfg!(not(target_os = "linux")) || x', "(!linux | ?x)"),
    (RUST, "!cfg!(any(A, B))", "!(A | B)"),
    (RUST_CFG, 'all(any(linux, A), not(B), feature = "x")', '((linux | A) & !B & ?feature = "x")'),
    (RUST_CFG, "not(any(A, B,))", "!(A | B)"),
    (RUST_CFG, "any()", "0"),
    (RUST_CFG, "all()", "1"),
    (SWIFT, "let a = b, a == A, !B", "(?let a = b & A & !B)"),
    (SWIFT, "kind is A, case .B = other", "(A & B)"),
    (SWIFT, "A != nil", "A"),
    (SWIFT_DIRECTIVE, "os(linux) || canImport(A)", "(linux | A)"),
    (SWIFT_DIRECTIVE, "!os(linux) && swift(>=5)", "(!linux & ?swift ( >= 5 ))"),
    (SWIFT_DIRECTIVE, "true", "1"),
    (SCRIPT, "kind === 'A' && kind !== B", "(A & !B)"),
    (SCRIPT, "typeof A === 'undefined'", "!A"),
    (SCRIPT, "A !== undefined", "A"),
    (SCRIPT, "kind!.name == `A`", "A"),
    (SCRIPT, "'A' in kinds", "A"),
    (SCRIPT, "A?.b ?? c", "A"),
    (SCRIPT, "A ? b : !B", "(A | B)"),
    (PYTHON, 'kind == "A" and not kind == "B"', "(A & !B)"),
    (PYTHON, "kind in ('A', \"B\")", "(A | B)"),
    (PYTHON, "kind not in (A, B)", "!(A | B)"),
    (PYTHON, "A is not None", "A"),
    (PYTHON, "A is None or A == ''", "(!A | !A)"),
    (PYTHON, "kind is not A", "!A"),
    (PYTHON, "not (A or B) and x", "(!(A | B) & ?x)"),
    (PYTHON, "(A or B) == False", "!(A | B)"),
    (PYTHON, "A == 0.0", "!A"),
    (PYTHON, "A > 0", "A"),
    (PYTHON, "any(k == A for k in kinds if k)", "A"),
    (PYTHON, "A if x else B", "(A | B)"),
    (PYTHON, "kind == b'A' or kind == f'A'", "(A | A)"),
    (PYTHON, "kind == 'linux-gnu'", "linux - gnu"),
    (PYTHON, "kind == 'linux-musl'", "?kind == 'linux-musl'"),
    (PYTHON, "kind == 'A or B'", "?kind == 'A or B'"),
    (PYTHON, "AA or _A or A1", "(?AA | ?_A | ?A1)"),
    (PYTHON, "True", "1"),
    (PYTHON, "", "?"),
    (PHP, "$kind === 'A' and !$x", "(A & !?$ x)"),
    (PHP, "$kind <> A", "!A"),
    (PHP, "A !== null", "A"),
    (RUBY, "kind == :A and not x", "(A & !?x)"),
    (RUBY, "kind !~ /A/", "!A"),
    (RUBY, "A.nil? ? x : y", "A"),
]


@pytest.mark.parametrize(("grammar", "text", "said"), IN_STATEMENTS)
def test_comparisons_affirm_or_negate_and_nothings_turn_them(
    grammar: Grammar, text: str, said: str
) -> None:
    assert told(condition(text, grammar, SYMBOLS)) == said


LABELS = [
    (C, "A", "A"),
    (C, "1", "?1"),
    (JAVA, "A, B", "(A | B)"),
    (JAVA, "Van v when v.kind() == A", "(?Van v & A)"),
    (CSHARP, "A or B when x", "((A | B) & ?x)"),
    (CSHARP, "not A", "!A"),
    (KOTLIN, "!in kinds, !is A, B", "(?! in kinds | !A | B)"),
    (GO, '"A", "x"', '(A | ?"x")'),
    (RUST, "Kind::A | Kind::B if !x", "((A | B) & !?x)"),
    (RUST, "_", "1"),
    (SWIFT, ".A where B != nil, .C", "((A & B) | C)"),
    (PYTHON, "'A' | 'B'", "(A | B)"),
    (PYTHON, "Kind(name='A', x=1) if B", "(A & B)"),
    (PYTHON, "('A' | 'B', _)", "(A | B)"),
    (PYTHON, "_ if kind == 'A'", "A"),
    (SCRIPT, "'A'", "A"),
    (SCRIPT, "true", "?true"),
    (RUBY, ":A, :x", "(A | ?: x)"),
    (PYTHON, "", "?"),
]


@pytest.mark.parametrize(("grammar", "text", "said"), LABELS)
def test_a_case_label_affirms_any_of_its_patterns(grammar: Grammar, text: str, said: str) -> None:
    assert told(case_condition(text, grammar, SYMBOLS)) == said


def test_the_longest_symbol_at_a_place_is_meant() -> None:
    both = lexicon("VAN", "VAN.XL", "IS(VAN)")
    assert told(condition("VAN.XL || VAN.L || IS(VAN)", JAVA, both)) == (
        "(VAN . XL | VAN | IS ( VAN ))"
    )


@pytest.mark.parametrize("opened", ["(", "!(", "f(", "(x && ", "!(x || !(y && "])
def test_what_is_nested_too_deep_affirms_its_symbols(opened: str) -> None:
    found = condition(f"{opened * 3000}A", C_PREPROCESSOR, SYMBOLS)
    depth, widest = 0, [found]
    while widest:
        depth += 1
        widest = [each for one in widest for each in one.of if isinstance(each, Condition)]
    assert depth < 110
    assert "A" in told(found)
