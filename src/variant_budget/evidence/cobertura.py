"""Cobertura's XML, as coverage.py, gcovr, coverlet, Istanbul, OpenCppCoverage and others write it.

`filename` is relative to one of the `<source>` folders, and nothing says to which. Rates, totals and
`complexity` (also `NaN`) are not read: they are formed anew from lines. Two classes of one file, and
a method's lines that stand again in its class, join line by line.
"""

from variant_budget.domain.evidence import Coverage, Remark, UnreadableError
from variant_budget.domain.source_names import plain
from variant_budget.evidence.gathering import FileLines, Gathering, ratio

MOST_SOURCES = 1_000
LONGEST_SOURCE = 4_096


class CoberturaReader:
    """Told each element below `<coverage>`."""

    def __init__(self) -> None:
        self._report = Gathering()
        self._sources: dict[str, None] = {}
        self._text: str | None = None
        self._file: FileLines | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "line":
            self._line(attributes)
        elif name == "class":
            self._file = self._report.file(attributes.get("filename", ""))
        elif name == "source":
            self._text = ""

    def end(self, name: str) -> None:
        if name == "class":
            self._file = None
        elif name == "source" and self._text is not None:
            self._source(self._text.strip())
            self._text = None

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text += data
            if len(self._text) > LONGEST_SOURCE:
                raise UnreadableError("report-broken", f"a source of over {LONGEST_SOURCE} letters")

    def finish(self) -> tuple[Coverage, tuple[Remark, ...]]:
        return self._report.finish(self._sources)

    def _line(self, attributes: dict[str, str]) -> None:
        if self._file is None:
            return
        line = self._file.add(attributes.get("number", ""), attributes.get("hits", ""))
        told = attributes.get("condition-coverage")
        if line and told and (found := ratio(told)):
            taken, total = found
            self._file.branch(line, total, taken)

    def _source(self, folder: str) -> None:
        if folder:
            self._sources[plain(folder) or "."] = None
        if len(self._sources) > MOST_SOURCES:
            raise UnreadableError("report-too-large", f"it has more than {MOST_SOURCES:,} sources")
