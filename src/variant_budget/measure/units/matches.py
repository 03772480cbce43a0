"""`matches`: matches of a policy's regular expression, in linear time. The only importer of re2.

A match stands within one line, as for grep; `^` and `$` are the ends of a line. Empty matches do
not count.
"""

import re
from collections.abc import Iterator

import re2

from variant_budget.domain.units import Unit
from variant_budget.measure.text import is_binary, text_of
from variant_budget.measure.units.trouble import LARGEST, UnreadableError

MOST_STEPS = 1_000
"""Steps of an expression's program: re2 takes about 5 ns for each, for each byte, at its slowest."""

MOST_MATCHES = 10_000

WORK = 500_000_000
"""Steps times bytes that one file may cost: 5 s at re2's slowest, 0.1 s as a rule."""

_LINE = re.compile(rb"[^\n]++")
_PREFIX = "(?m)"


def refusal(expression: str) -> str:
    """Why an expression cannot be used, in a few words; "" where it can."""
    try:
        compiled = _compiled(expression)
    except re2.error as error:
        what = error.args[0] if error.args else "it cannot be read"
        text = what.decode("utf-8", "replace") if isinstance(what, bytes) else str(what)
        return text.replace(_PREFIX, "")
    if compiled.programsize > MOST_STEPS:
        return f"it is too large: {compiled.programsize:,} steps, at most {MOST_STEPS:,}"
    return ""


def matches_of(data: bytes, expression: str) -> Iterator[Unit]:
    """One unit for each match, on its line; none in binary files.

    UnreadableError where the expression is refused, or the file is out of bounds for it.
    """
    why = refusal(expression)
    if why:
        raise UnreadableError(1, 1, f"the expression cannot be used: {why}")
    if is_binary(data):
        return
    text = text_of(data)
    compiled = _compiled(expression)
    _bounded(len(text), LARGEST)
    left = WORK // compiled.programsize - len(text)
    _bounded(0, left)
    longest = max((len(line) for line in _LINE.findall(text)), default=0)
    line, at = 0, 0
    for count, found in enumerate(_spans(compiled, text), start=1):
        # Behind a match its line is searched again.
        _bounded(count, min(MOST_MATCHES, left // longest))
        line += text.count(b"\n", at, found)
        at = found
        yield Unit(line)


def _bounded(amount: int, most: int) -> None:
    if amount > most:
        raise UnreadableError(1, 1, "too large, or too many matches, for this expression")


def _spans(compiled: "re2._Regexp", text: bytes) -> Iterator[int]:
    """Where each match that holds anything starts; not in the line end that was added in front."""
    for found in compiled.finditer(text, 1):
        if found.end() > found.start():
            yield found.start()


def _compiled(expression: str) -> "re2._Regexp":
    options = re2.Options()
    options.max_mem = 1_000_000
    options.log_errors = False
    options.never_nl = True
    options.never_capture = True
    return re2.compile(_PREFIX + expression, options)
