"""Go's build constraints, `//go:build a` and `// +build a`: the whole file is their branch."""

import re
from collections.abc import Iterator

from variant_budget.measure.chains import Arm, Chain
from variant_budget.measure.grammar import GO_BUILD
from variant_budget.measure.layer import one_line
from variant_budget.measure.outline import Outline

_PACKAGE = re.compile(rb"\npackage(?!\w)")
_BUILD = re.compile(r"//go:build[ \t]+(.+)")
# Before Go 1.17: spaces are "or", commas "and", lines "and".
_PLUS_BUILD = re.compile(r"//[ \t]*\+build[ \t]+(.+)")


def constraint_chains(outline: Outline) -> Iterator[Chain]:
    """The file's constraint, if it has one; `//go:build` counts where both are written."""
    package = _PACKAGE.search(outline.code)
    head = outline.text[: package.start() if package else 0]
    if not outline.lexicon.occurs(head):
        return
    lines = head.decode("utf-8", "replace").split("\n")
    found = [match for line in lines if (match := _BUILD.fullmatch(line))]
    text = found[0][1] if found else _expression(lines)
    if text:
        said = outline.says(text, GO_BUILD)
        yield [Arm(1, len(outline.code), said, one_line(f"//go:build {text}"))]


def _expression(lines: list[str]) -> str:
    found = [match[1].split() for line in lines if (match := _PLUS_BUILD.fullmatch(line))]
    return " && ".join(
        f"({' || '.join(choice.replace(',', ' && ') for choice in choices)})" for choices in found
    )
