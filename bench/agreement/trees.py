"""A file as tree-sitter reads it: the lines of its code, and where functions and classes start.

A definition stands on the line of its word (`fn`, `func`, `class`) where it has one, else on that
of its first token behind annotations: the rules of docs/metrics.md, read off the tree.
"""

import codecs
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from tree_sitter import Language, Node, Parser

from bench.agreement.grammars import GRAMMARS, Grammar

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
_WHOLE = frozenset(
    (
        *("string", "template_string", "string_literal", "verbatim_string_literal", "heredoc_body"),
        *("multi_line_string_literal", "line_string_literal", "raw_string_literal", "regex"),
        *("interpolated_string_expression", "string_array", "encapsed_string"),
        *("multiline_string_literal", "interpolated_string"),
    )
)
"""Their parts leave out the text between the parts."""


@dataclass(slots=True)
class Parsed:
    """Line numbers from 1; `code` are the lines with a leaf that is no comment, nor a docstring."""

    functions: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    code: set[int] = field(default_factory=set)


@cache
def _parser(module: str, loader: str) -> Parser:
    load: Callable[[], object] = getattr(import_module(f"tree_sitter_{module}"), loader)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Parser(Language(load()))


def parsed(data: bytes, language: str, path: str) -> Parsed | None:
    """What the grammar sees; None where there is none, or where it meets an error."""
    if language not in GRAMMARS:
        return None
    grammar = GRAMMARS[language]
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    loader = "language_tsx" if path.endswith(".tsx") else grammar.loader
    root = _parser(grammar.module, loader).parse(data).root_node
    if root.has_error:
        return None
    found = Parsed()
    _walk(root, grammar, data, found)
    lines = data.split(b"\n")
    found.code = {row for row in found.code if lines[row - 1].strip()}
    found.functions.sort()
    found.classes.sort()
    return found


def _walk(root: Node, grammar: Grammar, data: bytes, found: Parsed) -> None:
    """Every node, with whether it lies in what `_leaf` has taken whole. Not recursive: generated
    files nest deeply."""
    functions, classes = frozenset(grammar.functions.split()), frozenset(grammar.classes.split())
    is_python = grammar.module == "python"
    words, bodied = frozenset(grammar.words.split()), frozenset(grammar.bodied.split())
    waiting = [(root, False)]
    while waiting:
        node, taken = waiting.pop()
        kind, children = node.type, node.children
        # The word `class` is a node as well, without a name.
        if node.is_named and (kind in functions or kind in classes):
            if _defines(node, grammar, bodied):
                (found.functions if kind in functions else found.classes).append(_row(node, words))
        elif "comment" in kind or (is_python and _is_docstring(node)):
            continue
        if not taken and (not children or kind in _WHOLE):
            taken = True
            text = data[node.start_byte : node.end_byte].rstrip()
            first = node.start_point[0] + 1
            found.code.update(range(first, first + text.count(b"\n") + 1) if text else ())
        waiting.extend((child, taken) for child in children)


def _is_docstring(node: Node) -> bool:
    """A statement of Python that is one string or several side by side."""
    if node.type != "expression_statement" or node.child_count != 1:
        return False
    (only,) = node.children
    if only.type == "concatenated_string":
        return all(not _is_formatted(each) for each in only.children if each.type == "string")
    return only.type == "string" and not _is_formatted(only)


def _is_formatted(string: Node) -> bool:
    opens = string.children[0].text if string.children else b""
    return b"f" in (opens or b"").lower() and string.children[0].type == "string_start"


def _defines(node: Node, grammar: Grammar, bodied: frozenset[str]) -> bool:
    if grammar.without and any(child.type == grammar.without for child in node.children):
        return False
    if grammar.typed and node.type == "type_spec":
        own = node.child_by_field_name("type")
        return own is not None and own.type in grammar.typed.split()
    if node.type == "function_definition" and grammar.module == "lua":
        return _is_named(node)
    if node.type == "arrow_function":
        body = node.child_by_field_name("body")
        return body is not None and body.type == "statement_block"
    if node.type not in bodied:
        return True
    return node.child_by_field_name("body") is not None or any(
        child.type in _BODIES or child.type.endswith("_body") for child in node.children
    )


def _is_named(function: Node) -> bool:
    """Whether a function of Lua is what a name or a field is given: `f = function() end`."""
    above = function.parent
    if above is None or above.type == "field":
        return above is not None and above.child_by_field_name("name") is not None
    return above.parent is not None and above.parent.type == "assignment_statement"


def _row(node: Node, words: frozenset[str]) -> int:
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
