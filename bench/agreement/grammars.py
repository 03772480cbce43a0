"""Where functions and classes start by tree-sitter's grammars, one row of data a language.

A definition stands on the line of its word (`fn`, `func`, `class`) where it has one, else on that
of its first token behind annotations: the rule of docs/metrics.md, read off the tree.
"""

import codecs
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from tree_sitter import Language, Node, Parser

_BODIES = frozenset(
    ("block", "body", "function_body", "compound_statement", "arrow_expression_clause")
)
_IN_FRONT = frozenset(
    (
        *("annotation", "marker_annotation", "attribute_list", "attribute", "decorator", "comment"),
        *("attribute_declaration", "template_parameter_list", "ms_declspec_modifier"),
        *("line_comment", "block_comment", "attribute_specifier"),
    )
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Node types of one grammar, separated by spaces.

    `words` are the tokens on whose line a definition stands; `bodied` are the types that are
    definitions only with a body; `without` has texts that a node of `classes` must not start with.
    """

    module: str
    functions: str
    classes: str
    words: str = ""
    bodied: str = ""
    loader: str = "language"
    without: str = ""


_C = "struct_specifier union_specifier enum_specifier"
_SCRIPT = (
    "function_declaration generator_function_declaration function_expression generator_function "
    "method_definition arrow_function"
)
_SCRIPT_CLASSES = "class_declaration class"

GRAMMARS = {
    "C": Grammar("c", "function_definition", _C, bodied=_C),
    "C++": Grammar(
        "cpp",
        "function_definition",
        f"{_C} class_specifier",
        bodied=f"function_definition {_C} class_specifier",
    ),
    "Java": Grammar(
        "java",
        "method_declaration constructor_declaration compact_constructor_declaration",
        "class_declaration interface_declaration enum_declaration record_declaration "
        "annotation_type_declaration",
        bodied="method_declaration",
    ),
    "Go": Grammar(
        "go", "function_declaration method_declaration", "", bodied="function_declaration"
    ),
    "JavaScript": Grammar("javascript", _SCRIPT, _SCRIPT_CLASSES, bodied="arrow_function"),
    "TypeScript": Grammar(
        "typescript",
        _SCRIPT,
        f"{_SCRIPT_CLASSES} abstract_class_declaration interface_declaration enum_declaration",
        bodied=f"{_SCRIPT}",
        loader="language_typescript",
    ),
    "Rust": Grammar("rust", "function_item", "struct_item enum_item union_item trait_item", "fn"),
    "C#": Grammar(
        "c_sharp",
        "method_declaration constructor_declaration destructor_declaration operator_declaration "
        "conversion_operator_declaration local_function_statement",
        "class_declaration struct_declaration interface_declaration enum_declaration "
        "record_declaration",
        bodied="method_declaration constructor_declaration operator_declaration "
        "conversion_operator_declaration local_function_statement destructor_declaration",
    ),
    "Kotlin": Grammar(
        "kotlin",
        "function_declaration secondary_constructor getter setter",
        "class_declaration object_declaration",
        "fun constructor class interface object get set",
        bodied="function_declaration secondary_constructor getter setter",
    ),
    "Scala": Grammar(
        "scala",
        "function_definition",
        "class_definition object_definition trait_definition enum_definition",
        "def class object trait enum",
    ),
    "Swift": Grammar(
        "swift",
        "function_declaration init_declaration deinit_declaration",
        "class_declaration protocol_declaration",
        "func init deinit class struct enum actor protocol",
        bodied="function_declaration init_declaration",
        without="extension",
    ),
    "PHP": Grammar(
        "php",
        "function_definition method_declaration",
        "class_declaration interface_declaration trait_declaration enum_declaration",
        "function class interface trait enum",
        bodied="method_declaration",
        loader="language_php",
    ),
    "Ruby": Grammar("ruby", "method singleton_method", "class"),
    "Shell": Grammar("bash", "function_definition", ""),
    "Python": Grammar("python", "function_definition", "class_definition"),
}


@cache
def _parser(module: str, loader: str) -> Parser:
    load: Callable[[], object] = getattr(import_module(f"tree_sitter_{module}"), loader)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Parser(Language(load()))


def _root(data: bytes, language: str, path: str) -> Node:
    grammar = GRAMMARS[language]
    loader = "language_tsx" if path.endswith(".tsx") else grammar.loader
    return _parser(grammar.module, loader).parse(data).root_node


def parsed(data: bytes, language: str, path: str) -> tuple[list[int], list[int]] | None:
    """Lines of functions and of classes; None where the grammar meets an error."""
    grammar = GRAMMARS[language]
    root = _root(data, language, path)
    if root.has_error:
        return None
    functions, classes = grammar.functions.split(), grammar.classes.split()
    found: tuple[list[int], list[int]] = ([], [])
    for node in _nodes(root):
        kind = 0 if node.type in functions else 1 if node.type in classes else None
        if kind is not None and _defines(node, grammar):
            found[kind].append(_row(node, grammar.words.split()))
    return sorted(found[0]), sorted(found[1])


_WHOLE = frozenset(
    (
        *("string", "template_string", "string_literal", "verbatim_string_literal", "heredoc_body"),
        *("multi_line_string_literal", "line_string_literal", "raw_string_literal", "regex"),
        *("interpolated_string_expression", "string_array", "encapsed_string"),
        *("multiline_string_literal", "interpolated_string"),
    )
)
"""Their parts leave out the text between the parts."""


def leaf_lines(data: bytes, language: str, path: str) -> int | None:
    """How many lines hold a leaf that is no comment; None where the grammar meets an error."""
    if language not in GRAMMARS:
        return None
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    root = _root(data, language, path)
    if root.has_error:
        return None
    found: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if "comment" in node.type:
            continue
        if node.children and node.type not in _WHOLE:
            waiting.extend(node.children)
            continue
        text = data[node.start_byte : node.end_byte].rstrip()
        first = node.start_point[0]
        found.update(range(first, first + text.count(b"\n") + 1) if text else ())
    lines = data.split(b"\n")
    return sum(bool(lines[row].strip()) for row in found)


def _nodes(root: Node) -> Iterator[Node]:
    """Every named node. Not recursive: generated files nest deeply."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.named_children)


def _defines(node: Node, grammar: Grammar) -> bool:
    if grammar.without and any(child.type == grammar.without for child in node.children):
        return False
    if node.type == "arrow_function":
        body = node.child_by_field_name("body")
        return body is not None and body.type == "statement_block"
    if node.type not in grammar.bodied.split():
        return True
    return node.child_by_field_name("body") is not None or any(
        child.type in _BODIES or child.type.endswith("_body") for child in node.children
    )


def _row(node: Node, words: list[str]) -> int:
    starts = [child for child in node.children if child.type in words]
    first: Node = starts[0] if starts else _first(node)
    return int(first.start_point[0]) + 1


def _first(node: Node) -> Node:
    """The first token behind annotations and attributes."""
    for child in node.children:
        if child.type == "modifiers":
            kept = [each for each in child.children if each.type not in _IN_FRONT]
            if kept:
                return kept[0]
        elif child.type not in _IN_FRONT and not child.type.startswith("preproc_"):
            return child
    return node
