"""Blobs -> their facts: the kind of file first, then lines, decisions, functions and classes."""

from collections.abc import Sequence

from variant_budget.domain.facts import Facts, Kind
from variant_budget.measure.decisions import rows_of
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.lexing import blank_lines, code_bits
from variant_budget.measure.scan import Scan, scan
from variant_budget.measure.source import source_of
from variant_budget.measure.text import MARK, is_binary, lfs_bytes, physical_lines, text_of

FULL_LIMIT = 8_000_000
"""Bytes up to which a file gets all four metrics; beyond it only lines are measured (CAPPED)."""


def measure_blob(data: bytes, language: str) -> Facts:
    """The facts of a file's bytes in a language of the table."""
    return measure_blobs([(data, language)])[0]


def measure_blobs(blobs: Sequence[tuple[bytes, str]]) -> list[Facts]:
    """The facts of each file's bytes in its language, in their order.

    Each step is done for all of them before the next one, so that the processor still has it at
    hand: 64 small files together take 9 to 18 % less time than one by one.
    """
    known = [_without_text(data) for data, _ in blobs]
    texts = [
        (text_of(data), language)
        for (data, language), found in zip(blobs, known, strict=True)
        if found is None
    ]
    codes = [(source_of(text, language), language) for text, language in texts]
    lines = [
        _lines(text, code, language)
        for (text, _), (code, language) in zip(texts, codes, strict=True)
    ]
    scans = [
        scan(code, language) if kind is Kind.FULL else None
        for (code, language), (kind, _, _) in zip(codes, lines, strict=True)
    ]
    read = iter(
        [
            _facts(*each, found, MARK in text)
            for (text, _), each, found in zip(texts, lines, scans, strict=True)
        ]
    )
    return [found or next(read) for found in known]


def _without_text(data: bytes) -> Facts | None:
    """The facts of a file that holds no text; None for any other."""
    size = lfs_bytes(data)
    if size is not None:
        return Facts(Kind.LFS, lfs_bytes=size)
    return Facts(Kind.BINARY) if is_binary(data) else None


def _lines(text: bytes, code: bytes, language: str) -> tuple[Kind, int, bytes]:
    """What is to be measured, the number of lines, and which of them hold code."""
    blank = blank_lines(code)
    # A comment that is never closed leaves its line ends only; its last line may have none.
    lines = len(blank) + (code.endswith(b"\n") and not text.endswith(b"\n"))
    kind = Kind.CAPPED if len(text) > FULL_LIMIT else Kind.FULL
    return kind if LANGUAGE[language].definitions else Kind.LINES_ONLY, lines, code_bits(blank)


def _facts(kind: Kind, lines: int, bits: bytes, found: Scan | None, marked: bool) -> Facts:
    if found is None:
        return Facts(kind, lines, bits, marked=marked)
    decisions, functions, classes = rows_of(
        found.code, found.decisions, found.definitions.functions, found.definitions.classes
    )
    return Facts(kind, lines, bits, decisions, functions, classes, marked=marked)


def line_count(data: bytes) -> int:
    """The physical lines of a file that is no code; 0 for a binary one."""
    return 0 if is_binary(data) else physical_lines(text_of(data))
