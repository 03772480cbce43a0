"""The files of one tree by one ruler, as reports of tests and of coverage need them."""

from collections.abc import Collection

from variant_budget.app.surveying import Surveyor
from variant_budget.attribute.covered import FileLines, Stretch
from variant_budget.attribute.test_rules import Ruled
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import LINES, Role
from variant_budget.domain.tree import SUBMODULE


class Tracked:
    """Every file of the tree `root`."""

    def __init__(self, surveyor: Surveyor, root: str) -> None:
        self._surveyor = surveyor
        self._root = root
        self._entries = surveyor.entries(root)

    @property
    def paths(self) -> Collection[str]:
        """The paths of all files."""
        return self._entries.keys()

    @property
    def submodules(self) -> Collection[str]:
        """The folders that are other commits."""
        return {path for path, entry in self._entries.items() if entry.mode == SUBMODULE}

    def is_test(self, path: str) -> bool:
        """Whether a file holds tests, by its path."""
        return self._surveyor.planned(self._entries[path]).decision.cast.role is Role.TEST

    def ruled(self, path: str) -> Ruled:
        """What the policy's paths say of a file."""
        decision = self._surveyor.planned(self._entries[path]).decision
        return Ruled(decision.place, decision.because)

    def code_beside(self, paths: Collection[str]) -> dict[Place, int]:
        """The code lines, by place, of all other files of the product whose names end as one of these
        does: what a tool does not cover, such as headers or scripts, nobody misses."""
        suffixes = set(map(_suffix, paths))
        others = [
            path
            for path in self._entries.keys() - set(paths)
            if _suffix(path) in suffixes and self._is_code(path)
        ]
        found: dict[Place, int] = {}
        for row in self._surveyor.rows_of(self._root, others).values():
            for place, counts in row.pieces:
                if counts[LINES]:
                    found[place] = found.get(place, 0) + counts[LINES]
        return found

    def _is_code(self, path: str) -> bool:
        return self._surveyor.planned(self._entries[path]).decision.cast.role is Role.CODE

    def lines(self, paths: Collection[str]) -> dict[str, FileLines]:
        """Whose the lines of these files are."""
        rows = self._surveyor.rows_of(self._root, paths)
        inside = [path for path, row in rows.items() if row.inside]
        spans = self._surveyor.spans(self._root, inside)
        return {
            path: FileLines(
                row.cast.role,
                row.place,
                tuple(Stretch(first, last, why.place) for first, last, why in spans[path])
                if path in spans
                else (Stretch(1, row.measured.lines, row.place),),
            )
            for path, row in rows.items()
        }


def _suffix(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2]
