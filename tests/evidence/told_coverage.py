"""Coverage reports written in a test -> what is read of them, in plain words."""

from collections.abc import Iterable, Iterator, Mapping

from variant_budget.domain.evidence import CoveredFile, Remark, Source
from variant_budget.evidence.coverage import read_coverage

Lines = Mapping[int, bool]
"""Number of a line that could run -> whether it did."""


def source(data: bytes | str, piece: int = 1 << 16) -> Source:
    """A report of these bytes, in pieces of some size."""
    content = data.encode() if isinstance(data, str) else data

    def pieces() -> Iterator[bytes]:
        for at in range(0, len(content), piece):
            yield content[at : at + piece]

    return pieces


def lines_of(file: CoveredFile) -> dict[int, bool]:
    """What the bits of a file say."""
    assert file.covered & ~file.coverable == 0
    covered = set(numbers(file.covered))
    return {line: line in covered for line in numbers(file.coverable)}


def numbers(lines: int) -> list[int]:
    """Bits that are set, the lowest first."""
    return [at for at, bit in enumerate(reversed(f"{lines:b}")) if bit == "1"]


def lines_read(data: bytes | str, piece: int = 1 << 16) -> dict[str, dict[int, bool]]:
    """The lines of each file of a report."""
    coverage, _ = read_coverage(source(data, piece))
    return {file.name: lines_of(file) for file in coverage.files}


def slugs(remarks: Iterable[Remark]) -> list[str]:
    """What is odd, by name."""
    return [remark.slug for remark in remarks]


def slugs_of(data: bytes | str) -> list[str]:
    """What is odd about a report."""
    return slugs(read_coverage(source(data))[1])
