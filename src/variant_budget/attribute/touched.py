"""Which variants' code each test executes, from coverage recorded with one context for each test.

Contexts are pytest's ids ("tests/test_a.py::TestA::test_b[x]") or dotted names as coverage.py's own
`dynamic_context = test_function` gives them, which do not tell parameters.
"""

from collections.abc import Mapping, Sequence

from variant_budget.attribute.covered import FileLines, LinesOf, masked
from variant_budget.attribute.locate import Locator
from variant_budget.domain.evidence import Clues, Executed
from variant_budget.domain.ledger import Owner
from variant_budget.domain.metrics import Role

_Key = tuple[str, tuple[str, ...], str]
"""A file, the classes in it around a test, and the test's name."""


class Touched:
    """By test, the variants whose code it executes, in each dimension."""

    def __init__(
        self, executed: Sequence[Executed], locator: Locator, lines_of: LinesOf, dimensions: int
    ) -> None:
        self._locator = locator
        names = {name for each in executed for name, _ in each.lines}
        meant = {name: locator.file(name).path for name in names}
        lines = lines_of({path for path in meant.values() if path is not None})
        owners: dict[_Key, list[set[str]]] = {}
        for each in executed:
            key = self._key_of_context(each.context)
            if key is None:
                continue
            into = owners.setdefault(key, [set() for _ in range(dimensions)])
            for name, ran in each.lines:
                path = meant[name]
                if path is not None and path in lines:
                    _gather(into, lines[path], ran)
        self._owners: Mapping[_Key, tuple[Owner, ...]] = {
            key: tuple(tuple(sorted(found)) for found in each) for key, each in owners.items()
        }

    def owners(self, path: str, clues: Clues, name: str) -> tuple[Owner, ...] | None:
        """Those of a test that stands in this file; None where nothing of it was recorded."""
        classes = _classes(path, clues.classname.split("."))
        for title in (name, name.partition("[")[0]):
            found = self._owners.get((path, classes, title))
            if found is not None:
                return found
        return None

    def _key_of_context(self, context: str) -> _Key | None:
        if "::" in context:
            file, *classes, name = context.split("::")
            path = self._locator.file(file).path
        else:
            module, _, name = context.rpartition(".")
            path = self._locator.named(module).path
            classes = list(_classes(path, module.split("."))) if path else []
        return None if path is None else (path, tuple(classes), name)


def _classes(path: str, words: Sequence[str]) -> tuple[str, ...]:
    """What follows the module in a dotted name: `a.test_b.TestC` in a/test_b.py -> TestC."""
    module = path.rpartition("/")[2].partition(".")[0]
    return tuple(words[words.index(module) + 1 :]) if module in words else ()


def _gather(into: Sequence[set[str]], file: FileLines, ran: int) -> None:
    if file.role is not Role.CODE:
        return
    for stretch in file.stretches:
        if masked(ran, stretch):
            for found, owner in zip(into, stretch.place.owners, strict=True):
                found.update(owner)
