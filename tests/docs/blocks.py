"""The code blocks of the documentation, each with the marks that stand before it."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: where it stands, its language, its text, and the comment right above it."""

    path: str
    line: int
    language: str
    text: str
    mark: str

    @property
    def commands(self) -> list[tuple[str, int]]:
        """Its commands, one a line, and with which code each ends: 0 unless the mark says otherwise."""
        commands = re.sub(r"\\\n\s*", "", self.text).splitlines()
        found = re.fullmatch(r"exit codes?: (\d+(?:, \d+)*)", self.mark)
        codes = [int(code) for code in found[1].split(", ")] if found else [0]
        if len(codes) == 1:
            codes *= len(commands)
        return list(zip(commands, codes, strict=True))


def documents() -> list[str]:
    """Every page of the project, by its path."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def blocks(language: str) -> list[Block]:
    """The blocks of a language in all pages."""
    return [
        block for path in documents() for block in blocks_of(path) if block.language == language
    ]


def blocks_of(path: str) -> list[Block]:
    """The blocks of one page."""
    text = (ROOT / path).read_text("utf-8")
    return [
        Block(
            path=path,
            line=text.count("\n", 0, found.start()) + 1,
            language=found["language"],
            text=found["text"],
            mark=found["mark"] or "",
        )
        for found in _BLOCK.finditer(text)
    ]
