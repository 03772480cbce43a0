"""Lines of code against parsers, line by line: a line with a leaf that is no comment is code."""

import re
from collections.abc import Iterator

import pytest
import tree_sitter_bash
import tree_sitter_c
import tree_sitter_cpp
import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from bench.oracles.corpus import code_lines, files, name

GRAMMARS = {
    ".c": tree_sitter_c.language,
    ".cpp": tree_sitter_cpp.language,
    ".h": tree_sitter_cpp.language,
    ".hpp": tree_sitter_cpp.language,
    ".js": tree_sitter_javascript.language,
    ".mjs": tree_sitter_javascript.language,
    ".sh": tree_sitter_bash.language,
    ".ts": tree_sitter_typescript.language_typescript,
}
# Their parts leave out the text between the parts.
WHOLE = ("string", "template_string")
# Of a macro, and no leaf of these grammars: code for us, and for scc and cloc.
SPLICE_ALONE = re.compile(rb"\s*(/\*.*\*/\s*)?\\\r?")


def leaves(node: Node) -> Iterator[Node]:
    """What the file is made of, without comments. Not recursive: bundles nest deeply."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if "comment" in at.type:
            continue
        if at.children and at.type not in WHOLE:
            waiting.extend(at.children)
        else:
            yield at


def parsed_lines(data: bytes, suffix: str) -> set[int]:
    """The lines of code that the grammar sees, from 1. Macros upset its tree, not its leaves."""
    root = Parser(Language(GRAMMARS[suffix]())).parse(data).root_node
    filled = {number for number, line in enumerate(data.split(b"\n"), 1) if line.strip()}
    found: set[int] = set()
    for leaf in leaves(root):
        # A directive's last leaf is its line end, or holds it.
        text = data[leaf.start_byte : leaf.end_byte].rstrip()
        if text:
            first = leaf.start_point[0] + 1
            found.update(range(first, first + text.count(b"\n") + 1))
    return found & filled


def splices(data: bytes) -> set[int]:
    """The lines, from 1, that hold a line splice and nothing else but a comment."""
    lines = enumerate(data.split(b"\n"), 1)
    return {number for number, line in lines if SPLICE_ALONE.fullmatch(line)}


@pytest.mark.parametrize("suffix", GRAMMARS)
def test_we_see_the_lines_that_a_parser_sees(suffix: str) -> None:
    different: dict[str, list[int]] = {}
    for path in files(suffix):
        data = path.read_bytes()
        difference = (code_lines(path) ^ parsed_lines(data, suffix)) - splices(data)
        if difference:
            different[name(path)] = sorted(difference)[:10]

    assert different == {}
