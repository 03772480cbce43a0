"""Lines of code against parsers, line by line: a line with a leaf that is no comment is code."""

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


@pytest.mark.parametrize("suffix", GRAMMARS)
def test_we_see_the_lines_that_a_parser_sees(suffix: str) -> None:
    different: dict[str, list[int]] = {}
    for path in files(suffix):
        difference = code_lines(path) ^ parsed_lines(path.read_bytes(), suffix)
        if difference:
            different[name(path)] = sorted(difference)[:10]

    assert different == {}
