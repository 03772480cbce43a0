"""LCOV's tracefiles: `SF:` names a file, `DA:line,count[,checksum]` a line, `end_of_record` ends it.

Totals (`LF`, `LH`) and all that is told of functions and branches are not read. A file that ends
inside a record was cut off. Format: geninfo(1), https://github.com/linux-test-project/lcov
"""

import codecs
from collections.abc import Iterable, Iterator

from variant_budget.domain.evidence import Coverage, Remark, Source, UnreadableError
from variant_budget.evidence.gathering import FileLines, Gathering

MOST_BYTES = 2_000_000_000
LONGEST_LINE = 100_000
STARTS = ("TN:", "SF:", "VER:", "#")
"""What a tracefile begins with."""

_KNOWN = frozenset(
    "TN VER FN FNDA FNF FNH FNL FNA BRDA BRF BRH LF LH MCDC MCF MRF MRH KF".split()  # noqa: SIM905
)
_SHOWN = 40


def read_lcov(source: Source) -> tuple[Coverage, tuple[Remark, ...]]:
    """The lines of a tracefile, and what is odd about it. UnreadableError for what is none."""
    reader = _Reader()
    for line in _lines(source()):
        reader.take(line)
    return reader.finish()


class _Reader:
    """Told each line."""

    def __init__(self) -> None:
        self._report = Gathering()
        self._file: FileLines | None = None
        self._open = False
        self._unclosed = self._unknown = 0
        self._first = ""
        self._known = False

    def take(self, line: str) -> None:
        key, colon, rest = line.partition(":")
        if key == "DA" and colon and self._open:
            if self._file is not None:
                number, _, after = rest.partition(",")
                self._file.add(number, after.partition(",")[0])
        elif key == "SF" and colon:
            self._unclosed += self._open
            self._open = self._known = True
            self._file = self._report.file(rest)
        elif line == "end_of_record" and self._open:
            self._open, self._file = False, None
        elif key == "TN" and colon:
            self._known = True
        elif line and not line.startswith("#") and not (colon and key in _KNOWN):
            self._unknown += 1
            self._first = self._first or line[:_SHOWN]

    def finish(self) -> tuple[Coverage, tuple[Remark, ...]]:
        if not self._known:
            raise UnreadableError("report-not-coverage", "it names no source file")
        if self._open:
            raise UnreadableError("report-cut-off", "it ends inside a record: no end_of_record")
        coverage, remarks = self._report.finish()
        return coverage, (*remarks, *self._told())

    def _told(self) -> Iterator[Remark]:
        if self._unclosed:
            message = f"records without end_of_record before the next begins: {self._unclosed}"
            yield Remark("lcov-record-unclosed", message)
        if self._unknown:
            message = f"lines that are not LCOV's, or stand outside of a record: {self._unknown}"
            yield Remark("lcov-line-unknown", f'{message} (first: "{self._first}")')


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise UnreadableError("report-too-large", f"it is larger than {MOST_BYTES:,} bytes")
        *whole, rest = (rest + piece).split(b"\n")
        for each in whole:
            yield _text(each)
        if len(rest) > LONGEST_LINE:
            raise UnreadableError("report-broken", f"a line of over {LONGEST_LINE:,} bytes")
    yield _text(rest)


def _text(line: bytes) -> str:
    # As git's own paths are read: a name in no known encoding stays what it is.
    return line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape").strip()
