"""Conditions drawn at random, against what they are worth by brute force."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measure.told import RELATIONS, holds, lexicon
from variant_budget.domain.regions import Condition, Sort
from variant_budget.domain.symbols import canonical
from variant_budget.measure.conditions import case_condition, condition
from variant_budget.measure.grammar import (
    C_PREPROCESSOR,
    CSHARP_DIRECTIVE,
    PYTHON,
    RUBY,
    RUST_CFG,
    SCRIPT,
    STATEMENTS,
    SWIFT_DIRECTIVE,
    C,
    Grammar,
)

NAMES = ("A", "B.C", "IS(D)")
SYMBOLS = lexicon(*NAMES)
VALUES = st.fixed_dictionaries({name: st.integers(0, 3) for name in NAMES})

Tree = tuple[Any, ...]
"""`("is", name)`, `("==", name, number)` and so on, `("not", a)`, `("and", a, b)`, `("or", a, b)`."""

IS = st.tuples(st.just("is"), st.sampled_from(NAMES))
RELATED = st.tuples(st.sampled_from(sorted(RELATIONS)), st.sampled_from(NAMES), st.integers(-1, 3))


def trees(atoms: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.recursive(
        atoms,
        lambda inner: (
            st.tuples(st.just("not"), inner)
            | st.tuples(st.sampled_from(["and", "or"]), inner, inner)
        ),
        max_leaves=12,
    )


def worth(tree: Tree, values: dict[str, int]) -> bool:
    match tree:
        case ("is", name):
            return bool(values[name])
        case ("not", inner):
            return not worth(inner, values)
        case ("and", left, right):
            return worth(left, values) and worth(right, values)
        case ("or", left, right):
            return worth(left, values) or worth(right, values)
        case (relation, name, number):
            return bool(RELATIONS[relation](values[name], number))
        case _:
            raise AssertionError(tree)


class Writing:
    """How a language writes a tree; where there is a choice, the draw makes it."""

    def __init__(self, grammar: Grammar, words: str, *atoms: str) -> None:
        self.grammar = grammar
        self.conjunction, self.disjunction, self.negation = words.split()
        self.atoms = atoms

    def written(self, draw: st.DataObject, tree: Tree, around: int = 0) -> str:
        """`around` is how tightly what stands around it binds."""
        match tree:
            case ("is", name):
                return draw.draw(st.sampled_from(self.atoms)).format(name)
            case ("not", inner):
                space = " " if self.negation.isalpha() else ""
                return f"{self.negation}{space}{self.written(draw, inner, 3)}"
            case ("and" | "or" as word, left, right):
                binds = 2 if word == "and" else 1
                operator = self.conjunction if word == "and" else self.disjunction
                text = f" {operator} ".join(
                    self.written(draw, each, binds) for each in (left, right)
                )
                return f"({text})" if binds < around or draw.draw(st.booleans()) else text
            case (relation, name, number):
                turned = draw.draw(st.booleans())
                text = (
                    f"{number} {TURNED.get(relation, relation)} {name}"
                    if turned
                    else f"{name} {relation} {number}"
                )
                return f"({text})"
            case _:
                raise AssertionError(tree)


TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
WRITINGS = {
    "C": Writing(C, "&& || !", "{}", "kind == {}", "{} != NULL", "(!({} == 0))", "is({})"),
    "C's preprocessor": Writing(
        C_PREPROCESSOR, "&& || !", "{}", "defined({})", "defined {}", "({} != 0)", "(0 != {})"
    ),
    "C#'s directives": Writing(CSHARP_DIRECTIVE, "&& || !", "{}", "({} == true)", "({} != false)"),
    "Swift's directives": Writing(SWIFT_DIRECTIVE, "&& || !", "{}", "os({})"),
    "JavaScript": Writing(SCRIPT, "&& || !", "{}", "(a === {})", "(typeof {} !== 'undefined')"),
    "Python": Writing(
        PYTHON, "and or not", "{}", "kind == {}", "{} is not None", "kind in ({}, )", "'{}' == kind"
    ),
    "Ruby": Writing(RUBY, "and or not", "{}", "{} != nil", "kind.is?({})"),
}


@pytest.mark.parametrize("language", WRITINGS)
@given(st.data(), trees(IS), VALUES)
def test_a_condition_is_worth_what_its_tree_is(
    language: str, data: st.DataObject, tree: Tree, values: dict[str, int]
) -> None:
    writing = WRITINGS[language]
    found = condition(writing.written(data, tree), writing.grammar, SYMBOLS)
    assert holds(found, canonical_values(values)) == worth(tree, values)


@given(st.data(), trees(IS | RELATED), VALUES)
def test_relations_are_worth_what_the_values_of_the_symbols_make_them(
    data: st.DataObject, tree: Tree, values: dict[str, int]
) -> None:
    found = condition(WRITINGS["C's preprocessor"].written(data, tree), C_PREPROCESSOR, SYMBOLS)
    assert holds(found, canonical_values(values)) == worth(tree, values)


@given(trees(IS), VALUES)
def test_calls_named_all_any_and_not_are_worth_what_the_tree_is(
    tree: Tree, values: dict[str, int]
) -> None:
    found = condition(as_calls(tree), RUST_CFG, SYMBOLS)
    assert holds(found, canonical_values(values)) == worth(tree, values)


def as_calls(tree: Tree) -> str:
    word, *parts = tree
    if word == "is":
        return str(parts[0])
    inner = ", ".join(map(as_calls, parts))
    return f"{ {'and': 'all', 'or': 'any', 'not': 'not'}[word] }({inner})"


def canonical_values(values: dict[str, int]) -> dict[str, int]:
    return {canonical(name): value for name, value in values.items()}


PIECES = [
    *(
        " ",
        "A",
        "B.C",
        "IS(",
        "IS(D)",
        "x",
        "0",
        "1",
        "0x",
        "1'0",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
    ),
    *("&&", "||", "!", "and", "or", "not", "in", "is", "==", "!=", "<", ">", "<=", "=", "&", "|"),
    *("?", ":", "if", "else", "'", '"', "`", "\\", "::", "defined", "__has_include", "cfg!", "any"),
    *(
        "all",
        "true",
        "false",
        "None",
        ";",
        "-",
        "+",
        "/",
        "%",
        "<<",
        "_",
        "case",
        "where",
        "ü",
        "\n",
    ),
]
GRAMMARS = st.sampled_from([*STATEMENTS.values(), C_PREPROCESSOR, RUST_CFG, SWIFT_DIRECTIVE])
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=40
).map("".join)


@given(GRAMMARS, TEXTS | st.text(max_size=40))
def test_any_text_has_an_answer_that_names_symbols_of_the_lexicon_only(
    grammar: Grammar, text: str
) -> None:
    for found in (condition(text, grammar, SYMBOLS), case_condition(text, grammar, SYMBOLS)):
        for atom in atoms(found):
            assert atom.sort in {Sort.SYMBOL, Sort.RELATION, Sort.UNKNOWN}
            assert atom.sort is Sort.UNKNOWN or atom.of[0] in SYMBOLS.symbols


@given(GRAMMARS, TEXTS)
def test_without_symbols_nothing_is_said_of_any(grammar: Grammar, text: str) -> None:
    found = condition(text, grammar, lexicon("OTHER"))
    assert {atom.sort for atom in atoms(found)} <= {Sort.UNKNOWN}


def atoms(found: Condition) -> list[Condition]:
    if found.sort in (Sort.NOT, Sort.ALL, Sort.ANY):
        return [atom for each in found.of for atom in atoms(each)]
    return [found]
