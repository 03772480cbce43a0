"""The lines of one coverage report, gathered file by file; what cannot be counted is told.

A line counts once, however often a report has it: it is covered if any of its counts is above 0.
Its branches are the most that any of its elements has, and so are those of them that were taken.
"""

import re
from collections.abc import Iterable, Iterator

from variant_budget.domain.evidence import Coverage, CoveredFile, Remark, UnreadableError
from variant_budget.domain.source_names import plain

LAST_LINE = 10_000_000
"""No source file is longer; `hidden` lines of .NET (0xfeefee) and other marks are above it."""
MOST_LINES = 200_000_000
"""Of all files together, each counted to its last line: a bit or two each. Linux has 40,000,000."""
MOST_FILES = 1_000_000
MOST_BRANCHES = 2_000_000
"""Lines with branches."""
_SHOWN = 40
_RATIO = re.compile(r"\(\s*([0-9]{1,6})\s*/\s*([0-9]{1,6})\s*\)")


class Gathering:
    """Told what one report says, element by element."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], FileLines] = {}
        self._lines = 0
        self._branches = 0
        self._odd_lines: list[str] = []
        self._odd_counts: list[str] = []
        self._dropped = self._unread = self._nameless = 0

    def file(self, name: str, module: str = "") -> "FileLines | None":
        """The lines of a file; None for one without a name. UnreadableError for too many."""
        path = plain(name)
        if not path:
            self._nameless += 1
            return None
        found = self._files.get((module, path))
        if found is None:
            if len(self._files) == MOST_FILES:
                raise _too_large(f"it has more than {MOST_FILES:,} files")
            found = self._files[module, path] = FileLines(self)
        return found

    def finish(self, sources: Iterable[str] = ()) -> tuple[Coverage, tuple[Remark, ...]]:
        """What the report says, and what is odd about it."""
        files = tuple(each.told(path) for (_, path), each in self._files.items())
        remarks = [*self._told()]
        if not any(each.coverable for each in files):
            remarks.append(Remark("coverage-holds-no-lines", "it holds no line that could run"))
        return Coverage(files, tuple(sources)), tuple(remarks)

    def _told(self) -> Iterator[Remark]:
        if self._unread:
            message = f"lines left out, their count is none: {self._unread}"
            yield Remark("coverage-count-unreadable", message + _first(self._odd_counts))
        if self._dropped:
            message = f"lines left out, no file has a line of their number: {self._dropped}"
            yield Remark("coverage-line-out-of-range", message + _first(self._odd_lines))
        if self._nameless:
            message = f"files left out, they have no name: {self._nameless}"
            yield Remark("coverage-file-unnamed", message)

    def drop(self, number: str) -> None:
        """A line that has no number a file can have."""
        self._dropped += 1
        if not self._odd_lines:
            self._odd_lines.append(number)

    def leave_out(self, count: str) -> None:
        """A line of which nobody knows whether it ran."""
        self._unread += 1
        if not self._odd_counts:
            self._odd_counts.append(count)

    def grow(self, lines: int = 0, branches: int = 0) -> None:
        """There are so many more. UnreadableError where that is beyond reason."""
        self._lines += lines
        self._branches += branches
        if self._lines > MOST_LINES:
            raise _too_large(f"its files have more than {MOST_LINES:,} lines")
        if self._branches > MOST_BRANCHES:
            raise _too_large(f"it has branches in more than {MOST_BRANCHES:,} lines")


class FileLines:
    """The lines of one file."""

    __slots__ = ("_branches", "_coverable", "_covered", "_report")

    def __init__(self, report: Gathering) -> None:
        self._report = report
        self._coverable = bytearray()
        self._covered = bytearray()
        self._branches: dict[int, tuple[int, int]] = {}

    def add(self, number: str, count: str) -> int:
        """A line as texts have it: its number, 0 where it was left out."""
        hit = is_hit(count)
        line = natural(number)
        if not line:
            self._report.drop(number)
            return 0
        if hit is None:
            self._report.leave_out(count)
            return 0
        self.mark(line, hit=hit)
        return line

    def mark(self, line: int, *, hit: bool) -> None:
        """A line from 1 to `LAST_LINE`."""
        byte, bit = line >> 3, 1 << (line & 7)
        missing = byte + 1 - len(self._coverable)
        if missing > 0:
            self._report.grow(lines=8 * missing)
            self._coverable.extend(bytes(missing))
            self._covered.extend(bytes(missing))
        self._coverable[byte] |= bit
        if hit:
            self._covered[byte] |= bit

    def branch(self, line: int, total: int, taken: int) -> None:
        """Branches of a line that was added."""
        if not 0 <= taken <= total or not total:
            return
        known = self._branches.get(line)
        if known is None:
            self._report.grow(branches=1)
        most, more = known or (0, 0)
        self._branches[line] = (max(total, most), max(taken, more))

    def told(self, name: str) -> CoveredFile:
        """The file by this name."""
        branches = tuple((line, *self._branches[line]) for line in sorted(self._branches))
        coverable = int.from_bytes(self._coverable, "little")
        return CoveredFile(name, coverable, int.from_bytes(self._covered, "little"), branches)


def natural(text: str) -> int:
    """1 to `LAST_LINE`; 0 for anything else."""
    text = text.strip()
    if len(text) > 8 or not text.isascii() or not text.isdecimal():
        return 0
    found = int(text)
    return found if found <= LAST_LINE else 0


def is_hit(text: str) -> bool | None:
    """Whether a count is above 0, however large; None where it is no count."""
    text = text.strip()
    if not text.isascii() or not text.isdecimal():
        return None
    return text.strip("0") != ""


def ratio(text: str) -> tuple[int, int] | None:
    """`50% (1/2)` is one of two."""
    found = _RATIO.search(text)
    return (int(found[1]), int(found[2])) if found else None


def _first(odd: list[str]) -> str:
    return f' (first: "{odd[0][:_SHOWN]}")'


def _too_large(message: str) -> UnreadableError:
    return UnreadableError("report-too-large", message)
