"""Reports of tests and coverage: each is read, told, or refused, and a refusal never passes."""

import codecs
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import partial

from tests.fuzz.line import Line
from tests.fuzz.target import Target, seeds_of, words_in
from tests.fuzz.trees import json_changed, xml_changed
from tests.fuzz.wrong import WrongError
from variant_budget.domain.evidence import Coverage, Remark, RunReport, Source, UnreadableError
from variant_budget.evidence.coverage import read_coverage
from variant_budget.evidence.junit import read_junit

_SMALL = 4_000
_PIECE = 7

Told = tuple[RunReport | Coverage, tuple[Remark, ...]]


def source(data: bytes, size: int = 100_000) -> Source:
    """The bytes, in pieces."""
    return lambda: (data[at : at + size] for at in range(0, len(data), size))


def _read(read: Callable[[Source], Told], data: bytes) -> Told | UnreadableError:
    """What a reader says, in whatever pieces the bytes come."""
    try:
        found: Told | UnreadableError = read(source(data))
    except UnreadableError as error:
        found = error
    if len(data) < _SMALL:
        try:
            again: Told | UnreadableError = read(source(data, _PIECE))
        except UnreadableError as error:
            again = error
        if _comparable(found) != _comparable(again):
            raise WrongError(f"other pieces of it say something else: {found} {again}"[:500])
    return found


def _comparable(told: Told | UnreadableError) -> object:
    """Why it is refused may depend on what is seen first."""
    return "refused" if isinstance(told, UnreadableError) else told


def _outcome(told: Told | UnreadableError) -> str:
    if isinstance(told, UnreadableError):
        return f"refused {told.remark.slug}"
    return "read " + " ".join(sorted({remark.slug for remark in told[1]}))


def _junit(data: bytes) -> str:
    told = _read(read_junit, data)
    root, broken = _xml(data)
    if not isinstance(told, UnreadableError):
        report, remarks = told
        if broken and not remarks:
            raise WrongError("what is no XML was taken without a word")
        if not isinstance(report, RunReport):
            raise WrongError("another kind of report")
        if root is not None:
            _count(root, report, remarks)
    return _outcome(told)


def _count(root: ET.Element, report: RunReport, remarks: tuple[Remark, ...]) -> None:
    """Each test is a case, a set-up, or told to stand inside of another."""
    wanted = sum(each.tag.rpartition("}")[2] == "testcase" for each in root.iter())
    found = len(report.cases) + len(report.setups)
    told = {remark.slug for remark in remarks}
    if found != wanted and not (found < wanted and "report-nests-tests" in told):
        raise WrongError(f"{found} tests of {wanted}")


def _xml(data: bytes) -> tuple[ET.Element | None, bool]:
    """The root by another reader, and whether that says that it is broken."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) or b"<!DOCTYPE" in data:
        return None, False  # which it cannot read, or reads what we pass over
    try:
        return ET.fromstring(data), False  # noqa: S314 - bounded, and its entities are expat's
    except ET.ParseError:
        return None, True
    except (LookupError, ValueError):
        return None, False


def _coverage(data: bytes) -> str:
    told = _read(read_coverage, data)
    if not isinstance(told, UnreadableError):
        coverage, remarks = told
        _sound(coverage, remarks)
        begin = data.lstrip()[:1]
        if begin == b"{":
            json.loads(data)
        if begin == b"<" and _xml(data)[1] and not remarks:
            raise WrongError("what is no XML was taken without a word")
    return _outcome(told)


def _sound(coverage: object, remarks: tuple[Remark, ...]) -> None:
    if not isinstance(coverage, Coverage):
        raise WrongError("another kind of report")
    if any(file.covered & ~file.coverable for file in coverage.files):
        raise WrongError("a line ran that could not")
    if not any(file.coverable for file in coverage.files) and not remarks:
        raise WrongError("no lines, and no word of it")


def whole(flag: str, step: Callable[[bytes], str], data: bytes, line: Line) -> str:
    """Within budget but for what the report says: refused is exit 3, read is a pass."""
    path = line.write("reports/report", data)
    told = line.checked("--base", line.base, "--head", line.within, flag, path)
    outcome = step(data)
    wanted = 3 if outcome.startswith("refused") else 0
    if told.exit_code != wanted and outcome != "another kind":
        raise WrongError(f"exit code {told.exit_code} where the report is {outcome}")
    return f"exit {told.exit_code}"


def _unchanged(data: bytes, *_: object) -> bytes:
    return data


def _target(kind: str, change: Callable[..., bytes], step: Callable[[bytes], str]) -> Target:
    seeds = seeds_of(kind)
    flag = "--junit" if kind == "junit" else "--coverage"
    return Target(kind, seeds, change, words_in(seeds), step, partial(whole, flag, step))


TARGETS = (
    _target("junit", xml_changed, _junit),
    _target("cobertura", xml_changed, _coverage),
    _target("clover", xml_changed, _coverage),
    _target("jacoco", xml_changed, _coverage),
    _target("lcov", _unchanged, _coverage),
    _target("coverage-json", json_changed, _coverage),
)
