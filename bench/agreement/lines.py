"""Lines of code against scc."""

import json
import re
import subprocess
import sysconfig
from dataclasses import dataclass, replace
from pathlib import Path

from bench.agreement.grammars import leaf_lines
from bench.agreement.tokens import by_tokens
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.languages import language_of
from variant_budget.measure.lexing import lexer_of
from variant_budget.measure.text import text_of

_ATTRIBUTE = re.compile(rb"^[ \t]*#\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Counted:
    """One file that both count. `blank` are blank lines inside strings, which scc counts.

    `tokens` is our definition counted another way, for files that differ: by Python's tokenizer, or
    by the leaves of a tree-sitter grammar. `attributes` are the lines that scc takes for comments
    since they start with `#[`.
    """

    path: str
    language: str
    ours: int
    theirs: int
    blank: int = 0
    tokens: int | None = None
    attributes: int = 0

    @property
    def equal(self) -> bool:
        return self.ours == self.theirs

    @property
    def set_aside(self) -> bool:
        """Whether blank lines in strings are the whole difference: the definitions differ."""
        return not self.equal and self.ours + self.blank == self.theirs


def counted(folder: Path) -> list[Counted]:
    """Every file that scc and we count, by path."""
    scc = Path(sysconfig.get_path("scripts")) / "scc"
    command = [str(scc), "--by-file", "--format", "json", "--no-gitignore", "--no-ignore", "."]
    done = subprocess.run(command, check=True, capture_output=True, cwd=folder)
    files = []
    for row in (row for language in json.loads(done.stdout) for row in language["Files"]):
        path = Path(row["Location"]).as_posix()
        language = language_of(path)
        if language is None:
            continue
        data = (folder / path).read_bytes()
        facts = measure_blob(data, language)
        ours = facts.counts[0]
        file = Counted(path, language, ours, row["Code"])
        if not file.equal:
            blank = blank_in_strings(data, language, facts.code)
            is_python = language == "Python"
            tokens = by_tokens(data) if is_python else leaf_lines(data, language, path)
            attributes = len(_ATTRIBUTE.findall(data)) if language == "PHP" else 0
            file = replace(file, blank=blank, tokens=tokens, attributes=attributes)
        files.append(file)
    return sorted(files, key=lambda file: file.path)


def blank_in_strings(data: bytes, language: str, code: bytes) -> int:
    """How many blank lines lie inside strings that are code."""
    text = text_of(data)
    bits = int.from_bytes(code, "little")
    lexer = lexer_of(text, language)
    found = 0
    for match in lexer.pattern.finditer(text):
        token = match[0]
        # PHP's page before the first `<?` starts on the added line.
        row = max(1, text.count(b"\n", 0, match.start()))
        if b"\n" in token and not lexer.is_comment(token) and bits >> (row - 1) & 1:
            found += sum(not line.strip() for line in token.split(b"\n")[1:-1])
    return found
