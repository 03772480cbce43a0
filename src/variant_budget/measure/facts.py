"""One blob -> its facts: the kind of file first, then lines, decisions, functions and classes."""

from variant_budget.domain.facts import Facts, Kind
from variant_budget.measure.decisions import rows_of
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.lexing import blank_lines, code_bits
from variant_budget.measure.scan import scan
from variant_budget.measure.source import source_of
from variant_budget.measure.text import is_binary, lfs_bytes, physical_lines, text_of

FULL_LIMIT = 8_000_000
"""Bytes up to which a file gets all four metrics; beyond it only lines are measured (CAPPED)."""


def measure_blob(data: bytes, language: str) -> Facts:
    """The facts of a file's bytes in a language of the table."""
    size = lfs_bytes(data)
    if size is not None:
        return Facts(Kind.LFS, lfs_bytes=size)
    if is_binary(data):
        return Facts(Kind.BINARY)
    text = text_of(data)
    row = LANGUAGE[language]
    code = source_of(text, language)
    blank = blank_lines(code)
    bits = code_bits(blank)
    # A comment that is never closed leaves its line ends only; its last line may have none.
    lines = len(blank) + (code.endswith(b"\n") and not text.endswith(b"\n"))
    if not row.definitions:
        return Facts(Kind.LINES_ONLY, lines, bits)
    if len(text) > FULL_LIMIT:
        return Facts(Kind.CAPPED, lines, bits)
    found = scan(code, language)
    decisions, functions, classes = rows_of(
        found.code, found.decisions, found.definitions.functions, found.definitions.classes
    )
    return Facts(Kind.FULL, lines, bits, decisions, functions, classes)


def line_count(data: bytes) -> int:
    """The physical lines of a file that is no code; 0 for a binary one."""
    return 0 if is_binary(data) else physical_lines(text_of(data))
