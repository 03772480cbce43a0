"""Which variants' code each test executes, from coverage recorded with one context for each test.

Contexts are pytest's ids ("tests/test_a.py::TestA::test_b[x]") or dotted names as coverage.py's own
`dynamic_context = test_function` gives them, which do not tell parameters.
"""

from collections.abc import Iterable, Mapping, Sequence

from variant_budget.attribute.covered import FileLines, LinesOf, Stretch
from variant_budget.attribute.locate import Locator
from variant_budget.domain.evidence import Clues, Executed
from variant_budget.domain.ledger import Owner
from variant_budget.domain.metrics import Role

_Key = tuple[str, tuple[str, ...], str]
"""A file, the classes in it around a test, and the test's name."""
_Ran = tuple[str, int]
"""The name of a file, and lines of it."""


class Touched:
    """By test, the variants whose code it executes, in each dimension."""

    def __init__(
        self, executed: Sequence[Executed], locator: Locator, lines_of: LinesOf, dimensions: int
    ) -> None:
        self._locator = locator
        names = {name for each in executed for name, _ in each.lines}
        meant = {name: path for name in names if (path := locator.file(name).path)}
        shares = _Shares(meant, lines_of({*meant.values()}))
        owners: dict[_Key, list[set[str]]] = {}
        for each in executed:
            if key := self._key_of_context(each.context):
                into = owners.setdefault(key, [set() for _ in range(dimensions)])
                shares.add(into, each.lines)
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
        # coverage.py puts the context of a whole run before the test's: "py311|tests/a.py::b".
        run, _, test = context.partition("|")
        if test and "::" not in run and (key := self._key_of_test(test)):
            return key
        return self._key_of_test(context)

    def _key_of_test(self, text: str) -> _Key | None:
        file, colons, rest = text.partition("::")
        if not colons:
            module, _, name = text.rpartition(".")
            path = self._locator.named(module).path
            return None if path is None else (path, _classes(path, module.split(".")), name)
        path = self._locator.file(file).path
        # Parameters may hold "::" too.
        titles, bracket, parameters = rest.partition("[")
        *classes, title = titles.split("::")
        return None if path is None else (path, tuple(classes), title + bracket + parameters)


def _classes(path: str, words: Sequence[str]) -> tuple[str, ...]:
    """What follows the module in a dotted name: `a.test_b.TestC` in a/test_b.py -> TestC.

    Folders and classes may be called as the module is: it ends where most words are the path's.
    """
    parts = path.removesuffix(".py").replace("/", ".").split(".")
    agreeing = [_agreeing(parts, words, at) for at in range(len(words))]
    most = max(agreeing)
    return tuple(words[agreeing.index(most) + 1 :]) if most else ()


def _agreeing(parts: Sequence[str], words: Sequence[str], last: int) -> int:
    """How many words up to one are the last parts of a path."""
    number = 0
    while number < min(len(parts), last + 1) and parts[~number] == words[last - number]:
        number += 1
    return number


class _Shares:
    """Whose lines of files are. Many tests run the same lines of a file: they are looked at once."""

    def __init__(self, meant: Mapping[str, str], files: Mapping[str, FileLines]) -> None:
        self._meant = meant
        self._lines = {path: _lines_by_owners(file) for path, file in files.items()}
        self._known: dict[_Ran, tuple[tuple[Owner, ...], ...]] = {}

    def add(self, into: Sequence[set[str]], ran: Iterable[_Ran]) -> None:
        """The owners of what ran, by dimension."""
        for each in ran:
            found = self._known.get(each)
            if found is None:
                found = self._known[each] = self._owners(each)
            for owners in found:
                for owned, owner in zip(into, owners, strict=True):
                    owned.update(owner)

    def _owners(self, ran: _Ran) -> tuple[tuple[Owner, ...], ...]:
        name, lines = ran
        shares = self._lines.get(self._meant.get(name, ""), {})
        return tuple(owners for owners, share in shares.items() if lines & share)


def _lines_by_owners(file: FileLines) -> dict[tuple[Owner, ...], int]:
    """The lines of a file of code that variants own, as bits."""
    found: dict[tuple[Owner, ...], int] = {}
    for stretch in file.stretches if file.role is Role.CODE else ():
        if any(owners := stretch.place.owners):
            found[owners] = found.get(owners, 0) | _bits(stretch)
    return found


def _bits(stretch: Stretch) -> int:
    return (1 << (stretch.last + 1)) - (1 << stretch.first)
