"""Clover's XML, as OpenClover, PHPUnit and Istanbul write it: root `<coverage>`, then `<project>`.

Lines of the types `stmt`, `cond` and `method` count, those of other types do not. A line that is
listed twice, as a statement that never ran and as a method that did, counts once and is covered:
so does Clover's own page colour it. A `cond` without a count (OpenClover) is covered if either
outcome was seen. Branches are not read: `truecount` and `falsecount` are numbers of runs in
OpenClover, and numbers of branches in Istanbul. https://openclover.org/doc/openclover/clover.xsd
"""

from variant_budget.domain.evidence import Coverage, Remark
from variant_budget.evidence.gathering import FileLines, Gathering, is_hit

_COUNTED = frozenset({"stmt", "cond", "method"})


class CloverReader:
    """Told each element below `<coverage>`."""

    def __init__(self) -> None:
        self._report = Gathering()
        self._file: FileLines | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "line":
            if self._file is not None and attributes.get("type") in _COUNTED:
                self._file.add(attributes.get("num", ""), _count(attributes))
        elif name == "file":
            # PHPUnit has the whole path in `name`, the others in `path`.
            self._file = self._report.file(attributes.get("path") or attributes.get("name", ""))

    def end(self, name: str) -> None:
        if name == "file":
            self._file = None

    def finish(self) -> tuple[Coverage, tuple[Remark, ...]]:
        return self._report.finish()


def _count(attributes: dict[str, str]) -> str:
    count = attributes.get("count")
    if count is not None or attributes["type"] != "cond":
        return count or ""
    outcomes = attributes.get("truecount", ""), attributes.get("falsecount", "")
    return next((each for each in outcomes if is_hit(each)), outcomes[0])
