"""Reports as a file hands them over: piece by piece, each reading anew."""

from collections.abc import Iterable

from variant_budget.domain.evidence import Remark, RunReport, Source
from variant_budget.evidence.junit import read_junit


def in_pieces(data: bytes, size: int = 1_000_000) -> Source:
    """These bytes in pieces of a size."""

    def pieces() -> Iterable[bytes]:
        return (data[at : at + size] for at in range(0, len(data), size))

    return pieces


def junit(text: str | bytes, size: int = 1_000_000) -> tuple[RunReport, tuple[Remark, ...]]:
    """What a JUnit report says, and what is odd about it."""
    return read_junit(in_pieces(text.encode() if isinstance(text, str) else text, size))


def slugs(remarks: Iterable[Remark]) -> list[str]:
    """What is odd, in short."""
    return [remark.slug for remark in remarks]
