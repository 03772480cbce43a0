"""Lines of code against scc and cloc, file by file, and against parsers, line by line."""

from dataclasses import dataclass, field
from pathlib import Path

from bench.agreement.cloc import by_cloc
from bench.agreement.scc import by_scc, differing_lines
from bench.agreement.tokens import by_tokens
from bench.agreement.trees import parsed
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.languages import language_of
from variant_budget.measure.lexing import lexer_of
from variant_budget.measure.text import text_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that scc counts otherwise: what is needed to open it.

    `lines` are those that scc takes for something else, with its number of lines less ours.
    `judged` are the lines of code by Python's own tokenizer or the leaves of a tree-sitter grammar;
    None where neither reads the file. `blank` are blank lines inside strings that are code.
    """

    data: bytes
    ours: frozenset[int]
    lines: list[tuple[int, int]]
    blank: frozenset[int]
    judged: frozenset[int] | None

    @property
    def set_aside(self) -> bool:
        """Whether blank lines in strings are the whole difference: there the definitions differ."""
        return all(line in self.blank for line, _ in self.lines)

    @property
    def proved(self) -> bool:
        """Whether a parser finds our lines in the whole file: then scc is wrong."""
        return self.judged == self.ours


@dataclass(frozen=True, slots=True)
class Counted:
    """One file that scc and we count. `cloc` is None where cloc does not count it."""

    path: str
    language: str
    ours: int
    scc: int
    cloc: int | None
    difference: Difference | None = field(default=None, repr=False)

    @property
    def equal(self) -> bool:
        return self.difference is None

    @property
    def set_aside(self) -> bool:
        return self.difference is not None and self.difference.set_aside

    @property
    def differs(self) -> bool:
        return self.difference is not None and not self.difference.set_aside

    @property
    def proved(self) -> bool:
        return self.differs and self.difference is not None and self.difference.proved


def counted(folder: Path) -> list[Counted]:
    """Every file that scc and we count, by path."""
    scc, cloc = by_scc(folder), by_cloc(folder)
    files = []
    for path in sorted(scc):
        language = language_of(path)
        if language is None:
            continue
        data = (folder / path).read_bytes()
        ours = code_lines(data, language)
        difference = None if len(ours) == scc[path] else _difference(data, path, language, ours)
        files.append(Counted(path, language, len(ours), scc[path], cloc.get(path), difference))
    return files


def _difference(data: bytes, path: str, language: str, ours: set[int]) -> Difference:
    return Difference(
        data,
        frozenset(ours),
        differing_lines(data, path, ours),
        frozenset(blank_in_strings(data, language, ours)),
        _judged(data, language, path),
    )


def code_lines(data: bytes, language: str) -> set[int]:
    """Our lines of code, from 1."""
    bits = int.from_bytes(measure_blob(data, language).code, "little")
    return {at + 1 for at in range(bits.bit_length()) if bits >> at & 1}


def _judged(data: bytes, language: str, path: str) -> frozenset[int] | None:
    found = by_tokens(data) if language == "Python" else None
    if found is None:
        tree = parsed(data, language, path)
        found = tree.code if tree else None
    return None if found is None else frozenset(found)


def blank_in_strings(data: bytes, language: str, code: set[int]) -> set[int]:
    """The blank lines inside strings that are code: for scc code, for us blank."""
    text = text_of(data)
    lexer = lexer_of(text, language)
    found: set[int] = set()
    for match in lexer.pattern.finditer(text):
        token = match[0]
        # PHP's page before the first `<?` starts on the added line.
        row = max(1, text.count(b"\n", 0, match.start()))
        if b"\n" in token and not lexer.is_comment(token) and row in code:
            inner = enumerate(token.split(b"\n")[1:-1], row + 1)
            found.update(number for number, line in inner if not line.strip())
    return found
