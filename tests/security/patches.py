"""The mutants: one patch each, which takes one defence away, and the tests that must fail then.

A patch is a unified diff below lines of the form `Fails: path::test`, which git passes over.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "mutants"
_FAILS = re.compile(r"^Fails: (\S+::\S.*)$", re.MULTILINE)
_CHANGED = re.compile(r"^\+\+\+ b/(\S+)$", re.MULTILINE)


class Mutant(NamedTuple):
    """`tests` are node ids of pytest: of a whole test, or of one of its cases."""

    slug: str
    patch: Path
    tests: tuple[str, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that it changes."""
        return tuple(_CHANGED.findall(self.patch.read_text("utf-8")))


def mutants() -> list[Mutant]:
    """All of them, by name."""
    return [
        Mutant(path.stem, path, tuple(_FAILS.findall(path.read_text("utf-8"))))
        for path in sorted(FOLDER.glob("*.patch"))
    ]


def function_of(test: str) -> str:
    """The test without its case: `path::name`."""
    return test.partition("[")[0]


def missing_tests(tests: Iterable[str]) -> list[str]:
    """Those of `path::name` for which no such function stands in such a file."""
    return sorted(
        test for test in {*map(function_of, tests)} if test.partition("::")[2] not in _names(test)
    )


def _names(test: str) -> set[str]:
    path = ROOT / test.partition("::")[0]
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
