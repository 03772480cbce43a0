"""A coverage report of any format -> its files and lines. What it is, its own beginning tells.

XML is told apart by its first elements: Cobertura and Clover have one root. Rules of each format,
and what is never counted: docs/tests.md, "Coverage reports".
"""

import codecs
from collections.abc import Callable

from variant_budget.domain.evidence import Coverage, Remark, Source, UnreadableError
from variant_budget.evidence.clover import CloverReader
from variant_budget.evidence.cobertura import CoberturaReader
from variant_budget.evidence.coverage_json import read_coverage_json
from variant_budget.evidence.jacoco import JacocoReader
from variant_budget.evidence.lcov import STARTS, read_lcov
from variant_budget.evidence.xml import read_xml

_ENOUGH = 64
_SHOWN = 40
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FORMATS: dict[tuple[str, str], Callable[[], "_Reader"]] = {
    ("coverage", "sources"): CoberturaReader,
    ("coverage", "packages"): CoberturaReader,
    ("coverage", "project"): CloverReader,
    ("report", "sessioninfo"): JacocoReader,
    ("report", "group"): JacocoReader,
    ("report", "package"): JacocoReader,
}
_ROOTS = frozenset(root for root, _ in _FORMATS)
_Reader = CoberturaReader | CloverReader | JacocoReader


def read_coverage(source: Source) -> tuple[Coverage, tuple[Remark, ...]]:
    """What a report says, and what is odd about it.

    UnreadableError for what is no coverage report, is empty, broken, cut off or beyond all bounds.
    coverage.py's own `.coverage` is none of these: adapters/coverage_data.py reads it.
    """
    begins = _beginning(source)
    if not begins:
        raise UnreadableError("report-empty", "the file is empty")
    if begins.startswith((b"<", *_UTF16)) or b"<\0" in begins[:4] or b"\0<" in begins[:4]:
        return _read_xml(source)
    if begins.startswith(b"{"):
        return read_coverage_json(source)
    if begins.startswith(tuple(each.encode() for each in STARTS)):
        return read_lcov(source)
    shown = begins[:_SHOWN].split(b"\n")[0].decode("ascii", "replace")
    message = f'it is no coverage report that is known: it begins with "{shown}"'
    raise UnreadableError("report-not-coverage", message)


def _beginning(source: Source) -> bytes:
    found, pieces = b"", iter(source())
    while len(found) < len(codecs.BOM_UTF8) and (piece := next(pieces, None)) is not None:
        found += piece
    # One mark and no more: behind it another one is a letter.
    found = found.removeprefix(codecs.BOM_UTF8).lstrip()
    while len(found) < _ENOUGH and (piece := next(pieces, None)) is not None:
        found = (found + piece).lstrip()
    return found[:_ENOUGH]


def _read_xml(source: Source) -> tuple[Coverage, tuple[Remark, ...]]:
    choice, remarks = read_xml(source, _Choice)
    if choice.reader is None:
        message = f"its <{choice.root[:_SHOWN]}> is neither Cobertura's, Clover's nor JaCoCo's"
        raise UnreadableError("report-not-coverage", message)
    coverage, more = choice.reader.finish()
    return coverage, (*remarks, *more)


class _Choice:
    """Told each element; tells them to the reader of the format once that is known."""

    def __init__(self) -> None:
        self.root = ""
        self.reader: _Reader | None = None
        self._told: Callable[[str], None] = _ignore
        self.start: Callable[[str, dict[str, str]], None] = self._choose
        self.end: Callable[[str], None] = _ignore

    def text(self, data: str) -> None:
        self._told(data)

    def _choose(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = name
            if name not in _ROOTS:
                message = f"it is no coverage report: its first element is <{name[:_SHOWN]}>"
                raise UnreadableError("report-not-coverage", message)
        elif found := _FORMATS.get((self.root, name)):
            self.reader = reader = found()
            self.start, self.end = reader.start, reader.end
            if isinstance(reader, CoberturaReader):
                self._told = reader.text
            reader.start(name, attributes)


def _ignore(_: str) -> None:
    pass
