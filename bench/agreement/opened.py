"""A differing file opened: the first line that scc takes for something else, and what misled it."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from bench.agreement.lines import Counted, Difference
from bench.agreement.scc import by_scc
from variant_budget.measure.lexing import code_of
from variant_budget.measure.text import text_of

REACHES = (20, 400)
"""How many lines back the line is looked for that misleads scc: near first, since it costs less."""


@dataclass(frozen=True, slots=True)
class Opened:
    """`excess` is 1 where scc has code and we have none, -1 where we alone have code.

    From `misled` on scc errs in the same way when it is given nothing else of the file, and from
    the line after it no longer. It is `line` itself where scc needs no other to err. `kind` is the
    cause as far as a rule can tell it.
    """

    line: int
    text: str
    excess: int
    misled: int
    misled_text: str
    kind: str


def opened(file: Counted, difference: Difference) -> Opened:
    """The first difference of a file."""
    line, excess = difference.lines[0]
    lines = difference.data.splitlines(keepends=True)
    misled = _misled(file.path, lines, line, (line in difference.ours) + excess)
    return Opened(
        line,
        _text(lines[line - 1]),
        excess,
        misled,
        _text(lines[misled - 1]),
        _kind(file.language, difference, line, excess, alone=misled == line),
    )


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()


def _misled(path: str, lines: list[bytes], line: int, counted: int) -> int:
    """The last line from which on scc still counts `counted` for `line`; 1 where none is near."""
    name = PurePosixPath(path).name
    for reach in REACHES:
        starts = range(max(0, line - reach), line)
        with TemporaryDirectory() as folder:
            for start in starts:
                for end in (line - 1, line):
                    part = Path(folder) / f"{start}-{end}" / name
                    part.parent.mkdir()
                    part.write_bytes(b"".join(lines[start:end]))
            found = by_scc(Path(folder))
        for start in reversed(starts):
            with_it, before = (found.get(f"{start}-{end}/{name}", 0) for end in (line, line - 1))
            if with_it - before == counted:
                return start + 1
    return 1


KINDS = {
    "attribute": "an attribute `#[…]`, for scc a comment",
    "text": "text in a string or heredoc, for scc a comment",
    "docstring": "a string that is a value, for scc a docstring",
    "hidden": "code, for scc inside of a comment or string",
    "sign": "a comment by a sign that scc does not know here",
    "bare": "a docstring between plain quotes, for scc code",
    "lost in blank": "a blank line, for scc inside of a string that has ended",
    "lost in comment": "a comment, for scc inside of a string that has ended",
}
"""Kind -> what the first line that differs is."""


def _kind(language: str, difference: Difference, line: int, excess: int, *, alone: bool) -> str:
    text = difference.data.splitlines()[line - 1].strip()
    if excess < 0:
        if language == "Python":
            return "docstring"
        if language == "PHP" and text.startswith(b"#["):
            return "attribute"
        return "text" if _inside(difference.data, language, line) else "hidden"
    if not text:
        return "lost in blank"
    if not alone:
        return "lost in comment"
    return "bare" if language == "Python" else "sign"


def _inside(data: bytes, language: str, line: int) -> bool:
    """Whether the line holds nothing but a string, or a part of one."""
    code = code_of(text_of(data), language).split(b"\n")[line]
    return not code.translate(None, b" \t\f\v\"'")
