"""JaCoCo's XML: a file is its package and its name; no folder is told.

A line is covered if any of its instructions ran, as JaCoCo's own counters have it. Groups are
modules: files of one name in two of them are two files. Counters and classes are not read.
"""

from variant_budget.domain.evidence import Coverage, Remark
from variant_budget.evidence.gathering import FileLines, Gathering, natural


class JacocoReader:
    """Told each element below `<report>`."""

    def __init__(self) -> None:
        self._report = Gathering()
        self._groups: list[str] = []
        self._package = ""
        self._file: FileLines | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "line":
            self._line(attributes)
        elif name == "sourcefile":
            file = attributes.get("name", "")
            path = f"{self._package}/{file}" if self._package and file else file
            self._file = self._report.file(path, "/".join(self._groups))
        elif name == "package":
            self._package = attributes.get("name", "")
        elif name == "group":
            self._groups.append(attributes.get("name", ""))

    def end(self, name: str) -> None:
        if name == "sourcefile":
            self._file = None
        elif name == "package":
            self._package = ""
        elif name == "group" and self._groups:
            self._groups.pop()

    def finish(self) -> tuple[Coverage, tuple[Remark, ...]]:
        return self._report.finish()

    def _line(self, attributes: dict[str, str]) -> None:
        if self._file is None:
            return
        line = self._file.add(attributes.get("nr", ""), attributes.get("ci", ""))
        if line:
            missed, taken = natural(attributes.get("mb", "")), natural(attributes.get("cb", ""))
            self._file.branch(line, missed + taken, taken)
