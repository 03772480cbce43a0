"""Covered lines of reports -> whose they are, each line of each file once.

What several reports, classes or runs say of one line joins: it is covered where one of them ran it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from variant_budget.attribute.locate import Locator
from variant_budget.domain.evidence import Coverage, CoveredFile, Remark
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.tested import Covered


class Stretch(NamedTuple):
    """Lines, both ends included, and whose they are."""

    first: int
    last: int
    place: Place


class FileLines(NamedTuple):
    """What a tracked file is for, and whose its lines are, in their order.

    `place` is what its path says: of lines that a report has and the file has not.
    """

    role: Role
    place: Place
    stretches: tuple[Stretch, ...]


LinesOf = Callable[[Collection[str]], Mapping[str, FileLines]]
"""Tracked paths to whose their lines are."""


CodeBeside = Callable[[Collection[str]], Mapping[Place, int]]
"""Tracked paths to the code lines, by place, of other files of the product that are of their kind."""


class _Lines:
    """What all reports together say of one file."""

    __slots__ = ("branches", "coverable", "covered")

    def __init__(self) -> None:
        self.coverable = self.covered = 0
        self.branches: dict[int, tuple[int, int]] = {}

    def take(self, file: CoveredFile) -> None:
        self.coverable |= file.coverable | file.covered
        self.covered |= file.covered
        for line, number, taken in file.branches:
            known = self.branches.get(line, (0, 0))
            self.branches[line] = max(known[0], number), max(known[1], taken)


def attribute_coverage(
    reports: Sequence[tuple[str, Coverage]],
    locator: Locator,
    lines_of: LinesOf,
    code_beside: CodeBeside,
) -> Covered:
    """The lines of these reports, each given with its path, by place.

    Files that are no code of the product are told apart.
    """
    files: dict[_Meant, _Lines] = {}
    remarks: dict[str, tuple[Remark, ...]] = {}
    for path, report in reports:
        meant = [_meant(report, file, locator) for file in report.files]
        for each, file in zip(meant, report.files, strict=True):
            files.setdefault(each._replace(guessed=False), _Lines()).take(file)
        remarks[path] = tuple(_told(meant))
    known = lines_of([each.path for each in files if each.located])
    amounts: Counter[tuple[Place, int]] = Counter()
    unplaced, outside = Counter[int](), Counter[int]()
    stale: list[str] = []
    for each, lines in files.items():
        if not each.located:
            _add(unplaced, lines)
        elif known[each.path].role is not Role.CODE:
            _add(outside, lines)
        elif _share(amounts, lines, known[each.path]):
            stale.append(each.path)
    mentioned = frozenset(each.path for each in files if each.located)
    for place, number in code_beside(mentioned).items():
        amounts[place, 2] += number
    branches = [each for lines in files.values() for each in lines.branches.values()]
    return Covered(
        amounts={
            place: (amounts[place, 0], amounts[place, 1], amounts[place, 2]) for place, _ in amounts
        },
        lines=_all(files.values()),
        unplaced=(unplaced[0], unplaced[1]),
        outside=(outside[0], outside[1]),
        branches=(sum(number for number, _ in branches), sum(taken for _, taken in branches)),
        missing=tuple(sorted(each.path for each in files if not each.located)),
        stale=tuple(sorted(stale)),
        files=len(files),
        remarks=remarks,
    )


class _Meant(NamedTuple):
    """The tracked file that a report means, or else (`located` false) what it calls it.

    `guessed`: it does not stand where the report's own folders say.
    """

    located: bool
    path: str
    guessed: bool = False


def _meant(report: Coverage, file: CoveredFile, locator: Locator) -> _Meant:
    """A file by the report's folders; where two of them have one, either may be meant."""
    places = report.places(file)
    found = {located.path for each in places if (located := locator.exact(each)).path}
    if len(found) == 1:
        return _Meant(True, found.pop() or "")
    located = locator.file(file.name)
    if found or located.path is None:
        return _Meant(False, file.name)
    return _Meant(True, located.path, guessed=bool(places))


def _told(meant: Sequence[_Meant]) -> Iterator[Remark]:
    unknown = [each.path for each in meant if not each.located]
    guessed = [each.path for each in meant if each.guessed]
    if unknown:
        message = f"{_files(unknown)} none of this commit's, or several (first: {unknown[0]})"
        yield Remark("coverage-file-unknown", message)
    if guessed:
        message = f"{_files(guessed)} not in its folders (first taken: {guessed[0]})"
        yield Remark("coverage-file-elsewhere", message)


def _files(paths: Sequence[str]) -> str:
    return "1 file is" if len(paths) == 1 else f"{len(paths)} files are"


def _add(into: Counter[int], lines: _Lines) -> None:
    into[0] += lines.coverable.bit_count()
    into[1] += lines.covered.bit_count()


def _all(files: Collection[_Lines]) -> tuple[int, int]:
    return (
        sum(each.coverable.bit_count() for each in files),
        sum(each.covered.bit_count() for each in files),
    )


def _share(amounts: Counter[tuple[Place, int]], lines: _Lines, file: FileLines) -> int:
    """Gives each place its lines; how many the report has behind the end of the file.

    Those belong to whom the file does: the report is of another state of it.
    """
    told = lines.coverable, lines.covered
    beyond = [each.bit_count() for each in told]
    for stretch in file.stretches:
        for at, each in enumerate(told):
            number = masked(each, stretch).bit_count()
            amounts[stretch.place, at] += number
            beyond[at] -= number
    for at, number in enumerate(beyond):
        amounts[file.place, at] += number
    return beyond[0]


def masked(lines: int, stretch: Stretch) -> int:
    """Those of the lines that stand in a stretch, counted from its first."""
    within = lines >> stretch.first
    return within & ((1 << (stretch.last - stretch.first + 1)) - 1)
