"""The repositories that are timed, each with a policy for it."""

from pathlib import Path
from typing import NamedTuple

from bench.agreement.repositories import Repository


class Line(NamedTuple):
    """A repository as a product line: which folders hold the variants."""

    repository: Repository
    variants: str
    python: bool = False
    """Whether it is mostly Python, so that radon is timed too."""

    def policy(self) -> str:
        """A policy whose files are all code: test folders too, so that all tools read the same."""
        return (
            "version: 1\n"
            'files: {tests: ["no-tests/"], test_data: ["no-data/"], config: ["no-config/"]}\n'
            f'dimensions: {{part: {{paths: ["{self.variants}"]}}}}\n'
            "part_budget: {hard_limit: 100}\n"
        )


LINES = (
    Line(
        Repository("spring-projects/spring-framework", "91eb42645e26a7ef9382b4a655bcefe5c8682fee"),
        "spring-{variant}/",
    ),
    Line(
        Repository("micropython/micropython", "1c3c201149f37fe8d81246191b3127bb198d6306"),
        "ports/{variant}/",
    ),
    Line(Repository("libuv/libuv", "1cfa32ff59c076ffb6ed735bbc8c18361558661f"), "src/{variant}/"),
    Line(
        Repository("commaai/opendbc", "7343a66d46213d5f73528afc6c6db713ebd88a9d"),
        "opendbc/car/{variant}/",
        python=True,
    ),
)


class Size(NamedTuple):
    """A tree on disk."""

    files: int
    lines: int
    megabytes: float


def size_of(tree: Path) -> Size:
    """Files, physical lines of text and bytes; read in pieces, since what this process holds in
    memory is in the figures of the commands that it starts."""
    files = lines = total = 0
    for path in tree.rglob("*"):
        if path.is_symlink() or not path.is_file() or path.name == ".git":
            continue
        files += 1
        with path.open("rb") as file:
            piece = file.read(8000)
            text = b"\0" not in piece
            while piece:
                total += len(piece)
                lines += piece.count(b"\n") if text else 0
                piece = file.read(1 << 16)
    return Size(files, lines, total / 1e6)
