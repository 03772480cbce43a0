"""One ruler laid on trees: the sum of each, and the rows of those folders that are looked into.

Both are kept in the cache by folder: the id of its tree object, its path, and a digest of all that
the ruler says about paths. So a check opens the folders that no earlier one saw, and no others.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator
from typing import TYPE_CHECKING

from variant_budget import __version__
from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.folders import Folders
from variant_budget.app.measuring import Measurer
from variant_budget.app.planning import planner_of, tally_of
from variant_budget.attribute.marks import found_by_path, inventions, mark_problems
from variant_budget.attribute.packing import pack_rows, pack_sum, unpack_rows, unpack_sum
from variant_budget.attribute.sums import sum_up
from variant_budget.domain.requests import Request
from variant_budget.domain.ruler import Ruler
from variant_budget.domain.survey import FileRow, FolderRows, Inside, Sum
from variant_budget.domain.symbols import lexicon_digest
from variant_budget.domain.tree import Entry, Folder, FolderKey, meeting, root_key
from variant_budget.errors import MeasureError, Problem

if TYPE_CHECKING:
    from variant_budget.attribute.plan import Plan, PlannedFile, Planner
    from variant_budget.attribute.spans import Span
    from variant_budget.attribute.tally import Tally


class Surveyor:
    """What one ruler makes of the folders of one repository."""

    def __init__(
        self, ruler: Ruler, folders: Folders, cache: FactsCache, measure: Measurer
    ) -> None:
        self._ruler = ruler
        # Of another version of this tool, the defaults or a rule of attribution may differ.
        self._digest = f"{__version__} {ruler.digest}"
        self._symbols = ruler.policy.symbols
        self._lexicon = lexicon_digest(self._symbols)
        self._overlays = ruler.policy.overlays
        self._roots: dict[str, FolderKey] = {}
        self._tally: Tally | None = None
        self._folders = folders
        self._cache = cache
        self._measure = measure
        self._planner: Planner | None = None
        self._plans: dict[FolderKey, Plan] = {}
        self._sums: dict[FolderKey, Sum] = {}
        self._rows: dict[FolderKey, FolderRows] = {}
        self._unknown: set[FolderKey] = set()
        self._files: dict[str, dict[str, Entry]] = {}

    def sums(self, head: str, *others: str) -> dict[str, Sum]:
        """Tree -> its sum.

        PolicyError where two owners claim one file of `head`, MeasureError where a mark there is
        not closed or names nothing that the policy knows.
        """
        self._refuse_clashes(head)
        keys = {root: self._root(root) for root in (head, *others)}
        self._sum_up([keys[head]])
        # A folder with a bad mark is never kept, so those of head were read here and now.
        if problems := (*mark_problems(self._made()), *self._inventions(head)):
            raise MeasureError(problems)
        self._sum_up(keys.values())
        return {root: self._sums[key] for root, key in keys.items()}

    def rows_at(
        self, root: str, folders: Iterable[Folder], paths: Container[str]
    ) -> dict[str, FileRow]:
        """Path -> row of these files of a tree, which stand in these folders of it."""
        beside = self._root(root).beside
        folders = [
            each._replace(key=each.key._replace(beside=meeting(beside, each.key.path)))
            for each in folders
        ]
        some = self._unpacked(folders, paths)
        self._read_rows([folder for folder in folders if folder.key not in some])
        found = ((some.get(each.key) or self._rows[each.key]).files for each in folders)
        return {row.entry.path: row for rows in found for row in rows if row.entry.path in paths}

    def rows_of(self, root: str, paths: Collection[str]) -> dict[str, FileRow]:
        """Path -> row of those of these files that the tree has."""
        places = {path[: path.rfind("/") + 1] for path in paths}
        folders = (self._folders.folder(root, place) for place in sorted(places))
        return self.rows_at(root, [each for each in folders if each], paths)

    def rows_where(self, root: str, wanted: Callable[[Sum], bool]) -> dict[str, FileRow]:
        """The rows of the folders whose sum is wanted, as that of each folder above them is."""

        def closed(keys: Collection[FolderKey]) -> list[FolderKey]:
            self._sum_up(keys)
            return [key for key in keys if not wanted(self._sums[key])]

        opened = self._folders.descend([self._root(root)], closed)
        self._read_rows(opened)
        return {row.entry.path: row for each in opened for row in self._rows[each.key].files}

    def remember(self) -> None:
        """Keep what is new. Nothing where the policy cannot hold: who reads it could not tell."""
        clashing = any(file.decision.clashes for file in self._all_planned())
        if not self._cache.keeps or clashing or mark_problems(self._made()):
            return
        new = {self._row_key(key): pack_rows(self._rows[key]) for key in self._plans}
        new |= {self._sum_key(key): pack_sum(self._sums[key]) for key in self._unknown}
        self._cache.write_later(new)

    def spans(self, root: str, paths: Collection[str]) -> "dict[str, list[Span]]":
        """Whose the lines of these files are, which their paths alone do not tell."""
        from variant_budget.attribute.plan import requests

        entries, tally = self.entries(root), self._the_tally()
        files = [file for path in paths if (file := self.planned(entries[path])).request]
        bases = self._bases_of(root, files)
        measures = self._measure(requests([tuple(files)], self._lexicon), self._symbols)
        if more := tally.more_requests(tuple(files), measures, bases):
            measures = measures.joined(self._measure(sorted(more), self._symbols))
        return {
            file.entry.path: tally.read(file, measures, bases.get(file.entry.path)).spans
            for file in files
        }

    def _bases_of(self, root: str, files: "Iterable[PlannedFile]") -> dict[str, Entry]:
        """Path -> the file that it was copied from, for those of these files that were."""
        found = {}
        for file in files:
            overlay = file.decision.overlay
            base = overlay.base_of(file.entry.path) if overlay else None
            if base in self.entries(root):
                found[file.entry.path] = self.entries(root)[base]
        return found

    def _the_tally(self) -> "Tally":
        self._tally = self._tally or tally_of(self._ruler)
        return self._tally

    def entries(self, root: str) -> dict[str, Entry]:
        """Path -> entry of every file of a tree."""
        if root not in self._files:
            self._files[root] = {entry.path: entry for entry in self._folders.files(root)}
        return self._files[root]

    def _inventions(self, head: str) -> tuple[Problem, ...]:
        """Marks of variants that no path of a tree finds."""
        dimensions = self._ruler.policy.dimensions
        if not any(dimension.captures for dimension in dimensions):
            return ()
        rows = self.rows_where(head, lambda total: total.listed > 0).values()
        known = found_by_path(self._sums[self._root(head)].rows, dimensions)
        if not inventions(rows, known):
            return ()
        # What is no code stands in no sum, and its path finds a variant all the same.
        planned = map(self.planned, self._folders.files(head))
        return inventions(
            rows, found_by_path([each.decision.place for each in planned], dimensions)
        )

    def _refuse_clashes(self, head: str) -> None:
        opened = self._folders.descend([self._root(head)], self._summed)
        unknown = self._without_rows(opened)
        if unknown:
            from variant_budget.attribute.clashes import refuse_clashes

            refuse_clashes(map(self._plan, unknown))

    def _sum_up(self, keys: Iterable[FolderKey]) -> None:
        opened = self._folders.descend(keys, self._summed)
        self._read_rows(opened)
        for folder in reversed(opened):
            own = self._rows[folder.key]
            self._sums[folder.key] = sum_up(own, (self._sums[key] for key in folder.folders))

    def _summed(self, keys: Collection[FolderKey]) -> Collection[FolderKey]:
        """Those of the folders whose sums are known."""
        wanted = {
            self._sum_key(key): key
            for key in keys
            if key not in self._sums and key not in self._unknown
        }
        for request, packed in self._cache.read(wanted).items():
            try:
                self._sums[wanted[request]] = unpack_sum(packed)
            except ValueError:
                continue
        self._unknown.update(key for key in wanted.values() if key not in self._sums)
        return self._sums.keys()

    def _read_rows(self, folders: Iterable[Folder]) -> None:
        unknown = self._without_rows(folders)
        if not unknown:
            return
        from variant_budget.attribute.plan import requests

        tally = self._the_tally()
        plans = {folder.key: self._plan(folder) for folder in unknown}
        bases = {key: self._bases(key, plan) for key, plan in plans.items()}
        measures = self._measure(requests(plans.values(), self._lexicon), self._symbols)
        more = {
            request
            for key, plan in plans.items()
            for request in tally.more_requests(plan, measures, bases[key])
        }
        if more:
            measures = measures.joined(self._measure(sorted(more), self._symbols))
        for key, plan in plans.items():
            self._rows[key] = tally.folder_rows(plan, measures, bases[key])

    def _bases(self, key: FolderKey, plan: "Plan") -> dict[str, Entry]:
        """Path -> the file that it was copied from, for the files of one folder."""
        if not key.beside:
            return {}
        from variant_budget.attribute.tally import planned_bases

        return planned_bases(plan, self._copied_from(key))

    def _copied_from(self, key: FolderKey) -> dict[str, Entry]:
        """The files that those of a folder may be copies of, by path."""
        sources = dict(key.beside)
        found: dict[str, Entry] = {}
        for each in self._overlays:
            if each.path in sources:
                below = key.path[len(each.path) :]
                found |= self._folders.sources(sources[each.path], each.base, below)
        return found

    def _root(self, root: str) -> FolderKey:
        """The key of a tree, with what its edited copies are copies of."""
        if root not in self._roots:
            beside = ((each.path, self._folders.source(root, each.base)) for each in self._overlays)
            self._roots[root] = root_key(root, tuple(beside))
        return self._roots[root]

    def _made(self) -> "Iterator[tuple[str, Inside | None]]":
        """What stands inside the files that were read here and now."""
        made = self._plans.keys() & self._rows.keys()
        return ((row.entry.path, row.inside) for key in made for row in self._rows[key].files)

    def _without_rows(self, folders: Iterable[Folder]) -> list[Folder]:
        """Those of the folders whose rows are not known and have to be made."""
        self._rows.update(self._unpacked(folders, None))
        return [folder for folder in folders if folder.key not in self._rows]

    def _unpacked(
        self, folders: Iterable[Folder], paths: Container[str] | None
    ) -> dict[FolderKey, FolderRows]:
        """What the cache knows of folders that were not looked into; with `paths`, these files."""
        wanted = {
            self._row_key(folder.key): folder
            for folder in folders
            if folder.key not in self._rows and folder.key not in self._plans
        }
        found = {}
        for request, packed in self._cache.read(wanted).items():
            folder = wanted[request]
            try:
                found[folder.key] = unpack_rows(packed, folder, paths)
            except ValueError:
                continue
        return found

    def _plan(self, folder: Folder) -> "Plan":
        found = self._plans.get(folder.key)
        if found is None:
            found = self._plans[folder.key] = tuple(map(self.planned, folder.files))
        return found

    def planned(self, entry: Entry) -> "PlannedFile":
        """What the path of a file decides."""
        if self._planner is None:
            self._planner = planner_of(self._ruler)
        return self._planner.planned(entry)

    def _all_planned(self) -> "Iterator[PlannedFile]":
        return (file for plan in self._plans.values() for file in plan)

    def _row_key(self, key: FolderKey) -> Request:
        return key.oid, f"rows {self._digest} {_place(key)}"

    def _sum_key(self, key: FolderKey) -> Request:
        return key.oid, f"sum {self._digest} {_place(key)}"


def _place(key: FolderKey) -> str:
    """Where a folder stands, and beside what; no path holds a NUL."""
    return "\0".join((key.path, *(f"{path}\0{source}" for path, source in key.beside)))
