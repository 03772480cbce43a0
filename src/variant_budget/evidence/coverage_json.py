"""coverage.py's JSON report: of each file the lines that ran, those that did not, the excluded.

Summaries, functions, classes, contexts and branches are not read.
"""

import json
import re
from collections.abc import Iterable

from variant_budget.domain.evidence import Coverage, Remark, Source, UnreadableError
from variant_budget.evidence.gathering import LAST_LINE, FileLines, Gathering

MOST_BYTES = 100_000_000
"""It is read whole, and what is read takes many times the room of its text."""

# JSON can spell what no name of a file is: halves of pairs that stand for no byte.
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def read_coverage_json(source: Source) -> tuple[Coverage, tuple[Remark, ...]]:
    """The lines of a report, and what is odd about it. UnreadableError for what is none."""
    try:
        document = json.loads(_whole(source()))
    except (ValueError, RecursionError) as error:
        slug = "report-cut-off" if _is_cut(error) else "report-broken"
        raise UnreadableError(slug, f"it is no JSON: {_why(error)}") from None
    files = document.get("files") if isinstance(document, dict) else None
    if not isinstance(files, dict) or not isinstance(document.get("meta"), dict):
        message = 'it is not coverage.py\'s JSON: that has "meta" and "files"'
        raise UnreadableError("report-not-coverage", message)
    report = Gathering()
    for name, told in files.items():
        _take(report, _HALVES.sub("\ufffd", name), told)
    return report.finish()


def _whole(pieces: Iterable[bytes]) -> bytes:
    found = bytearray()
    for piece in pieces:
        found += piece
        if len(found) > MOST_BYTES:
            raise UnreadableError("report-too-large", f"it is larger than {MOST_BYTES:,} bytes")
    return bytes(found)


def _take(report: Gathering, name: str, told: object) -> None:
    ran, missing = _numbers(told, "executed_lines"), _numbers(told, "missing_lines")
    excluded = frozenset(_numbers(told, "excluded_lines"))
    file = report.file(name)
    if file is None:
        return
    for lines, hit in ((ran, True), (missing, False)):
        for line in lines:
            if line not in excluded:
                _mark(report, file, line, hit=hit)


def _mark(report: Gathering, file: FileLines, line: int, *, hit: bool) -> None:
    if 1 <= line <= LAST_LINE:
        file.mark(line, hit=hit)
    else:
        report.drop(str(line) if abs(line) < 10**20 else "a number of over 20 digits")


def _numbers(told: object, key: str) -> list[int]:
    lines = told.get(key) if isinstance(told, dict) else None
    # A truth value is an int to Python, and none to JSON.
    if not isinstance(lines, list) or not all(type(line) is int for line in lines):
        message = f'it is not coverage.py\'s JSON: "{key}" of a file is no list of numbers'
        raise UnreadableError("report-not-coverage", message)
    return lines


def _is_cut(error: Exception) -> bool:
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated") or not error.doc[error.pos :].strip()


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is no text"
    return "nested too deep" if isinstance(error, RecursionError) else "a number of too many digits"
