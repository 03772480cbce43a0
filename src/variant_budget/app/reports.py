"""Report files of tests and coverage: found, read, or refused. Nothing here knows a policy."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from variant_budget.adapters.report_files import FoundFile, find_reports, refused
from variant_budget.adapters.report_roots import Roots, roots_of
from variant_budget.app.world import World
from variant_budget.attribute.locate import Locator
from variant_budget.domain.evidence import (
    COVERAGE_DATA,
    Coverage,
    Executed,
    Grade,
    Remark,
    ReportFile,
    Source,
    UnreadableError,
)
from variant_budget.domain.situation import Options
from variant_budget.domain.tree import SUBMODULE, Entry
from variant_budget.errors import MeasureError
from variant_budget.evidence.coverage import read_coverage
from variant_budget.evidence.junit import read_junit

NONE_GIVEN = "no test reports were given for this commit"
REFUSED = "a test report was refused"

T = TypeVar("T")
Read = Callable[[Source], tuple[T, tuple[Remark, ...]]]


class Batch(NamedTuple):
    """The reports of one kind and one commit: those that could be read, by path, and what became of
    every file. `patterns` were asked for, `unmatched` are those of them that no file matches.
    `called` has the path of each report that has a number behind it here.
    """

    reports: tuple[tuple[str, object], ...] = ()
    files: tuple[ReportFile, ...] = ()
    patterns: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    called: Mapping[str, str] = MappingProxyType({})

    @property
    def refused(self) -> tuple[ReportFile, ...]:
        """Files that were given and cannot be used."""
        return tuple(file for file in self.files if file.grade is Grade.ERROR)

    @property
    def missing(self) -> str:
        """Why there are no figures; "" where there are."""
        if not self.patterns:
            return NONE_GIVEN
        if self.refused:
            return REFUSED
        return "" if self.reports else f"no file matches {', '.join(self.unmatched)}"


class Reports(NamedTuple):
    """All reports that a check was given; `checkouts` are folders that their paths may begin with."""

    head: Batch = Batch()
    base: Batch = Batch()
    release: Batch = Batch()
    coverage: Batch = Batch()
    executed: tuple[Executed, ...] = ()
    checkouts: tuple[str, ...] = ()

    @property
    def unmatched(self) -> tuple[tuple[str, str], ...]:
        """Flag and pattern of those that no file matches."""
        flags = ("--junit", "--base-junit", "--release-junit", "--coverage")
        batches = zip(self[:4], flags, strict=True)
        return tuple((flag, pattern) for batch, flag in batches for pattern in batch.unmatched)


def read_reports(
    options: Options, world: World, tracked: Mapping[str, Entry], blob: Callable[[str], bytes]
) -> Reports:
    """Every report that the options name. What cannot be used is told, never raised.

    `tracked` are the files of the commit by path: what stands in it is no result of a run. `blob`
    gives the bytes of one by its id.
    """
    asked = options.reports
    roots = roots_of(options.repo, world.environ)
    head, base, release = (_batch(each, roots, tracked, read_junit) for each in asked[:3])
    checkouts = (f"{roots.checkout}/",)
    executed: list[Executed] = []
    read = _coverage_reader(checkouts, tracked, blob, executed)
    coverage = _batch(asked[3], roots, tracked, read)
    return Reports(head, base, release, coverage, tuple(executed), checkouts)


def _coverage_reader(
    checkouts: tuple[str, ...],
    tracked: Mapping[str, Entry],
    blob: Callable[[str], bytes],
    executed: list[Executed],
) -> Read[Coverage]:
    """Reads coverage of any kind; what contexts executed goes to `executed`."""

    @cache
    def locator() -> Locator:
        # It takes 2 µs for each file of the commit, for .coverage data alone.
        return Locator(tracked, lambda _: False, checkouts)

    def text(name: str) -> bytes | None:
        path = locator().file(name).path
        return None if path is None else blob(tracked[path].oid)

    def read(source: Source) -> tuple[Coverage, tuple[Remark, ...]]:
        if not next(iter(source()), b"").startswith(COVERAGE_DATA):
            return read_coverage(source)
        # coverage.py itself takes 60 ms to import.
        from variant_budget.adapters.coverage_data import read_coverage_data

        coverage, contexts, remarks = read_coverage_data(source, text)
        executed.extend(contexts)
        return coverage, remarks

    return read


def _batch(
    patterns: Sequence[str], roots: Roots, tracked: Mapping[str, Entry], read: Read[object]
) -> Batch:
    if not patterns:
        return Batch()
    found = find_reports(patterns, roots)
    files = list(found.refused)
    reports = []
    called = {}
    shown: Counter[str] = Counter()
    for file in found.files:
        shown[file.path] += 1
        # Two folders of the machine, which no report shows, may hold a file of one name.
        again = f" ({shown[file.path]})" if shown[file.path] > 1 else ""
        named = file._replace(path=file.path + again)
        if again:
            called[named.path] = file.path
        told, report = _read(named, tracked, read)
        files.append(told)
        if report is not None:
            reports.append((named.path, report))
    return Batch(tuple(reports), tuple(sorted(files)), tuple(patterns), found.unmatched, called)


def _read(
    file: FoundFile, tracked: Mapping[str, Entry], read: Read[object]
) -> tuple[ReportFile, object | None]:
    planted = next((path for path in file.tracked_as if _is_committed(path, tracked)), None)
    if planted is not None:
        message = f"{planted} is in the commit: a report must come from the run of the tests"
        return ReportFile(file.path, Grade.ERROR, (Remark("report-tracked", message),)), None
    try:
        with file.opened() as source:
            report, remarks = read(source)
    except UnreadableError as error:
        return ReportFile(file.path, Grade.ERROR, (error.remark,)), None
    except MeasureError as error:
        return refused(error)._replace(path=file.path), None
    return ReportFile(file.path, Grade.WARN if remarks else Grade.OK, remarks), report


def _is_committed(path: str, tracked: Mapping[str, Entry]) -> bool:
    """Whether the commit holds a file, itself or in a submodule."""
    folders = path.split("/")
    above = ("/".join(folders[:number]) for number in range(1, len(folders)))
    return path in tracked or any(
        (entry := tracked.get(each)) is not None and entry.mode == SUBMODULE for each in above
    )
