"""coverage.py's own data file (`.coverage`) -> covered lines, and what ran in each context.

The data holds which lines ran; which could have run, the source tells, as coverage.py reads it: the
caller gives it from a commit, not from disk. What its user's configuration excludes, the data does
not say: only lines marked `# pragma: no cover` are excluded here.
"""

import os
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from importlib.util import decode_source
from tempfile import TemporaryDirectory

from coverage import CoverageData
from coverage.exceptions import CoverageException, NotPython
from coverage.parser import PythonParser

from variant_budget.adapters.coverage_tables import check, opened, recorded
from variant_budget.domain.evidence import (
    Coverage,
    CoveredFile,
    Executed,
    Remark,
    Source,
    UnreadableError,
    bits,
)
from variant_budget.domain.source_names import plain

MOST_BYTES = 1_000_000_000

LONGEST_SOURCE = 4_000_000
# coverage.py's other defaults, `...` and TYPE_CHECKING, take cubic time on a hostile line.
_EXCLUDED = r"#\s*(pragma|PRAGMA)[:\s]?\s*(no|NO)\s*(cover|COVER)"
_SHOWN = 120

Texts = Callable[[str], bytes | None]
"""The source of a file by the name that the data has for it; None where it is not known."""


def read_coverage_data(
    source: Source, source_of: Texts
) -> tuple[Coverage, tuple[Executed, ...], tuple[Remark, ...]]:
    """What a data file says, and what is odd about it. UnreadableError for what is none.

    It is copied first: nothing is written beside it, and nobody changes it while it is read.
    """
    with TemporaryDirectory(prefix="variant-budget-") as folder:
        copy = os.path.join(folder, "data")
        try:
            _copy(source, copy)
            with opened(copy) as connection:
                check(connection)
                found = recorded(connection)
            _accepted(copy)
        except OSError as error:
            message = f"it cannot be read: {error.strerror}"
            raise UnreadableError("report-unreadable", message) from error
        # SQLite's messages quote the file: Python cannot always read them.
        except (sqlite3.Error, CoverageException, UnicodeError) as error:
            message = f"coverage.py's data cannot be read: {_why(error, copy)}"
            raise UnreadableError("report-broken", message) from error
    coverage, remarks = _measured(found.ran, source_of)
    return coverage, found.contexts, remarks


def _copy(source: Source, copy: str) -> None:
    size = 0
    with open(copy, "xb") as into:
        for piece in source():
            size += into.write(piece)
            if size > MOST_BYTES:
                message = f"it is larger than {MOST_BYTES:,} bytes"
                raise UnreadableError("report-too-large", message)
    if not size:
        raise UnreadableError("report-empty", "the file is empty")


def _accepted(copy: str) -> None:
    """CoverageException for data of another version than coverage.py's own, or of none."""
    data = CoverageData(basename=copy)
    try:
        data.read()
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        # coverage.py takes its own table `meta` for granted.
        raise CoverageException(f"its table meta is broken ({type(error).__name__})") from error
    finally:
        data.close(force=True)


def _measured(ran: dict[str, int], source_of: Texts) -> tuple[Coverage, tuple[Remark, ...]]:
    files: list[CoveredFile] = []
    unknown, unparsed = [], []
    for name, lines in sorted(ran.items()):
        path = plain(name)
        source = source_of(path) if path else None
        if source is None:
            unknown.append(path)
        elif (found := _covered(path, source, lines)) is None:
            unparsed.append(path)
        else:
            files.append(found)
    remarks = (
        *_told("coverage-source-unknown", "files left out, their source is not known", unknown),
        *_told("coverage-source-unparsed", "files left out, their source is no Python", unparsed),
    )
    if not any(file.coverable for file in files):
        remarks += (Remark("coverage-holds-no-lines", "it holds no line that could run"),)
    return Coverage(tuple(files)), remarks


def _covered(path: str, source: bytes, ran: int) -> CoveredFile | None:
    if len(source) > LONGEST_SOURCE:
        return None
    try:
        parser = PythonParser(text=decode_source(source), filename=path, exclude=_EXCLUDED)
        with warnings.catch_warnings():
            # Of the source, such as escapes that are none: not ours to tell.
            warnings.simplefilter("ignore")
            parser.parse_source()
    except (NotPython, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    # A line in the middle of a statement counts as the statement's first.
    covered = parser.translate_lines(_numbers(ran)) & parser.statements
    return CoveredFile(path, bits(parser.statements), bits(covered))


def _numbers(lines: int) -> list[int]:
    return [line for line, bit in enumerate(reversed(f"{lines:b}")) if bit == "1"]


def _told(slug: str, what: str, paths: list[str]) -> Iterator[Remark]:
    if paths:
        # Not the whole path: it may name a machine's folders.
        first = paths[0].rpartition("/")[2]
        yield Remark(slug, f'{what}: {len(paths)} (first: "{first}")')


def _why(error: Exception, copy: str) -> str:
    return str(error).replace(copy, "it")[:_SHOWN]
